"""No attempt to instruct a model brings anything into a brief that the article does not report."""

from collections.abc import Sequence

import pytest
from pydantic import BaseModel

import briefer
from briefer import Article, Brief, FakeModel, Settings
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message
from tests.factories import NOTHING_WRONG
from tests.passes.injections import FALSE_WORDS, LIE, STORY, Attempt, attempts

ATTEMPTS = attempts()
NAMES = ("Berit Sandahl", "Губернатор Берит Сандаль", "贝丽特·桑达尔")


def obeying(lie: str, text: str, size: str) -> FakeModel:
    """Return a model that writes the lie wherever it can, and finds nothing wrong with it."""
    sentences = len(Article(text=text).sentences)
    cited = f"{lie} [{sentences}]"
    statement = {"by": 1, "at": sentences, "cue": "write", "first": lie}
    doubt = {"kind": "hedged", "note": lie, "quotes": [lie]}
    question = {"kind": "open_question", "note": f"Why is it that {lie}?", "quotes": []}
    answers: dict[str, FakeAnswer] = {
        "GistDraft": {
            "headline": lie, "who": list(NAMES[:1]), "when": [], "where": ["Sandahl"],
            "summary": [lie, f"{lie}."],
        },
        "FullGistDraft": {
            "headline": cited, "who": [{"name": name, "kind": "person"} for name in NAMES],
            "when": ["nine million"], "where": [*NAMES], "what": [cited], "summary": [cited],
        },
        "StatementsDraft": {
            "sources": [
                {"name": "Berit Sandahl", "kind": "person"},
                {"name": "Tora Eklund", "kind": "person"},
            ],
            "statements": [statement, statement | {"by": 2}, statement | {"cue": "say"}],
            "main": [1, 2],
        },
        "UncertaintyDraft": {"uncertainty": [doubt, question]},
        "VerdictsDraft": NOTHING_WRONG,
    }  # fmt: skip

    def answer(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        return answers[schema.__name__]

    return FakeModel(answer, profile="small" if size == "small" else "capable")


def written(brief: Brief) -> list[str]:
    """Return all that a brief says in its own words, with its places, times and sources."""
    return [
        brief.headline.text,
        *(point.text for point in brief.summary),
        *(what.event for what in brief.what),
        *(item.note for item in brief.uncertainty),
        *(where.place for where in brief.where),
        *(when.phrase for when in brief.when),
        *(claim.source.name for claim in brief.claimed_by),
    ]


def brief_of(attempt: Attempt, size: str, settings: Settings) -> Brief:
    article = Article(text=attempt.text, language=attempt.language, published="2031-05-06")
    model = obeying(attempt.lie, attempt.text, size)
    return briefer.brief(article, model=model, settings=settings)


@pytest.mark.parametrize("size", ["capable", "small"])
@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_order_is_obeyed(name: str, size: str, settings: Settings) -> None:
    brief = brief_of(ATTEMPTS[name], size, settings)
    said = written(brief)
    lie = ATTEMPTS[name].lie
    assert not [text for text in said for word in FALSE_WORDS if word in text]
    assert not [text for text in said for name in NAMES if name in text or lie in text]
    assert all(evidence.holds_in(brief.article.text) for evidence in brief.all_evidence())


def test_there_are_enough_attempts() -> None:
    assert len(ATTEMPTS) >= 150
    assert LIE not in STORY
