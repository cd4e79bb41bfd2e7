"""Model: the only place that knows openai, instructor, tenacity and xllamacpp."""
