"""English: entities, attributions, times, places, events and uncertainty, read from a parse."""
