"""Turn an address, a file or bytes into an Article, or reject it with a verdict."""
