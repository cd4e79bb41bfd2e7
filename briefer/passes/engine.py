"""The engine: one pass from prompt to grounded items, asked again once for what did not hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from briefer.article import Article
from briefer.errors import ModelAnswerError
from briefer.model.protocol import Message, Model, Usage
from briefer.prompt import Prompts
from briefer.reading.candidates import Reading
from briefer.schema import Rejected

Draft = TypeVar("Draft", bound=BaseModel)
Items = TypeVar("Items")


@dataclass(frozen=True, slots=True)
class Grounded(Generic[Items]):
    """What of a draft holds against the article, and what does not."""

    items: Items
    problems: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Pass(Generic[Draft, Items]):
    """A prompt file, the schema that the model fills, and how the draft is grounded.

    Attributes:
        name: what progress calls it ("the gist").
        prompt: name of its prompt file.
        draft: the schema of the model's answer.
        variables: what the prompt file is given beside the article.
        ground: holds a draft against the article.
        max_tokens: most tokens of an answer.
    """

    name: str
    prompt: str
    draft: type[Draft]
    variables: Callable[[Article, Reading], dict[str, object]]
    ground: Callable[[Draft, Article, Reading], Grounded[Items]]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Items]):
    """What a pass came to: its grounded items, or None with the reason why there are none."""

    items: Items | None
    rejected: tuple[Rejected, ...] = ()
    usage: Usage = field(default_factory=Usage)
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What all passes over one article share.

    Attributes:
        article: the article.
        reading: what code found in it.
        model: who is asked.
        prompts: the prompt files.
        system: name of the system prompt's file.
    """

    article: Article
    reading: Reading
    model: Model
    prompts: Prompts
    system: str = "brief/system.j2"

    def messages(self, prompt: str, variables: dict[str, object], text: str) -> list[Message]:
        """Render the chat of one pass over ``text``, the article or a window of it.

        All passes over one text begin with the same bytes: the system prompt, then the article.
        """
        shared = {
            "title": self.article.title,
            "published": self.article.published,
            "text": for_prompt(text),
        }
        system = self.prompts.render(self.system, {})
        question = self.prompts.render(prompt, shared | variables)
        return [{"role": "system", "content": system}, {"role": "user", "content": question}]


def for_prompt(text: str) -> str:
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
    task: Pass[Draft, Items], desk: Desk, *, text: str | None = None
) -> Outcome[Items]:
    """Ask for one pass, hold the answer against the article, and ask once more for what fails.

    Args:
        task: the pass.
        desk: article, reading, model and prompts.
        text: the window of the article to ask about; None for all of it.

    Raises:
        ModelError: the model cannot be used at all. An answer that is not of the asked form is
            no error: the outcome says so, and the brief goes without it.
    """
    variables = task.variables(desk.article, desk.reading)
    messages = desk.messages(task.prompt, variables, desk.article.text if text is None else text)
    try:
        reply = await desk.model.ask(messages, task.draft, max_tokens=task.max_tokens)
    except ModelAnswerError as error:
        return Outcome(None, usage=error.usage, failure=f"{task.name}: {error}")
    grounded = task.ground(reply.answer, desk.article, desk.reading)
    usage = reply.usage
    if grounded.problems:
        asked = _problems_message(desk, grounded.problems)
        answer: Message = {"role": "assistant", "content": reply.text}
        try:
            again = await desk.model.ask(
                [*messages, answer, asked], task.draft, max_tokens=task.max_tokens
            )
        except ModelAnswerError as error:
            usage = usage.plus(error.usage)
        else:
            usage = usage.plus(again.usage._replace(reasks=again.usage.reasks + 1))
            second = task.ground(again.answer, desk.article, desk.reading)
            if len(second.problems) < len(grounded.problems):
                grounded = second
    return Outcome(grounded.items, grounded.problems, usage)


def _problems_message(desk: Desk, problems: Sequence[Rejected]) -> Message:
    content = desk.prompts.render("brief/problems.j2", {"problems": problems})
    return {"role": "user", "content": content}
