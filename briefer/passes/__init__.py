"""Passes: a prompt file, the schema that the model fills, and the checks of its answer."""
