"""Weights of embedded models: catalogue, download, verification."""
