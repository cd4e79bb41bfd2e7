"""Run one pass: render its prompt, ask the model, check the answer, ask once for corrections.

The corrections are asked only for the lines that the article does not support.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field, JsonValue, ValidationError

from briefer.analysis.annotations import Analysis
from briefer.analysis.prompt_injection import find_injections, is_injection
from briefer.errors import ModelAnswerError
from briefer.grounding.line_checker import LineChecker
from briefer.model.protocol import Message, Model, Usage
from briefer.prompts import Prompts
from briefer.schema.article import Article
from briefer.schema.coverage import RejectedItem
from briefer.text.normalization import says_nothing, tidy

Draft = TypeVar("Draft", bound=BaseModel)
Items = TypeVar("Items")

_CORRECTION_TOKENS = 400


class Corrections(BaseModel):
    """What the model answers when lines did not hold: one line for each, empty to leave it out."""

    lines: Annotated[list[Annotated[str, Field(max_length=320)]], Field(max_length=16)]


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
    """

    name: str
    prompt: str
    draft: type[Draft]
    ground: Callable[[Draft, LineChecker], GroundingResult[Items]]
    max_tokens: int


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


@dataclass(frozen=True, slots=True)
class PassContext:
    """What all passes over one article share.

    Attributes:
        article: the article.
        analysis: its analysis, which runs while the model is being asked; it is awaited before an
            answer is checked.
        model: the model to ask.
        prompts: the prompt files.
        system: name of the system prompt's file.
    """

    article: Article
    analysis: asyncio.Task[Analysis]
    model: Model
    prompts: Prompts
    system: str = "brief/system.j2"
    _checkers: list[LineChecker] = field(default_factory=list, repr=False)

    async def checker(self) -> LineChecker:
        """Return the checker of lines, made once the analysis is there."""
        if not self._checkers:
            self._checkers.append(
                LineChecker(
                    self.article, await self.analysis, strict=not self.model.profile.is_capable
                )
            )
        return self._checkers[0]

    def messages(self, prompt: str, text: str) -> list[Message]:
        """Render the chat of one pass over ``text``, the article or a window of it.

        All passes over one text begin with the same bytes, the system prompt and the article, so
        that a server can reuse its prompt cache.
        """
        variables = {
            "title": None if is_injection(self.article.title or "") else self.article.title,
            "published": self.article.published,
            "text": escape_for_prompt(self.without_injections(text)),
        }
        system = self.prompts.render(self.system, {})
        question = self.prompts.render(prompt, variables)
        return [{"role": "system", "content": system}, {"role": "user", "content": question}]

    def without_injections(self, text: str) -> str:
        """Replace prompt injections in ``text`` by "[…]", because a small model obeys them."""
        for injection in find_injections(self.article):
            text = text.replace(injection.text_in(self.article.text), "[…]")
        return text


def escape_for_prompt(text: str) -> str:
    """Escape an article's text for a prompt.

    Straight double quotes become typographic ones, because small models end a JSON string at a
    straight one. A closing article tag in the text is broken, so that the article cannot end early.
    """
    copy, opened = [], False
    for character in text.replace("</article", "< /article"):
        if character == '"':
            opened = not opened
            copy.append("“" if opened else "”")
        else:
            copy.append(character)
            opened = opened and character != "\n"
    return "".join(copy)


async def run_pass(
    task: Pass[Draft, Items], context: PassContext, *, text: str | None = None
) -> PassResult[Items]:
    """Ask for one pass, check the answer, and ask once for corrections.

    A small model is not asked for corrections, because the article does not support those either.

    Args:
        task: the pass.
        context: article, analysis, model and prompts.
        text: the window of the article to ask about; None for the whole article.

    Raises:
        ModelError: the model cannot be used at all. An invalid answer is not an error: the result
            says so, and the brief is made without it.
    """
    messages = context.messages(task.prompt, context.article.text if text is None else text)
    try:
        reply = await context.model.ask(messages, task.draft, max_tokens=task.max_tokens)
    except ModelAnswerError as error:
        return PassResult(None, usage=error.usage, failure=f"{task.name}: {error}")
    checker = await context.checker()
    first = task.ground(reply.answer, checker)
    if not first.problems or not context.model.profile.is_capable:
        return PassResult(first.items, first.problems, reply.usage)
    answered: Message = {"role": "assistant", "content": reply.text}
    request = _correction_request(context, first.problems)
    try:
        corrections = await context.model.ask(
            [*messages, answered, request], Corrections, max_tokens=_CORRECTION_TOKENS
        )
    except ModelAnswerError as error:
        return PassResult(first.items, first.problems, reply.usage + error.usage)
    correction_usage = corrections.usage + Usage(reasks=1)
    usage = reply.usage + correction_usage
    lines = ["" if says_nothing(line) else tidy(line) for line in corrections.answer.lines]
    lines = lines[: len(first.problems)]
    lines += [""] * (len(first.problems) - len(lines))
    dropped = tuple(p for p, line in zip(first.problems, lines, strict=True) if not line)
    try:
        corrected = _apply_corrections(reply.answer, first.problems, lines)
    except ValidationError:
        return PassResult(first.items, first.problems, usage)
    second = task.ground(corrected, checker)
    return PassResult(second.items, (*dropped, *second.problems), usage)


def _apply_corrections(
    draft: Draft, problems: Sequence[RejectedItem], lines: Sequence[str]
) -> Draft:
    """Replace the lines with problems by the corrected ones; drop list items with an empty one."""
    corrections = {tidy(p.text): line for p, line in zip(problems, lines, strict=True)}

    def corrected(value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return corrections.get(tidy(value), value)
        if isinstance(value, list):
            return [new for old in value if (new := corrected(old)) != ""]
        if isinstance(value, dict):
            return {key: corrected(inner) for key, inner in value.items()}
        return value

    return type(draft).model_validate(corrected(draft.model_dump(mode="json")))


def _correction_request(context: PassContext, problems: Sequence[RejectedItem]) -> Message:
    content = context.prompts.render("brief/revise_lines.j2", {"problems": problems})
    return {"role": "user", "content": content}
