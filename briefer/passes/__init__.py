"""Passes: a prompt file, the schema that the model fills, and how its answer is grounded."""
