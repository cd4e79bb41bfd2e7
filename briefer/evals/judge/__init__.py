"""An optional model that rates summaries; it never gates."""
