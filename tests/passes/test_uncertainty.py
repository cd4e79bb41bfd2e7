"""The uncertainty pass: which of the model's items have the words that show them."""

import pytest

from briefer.passes.capable.uncertainty import UncertaintyDraft, ground_uncertainty
from briefer.passes.runner import GroundingResult
from briefer.schema.article import Article
from briefer.schema.brief import Uncertainty
from tests.factories import TEXT
from tests.passes.factories import checker

ARTICLE = Article(text=TEXT)
WORKED, SILENT = "the alarms had worked", "the sirens had stayed silent"
NOTE = "The mayor said the alarms had worked; the union said the sirens were silent."
MISSING = "nine sheep were seen on the pier"


def grounded(kind: str, *quotes: str, note: str = NOTE) -> GroundingResult[tuple[Uncertainty, ...]]:
    item = {"kind": kind, "note": note, "quotes": list(quotes)}
    draft = UncertaintyDraft.model_validate({"uncertainty": [item]})
    return ground_uncertainty(draft, checker(ARTICLE))


@pytest.mark.parametrize("kind", ["disputed", "discrepancy"])
def test_two_sides_need_two_quotes(kind: str) -> None:
    [item] = grounded(kind, WORKED, SILENT).items
    assert [ARTICLE.sentence_at(one.start) + 1 for one in item.evidence] == [2, 3]
    assert (item.kind, item.note, item.code, item.sides) == (kind, NOTE, None, ())


@pytest.mark.parametrize("kind", ["disputed", "discrepancy"])
@pytest.mark.parametrize("quotes", [[WORKED], [WORKED, WORKED], [WORKED, MISSING], [WORKED, ""]])
def test_one_side_is_a_problem(kind: str, quotes: list[str]) -> None:
    found = grounded(kind, *quotes)
    assert found.items == ()
    [one] = found.problems
    assert (one.section, one.text) == ("uncertainty", NOTE)
    assert [finding.code for finding in one.findings] == ["words_not_in_article"]


@pytest.mark.parametrize("kind", ["unconfirmed", "unnamed_source", "single_source", "hedged"])
def test_other_kinds_need_one_quote(kind: str) -> None:
    assert [item.kind for item in grounded(kind, WORKED).items] == [kind]
    assert grounded(kind).items == ()
    assert grounded(kind, MISSING).items == ()


def test_an_open_question_needs_no_quote() -> None:
    [item] = grounded("open_question", note="Who owns the terminal?").items
    assert (item.note, item.evidence) == ("Who owns the terminal?", ())


def test_a_quote_too_many_that_is_missing_is_a_problem_of_its_own() -> None:
    found = grounded("disputed", WORKED, MISSING, SILENT)
    assert len(found.items) == 1
    assert [one.text for one in found.problems] == [MISSING]


@pytest.mark.parametrize("note", ["", " ", "…"])
def test_an_item_without_a_note_is_left_out(note: str) -> None:
    found = grounded("hedged", WORKED, note=note)
    assert (found.items, found.problems) == ((), ())


def test_the_evidence_is_the_sentence_of_a_quote() -> None:
    [item] = grounded("hedged", "The  ALARMS had\nworked").items
    assert [one.quote for one in item.evidence] == [
        "Mayor Ingrid Okafor said the alarms had worked."
    ]


def test_two_quotes_of_one_sentence_are_told_apart_by_their_words() -> None:
    [item] = grounded("discrepancy", "killed three people", "Tuesday night").items
    assert [one.quote for one in item.evidence] == ["killed three people", "Tuesday night"]


def test_the_evidence_has_the_names_of_the_note() -> None:
    note = "Only Tomás Reyes says that he heard nothing."
    [item] = grounded("single_source", "We heard nothing at all", note=note).items
    assert [ARTICLE.sentence_at(one.start) + 1 for one in item.evidence] == [4, 3]
