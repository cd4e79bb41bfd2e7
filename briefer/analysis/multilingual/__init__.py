"""Analyse languages without a parser: quotations, names, dates, attributions by patterns."""
