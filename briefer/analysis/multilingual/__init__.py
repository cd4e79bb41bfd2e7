"""Languages without a parser: quotations, names, dates and attributions by patterns."""
