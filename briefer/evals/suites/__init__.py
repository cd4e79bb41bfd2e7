"""Suites of articles with gold briefs: the format, the loader, and checks of the gold."""
