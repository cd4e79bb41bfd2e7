"""Names of models that briefer knows without asking anyone: none, and the hosted defaults."""

from typing import NamedTuple

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
