"""Notes: the sentence of each kind of uncertainty, and of what a brief could not do."""

from typing import get_args

import pytest

from briefer.rendering import notes
from briefer.rendering.messages import languages
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
        "article_corrected",
        {"passage": f"{LONG} {LONG} {LONG}. It has not."},
        f"“{LONG} {LONG} {LONG}. It has not.”",
    ),
    (
        "later_post_differs",
        {"first": "two people", "first_time": "21:10", "second": "six", "second_time": "00:30"},
        "Later post: “six” (00:30). Earlier: “two people” (21:10).",
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


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("code", "params", "note"), NOTES)
def test_a_note_has_the_words_of_the_article_in_every_language(
    code: UncertaintyCode, params: Params, note: str, language: str
) -> None:
    text = uncertainty_note(code, params, language=language)
    own = {"open_question", "unconfirmed_sentence", "claim_denied", "article_corrected"}
    assert text != note or language == "en" or code in own
    for value in params.values():
        for words in value if isinstance(value, tuple) else (str(value),):
            assert words.split()[0].lower().rstrip(".") in text.lower() or words == "1"


def test_a_quotation_within_a_note_has_the_inner_marks_of_the_language() -> None:
    params = {"sentence": "Er sagte „nein“ und ging."}
    note = uncertainty_note("unconfirmed_sentence", params, language="de")
    assert note == "„Er sagte ‚nein‘ und ging.“"
    note = uncertainty_note("unconfirmed_sentence", {"sentence": "قال «لا»."}, language="ar")
    assert note == "«قال “لا”.»"


def test_a_note_in_german_names_the_reason_and_the_sources() -> None:
    params: Params = {"claims": 3, "sources": ("ein Beamter", "zwei Helfer"), "reason": "Angst"}
    assert uncertainty_note("sources_unnamed", params, language="de") == (
        "3 Aussagen stützen sich auf nicht namentlich genannte Quellen: ein Beamter, zwei Helfer. "
        "Angegebener Grund: „Angst“."
    )


@pytest.mark.parametrize("language", sorted({*languages()} - {"en"}))
def test_notes_on_what_a_brief_could_not_do_are_in_its_language(language: str) -> None:
    for code in (notes.no_summary, notes.one_case, notes.no_publication_date):
        assert code(language) != code("en")
    assert "sw" in notes.no_parser("sw", language=language)
    assert "3" in notes.injections_left_out(3, language=language)
    assert "4" in notes.read_in_parts(4, language=language)
    assert "2" in in_the_articles_words(headline=True, points=2, language=language)
    assert notes.no_summary("fi") == notes.no_summary("en")


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
