"""Score a brief against gold: the table of metrics, and the scorers that compute them."""
