"""Checks of a line against the article; each module finds one kind of mistake."""
