"""Import packages that are installed only with an extra of briefer, such as ``briefer[evals]``.

``require_extra("evals", "scipy.stats")`` returns the module, or raises an error that says what to
install. ``EXTRAS`` lists all extras of ``pyproject.toml``.
"""

import importlib
from types import ModuleType
from typing import Final, Literal, NamedTuple

from briefer.errors import BrieferError, SettingsError, UnknownModelError

Extra = Literal[
    "batch", "docx", "evals", "local", "mcp", "pdf", "ray", "server", "sign", "telemetry"
]


class _MissingExtra(NamedTuple):
    """The error for an extra that is not installed.

    Attributes:
        feature: the feature that needs the extra.
        error: the class of the error.
        alternative: what the user could do instead.
    """

    feature: str
    error: type[BrieferError]
    alternative: str = ""


EXTRAS: Final[dict[Extra, _MissingExtra]] = {
    "batch": _MissingExtra("Briefing many articles", SettingsError),
    "docx": _MissingExtra("The DOCX format", SettingsError),
    "evals": _MissingExtra("The evaluation", SettingsError),
    "local": _MissingExtra(
        "The embedded model", UnknownModelError, ", or name a hosted model with --model"
    ),
    "mcp": _MissingExtra("The server for assistants", SettingsError),
    "pdf": _MissingExtra("The PDF format", SettingsError),
    "ray": _MissingExtra("The Ray engine", SettingsError),
    "server": _MissingExtra("The web server", SettingsError),
    "sign": _MissingExtra("Signing briefs", SettingsError),
    "telemetry": _MissingExtra("Telemetry", SettingsError),
}


def require_extra(extra: Extra, module: str) -> ModuleType:
    """Import a module of a package that is installed with an extra.

    Raises:
        UnknownModelError: the package for embedded models cannot be imported.
        SettingsError: the package of any other extra cannot be imported.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        missing = EXTRAS[extra]
        package = module.partition(".")[0]
        raise missing.error(
            f"{missing.feature} needs the package {package}, which cannot be imported ({error}). "
            f'Install it with `pip install "briefer[{extra}]"`{missing.alternative}.'
        ) from error
