"""A model without an API: each prompt is written to a file, and its answer is read from a file.

``FilesModel`` writes a prompt that has no answer yet to ``NAME.prompt.md`` and raises
``WaitingForAnswersError``. Someone pastes the file into a chat window and saves the answer as
``NAME.json``. When the same question is asked again, that answer is returned.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from briefer.errors import ContextError, SettingsError, WaitingForAnswersError
from briefer.file_replacement import replacement_of
from briefer.model.client.responses import problem_of
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Answer, Message, Reply, Usage
from briefer.model.spec import FilesSpec
from briefer.prompts import Prompts
from briefer.settings import Settings

_PROMPT = "files/prompt.j2"
_REASK = "brief/reask.j2"
_ASSUMED_WINDOW = 128_000
_DIGEST_LENGTH = 16  # hexadecimal digits
_MAX_SLUG_BYTES = 40
_TITLE = re.compile(r"<article[^<>]*>\s*(?:Title:\s*)?(\S.*)")
# Where the JSON begins in text around it: in a code fence, or else at the first brace.
_FENCED = re.compile(r"^[^\S\n]*```\w*\s*(?=\{)", re.MULTILINE)
_decoder = json.JSONDecoder(strict=False)  # pasted strings may have line breaks


class FilesModel:
    """A model whose prompts and answers are files in a folder.

    A prompt file is deleted once its answer is valid, so the ``.prompt.md`` files in the folder are
    what waits. Costs are estimates: one token for every three bytes, and zero seconds.

    Args:
        spec: the folder; created if necessary.
        settings: its own prompt files and the size of the context window.

    Raises:
        SettingsError: the folder cannot be created.
    """

    def __init__(self, spec: FilesSpec, settings: Settings) -> None:
        self.name = spec.name
        self.profile = ModelProfile(
            size=settings.profile or "capable",
            context_tokens=settings.context_tokens or _ASSUMED_WINDOW,
            concurrent=True,
            enforces_schema=False,
        )
        self._folder = spec.folder
        self._prompts = Prompts(settings.prompt_dir)
        self._tokens = EstimatedTokens()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(self._folder, error) from error

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Return the answer from its file, or write the prompt; see ``Model.ask``.

        Raises:
            SettingsError: a file cannot be read or written.
            WaitingForAnswersError: there is no answer yet, or it is not valid.
        """
        await self._require_room(messages, max_tokens)
        question = _Question(tuple(messages), answer)
        prompt = self._folder / f"{question.name}.prompt.md"
        path = self._folder / f"{question.name}.json"
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            self._write(prompt, question, messages)
            raise WaitingForAnswersError([prompt]) from None
        except OSError as error:
            raise self._unusable(path, error) from error
        try:
            text = json_in(data)
            found = answer.model_validate_json(text)
        except (ValueError, RecursionError) as error:
            problem = problem_of(error)
            reask = self._prompts.render(_REASK, {"problem": problem})
            invalid = data.decode(errors="replace").strip()
            again = [
                Message(role="assistant", content=invalid),
                Message(role="user", content=reask),
            ]
            self._write(prompt, question, [*messages, *again])
            raise WaitingForAnswersError([prompt], invalid={path: problem}) from error
        with suppress(OSError):  # a prompt that stays does no harm
            prompt.unlink(missing_ok=True)
        return Reply(found, text, await self._usage(messages, text))

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count one token for every three bytes, and eight for each message."""
        return await self._tokens.count(messages)

    async def aclose(self) -> None:
        """Do nothing: no file stays open."""

    async def _require_room(self, messages: Sequence[Message], max_tokens: int) -> None:
        prompt_tokens = await self.count_tokens(messages)
        if prompt_tokens + max_tokens > self.profile.context_tokens:
            raise ContextError(
                f"The prompt takes up to {prompt_tokens} tokens and the answer up to {max_tokens}, "
                f"but the window of '{self.name}' is set to {self.profile.context_tokens}. "
                "Increase BRIEFER_CONTEXT_TOKENS if your model has a larger one."
            )

    async def _usage(self, messages: Sequence[Message], text: str) -> Usage:
        reply = Message(role="assistant", content=text)
        return Usage(
            calls=1,
            input_tokens=await self.count_tokens(messages),
            output_tokens=await self.count_tokens([reply]),
        )

    def _write(self, path: Path, question: "_Question", messages: Sequence[Message]) -> None:
        """Write a prompt file: it is always complete, even if two processes write it at once."""
        schema = json.dumps(question.answer.model_json_schema(), ensure_ascii=False, indent=1)
        variables = {"name": question.name, "messages": messages, "schema": schema}
        text = self._prompts.render(_PROMPT, variables) + "\n"
        try:
            with replacement_of(path) as temporary:
                temporary.write_bytes(text.encode(errors="replace"))
        except OSError as error:
            raise self._unusable(path, error) from error

    def _unusable(self, path: Path, error: OSError) -> SettingsError:
        return SettingsError(
            f"'{self.name}' cannot use '{path}': {error.strerror}. Name another folder with "
            "'--model files:DIR'"
        )


class _Question(NamedTuple):
    """A question to the model: a chat, and the schema of the answer."""

    messages: tuple[Message, ...]
    answer: type[BaseModel]

    @property
    def name(self) -> str:
        """The name of its files: the article's title, the schema's name, and a digest.

        For example, ``fire-at-grain-terminal-gist-1f9c0a7be3d45526``. Only the digest, which is
        over chat and schema, makes it unique.
        """
        question = {"messages": list(self.messages), "schema": self.answer.model_json_schema()}
        digest = hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
        found = (_TITLE.search(message["content"]) for message in self.messages)
        title = next((match[1] for match in found if match), "")
        schema = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", self.answer.__name__.removesuffix("Draft"))
        parts = (_slug(title), _slug(schema), digest[:_DIGEST_LENGTH])
        return "-".join(filter(None, parts))


def _slug(text: str) -> str:
    """Return letters and digits of ``text``, with one hyphen for everything between them."""
    slug = re.sub(r"[\W_]+", "-", text.lower()).strip("-")
    return slug.encode()[:_MAX_SLUG_BYTES].decode(errors="ignore").strip("-")


def json_in(data: bytes) -> str:
    """Return the JSON object in an answer file, without code fences and text around it.

    Raises:
        RecursionError: it is nested too deeply.
        ValueError: the file is not UTF-8 text, or has no complete JSON object.
    """
    text = data.decode("utf-8-sig").strip()
    fence = None if text.startswith("{") else _FENCED.search(text)
    start = fence.end() if fence else text.find("{")
    if start < 0:
        raise ValueError("There is no JSON object in the answer")
    found, _ = _decoder.raw_decode(text, start)
    compact = json.dumps(found, ensure_ascii=False)
    compact.encode()  # raises for half characters, which cannot be written anywhere
    return compact
