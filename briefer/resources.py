"""Find the data files that ship with briefer, in a wheel or in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_path(name: str) -> Path:
    """Return the folder ``name`` (``"prompts"``) of the shipped data.

    In a wheel it is ``briefer/_data/<name>``; in a checkout it is next to the package.
    """
    in_wheel = _PACKAGE / "_data" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name
