"""Run one pass: render its prompt, ask the model, check the answer."""

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from briefer.analysis.annotations import Analysis, Span
from briefer.analysis.prompt_injection import find_injections, is_injection
from briefer.errors import ModelAnswerError
from briefer.grounding.line_checker import LineChecker
from briefer.model.protocol import Message, Model, Usage
from briefer.passes.chunking import Window
from briefer.prompts import Prompts
from briefer.schema.article import Article
from briefer.schema.coverage import RejectedItem

Draft = TypeVar("Draft", bound=BaseModel)
Items = TypeVar("Items")

_SHARE_OF_WINDOW = 3  # an answer takes at most this part of the window
_NO_VARIABLES: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class GroundingResult(Generic[Items]):
    """The items of a draft that the article supports, and the problems of the others."""

    items: Items
    problems: tuple[RejectedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Pass(Generic[Draft, Items]):
    """A prompt file, the schema that the model fills, and the checks of the draft.

    Attributes:
        name: its name in progress messages ("the gist").
        prompt: name of its prompt file.
        draft: schema of the model's answer.
        ground: checks a draft against the article.
        max_tokens: maximum length of an answer.
        numbered: whether the model is shown the article with the numbers of its sentences.
    """

    name: str
    prompt: str
    draft: type[Draft]
    ground: Callable[[Draft, LineChecker], GroundingResult[Items]]
    max_tokens: int
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class PassResult(Generic[Items]):
    """The result of a pass.

    Attributes:
        items: what the article supports; None if the model gave no usable answer.
        rejected: what the article does not support.
        usage: calls and tokens.
        failure: why ``items`` is None.
    """

    items: Items | None
    rejected: tuple[RejectedItem, ...] = ()
    usage: Usage = field(default_factory=Usage)
    failure: str | None = None

    @property
    def step_usage(self) -> Usage:
        """Calls and tokens of the pass, for progress messages."""
        return self.usage


@dataclass(frozen=True, slots=True)
class PassContext:
    """What all passes over one article share.

    Attributes:
        article: the article.
        analysis: its analysis, which runs while the model is being asked; it is awaited before an
            answer is checked.
        model: the model to ask.
        prompts: the prompt files.
        notes_language: ISO 639-1 code of the language of notes, which is that of the brief.
        system: name of the system prompt's file.
    """

    article: Article
    analysis: asyncio.Task[Analysis]
    model: Model
    prompts: Prompts
    notes_language: str
    system: str = "brief/system.j2"
    _checkers: list[LineChecker] = field(default_factory=list, repr=False)

    @property
    def language(self) -> str:
        """The language to write in: a small model writes in that of the article."""
        capable = self.model.profile.is_capable
        return self.notes_language if capable else self.article.language

    def answer_tokens(self, wanted: int) -> int:
        """Return how long an answer may be: what is wanted, or a third of a small window."""
        return min(wanted, self.model.profile.context_tokens // _SHARE_OF_WINDOW)

    async def checker(self) -> LineChecker:
        """Return the checker of lines, made once the analysis is there."""
        if not self._checkers:
            self._checkers.append(
                LineChecker(
                    self.article,
                    await self.analysis,
                    strict=not self.model.profile.is_capable,
                    language=self.language,
                )
            )
        return self._checkers[0]

    def messages(
        self,
        prompt: str,
        window: Window,
        *,
        numbered: bool = False,
        variables: Mapping[str, object] = _NO_VARIABLES,
    ) -> list[Message]:
        """Render the chat of one pass over a window of the article.

        All passes over one window begin with the same bytes, the system prompt and the article, so
        that a server can reuse its prompt cache.

        Args:
            prompt: name of the prompt file.
            window: the part of the article to show.
            numbered: whether to show the number of each sentence before it, from 1.
            variables: further variables of the prompt file.
        """
        text = self._numbered(window.span) if numbered else self.without_injections(window.text)
        shown = {
            "tag": article_tag(self.article),
            "title": self._title(),
            "published": self.article.published,
            "text": escape_for_prompt(text),
            "language": self.language,
            **variables,
        }
        system = self.prompts.render(self.system, {})
        question = self.prompts.render(prompt, shown)
        return [{"role": "system", "content": system}, {"role": "user", "content": question}]

    def _title(self) -> str | None:
        """Return the title for a prompt; None if it tries to instruct a model."""
        title = self.article.title
        return None if title is None or is_injection(title) else break_markup(title)

    def _numbered(self, span: Span) -> str:
        """Return a slice of the article with the number of each sentence before it."""
        article, parts, end = self.article, list[str](), span.start
        for number, sentence in enumerate(article.sentences, start=1):
            if not span.contains(Span(*sentence)):
                continue
            gap = article.text[end : sentence.start]
            parts += ["\n" if "\n" in gap else " " if gap else "", f"[{number}] "]
            parts.append(self.without_injections(article.text[slice(*sentence)]))
            end = sentence.end
        return "".join(parts).strip()

    def without_injections(self, text: str) -> str:
        """Replace prompt injections in ``text`` by "[…]", because a small model obeys them."""
        for injection in find_injections(self.article):
            text = text.replace(injection.text_in(self.article.text), "[…]")
        return text


_TAG_DIGITS = 16  # 64 bits: nobody can search for a text that contains its own digest


def article_tag(article: Article) -> str:
    """Return the name of the tags around an article in prompts: "article-3b5d5c3712955042".

    It is a digest of title and text. These cannot contain it, so the article cannot end early. A
    random name would do the same, but all prompts about an article must begin with the same bytes.
    """
    digest = hashlib.sha256(f"{article.title or ''}\0{article.text}".encode())
    return f"article-{digest.hexdigest()[:_TAG_DIGITS]}"


# "<|im_end|>", "</s>", "<start_of_turn>", "[/INST]": a local server reads them as control tokens
# wherever they are.
_MARKUP = re.compile(r"<(?=[|\uff5c/]?[A-Za-z|\uff5c_])|\[(?=/?[A-Z][A-Z_]+\])")


def break_markup(text: str) -> str:
    """Break what a chat template could read as the end of a turn: "(|im_end|>"."""
    return _MARKUP.sub("(", text)


def escape_for_prompt(text: str) -> str:
    """Escape an article's text for a prompt.

    Straight double quotes become typographic ones, because small models end a JSON string at a
    straight one. Markup of chat templates is broken; see ``break_markup``.
    """
    copy, opened = [], False
    for character in break_markup(text):
        if character == '"':
            opened = not opened
            copy.append("“" if opened else "”")
        else:
            copy.append(character)
            opened = opened and character != "\n"
    return "".join(copy)


async def run_pass(
    task: Pass[Draft, Items],
    context: PassContext,
    window: Window,
    variables: Mapping[str, object] = _NO_VARIABLES,
) -> PassResult[Items]:
    """Ask for one pass, and check the answer.

    Args:
        task: the pass.
        context: article, analysis, model and prompts.
        window: the part of the article to ask about.
        variables: further variables of the prompt file.

    Raises:
        ModelError: the model cannot be used at all. An invalid answer is not an error: the result
            says so, and the brief is made without it.
    """
    messages = context.messages(task.prompt, window, numbered=task.numbered, variables=variables)
    try:
        limit = context.answer_tokens(task.max_tokens)
        reply = await context.model.ask(messages, task.draft, max_tokens=limit)
    except ModelAnswerError as error:
        return PassResult(None, usage=error.usage, failure=f"{task.name}: {error}")
    checked = task.ground(reply.answer, await context.checker())
    return PassResult(checked.items, checked.problems, reply.usage)
