"""Plain text: sentences, numbers, and words normalised for comparison."""
