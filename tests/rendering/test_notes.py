"""Notes: the sentence of each kind of uncertainty, and of what a brief could not do."""

from typing import get_args

import pytest

from briefer.rendering.notes import Params, in_the_articles_words, uncertainty_note
from briefer.schema.vocabulary import UNCERTAINTY_KIND, UncertaintyCode, UncertaintyKind

LONG = "The board has not said when the bridge over the Kesu River will open again or who pays for"
NOTES: list[tuple[UncertaintyCode, Params, str]] = [
    (
        "claim_denied",
        {
            "claim_source": "the clerk",
            "claim_quotation": "the report was hidden",
            "denial_source": "Halvorsen",
            "denial_report": "denied that it had hidden “anything”",
        },
        "The clerk: “the report was hidden”. Halvorsen denied that it had hidden ‘anything’.",
    ),
    (
        "claim_denied",
        {
            "claim_source": "Ann Brandt",
            "claim_quotation": "he left",
            "denial_sentence": "The minister denied it.",
            "denial_quotation": "I never left",
        },
        "Ann Brandt: “he left”. The minister denied it. “I never left”.",
    ),
    (
        "counts_differ",
        {"first": "four people", "second": "seven dead", "second_source": "the union"},
        "The counts differ: “four people” and “seven dead” (the article itself and the union).",
    ),
    (
        "numbers_differ",
        {"first": "12 cranes", "first_source": "A", "second": "14 cranes", "second_source": "B"},
        "The numbers differ: “12 cranes” and “14 cranes” (A and B).",
    ),
    (
        "days_differ",
        {"first": "on Monday", "second": "on Friday"},
        "The days differ: “on Monday” and “on Friday”.",
    ),
    (
        "spelling_differs",
        {"first": "Ana Ruiz", "second": "Anna Ruiz"},
        "One name is spelled in two ways: Ana Ruiz and Anna Ruiz.",
    ),
    (
        "unconfirmed_sentence",
        {"sentence": f"{LONG} it all."},
        f"“{LONG} it …”",
    ),
    (
        "sources_unnamed",
        {"claims": 1, "sources": ("a clerk",), "reason": "it is open"},
        "A claim rests on a source that is not named: a clerk. The reason given: “it is open”.",
    ),
    (
        "sources_unnamed",
        {"claims": 3, "sources": ("a clerk", "two aides")},
        "3 claims rest on sources that are not named: a clerk, two aides. No reason is given.",
    ),
    (
        "single_source",
        {"source": "Ann Brandt"},
        "All claims come from one source: Ann Brandt.",
    ),
    (
        "hedged_sentence",
        {"hedge": "may", "sentence": "It may rain."},
        "Only “may”: “It may rain.”",
    ),
    ("open_question", {"question": "Who pays?"}, "Who pays?"),
]


@pytest.mark.parametrize(("code", "params", "note"), NOTES)
def test_a_note_is_made_from_code_and_parameters(
    code: UncertaintyCode, params: Params, note: str
) -> None:
    assert uncertainty_note(code, params) == note


def test_every_code_has_a_note_and_a_kind() -> None:
    assert {code for code, _, _ in NOTES} == set(get_args(UncertaintyCode))
    assert set(UNCERTAINTY_KIND) == set(get_args(UncertaintyCode))
    assert set(UNCERTAINTY_KIND.values()) == set(get_args(UncertaintyKind))


@pytest.mark.parametrize(
    ("headline", "points", "note"),
    [
        (False, 0, ""),
        (True, 0, "The headline is in the article's own words."),
        (False, 1, "One point of the summary is in the article's own words."),
        (True, 1, "The headline and one point of the summary are in the article's own words."),
        (False, 2, "2 points of the summary are in the article's own words."),
    ],
)
def test_the_note_on_the_articles_own_words_counts_headline_and_points(
    headline: bool,  # noqa: FBT001 (a parameter of the test)
    points: int,
    note: str,
) -> None:
    assert in_the_articles_words(headline=headline, points=points) == note
