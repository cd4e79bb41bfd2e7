"""Weights of embedded models: catalogue, download and verification."""
