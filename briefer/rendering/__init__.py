"""Faces: one Brief, many faces; none of them calls a model."""
