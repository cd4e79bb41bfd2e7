"""The eval harness: run systems over suites of articles, and score their briefs against gold."""
