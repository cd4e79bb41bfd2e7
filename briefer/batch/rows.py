"""The data of a batch: what goes in (`BatchSource`) and what comes out, one row for each input.

For example, the line ``{"url": "https://news.example/a", "id": "7"}`` is one source, and its row
has ``status`` "done" and the brief, or "error" and the kind of the error.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from briefer.addresses import without_credentials
from briefer.schema.brief import Brief
from briefer.schema.evidence import FrozenModel, NonEmptyStr

Status = Literal["done", "duplicate", "error"]
"""What became of an input: briefed, linked to an earlier row, or an error."""

ID_LENGTH = 32
"""Hexadecimal digits of an id: 128 bits of a sha256."""


@dataclass(frozen=True, slots=True)
class BatchSource:
    """One article to brief: an address, a file or a text, and what is known about it.

    One of ``url``, ``path``, ``text`` and ``problem`` is given. With a text or a path, nothing is
    fetched, and ``url`` only says where the article was published. What is given has priority over
    what the article itself says.

    Attributes:
        url: its web address.
        path: the path of its file.
        text: its text, or the contents of its page; used even if there is a path.
        id: the user's own name for it.
        title: its headline.
        published: its date of publication, in ISO 8601.
        publisher: its outlet.
        language: ISO 639-1 code of its language.
        row: where it is in the input, from 1.
        problem: why this part of the input is not an article.
    """

    url: str | None = None
    path: str | None = None
    text: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    row: int = 0
    problem: str | None = None

    def __post_init__(self) -> None:
        """Replace half a surrogate pair, which JSON may escape and no file can have."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and not value.isascii():
                whole = value.encode("utf-8", "replace").decode()
                object.__setattr__(self, field.name, whole)  # while it is made

    @property
    def name(self) -> str:
        """What it is called in messages: the address, the path or the row, without a password."""
        return without_credentials(self.url or "") or self.path or f"row {self.row}"

    @property
    def is_remote(self) -> bool:
        """True if its page must be fetched."""
        return self.url is not None and self.path is None and self.text is None

    def key(self) -> str:
        """Return the digest of what was given; for a file, with its size and time of change."""
        parts: dict[str, object] = asdict(self)
        del parts["row"]
        if self.path is not None:
            parts["stat"] = _stat(self.path)
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def to_json(self) -> str:
        """Return what was given as one line of JSON, which is input for another batch."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        del given["row"]
        return json.dumps(given, ensure_ascii=False)


def _stat(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


class BatchError(FrozenModel):
    """Why an input has no brief.

    Attributes:
        kind: one word for programs (``docs/batch.md`` lists them).
        message: what is wrong and what to do next.
        http_status: the status of the response, if there was one.
    """

    kind: NonEmptyStr
    message: str
    http_status: int | None = None


class Timings(FrozenModel):
    """The seconds that each stage took for one article.

    Attributes:
        fetching: getting the page, with the wait for its host's turn.
        reading: making an article of it.
        analysis: finding what code can find.
        writing: asking the model and checking its answers.
    """

    fetching: Annotated[float, Field(ge=0)] = 0.0
    reading: Annotated[float, Field(ge=0)] = 0.0
    analysis: Annotated[float, Field(ge=0)] = 0.0
    writing: Annotated[float, Field(ge=0)] = 0.0


class BatchRow(FrozenModel):
    """What became of one input.

    Attributes:
        row: where it is in the input, from 1.
        id: digest of the article, the model, the prompts and the code: the same article gives the
            same id. Without an article, it is the digest of the input instead.
        input_id: the user's own name for it.
        source: its address, path or row.
        status: "done", "duplicate" or "error".
        error: why there is no brief; only with the status "error".
        duplicate_of: the id of the earlier article that it repeats.
        similarity: how much of the words of both are the same, from 0 to 1; 1 for the same text.
        url: the address of the article.
        title: its headline.
        language: its language.
        calls: requests that the model answered.
        input_tokens: prompt tokens, cached ones included.
        cached_tokens: prompt tokens that the server took from its cache.
        output_tokens: tokens that the model wrote.
        cost: what they cost, in the currency of the prices; None without prices.
        timings: the seconds of each stage.
        brief_json: the brief as JSON, if there is one.
    """

    row: Annotated[int, Field(ge=1)]
    id: NonEmptyStr
    input_id: str | None = None
    source: str
    status: Status
    error: BatchError | None = None
    duplicate_of: str | None = None
    similarity: float | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    timings: Timings = Timings()
    brief_json: str | None = Field(default=None, exclude=True, repr=False)

    @cached_property
    def brief(self) -> Brief | None:
        """The brief, or None without one."""
        return None if self.brief_json is None else Brief.model_validate_json(self.brief_json)
