"""The brief as a PDF of exactly one page."""
