"""Render a Brief as terminal text, Markdown, HTML or JSON. Nothing here calls a model."""
