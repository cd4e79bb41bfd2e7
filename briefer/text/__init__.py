"""Plain text: split into sentences, find numbers, normalise words for comparison."""
