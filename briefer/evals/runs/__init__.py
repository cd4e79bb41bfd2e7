"""Run systems over a suite, with a journal, baselines and recorded replies."""
