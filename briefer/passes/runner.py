"""The engine: one pass from prompt to grounded items, asked again once for what did not hold."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field, JsonValue, ValidationError

from briefer.analysis.annotations import Analysis
from briefer.analysis.prompt_injection import find_injections, is_injection
from briefer.article import Article
from briefer.errors import ModelAnswerError
from briefer.model.protocol import Message, Model, Usage
from briefer.prompts import Prompts
from briefer.schema import RejectedItem
from briefer.text.normalization import says_nothing, tidy

Draft = TypeVar("Draft", bound=BaseModel)
Items = TypeVar("Items")

_CORRECTION_TOKENS = 400


class Corrections(BaseModel):
    """What the model answers when lines did not hold: one line for each, empty to leave it out."""

    lines: Annotated[list[Annotated[str, Field(max_length=320)]], Field(max_length=16)]


@dataclass(frozen=True, slots=True)
class GroundingResult(Generic[Items]):
    """What of a draft holds against the article, and what does not."""

    items: Items
    problems: tuple[RejectedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Pass(Generic[Draft, Items]):
    """A prompt file, the schema that the model fills, and how the draft is grounded.

    Attributes:
        name: what progress calls it ("the gist").
        prompt: name of its prompt file.
        draft: the schema of the model's answer.
        ground: holds a draft against the article.
        max_tokens: most tokens of an answer.
    """

    name: str
    prompt: str
    draft: type[Draft]
    ground: Callable[[Draft, Article, Analysis], GroundingResult[Items]]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class PassResult(Generic[Items]):
    """What a pass came to: its grounded items, or None with the reason why there are none."""

    items: Items | None
    rejected: tuple[RejectedItem, ...] = ()
    usage: Usage = field(default_factory=Usage)
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class PassContext:
    """What all passes over one article share.

    Attributes:
        article: the article.
        analysis: what code finds in it. It goes on while the model is asked, and is waited for
            where an answer is held against it.
        model: who is asked.
        prompts: the prompt files.
        system: name of the system prompt's file.
    """

    article: Article
    analysis: asyncio.Task[Analysis]
    model: Model
    prompts: Prompts
    system: str = "brief/system.j2"

    def messages(self, prompt: str, text: str) -> list[Message]:
        """Render the chat of one pass over ``text``, the article or a window of it.

        All passes over one text begin with the same bytes: the system prompt, then the article.
        """
        variables = {
            "title": None if is_injection(self.article.title or "") else self.article.title,
            "published": self.article.published,
            "text": escape_for_prompt(self.without_orders(text)),
        }
        system = self.prompts.render(self.system, {})
        question = self.prompts.render(prompt, variables)
        return [{"role": "system", "content": system}, {"role": "user", "content": question}]

    def without_orders(self, text: str) -> str:
        """Leave out of ``text`` what gives orders to a machine: a small model obeys it."""
        for order in find_injections(self.article):
            text = text.replace(order.text_in(self.article.text), "[…]")
        return text


def escape_for_prompt(text: str) -> str:
    """Return the prompt's copy of an article's text.

    Straight double quotes become typographic ones, because small models end a JSON string at a
    straight one; the closing tag of the article is broken, so that no article can end itself.
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
    task: Pass[Draft, Items], desk: PassContext, *, text: str | None = None
) -> PassResult[Items]:
    """Ask for one pass, hold the answer against the article, and ask once more for what fails.

    A model that cannot weigh is not asked again: its corrections do not hold either.

    Args:
        task: the pass.
        desk: article, reading, model and prompts.
        text: the window of the article to ask about; None for all of it.

    Raises:
        ModelError: the model cannot be used at all. An answer that is not of the asked form is
            no error: the outcome says so, and the brief goes without it.
    """
    messages = desk.messages(task.prompt, desk.article.text if text is None else text)
    try:
        reply = await desk.model.ask(messages, task.draft, max_tokens=task.max_tokens)
    except ModelAnswerError as error:
        return PassResult(None, usage=error.usage, failure=f"{task.name}: {error}")
    reading = await desk.analysis
    grounded = task.ground(reply.answer, desk.article, reading)
    if not grounded.problems or not desk.model.weighs:
        return PassResult(grounded.items, grounded.problems, reply.usage)
    answered: Message = {"role": "assistant", "content": reply.text}
    asked = _problems_message(desk, grounded.problems)
    try:
        again = await desk.model.ask(
            [*messages, answered, asked], Corrections, max_tokens=_CORRECTION_TOKENS
        )
    except ModelAnswerError as error:
        return PassResult(grounded.items, grounded.problems, reply.usage.plus(error.usage))
    usage = reply.usage.plus(again.usage._replace(reasks=again.usage.reasks + 1))
    lines = ["" if says_nothing(line) else tidy(line) for line in again.answer.lines]
    lines = lines[: len(grounded.problems)]
    lines += [""] * (len(grounded.problems) - len(lines))
    given_up = tuple(p for p, line in zip(grounded.problems, lines, strict=True) if not line)
    try:
        corrected = _corrected(reply.answer, grounded.problems, lines)
    except ValidationError:
        return PassResult(grounded.items, grounded.problems, usage)
    second = task.ground(corrected, desk.article, reading)
    return PassResult(second.items, (*given_up, *second.problems), usage)


def _corrected(draft: Draft, problems: Sequence[RejectedItem], lines: Sequence[str]) -> Draft:
    """Put corrected lines in the place of those that did not hold; empty ones leave their list."""
    changes = {tidy(p.text): line for p, line in zip(problems, lines, strict=True)}

    def changed(value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return changes.get(tidy(value), value)
        if isinstance(value, list):
            return [new for old in value if (new := changed(old)) != ""]
        if isinstance(value, dict):
            return {key: changed(inner) for key, inner in value.items()}
        return value

    return type(draft).model_validate(changed(draft.model_dump(mode="json")))


def _problems_message(desk: PassContext, problems: Sequence[RejectedItem]) -> Message:
    content = desk.prompts.render("brief/revise_lines.j2", {"problems": problems})
    return {"role": "user", "content": content}
