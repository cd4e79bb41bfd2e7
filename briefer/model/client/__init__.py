"""The client of an OpenAI-compatible server: requests, retries, errors, tokens."""
