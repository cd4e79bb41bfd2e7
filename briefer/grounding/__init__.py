"""Compare a model's text with the article: find its evidence, reject what lacks support."""
