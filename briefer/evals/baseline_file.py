"""Read a stored baseline: a JSON file → a model, or an error that says what to do."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from briefer.errors import SettingsError
from briefer.schema.evidence import FrozenModel

Stored = TypeVar("Stored", bound=FrozenModel)


def read_baseline(path: Path, form: type[Stored], *, of: str) -> Stored:
    """Read a baseline.

    Args:
        path: the file.
        form: what is stored in it.
        of: what was measured, for the error: "labelled lines".

    Raises:
        SettingsError: the file cannot be read, or is not such a baseline.
    """
    try:
        return form.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(
            f"there is no baseline '{path}': make one from this run with '--update'"
        ) from error
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise SettingsError(
            f"'{path}' is not a baseline of {of}: name another file, or delete it and make a new "
            "one with '--update'"
        ) from error
