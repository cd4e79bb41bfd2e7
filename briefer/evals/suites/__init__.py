"""Suites of articles with gold briefs: format, loading, lint."""
