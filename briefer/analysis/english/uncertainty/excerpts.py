"""Notes: how the words of an article are shown within the note of a doubt."""

_INNER_MARKS = str.maketrans("“”", "‘’")  # of a quotation within the note's own marks


def excerpt(words: str, most: int) -> str:
    """Return the first words of a passage, at most so many, and that there are more."""
    told = words.split()
    shown = " ".join(told[:most]).translate(_INNER_MARKS).rstrip(",;")
    return f"{shown} …" if len(told) > most else shown
