"""Other tools, asked as their documentation advises; peers.py holds briefer against them."""
