"""Grounding: what the model wrote is held against the article."""
