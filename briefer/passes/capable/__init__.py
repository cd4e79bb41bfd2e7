"""The passes of a capable model: gist, statements and uncertainty, and their verification."""
