"""Packages that come with an extra of briefer, imported where they are needed.

``require_extra("evals", "scipy.stats")`` returns the module, or raises an error that says what to
install. ``EXTRAS`` has every extra of ``pyproject.toml``.
"""

import importlib
from types import ModuleType
from typing import Final, Literal, NamedTuple

from briefer.errors import BrieferError, SettingsError, UnknownModelError

Extra = Literal["evals", "local"]


class _Lack(NamedTuple):
    """What to say where an extra is not installed.

    Attributes:
        what: what needs it.
        error: the error to raise.
        instead: what else could be done.
    """

    what: str
    error: type[BrieferError]
    instead: str = ""


EXTRAS: Final[dict[Extra, _Lack]] = {
    "evals": _Lack("The evaluation", SettingsError),
    "local": _Lack(
        "The embedded model", UnknownModelError, ", or name a hosted model with --model"
    ),
}


def require_extra(extra: Extra, module: str) -> ModuleType:
    """Import a module of a package that comes with an extra.

    Raises:
        SettingsError: the package for the evaluation cannot be imported.
        UnknownModelError: the package for embedded models cannot be imported.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        lack = EXTRAS[extra]
        package = module.partition(".")[0]
        raise lack.error(
            f"{lack.what} needs the package {package}, which cannot be imported ({error}). "
            f'Install it with `pip install "briefer[{extra}]"`{lack.instead}.'
        ) from error
