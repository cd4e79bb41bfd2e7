"""Analyse an article with rules alone, no language model. Only this package uses spaCy."""
