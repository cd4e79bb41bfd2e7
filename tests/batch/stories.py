"""Texts and answers for the tests of batches: invented, and long enough to be articles."""

from collections.abc import Sequence
from itertools import count

from pydantic import BaseModel

from briefer import BatchSource, FakeModel
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message

GIST: FakeAnswer = {
    "headline": "", "summary": [], "who": [], "when": [], "where": []
}  # fmt: skip


def story(number: int = 1) -> str:
    """Return the text of an article that no other number gives."""
    return (
        f"The ferry company of Vessing will stop line {number} in June, its owner said on Tuesday."
        "\n\n"
        f"“We lost {number + 40} thousand crowns a week,” Ansel Corvane told reporters in Vessing. "
        "The company has run ferries across the bay since 1961, and the union of its sailors said "
        f"that {number + 12} of its members would lose their work. The council will discuss the "
        "matter next week, according to a statement of its press office."
    )


def source(
    number: int = 1,
    *,
    name: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> BatchSource:
    """Return the source with a story."""
    return BatchSource(
        text=story(number),
        id=name,
        title=title,
        publisher=publisher,
        url=url,
        language="en",
        published="2026-03-18",
    )


def small_model(answers: Sequence[FakeAnswer] = ()) -> FakeModel:
    """Return a model that gives an empty gist, after the answers or errors of ``answers``."""
    number = count()

    def answer(_messages: Sequence[Message], _schema: type[BaseModel]) -> FakeAnswer:
        at = next(number)
        return answers[at] if at < len(answers) else GIST

    return FakeModel(answer, profile="small", reasks=0)
