"""Replay: a model's replies kept in a file, so that a run can be scored again without the model.

Each reply is kept under the digest of what was asked: messages, schema and limit. A prompt that has
changed has no reply there, and the run stops and says so.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from briefer.errors import ModelAnswerError, SettingsError
from briefer.evidence import FrozenModel
from briefer.model.protocol import Answer, Message, Model, Reply, Usage


class Recorded(FrozenModel):
    """What a model answered once.

    Attributes:
        key: digest of what was asked.
        kind: a reply, an answer that was not of the asked form, or a count of tokens.
        text: the reply, or what was wrong with it.
        usage: what it cost.
        tokens: the count.
    """

    key: str
    kind: Literal["reply", "failure", "count"]
    text: str = ""
    usage: tuple[int, int, int, int, int, float] | None = None
    tokens: int = 0


class Head(FrozenModel):
    """The first line of a file of replies: the model that gave them."""

    model: str
    concurrent: bool
    weighs: bool
    context_tokens: int


class Recorder:
    """A model that writes down what another answers.

    Args:
        model: the one that answers.
        path: where replies go. What the same model answered there earlier is not asked again, so
            that a run that was broken off goes on, and a changed prompt costs no other's replies.
    """

    def __init__(self, model: Model, path: Path) -> None:
        self.name = model.name
        self.concurrent = model.concurrent
        self.context_tokens = model.context_tokens
        self._model = model
        self.weighs = model.weighs
        head = Head(
            model=self.name,
            concurrent=self.concurrent,
            weighs=self.weighs,
            context_tokens=self.context_tokens,
        )
        try:
            kept = _taken_up(path, head)
        except OSError as error:
            raise SettingsError(
                f"cannot write '{path}': {error.strerror}. Name another file with '--record'"
            ) from error
        except ValueError as error:
            raise SettingsError(
                f"'{path}' is no recording of {self.name}: name another file with '--record'"
            ) from error
        self._path = path
        self._kept = {one.key: one for one in kept if one.kind != "count"}
        self._written = {(one.key, one.kind) for one in kept}

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Ask the model, and write its reply down, unless it stands there; see ``Model.ask``."""
        key = question_key(messages, answer, max_tokens)
        if key in self._kept:
            return _given_again(self._kept[key], answer)
        try:
            reply = await self._model.ask(messages, answer, max_tokens=max_tokens)
        except ModelAnswerError as error:
            self._write(Recorded(key=key, kind="failure", text=str(error), usage=error.usage))
            raise
        self._write(Recorded(key=key, kind="reply", text=reply.text, usage=reply.usage))
        return reply

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count, and write the count down."""
        tokens = await self._model.count_tokens(messages)
        self._write(Recorded(key=question_key(messages), kind="count", tokens=tokens))
        return tokens

    async def aclose(self) -> None:
        """Close the model."""
        await self._model.aclose()

    def _write(self, one: Recorded) -> None:
        if (one.key, one.kind) not in self._written:  # the same question is kept once
            self._written.add((one.key, one.kind))
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(one.model_dump_json(exclude_unset=True) + "\n")


class Replay:
    """A model that answers what was recorded.

    Args:
        path: the file that a `Recorder` wrote.

    Raises:
        SettingsError: the file cannot be read, or holds no replies.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            head, known = _read(path)
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"'{path}' holds no recorded replies: make it with '--record {path}'"
            ) from error
        self.name = head.model
        self.concurrent = head.concurrent
        self.weighs = head.weighs
        self.context_tokens = head.context_tokens
        self._counts = {one.key: one.tokens for one in known if one.kind == "count"}
        self._replies = {one.key: one for one in known if one.kind != "count"}

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Give the reply that was recorded for exactly this question.

        Raises:
            ModelAnswerError: the model's answer was not of the asked form then.
            SettingsError: no reply was recorded for it.
        """
        found = self._replies.get(question_key(messages, answer, max_tokens))
        if found is None:
            raise self._stale()
        return _given_again(found, answer)

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Give the count that was recorded.

        Raises:
            SettingsError: none was recorded for these messages.
        """
        found = self._counts.get(question_key(messages))
        if found is None:
            raise self._stale()
        return found

    async def aclose(self) -> None:
        """Hold nothing, so give nothing back."""

    def _stale(self) -> SettingsError:
        return SettingsError(
            f"'{self._path}' has no reply to what is asked now: a prompt, a schema or an article "
            f"has changed. Record it anew with 'briefer eval --model {self.name} --record "
            f"{self._path}'"
        )


def _taken_up(path: Path, head: Head) -> list[Recorded]:
    """Return what a file holds already, less a line that was broken off; begin it when it is new.

    Raises:
        OSError: it cannot be read or written.
        ValueError: it is no recording of this model.
    """
    text = path.read_bytes() if path.exists() else b""
    whole = text[: text.rfind(b"\n") + 1]
    if not text:
        whole = head.model_dump_json().encode() + b"\n"
    if whole != text:
        path.write_bytes(whole)
    found, kept = _read(path)
    if found != head:
        raise ValueError(f"it is of {found.model}")
    return kept


def _read(path: Path) -> tuple[Head, list[Recorded]]:
    """Read a file of replies.

    Raises:
        OSError: it cannot be read.
        ValueError: it is of another form.
    """
    first, *rest = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return Head.model_validate_json(first), [Recorded.model_validate_json(line) for line in rest]


def _given_again(found: Recorded, answer: type[Answer]) -> Reply[Answer]:
    """Make of what was recorded what the model gave then.

    Raises:
        ModelAnswerError: the model's answer was not of the asked form then.
    """
    usage = Usage(*found.usage) if found.usage else Usage()
    if found.kind == "failure":
        raise ModelAnswerError(found.text, usage=usage)
    return Reply(answer.model_validate_json(found.text), found.text, usage)


def question_key(
    messages: Sequence[Message], answer: type[BaseModel] | None = None, max_tokens: int = 0
) -> str:
    """Return the digest of what is asked of a model."""
    asked = {
        "messages": list(messages),
        "schema": answer.model_json_schema() if answer else None,
        "max_tokens": max_tokens,
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
