"""The client for model servers: requests, retries, error mapping and token counts."""
