"""The data of a brief: Article, Evidence, Brief and its parts, and the values of their fields."""
