"""Disputes: which claim a denial is of, and that it is of none where nothing ties the two."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.article import Article


def disputes(text: str) -> list[str]:
    found = analyze(Article(text=text)).uncertainty
    return [doubt.note for doubt in found if doubt.kind == "disputed"]


def test_nobody_disputes_what_they_said_themselves() -> None:
    text = (
        "The company said that the plant leaked no oil into the harbour. Later the company denied "
        "that the plant had leaked oil into the harbour."
    )
    assert disputes(text) == []


def test_an_article_that_begins_a_denial_is_no_part_of_a_name() -> None:
    text = (
        "Tomás Reyes said that The Ellery Mail would move in May. The ministry denied that its "
        "staff had taken bribes."
    )
    assert disputes(text) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Carl Lund said that the teeth he wore were false.",
        "Carl Lund said that Ingrid Okafor had been called a lie detector expert.",
        "Carl Lund said that the rumours about his daughter were false.",
    ],
)
def test_what_is_false_but_not_the_claim_disputes_nothing(answer: str) -> None:
    assert disputes(f"Jane Reed said that the tunnel would open in May. {answer}") == []


@pytest.mark.parametrize(
    "answer",
    [
        "Carl Lund said that this was false.",
        "Carl Lund said that it’s not true.",
        "Carl Lund said that the reports about the tunnel were false.",
        "Carl Lund said that the story of the tunnel was not true.",
    ],
)
def test_a_claim_that_is_called_false_is_disputed(answer: str) -> None:
    [note] = disputes(f"Jane Reed said that the tunnel would open in May. {answer}")
    assert note.startswith("Jane Reed: “the tunnel would open in May”. Carl Lund")
