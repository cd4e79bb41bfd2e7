"""Where the data that ships with briefer lies: in the wheel, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_path(name: str) -> Path:
    """Return the folder ``name`` (``"prompts"``) of the shipped data.

    A wheel carries it as ``briefer/_data/<name>``; an editable install reads the checkout.
    """
    in_wheel = _PACKAGE / "_data" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name
