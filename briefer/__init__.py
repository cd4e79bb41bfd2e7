"""Briefer."""
