"""Shared by the benchmarks: writing reports, and running other tools (``langextract_peer``)."""
