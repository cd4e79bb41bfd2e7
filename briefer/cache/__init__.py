"""The cache of briefs: its file, its entries, and what an entry depends on."""
