"""Reports of a run: terminal, Markdown, JSON and HTML."""
