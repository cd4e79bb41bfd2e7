"""Brief many articles: read a list of them, brief each one once, and lose none on the way."""
