"""The scorers, one module each: pure functions of brief, gold and article."""
