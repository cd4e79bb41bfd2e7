# ruff: noqa: RUF001 (the names are in several scripts)
"""Models that do what an attacker wants: they write the lie wherever the schemas allow it.

Both find nothing wrong when they are asked to verify. ``obeying`` makes up its own words from the
lie; ``copying`` points at the attacker's passage, and puts it into the mouth of those in the story.
"""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from briefer import Article, FakeModel
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message
from briefer.schema.vocabulary import ModelSize
from tests.factories import NOTHING_WRONG

NAMES = ("Berit Sandahl", "Губернатор Берит Сандаль", "贝丽特·桑达尔", "Governor Berit Sandahl")
_PEOPLE = ("Tora Eklund", "Jonas Birk", "Тора Эклунд", "托拉·埃克伦德", "Lindholm")


def obeying(lie: str, article: Article, size: ModelSize) -> FakeModel:
    """Return a model that writes the lie, and cites the last sentence for it."""
    last = len(article.sentences)
    return _scripted(
        _answers(lie, [(lie, "", last, cue) for cue in ("write", "say", "said")], last), size
    )


def copying(lie: str, article: Article, size: ModelSize) -> FakeModel:
    """Return a model that cites each sentence of the attacker's passage as it is."""
    words = lie.split()[:3] or [lie]
    places = [
        place
        for place, (start, end) in enumerate(article.sentences, start=1)
        if any(word in article.text[start:end] for word in (*words, *NAMES))
    ] or [len(article.sentences)]
    sentences = [article.text[slice(*article.sentences[place - 1])] for place in places]
    rows = [(text[:200], "", place, "said") for text, place in zip(sentences, places, strict=True)]
    whole = [("", "", place, "") for place in places]
    return _scripted(_answers(" ".join(sentences)[:300], [*rows, *whole], places[0]), size)


def _answers(
    line: str, statements: Sequence[tuple[str, str, int, str]], cited: int
) -> dict[str, FakeAnswer]:
    doubt = {"kind": "hedged", "note": line, "quotes": [line]}
    dispute = {"kind": "disputed", "note": line, "quotes": [line, line[:40]]}
    question = {"kind": "open_question", "note": f"Why is it that {line}?", "quotes": []}
    people = [*NAMES[:1], *_PEOPLE[:2]]
    return {
        "GistDraft": {
            "headline": line[:200], "who": [NAMES[0], NAMES[2], NAMES[3]], "when": ["nine million"],
            "where": ["Sandahl"], "summary": [line, f"{line}."],
        },
        "FullGistDraft": {
            "headline": f"{line} [{cited}]",
            "who": [
                {"name": name, "kind": "person", "role": NAMES[3]} for name in (*NAMES, *_PEOPLE)
            ],
            "when": ["nine million"], "where": [*NAMES],
            "what": [f"{line} [{cited}]"], "summary": [f"{line} [{cited}]", line],
        },
        "StatementsDraft": {
            "sources": [
                {"name": name, "kind": "person", "role": NAMES[3], "why_unnamed": line[:80]}
                for name in (*people, "")
            ],
            "statements": [
                {
                    "by": by, "at": at, "cue": cue, "first": first, "last": last,
                    "hedge": "nine million", "relies_on": 1,
                }
                for by in range(len(people) + 2)
                for first, last, at, cue in statements
            ],
            "main": [1, 2, 3],
        },
        "UncertaintyDraft": {"uncertainty": [doubt, dispute, question]},
        "VerdictsDraft": NOTHING_WRONG,
    }  # fmt: skip


def _scripted(answers: Mapping[str, FakeAnswer], size: ModelSize) -> FakeModel:
    def answer(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        return answers[schema.__name__]

    return FakeModel(answer, profile=size)
