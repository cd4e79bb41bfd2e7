"""Shorten the words of an article for the note of an uncertainty finding."""

_INNER_MARKS = str.maketrans("“”", "‘’")  # for a quotation inside the note's own marks


def excerpt(text: str, limit: int) -> str:
    """Return the first ``limit`` words of a text, with an ellipsis if there are more."""
    words = text.split()
    shown = " ".join(words[:limit]).translate(_INNER_MARKS).rstrip(",;")
    return f"{shown} …" if len(words) > limit else shown
