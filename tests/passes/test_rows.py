"""Draft items that a model writes in one string."""

from typing import Annotated, ClassVar

import pytest
from pydantic import Field, ValidationError

from briefer.passes.capable.gist import FullGistDraft
from briefer.passes.capable.rows import Row
from briefer.passes.capable.statements import SourceDraft, StatementDraft
from briefer.passes.capable.uncertainty import UncertaintyDraft, UncertaintyItemDraft


class Sighting(Row):
    """A row that ends with a single value."""

    LAYOUT: ClassVar[str] = "number|words"

    number: int
    words: Annotated[str, Field(max_length=20)] = "nothing"


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("2|a fox", (2, "a fox")),
        (" 2 | a fox ", (2, "a fox")),
        ("2|", (2, "nothing")),
        ("2", (2, "nothing")),
        ("2|a fox|an owl", (2, "a fox")),
    ],
)
def test_a_row_is_split_at_its_bars(row: str, values: tuple[int, str]) -> None:
    found = Sighting.model_validate(row)
    assert (found.number, found.words) == values


def test_an_object_is_a_row_too() -> None:
    given = {"number": 2, "words": "a fox"}
    assert Sighting.model_validate(given) == Sighting.model_validate("2|a fox")


@pytest.mark.parametrize("row", ["", "|a fox", "two|a fox", "2|" + "fox" * 9, 2, None, ["2", "a"]])
def test_a_row_of_another_form_is_not_valid(row: object) -> None:
    with pytest.raises(ValidationError):
        Sighting.model_validate(row)


def test_a_list_at_the_end_has_all_values_that_are_left() -> None:
    found = UncertaintyItemDraft.model_validate("disputed|They differ.|it was safe||it was not")
    assert (found.note, found.quotes) == ("They differ.", ["it was safe", "it was not"])
    assert UncertaintyItemDraft.model_validate("open_question|Who owns it?").quotes == []


def test_values_left_out_in_the_middle_keep_their_defaults() -> None:
    source = SourceDraft.model_validate("Two officials|unnamed_group||because it is open")
    assert (source.role, source.why_unnamed) == ("", "because it is open")
    statement = StatementDraft.model_validate("1|4|said|the alarms had||may")
    assert (statement.by, statement.at, statement.last, statement.hedge) == (1, 4, "", "may")
    assert statement.relies_on == 0


@pytest.mark.parametrize(
    ("written", "number"),
    [("4", 4), ("[4]", 4), ("4-5", 4), ("sentence 4", 4), ("four", 0), (4, 4), (-4, -4)],
)
def test_a_number_is_read_however_it_is_written(written: object, number: int) -> None:
    row = {"by": written, "at": written, "relies_on": written}
    found = StatementDraft.model_validate(row)
    assert (found.by, found.at, found.relies_on) == (number, number, number)
    if isinstance(written, str):
        assert StatementDraft.model_validate(f"{written}|{written}|said").at == number


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("unnamed_group", "unnamed_group"), ("Unnamed Group", "unnamed_group"), ("", "unknown"),
        ("PERSON", "person"), ("newspaper", "person"), ("unknown", "unknown"),
    ],
)  # fmt: skip
def test_a_kind_of_source_is_read_in_any_case_and_another_one_is_a_person(
    written: str, kind: str
) -> None:
    assert SourceDraft.model_validate(f"Two officials|{written}").kind == kind


@pytest.mark.parametrize(("written", "kind"), [("Disputed", "disputed"), ("doubtful", None)])
def test_a_kind_of_uncertainty_that_does_not_exist_is_none(written: str, kind: str | None) -> None:
    assert UncertaintyItemDraft.model_validate(f"{written}|They differ.").kind == kind


@pytest.mark.parametrize("row", ["|They differ.|it was safe", "hedged"])
def test_a_row_without_its_first_values_leaves_the_others(row: str) -> None:
    draft = UncertaintyDraft.model_validate({"uncertainty": [row, "hedged|So they say.|safe"]})
    assert draft.uncertainty[-1].note == "So they say."


def test_the_schema_shows_a_string_with_its_layout() -> None:
    who = FullGistDraft.model_json_schema()["properties"]["who"]
    assert "name|kind|role" in str(FullGistDraft.model_json_schema())
    assert who["type"] == "array"
