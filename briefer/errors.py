"""Everything that can go wrong, as one tree.

::

    BrieferError                    exit code
    ├── SettingsError               2   an option or an environment variable is wrong
    ├── SourceError                 3   the article could not be had
    │   ├── FetchError              3   the address did not answer with a page
    │   └── NotAnArticleError       3   the page came, and is no article (see ``verdict``)
    ├── ModelError                  4   the model could not answer
    │   ├── UnknownModelError       4   no such model, or its SDK is not installed
    │   ├── ModelAuthError          4   the key is missing or was refused
    │   ├── ModelUnavailableError   4   no answer: connection, time-out, rate limit, server error
    │   ├── ModelAnswerError        4   an answer that is not of the asked form, or was cut off
    │   ├── ContextError            4   the prompt does not fit into the model's window
    │   └── WeightsError            4   the embedded model's file could not be pulled or verified
    └── CheckError                  1   a brief does not hold against its article

Every message says who is at fault and ends with what to do next. The exit code is that of the
command line; 0 is success and 130 an interruption by the user.
"""

from typing import ClassVar

from briefer.usage import Usage


class BrieferError(Exception):
    """Root of all errors that briefer raises on purpose."""

    exit_code: ClassVar[int] = 1


class SettingsError(BrieferError):
    """An option, an argument or an environment variable is wrong."""

    exit_code = 2


class SourceError(BrieferError):
    """The article could not be had from the source that the user named."""

    exit_code = 3


class FetchError(SourceError):
    """The address did not answer with a page."""


class NotAnArticleError(SourceError):
    """The page came, but it holds no article.

    Attributes:
        verdict: one word for what the page is, such as ``"paywall"`` or ``"listing"``.
    """

    def __init__(self, verdict: str, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict


class ModelError(BrieferError):
    """The model could not answer."""

    exit_code = 4


class UnknownModelError(ModelError):
    """No model of that name, or the package that speaks to it is not installed."""


class ModelAuthError(ModelError):
    """The key is missing, or the model's server refused it."""


class ModelUnavailableError(ModelError):
    """No usable reply after all retries: connection, time-out, rate limit or server error."""


class ModelAnswerError(ModelError):
    """The model replied, and the reply is not of the asked form even after it was asked again.

    Attributes:
        usage: what the calls cost that led to it.
    """

    def __init__(self, message: str, *, usage: Usage = Usage()) -> None:  # noqa: B008 - immutable
        super().__init__(message)
        self.usage = usage


class ContextError(ModelError):
    """The prompt does not fit into the model's window."""


class WeightsError(ModelError):
    """The file of an embedded model could not be pulled, verified or read."""


class CheckError(BrieferError):
    """A brief does not hold against its article."""

    exit_code = 1
