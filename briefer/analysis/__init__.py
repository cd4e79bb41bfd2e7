"""Reading: what code can see in an article without a model. The only place that knows spaCy."""
