"""The checks: one kind of mistake in a line per module."""
