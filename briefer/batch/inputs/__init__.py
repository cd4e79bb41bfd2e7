"""Read the input of a batch: a list, JSONL, CSV, Parquet, a feed, a sitemap or a folder."""
