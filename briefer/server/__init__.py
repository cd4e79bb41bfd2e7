"""``briefer serve``: a web page and an HTTP API that make, keep and show briefs."""
