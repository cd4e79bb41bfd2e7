"""Read the objects of a PDF, whatever a broken file has in their place."""

from collections.abc import Sequence

from pypdf.generic import DictionaryObject, PdfObject


def numbers(operands: Sequence[PdfObject]) -> list[float]:
    """Return the numbers among ``operands``."""
    return [float(value) for value in operands if isinstance(value, (int, float))]


def dictionary(value: object) -> DictionaryObject:
    """Return a dictionary, which may be a reference; anything else is an empty one."""
    found = value.get_object() if isinstance(value, PdfObject) else value
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
