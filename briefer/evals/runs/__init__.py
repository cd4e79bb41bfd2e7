"""Run systems over suites, with a journal, baselines and recorded model replies."""
