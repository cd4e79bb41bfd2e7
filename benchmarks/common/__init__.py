"""What several benchmarks use, and how other tools are asked (extracting.py)."""
