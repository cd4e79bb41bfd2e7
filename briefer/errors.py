"""All errors that briefer raises on purpose, as one tree.

::

    BrieferError                    exit code
    ├── SettingsError               2   an option or an environment variable is wrong
    ├── SourceError                 3   the article could not be loaded
    │   ├── FetchError              3   the address did not return a page
    │   └── NotAnArticleError       3   the page is not an article (see ``verdict``)
    ├── ModelError                  4   the model could not answer
    │   ├── UnknownModelError       4   no such model, or its SDK is not installed
    │   ├── ModelAuthError          4   the key is missing or was rejected
    │   ├── ModelUnavailableError   4   no answer: connection, timeout, rate limit, server error
    │   ├── ModelAnswerError        4   the answer does not fit the schema, or was cut off
    │   ├── ContextError            4   the prompt does not fit into the context window
    │   └── WeightsError            4   the embedded model's file cannot be downloaded or verified
    └── CheckError                  1   a brief fails the check against its article

Every message says what is wrong and ends with what to do next. The exit code is that of the command
line; 0 means success and 130 means that the user interrupted the program.
"""

from typing import ClassVar

from briefer.usage import Usage


class BrieferError(Exception):
    """Base class of all errors that briefer raises on purpose."""

    exit_code: ClassVar[int] = 1


class SettingsError(BrieferError):
    """An option, an argument or an environment variable is wrong."""

    exit_code = 2


class SourceError(BrieferError):
    """The article could not be loaded from its source."""

    exit_code = 3


class FetchError(SourceError):
    """The address did not return a page."""


class NotAnArticleError(SourceError):
    """The source was loaded, but it is not an article.

    Attributes:
        verdict: one word for what it is, such as ``"paywall"`` or ``"listing"``.
    """

    def __init__(self, verdict: str, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict


class ModelError(BrieferError):
    """The model could not answer."""

    exit_code = 4


class UnknownModelError(ModelError):
    """There is no model of that name, or the package for it is not installed."""


class ModelAuthError(ModelError):
    """The API key is missing, or the model's server rejected it."""


class ModelUnavailableError(ModelError):
    """No reply after all retries: connection, timeout, rate limit or server error."""


class ModelAnswerError(ModelError):
    """The model's reply does not fit the schema, even after it was asked again.

    Attributes:
        usage: calls and tokens of the failed attempts.
    """

    def __init__(self, message: str, *, usage: Usage = Usage()) -> None:  # noqa: B008 - immutable
        super().__init__(message)
        self.usage = usage


class ContextError(ModelError):
    """The prompt does not fit into the model's context window."""


class WeightsError(ModelError):
    """The file of an embedded model could not be downloaded, verified or read."""


class CheckError(BrieferError):
    """A brief fails the check against its article."""

    exit_code = 1
