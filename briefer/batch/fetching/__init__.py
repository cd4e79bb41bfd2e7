"""Fetch pages from many hosts, and be polite to each of them."""
