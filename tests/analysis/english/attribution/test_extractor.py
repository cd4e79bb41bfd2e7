"""Attributions, on sentences that each show one pattern of news writing."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims, sources


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Mayor Ingrid Okafor said that the bridge was safe.",
            "Ingrid Okafor",
            "the bridge was safe",
        ),
        (
            "The bridge was safe, Mayor Ingrid Okafor said.",
            "Ingrid Okafor",
            "The bridge was safe",
        ),
        (
            "“The bridge is safe,” said Ingrid Okafor, the mayor of Ellery.",
            "Ingrid Okafor",
            "“The bridge is safe,”",
        ),
        (
            "According to the harbour police, two ships collided at noon.",
            "the harbour police",
            "two ships collided at noon.",
        ),
        (
            "Two ships collided at noon, according to a report by the harbour police.",
            "a report by the harbour police",
            "Two ships collided at noon",
        ),
        (
            "Reporters were told by the police that the road was closed.",
            "the police",
            "the road was closed",
        ),
        (
            "Tomás Reyes accused the company of hiding the report.",
            "Tomás Reyes",
            "accused the company of hiding the report",
        ),
        (
            "Tomás Reyes pledged to publish the report.",
            "Tomás Reyes",
            "pledged to publish the report",
        ),
    ],
)
def test_an_attribution_has_its_source_and_its_content(
    text: str, source: str, content: str
) -> None:
    assert (source, content) in claims(text)


def test_a_pronoun_resolves_to_the_source_before_it() -> None:
    text = (
        "Tomás Reyes said the sirens stayed silent. “We heard nothing at all,” he said. "
        "He added that the union would sue."
    )
    assert sources(text) == ["Tomás Reyes"] * 3


def test_a_pronoun_without_a_name_before_it_leaves_the_source_unknown() -> None:
    [(source, _)] = claims("He said that the sirens had stayed silent.")
    assert source == "unknown"


def test_an_office_resolves_to_its_holder() -> None:
    text = "Mayor Ingrid Okafor visited the site. The mayor said the alarms had worked."
    assert claims(text) == [("Ingrid Okafor", "the alarms had worked")]


def test_a_denial_keeps_the_verb_that_denies() -> None:
    [(_, content)] = claims("Halvorsen denied that the belts had been worn out.")
    assert content.startswith("denied that")


def test_a_quotation_that_fills_a_paragraph_belongs_to_the_last_source() -> None:
    text = "Reyes Marino said the fire spread fast.\n\n“There was no time to run at all.”"
    assert claims(text)[-1] == ("Reyes Marino", "“There was no time to run at all.”")


def test_scare_quotes_are_not_a_statement() -> None:
    assert claims("The so-called “fresh start” was opened on Monday by the council.") == []


def test_a_claim_within_a_claim_keeps_both_sources() -> None:
    text = "The minister said that the rebels had claimed that the town was theirs."
    assert {source for source, _ in claims(text)} == {"The minister", "the rebels"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is safe to go back,” she wrote.", "direct"),
        ("Ingrid Okafor said the alarms had worked “exactly as designed” all night.", "mixed"),
        ("Ingrid Okafor said the alarms had worked.", "indirect"),
    ],
)
def test_the_quote_kind_tells_how_much_is_quoted(text: str, kind: str) -> None:
    assert [a.quote_kind for a in attributions(text)] == [kind]


def test_the_reason_for_anonymity_may_be_in_the_same_sentence() -> None:
    text = (
        "A security official, who spoke on condition of anonymity because the talks are secret, "
        "said the convoy had left."
    )
    [found] = attributions(text)
    assert found.source.kind == "unnamed_person"
    assert found.source.reason is not None
    assert "because the talks are secret" in found.source.reason.text_in(text)


def test_the_reason_for_anonymity_may_be_in_a_later_sentence() -> None:
    text = (
        "Two investigators said that the belt had been worn. One of them said the company had "
        "known. They spoke on condition of anonymity because the inquiry is open."
    )
    first, second = attributions(text)
    assert second.source.text == "one of two investigators"
    for found in (first, second):
        assert found.source.reason is not None
        assert found.source.reason.text_in(text) == "because the inquiry is open"


def test_a_hedge_within_the_content_is_found() -> None:
    text = "Two investigators said a worn belt may have ignited the dust."
    [found] = attributions(text)
    assert found.hedge is not None
    assert found.hedge.span.text_in(text) == "may"


def test_a_reporting_verb_inside_a_quotation_makes_no_claim() -> None:
    text = "“My neighbour said that the dog barked,” Ingrid Okafor told the court."
    assert sources(text) == ["Ingrid Okafor"]


def test_only_the_statement_before_an_inserted_clause_is_content() -> None:
    text = "The museum holds 6,212 pieces, Ingrid Okafor said, of which 900 are on show."
    assert claims(text) == [("Ingrid Okafor", "The museum holds 6,212 pieces")]


def test_an_infinitive_of_purpose_makes_no_claim() -> None:
    text = "Two ministers asked for anonymity to describe long conversations in the cabinet."
    assert "to describe" not in {a.cue.text_in(text) for a in attributions(text)}


def test_a_quotation_without_a_cue_takes_the_cue_right_before_it() -> None:
    text = (
        "“We left at dawn,” Ingrid Okafor said. “Nobody followed us there.”\n\nTomás Reyes told "
        "the board that the belts were worn."
    )
    found = attributions(text)
    assert [(a.source.text, a.cue.text_in(text)) for a in found] == [
        ("Ingrid Okafor", "said"),
        ("Tomás Reyes", "told"),
    ]
    assert claims(text)[0] == (
        "Ingrid Okafor",
        "“We left at dawn,” … “Nobody followed us there.”",
    )


def test_a_quotation_in_the_next_paragraph_is_a_claim_of_its_own() -> None:
    text = "“We left at dawn,” Ingrid Okafor said.\n\n“Nobody followed us there.”"
    assert claims(text) == [
        ("Ingrid Okafor", "“We left at dawn,”"),
        ("Ingrid Okafor", "“Nobody followed us there.”"),
    ]


def test_a_title_determines_the_pronoun_of_a_person() -> None:
    text = (
        "Mr Daniel Reyes opened the hall. Mrs Ingrid Okafor closed it. He said that the alarms had "
        "worked well."
    )
    assert sources(text) == ["Daniel Reyes"]


def test_a_name_in_apposition_to_a_subject_can_be_an_antecedent() -> None:
    text = (
        "Tomás Reyes came late. The architect, Rustam Velankere, kept the columns. He said that he "
        "had added nothing to the room."
    )
    assert sources(text) == ["Rustam Velankere"]


def test_a_definite_description_resolves_to_the_unnamed_source_before_it() -> None:
    text = (
        "A diplomat in Lodmark said the raid had ended. The diplomat said that nobody was hurt "
        "there."
    )
    assert sources(text) == ["A diplomat in Lodmark"] * 2


def test_a_reason_for_anonymity_ends_with_its_clause() -> None:
    text = (
        "A diplomat, who spoke on condition of anonymity because the exchange was confidential, "
        "said the rockets were stored in the building."
    )
    [found] = attributions(text)
    assert found.source.reason is not None
    assert found.source.reason.text_in(text) == "because the exchange was confidential"
