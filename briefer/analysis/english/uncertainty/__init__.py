"""What the article leaves unsettled: disputes, discrepancies, open points, unnamed sources."""
