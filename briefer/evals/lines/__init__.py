"""Measure the checks on labelled lines: right and wrong lines about articles."""
