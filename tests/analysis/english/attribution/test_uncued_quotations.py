"""The speakers of quotations without a reporting verb."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The quay is gone.” — Ida Norr (@idanorr) May 3, 2026", "Ida Norr"),
        ("“The quay is gone.” – Tom Reed, crane driver", "Tom Reed"),
        ("“The quay is gone.” That was the view of Ida Norr, the mayor.", "Ida Norr"),
        ("“The quay is gone.” Those were the words of a police officer.", "a police officer"),
        ("“The quay is gone.” This was Ida Norr’s answer to the town.", "Ida Norr"),
        ("Ida Norr shook her head. “The quay is gone.”", "Ida Norr"),
        ("A neighbour, Tom Reed, pointed to the wall. “The quay is gone.”", "Tom Reed"),
        ("Ida Norr rose last.\n\nIda Norr (for the state): “The quay is gone.”", "Ida Norr"),
        ("The coach (after the match): “The quay is gone.”", "The coach"),
    ],
)
def test_the_words_around_a_quotation_name_its_speaker(text: str, source: str) -> None:
    assert claims(text) == [(source, "“The quay is gone.”")]


def test_a_post_without_quotation_marks_has_its_author() -> None:
    text = "The quay is gone and the town knows it. — Ida Norr (@idanorr) May 3, 2026"
    assert claims(text) == [("Ida Norr", "The quay is gone and the town knows it.")]


def test_somebody_who_is_only_acted_on_does_not_speak() -> None:
    assert claims("Police arrested Ida Norr at dawn. “The quay is gone.”") == []


def test_all_paragraphs_of_an_unclosed_quotation_are_one_speaker_s() -> None:
    first = "“It was late,” Ida Norr said. “We waited.\n\n“Then we left.”"
    assert [source for source, _ in claims(first)] == ["Ida Norr"] * 2
    last = "Tom Reed said that the crew was tired.\n\n“We waited.\n\n“Then we left,” Ida Norr said."
    assert [source for source, _ in claims(last)] == ["Tom Reed", "Ida Norr", "Ida Norr"]


def test_the_other_half_of_an_interrupted_quotation_is_the_same_speaker_s() -> None:
    text = "“I hated it,” Ida Norr laughed, shaking her head, “but my mother did not.”"
    assert claims(text) == [("Ida Norr", "“I hated it,” … “but my mother did not.”")]


def test_speakers_of_a_dialogue_take_turns() -> None:
    text = (
        "“Who told you that?” asked the judge.\n\n“Everybody knows it,” Dag Holm replied.\n\n"
        "“Who is everybody?”\n\n“Ask my wife.”"
    )
    assert [source for source, _ in claims(text)] == [
        "the judge",
        "Dag Holm",
        "the judge",
        "Dag Holm",
    ]


def test_a_reply_with_a_clause_of_its_own_does_not_continue_the_question() -> None:
    text = "“Where is he now?” Ida Norr asked. “Gone,” came the reply."
    assert claims(text) == [("Ida Norr", "“Where is he now?”")]


def test_the_words_before_a_colon_name_the_speaker_in_their_own_sentence() -> None:
    text = "Mark Grant runs the club. Ines Mays put it bluntly: “We lost the whole season.”"
    assert claims(text) == [("Ines Mays", "“We lost the whole season.”")]


def test_a_verb_before_the_colon_is_the_cue() -> None:
    text = "Okafor, asked whether he had taken money, answered: “No.”"
    [found] = attributions(text)
    assert found.cue.text_in(text) == "answered"


def test_a_name_before_a_colon_speaks_although_it_is_parsed_as_quoted() -> None:
    assert claims("Ada Lunt: “It is over for us.”") == [("Ada Lunt", "“It is over for us.”")]


def test_a_quotation_goes_on_after_its_cue_with_a_capital_letter() -> None:
    text = (
        "Ada Lunt was late. “I have no idea where they went,” she said of guests whose rooms were "
        "later sold, “But I know that they paid.”"
    )
    halves = "“I have no idea where they went,” … “But I know that they paid.”"
    assert claims(text) == [("Ada Lunt", halves)]
