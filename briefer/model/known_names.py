"""Names of models that briefer knows without asking anyone: none, and the hosted defaults."""

import importlib.util
import os
from typing import NamedTuple

from briefer.settings import Settings

NO_MODEL = "none"
"""The name that stands for no model: the brief is made from the analysis alone."""


class HostedDefault(NamedTuple):
    """The model that is the default if its key is in the environment."""

    key_variable: str
    package: str
    model: str


# Tried in this order if no model is named. The SDK's package must be installed, too.
HOSTED_DEFAULTS = (
    HostedDefault("OPENAI_API_KEY", "openai", "openai/gpt-5-mini"),
    HostedDefault("ANTHROPIC_API_KEY", "anthropic", "anthropic/claude-haiku-4-5"),
)


def default_name(settings: Settings) -> str:
    """Return the model that is used if none is named: a hosted one whose key is set, or "local"."""
    if not settings.offline:
        for default in HOSTED_DEFAULTS:
            installed = importlib.util.find_spec(default.package) is not None
            if os.environ.get(default.key_variable) and installed:
                return default.model
    return "local"
