"""Build the sections of a brief from the analysis and from what the model found."""
