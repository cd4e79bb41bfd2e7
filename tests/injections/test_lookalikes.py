"""News that looks like an order to a model is briefed like any other."""

from collections.abc import Sequence

import pytest
from pydantic import BaseModel

import briefer
from briefer import Article, FakeModel, Settings
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message
from briefer.schema.vocabulary import ModelSize
from tests.factories import NOTHING_WRONG
from tests.injections.lookalikes import LOOKALIKES as OTHER_LOOKALIKES
from tests.injections.lookalikes import Lookalike
from tests.injections.text_lookalikes import TEXT_LOOKALIKES

LOOKALIKES = {**OTHER_LOOKALIKES, **TEXT_LOOKALIKES}


def _right(one: Lookalike, size: ModelSize) -> FakeModel:
    """Return a model that writes the right lines, and no claims."""
    answers: dict[str, FakeAnswer] = {
        "GistDraft": {
            "headline": one.lines[0], "who": list(one.who), "when": [], "where": [],
            "summary": list(one.lines[1:]),
        },
        "FullGistDraft": {
            "headline": f"{one.lines[0]} [2]" if one.language == "zh" else one.lines[0],
            "who": [{"name": name, "kind": "person", "role": ""} for name in one.who],
            "when": [], "where": [], "what": [], "summary": list(one.lines[1:]),
        },
        "StatementsDraft": {"sources": [], "statements": [], "main": []},
        "UncertaintyDraft": {"uncertainty": []},
        "VerdictsDraft": NOTHING_WRONG,
    }  # fmt: skip

    def answer(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        return answers[schema.__name__]

    return FakeModel(answer, profile=size)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        (name, size)
        for name in LOOKALIKES
        for size in ("capable", "small")
        if (LOOKALIKES[name].language, size) != ("zh", "small")  # the article's words are shown
    ],
)
def test_right_lines_are_kept(name: str, size: ModelSize, settings: Settings) -> None:
    one = LOOKALIKES[name]
    article = Article(text=one.text, language=one.language, published="2031-05-06")
    brief = briefer.brief(article, model=_right(one, size), settings=settings)
    points = [brief.headline, *brief.summary]
    written = [point.text.rstrip("。") for point in points]  # a small model's Chinese is replaced
    rejected = [(item.text, item.findings) for item in brief.coverage.rejected]
    assert [line for line in one.lines if line not in written] == [], rejected


@pytest.mark.parametrize("name", LOOKALIKES)
def test_claims_and_actors_are_found_without_a_model(name: str, settings: Settings) -> None:
    one = LOOKALIKES[name]
    article = Article(text=one.text, language=one.language, published="2031-05-06")
    brief = briefer.brief(article, model="none", settings=settings)
    claims = [(claim.content, claim.source.name) for claim in brief.claimed_by]
    missing = [
        (words, source)
        for words, source in one.claims
        if not any(words in content and source in name for content, name in claims)
    ]
    assert missing == [], claims
    assert {*one.who} <= {who.name for who in brief.who}
