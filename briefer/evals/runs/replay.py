"""Record a model's replies in a file, and replay them later without the model.

Each reply is stored under the digest of its question: messages, schema and token limit. A changed
prompt therefore has no recorded reply, and the run stops with an error.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, model_validator

from briefer.errors import ModelAnswerError, SettingsError
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Answer, Message, Model, Reply, Usage
from briefer.schema.evidence import FrozenModel


class Recorded(FrozenModel):
    """One line of a recording.

    Attributes:
        key: digest of the question.
        kind: a reply, an answer without the schema ("failure"), or a token count.
        text: the reply, or the error message of a failure.
        usage: the fields of its `Usage`.
        tokens: the token count.
    """

    key: str
    kind: Literal["reply", "failure", "count"]
    text: str = ""
    usage: tuple[int, int, int, int, int, float] | None = None
    tokens: int = 0


class Head(FrozenModel):
    """The first line of a recording: name and profile of the recorded model."""

    model: str
    profile: ModelProfile

    @model_validator(mode="before")
    @classmethod
    def _from_older_recording(cls, data: object) -> object:
        """Accept a line that has no profile, but the flag ``weighs``: False for embedded models."""
        if not isinstance(data, dict) or "weighs" not in data:
            return data
        rest = {
            name: value for name, value in data.items() if name in {"concurrent", "context_tokens"}
        }
        size = "capable" if data["weighs"] else "small"
        profile = {"size": size, "enforces_schema": not data["weighs"], **rest}
        return {"model": data.get("model"), "profile": profile}


class Recorder:
    """A model that records the replies of another one.

    Args:
        model: the model that answers.
        path: the recording. A question that it already has from the same model is not asked again,
            so an interrupted run continues, and only changed prompts are asked.

    Raises:
        SettingsError: the file cannot be written, or is not a recording of this model.
    """

    def __init__(self, model: Model, path: Path) -> None:
        self.name = model.name
        self.profile = model.profile
        self._model = model
        try:
            recorded = _load_or_create(path, Head(model=self.name, profile=self.profile))
        except OSError as error:
            raise SettingsError(
                f"cannot write '{path}': {error.strerror}. Name another file with '--record'"
            ) from error
        except ValueError as error:
            raise SettingsError(
                f"'{path}' is not a recording of {self.name}: name another file with '--record'"
            ) from error
        self._path = path
        self._replies = {one.key: one for one in recorded if one.kind != "count"}
        self._written = {(one.key, one.kind) for one in recorded}

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Return the recorded reply, or ask the model and record its reply; see ``Model.ask``."""
        key = question_key(messages, answer, max_tokens)
        if key in self._replies:
            return _replay(self._replies[key], answer)
        try:
            reply = await self._model.ask(messages, answer, max_tokens=max_tokens)
        except ModelAnswerError as error:
            self._write(
                Recorded(key=key, kind="failure", text=str(error), usage=astuple(error.usage))
            )
            raise
        self._write(Recorded(key=key, kind="reply", text=reply.text, usage=astuple(reply.usage)))
        return reply

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count the tokens, and record the count."""
        tokens = await self._model.count_tokens(messages)
        self._write(Recorded(key=question_key(messages), kind="count", tokens=tokens))
        return tokens

    async def aclose(self) -> None:
        """Close the model."""
        await self._model.aclose()

    def _write(self, one: Recorded) -> None:
        if (one.key, one.kind) not in self._written:
            self._written.add((one.key, one.kind))
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(one.model_dump_json(exclude_unset=True) + "\n")


class Replay:
    """A model that returns recorded replies.

    Args:
        path: a file written by `Recorder`.

    Raises:
        SettingsError: the file cannot be read, or is not a recording.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            head, recorded = _read(path)
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"'{path}' has no recorded replies: record them with '--record {path}'"
            ) from error
        self.name = head.model
        self.profile = head.profile
        self._counts = {one.key: one.tokens for one in recorded if one.kind == "count"}
        self._replies = {one.key: one for one in recorded if one.kind != "count"}

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Return the reply that was recorded for exactly this question.

        Raises:
            ModelAnswerError: the recorded answer did not have the schema.
            SettingsError: no reply is recorded for the question.
        """
        found = self._replies.get(question_key(messages, answer, max_tokens))
        if found is None:
            raise self._stale()
        return _replay(found, answer)

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Return the recorded token count.

        Raises:
            SettingsError: no count is recorded for these messages.
        """
        found = self._counts.get(question_key(messages))
        if found is None:
            raise self._stale()
        return found

    async def aclose(self) -> None:
        """Do nothing: a replay holds no resources."""

    def _stale(self) -> SettingsError:
        return SettingsError(
            f"'{self._path}' has no reply to this question: a prompt, a schema or an article "
            f"has changed. Record it again with '--model {self.name} --record {self._path}' in "
            "place of '--replay'"
        )


def _load_or_create(path: Path, head: Head) -> list[Recorded]:
    """Return the lines of a recording without an incomplete last one; create a missing file.

    Raises:
        OSError: the file cannot be read or written.
        ValueError: the file is not a recording of this model.
    """
    text = path.read_bytes() if path.exists() else b""
    complete = text[: text.rfind(b"\n") + 1]
    if not text:
        complete = head.model_dump_json().encode() + b"\n"
    if complete != text:
        path.write_bytes(complete)
    found, recorded = _read(path)
    if found != head:
        raise ValueError(f"the file is a recording of {found.model}")
    return recorded


def _read(path: Path) -> tuple[Head, list[Recorded]]:
    """Read a recording.

    Raises:
        OSError: the file cannot be read.
        ValueError: the file is not a recording.
    """
    first, *rest = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return Head.model_validate_json(first), [Recorded.model_validate_json(line) for line in rest]


def _replay(recorded: Recorded, answer: type[Answer]) -> Reply[Answer]:
    """Return the reply that the model gave when it was recorded.

    Raises:
        ModelAnswerError: the recorded answer did not have the schema.
    """
    usage = Usage(*recorded.usage) if recorded.usage else Usage()
    if recorded.kind == "failure":
        raise ModelAnswerError(recorded.text, usage=usage)
    return Reply(answer.model_validate_json(recorded.text), recorded.text, usage)


def question_key(
    messages: Sequence[Message], answer: type[BaseModel] | None = None, max_tokens: int = 0
) -> str:
    """Return the SHA-256 of a question to a model: messages, schema and token limit."""
    question = {
        "messages": list(messages),
        "schema": answer.model_json_schema() if answer else None,
        "max_tokens": max_tokens,
    }
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
