"""All errors that briefer raises on purpose, as one tree.

::

    BrieferError                    exit code
    ├── SettingsError               2   an option, a variable or the config file is wrong
    ├── SourceError                 3   the article could not be loaded
    │   ├── FetchError              3   the address did not return a page
    │   └── NotAnArticleError       3   the page is not an article (see ``verdict``)
    ├── ModelError                  4   the model could not answer
    │   ├── UnknownModelError       4   no such model, or its SDK is not installed
    │   ├── ModelAuthError          4   the key is missing or was rejected
    │   ├── ModelUnavailableError   4   no answer: connection, timeout, rate limit, server error
    │   ├── ModelAnswerError        4   the answer does not fit the schema, or was cut off
    │   ├── ContextError            4   the prompt does not fit into the context window
    │   ├── WaitingForAnswersError  4   prompts are in files and wait for answers (``files:DIR``)
    │   └── WeightsError            4   the embedded model's file cannot be downloaded or verified
    └── CheckError                  1   a brief fails the check against its article

Every message says what is wrong and ends with what to do next. The exit code is that of the command
line; 0 means success and 130 means that the user interrupted the program.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from briefer.usage import Usage

VERDICT_KINDS: Mapping[str, str] = {
    "binary": "not_text",
    "consent": "consent_wall",
    "damaged": "not_text",
    "empty": "empty",
    "encrypted": "not_text",
    "error_page": "error_page",
    "listing": "not_article",
    "login": "not_article",
    "needs_script": "empty",
    "no_text": "empty",
    "not_text": "not_text",
    "paywall": "teaser",
    "scanned": "not_text",
    "too_large": "too_large",
    "too_short": "not_article",
}
"""The kind of each verdict of a `NotAnArticleError`: a program acts on it without its details."""

_MAX_INVALID = 3  # invalid answers that one message describes


class BrieferError(Exception):
    """Base class of all errors that briefer raises on purpose."""

    exit_code: ClassVar[int] = 1


class SettingsError(BrieferError):
    """An option, an argument, an environment variable or the config file is wrong."""

    exit_code = 2


class SourceError(BrieferError):
    """The article could not be loaded from its source."""

    exit_code = 3


class FetchError(SourceError):
    """The address did not return a page.

    Attributes:
        status: the HTTP status of the response, or None without a response.
        retry_after: the seconds to wait that the server asks for, or None.
    """

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class NotAnArticleError(SourceError):
    """The source was loaded, but it is not an article.

    Attributes:
        verdict: one word for what it is, such as ``"paywall"`` or ``"listing"``.
        kind: ``"teaser"``, ``"consent_wall"``, ``"not_article"``, ``"empty"``, ``"error_page"``,
            ``"too_large"`` or ``"not_text"``; `VERDICT_KINDS` maps the verdicts to them.
    """

    def __init__(self, verdict: str, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.kind = VERDICT_KINDS[verdict]


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

    def __init__(self, message: str, *, usage: "Usage | None" = None) -> None:
        # its dataclass would make the command line start a tenth slower
        from briefer.usage import Usage  # noqa: PLC0415

        super().__init__(message)
        self.usage = usage or Usage()


class ContextError(ModelError):
    """The prompt does not fit into the model's context window."""


class WaitingForAnswersError(ModelError):
    """Prompts were written to files and wait for answers in files (model ``files:DIR``).

    This is no failure: once the answers are saved, the same call continues.

    Args:
        prompts: the prompt files that wait.
        invalid: why the answer is not valid, for each answer file that exists. The prompt file of
            such an answer is among ``prompts``, too.
        note: a sentence that begins the message.

    Attributes:
        prompts: the prompt files that wait, without duplicates.
        invalid: as above.
    """

    def __init__(
        self, prompts: Iterable[Path], *, invalid: Mapping[Path, str] | None = None, note: str = ""
    ) -> None:
        self.prompts = tuple(dict.fromkeys(prompts))
        self.invalid = dict(invalid or {})
        super().__init__(" ".join(filter(None, (note, *self._sentences()))))

    @classmethod
    def joined(cls, errors: "Iterable[WaitingForAnswersError]", *, note: str = "") -> Self:
        """Return one error for all prompts of ``errors``."""
        found = list(errors)
        invalid = {path: problem for error in found for path, problem in error.invalid.items()}
        return cls((path for error in found for path in error.prompts), invalid=invalid, note=note)

    def _sentences(self) -> Iterable[str]:
        for path, problem in list(self.invalid.items())[:_MAX_INVALID]:
            yield f"The answer in '{path}' is not valid: {problem}"
        if (more := len(self.invalid) - _MAX_INVALID) > 0:
            yield f"{more} more {'answer is' if more == 1 else 'answers are'} not valid."
        folders = ", ".join(
            f"'{folder}'" for folder in dict.fromkeys(p.parent for p in self.prompts)
        )
        if len(self.prompts) == 1:
            yield (
                f"1 prompt waits for an answer in {folders}: follow the first lines of "
                f"'{self.prompts[0].name}', then run the same command again."
            )
        else:
            yield (
                f"{len(self.prompts)} prompts wait for answers in {folders}: follow the first "
                "lines of each '.prompt.md' file, then run the same command again."
            )


class WeightsError(ModelError):
    """The file of an embedded model could not be downloaded, verified or read."""


class CheckError(BrieferError):
    """A brief fails the check against its article."""

    exit_code = 1
