"""Who reports whom: words that a source has from another one."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims


def chains(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return source, the one that it relies on and the one that reports it, for each claim."""
    return [
        (
            found.source.text,
            found.relies_on.text if found.relies_on else None,
            found.reported_by.text if found.reported_by else None,
        )
        for found in attributions(text)
    ]


@pytest.mark.parametrize("said", ["had said that", "had admitted that", "told her that"])
def test_a_claim_within_a_claim_has_its_reporter(said: str) -> None:
    assert chains(f"Ingrid Okafor said Tomás Reyes {said} the mill was sold.") == [
        ("Ingrid Okafor", "Tomás Reyes", None),
        ("Tomás Reyes", None, "Ingrid Okafor"),
    ]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Ingrid Okafor, citing Tomás Reyes, said the mill was sold.", "Tomás Reyes"),
        ("Ingrid Okafor said she had heard from a clerk that the mill was sold.", "a clerk"),
        ("“Tomás Reyes said, ‘Keep the gate shut,’” Ingrid Okafor told the court.", "Tomás Reyes"),
        ("“Peter Brandt told us that the mill was safe,” Ingrid Okafor said.", "Peter Brandt"),
        ("According to Ingrid Okafor, Tomás Reyes said that the mill was safe.", "Tomás Reyes"),
    ],
)
def test_a_claim_from_hearsay_names_its_origin(text: str, origin: str) -> None:
    source, relies_on, _ = chains(text)[0]
    assert (source, relies_on) == ("Ingrid Okafor", origin)


def test_a_quotation_within_a_quotation_is_not_the_inner_speakers_claim() -> None:
    text = "“It was dark,” said Ingrid Okafor. “And Tomás Reyes said, ‘Keep the gate shut.’”"
    assert chains(text) == [("Ingrid Okafor", "Tomás Reyes", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Okafor, citing costs, said the mill was sold.",
        "Ingrid Okafor said that Tomás Reyes had left the mill.",
        "Ingrid Okafor said nobody had told her that the mill was sold.",
        "“The mayor has confirmed it to us all,” Ingrid Okafor said.",
        "“He told us that the mill was safe,” Ingrid Okafor said.",
        "Ingrid Okafor said the mill and the land were sold in May for what a clerk said was 5m.",
    ],
)
def test_a_claim_of_ones_own_relies_on_nobody(text: str) -> None:
    assert chains(text) == [("Ingrid Okafor", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "A poll showed that 54 percent of drivers said they would sell their cars.",
        "Ada Lunt said that new figures show that the mill is lost.",
        "Ada Lunt said the bank believes that the mill is lost.",
    ],
)
def test_data_and_thoughts_in_a_claim_are_only_a_part_of_it(text: str) -> None:
    assert len(attributions(text)) == 1


def test_what_another_agrees_to_is_a_claim_of_its_own() -> None:
    text = "Ada Lunt said Rolf Krag agreed that the mill was lost."
    assert [found.source.text for found in attributions(text)] == ["Ada Lunt", "Rolf Krag"]


def test_what_somebody_only_told_about_is_no_origin() -> None:
    text = "Ingrid Okafor said Tomás Reyes had told a clerk what had happened on the trip."
    assert chains(text)[0] == ("Ingrid Okafor", None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hank Ruiz was quoted by his lawyer as saying that the mill was sold.",
            ("Hank Ruiz", None, "his lawyer"),
        ),
        ("A memo quotes Hank Ruiz as calling the mill a ruin.", ("Hank Ruiz", None, "A memo")),
    ],
)
def test_who_quotes_somebody_reports_the_claim(
    text: str, expected: tuple[str, str | None, str]
) -> None:
    assert chains(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The mill will stand,” a local paper quoted Hank Ruiz as saying.",
            ("Hank Ruiz", None, "a local paper"),
        ),
        (
            "Hank Ruiz has left. “The mill will stand,” a local paper quoted him as saying.",
            ("Hank Ruiz", None, "a local paper"),
        ),
    ],
)
def test_a_quotation_is_the_word_of_whom_a_paper_quotes(
    text: str, expected: tuple[str, str | None, str]
) -> None:
    assert chains(text) == [expected]


def test_a_report_at_the_end_of_a_sentence_is_that_of_all_of_it() -> None:
    text = "The carter told a warden at the gate that the pony was lame, according to an affidavit."
    found = {one.source.text: one for one in attributions(text)}
    assert found["The carter"].content[0].text_in(text) == "the pony was lame"
    assert found["The carter"].reported_by == found["an affidavit"].source
    text = "A carter told his son the reins were loose, an inquest in Ellery heard on Monday."
    assert claims(text)[0] == ("A carter", "the reins were loose")
