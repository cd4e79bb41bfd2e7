"""People, organisations, groups and places of an English article."""
