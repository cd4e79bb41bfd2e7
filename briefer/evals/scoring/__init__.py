"""Score a brief against gold."""
