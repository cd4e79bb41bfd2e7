"""Analyse English: find entities, claims, times, places, events, uncertainty in a spaCy parse."""
