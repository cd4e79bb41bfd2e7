"""An optional model that rates summaries; its ratings are informational and never fail the gate."""
