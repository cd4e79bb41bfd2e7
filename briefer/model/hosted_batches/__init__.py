"""Ask a model through a hosted batch API: requests are kept, sent in files, and answered later."""
