"""The speakers of quotations beside a clause, whatever its verb."""

import pytest

from tests.analysis.english.attribution.claims import claims, sources


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“He knew it all,” Ida Norr laughed.", "Ida Norr", "“He knew it all,”"),
        ("“I am not done,” Ida Norr went on.", "Ida Norr", "“I am not done,”"),
        ("“Not today,” Ida Norr shot back.", "Ida Norr", "“Not today,”"),
        ("“Please sit down,” sighed Judge Ola Moe.", "Ola Moe", "“Please sit down,”"),
        ("“We lost it all,” remembered Ida Norr.", "Ida Norr", "“We lost it all,”"),
        ("“Who paid for it?” Ida Norr asked.", "Ida Norr", "“Who paid for it?”"),
        ("“Who paid, then?” asked the judge.", "the judge", "“Who paid, then?”"),
        ("“Ships for all,” read a banner.", "a banner", "“Ships for all,”"),
        ("As Ida Norr put it, “The quay is gone.”", "Ida Norr", "“The quay is gone.”"),
        ("When it fell, Ida Norr laughed, “Run.”", "Ida Norr", "“Run.”"),
        ("“You must go!” Dag Holm was told by Ida Norr.", "Ida Norr", "“You must go!”"),
    ],
)
def test_the_subject_beside_a_quoted_sentence_says_it(text: str, source: str, content: str) -> None:
    assert claims(text) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "In “Harbour of Lies,” Ida Norr plays a sailor.",
        "“Harbour of Lies,” Ida Norr's second film, opens on Friday.",
        "Her song “Ships Go Out,” released in May, sold well.",
        "“Who paid for it?” Ida Norr shut the door.",
    ],
)
def test_a_title_or_an_action_beside_a_quotation_is_no_speech(text: str) -> None:
    assert claims(text) == []


def test_a_noun_that_is_taken_for_a_verb_is_not_what_somebody_does() -> None:
    text = '"It is odd to think about the ice," lab scientist and study co-author Ida Brook said.'
    assert sources(text) == ["Ida Brook"]


def test_each_of_two_speakers_in_a_sentence_keeps_the_own_quotation() -> None:
    text = "“The ship is late,” Ida Norr said, and “the crew is tired,” Tom Reed added."
    assert claims(text) == [
        ("Ida Norr", "“The ship is late,”"),
        ("Tom Reed", "“the crew is tired,”"),
    ]
    text = "Ida Norr said “the ship is late” while Tom Reed said “the crew is tired of it”."
    assert claims(text) == [
        ("Ida Norr", "“the ship is late”"),
        ("Tom Reed", "“the crew is tired of it”"),
    ]


def test_a_message_reads_what_is_quoted_of_it() -> None:
    text = "Ida Norr produced a letter from the bank. “Sell the ships at once,” it read."
    assert sources(text) == ["a letter from the bank"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Not one quay, said Ida Norr of the union, had been mended since.",
            "Ida Norr",
            "Not one quay … had been mended since.",
        ),
        (
            "The road, say two officials, is shut.",
            "two officials",
            "The road … is shut.",
        ),
        (
            "The port, claims the union, is lost.",
            "the union",
            "The port … is lost.",
        ),
        (
            "Ida Norr, the mayor, would go on to say that the port was lost.",
            "Ida Norr",
            "the port was lost",
        ),
    ],
)
def test_a_reporting_clause_is_found_in_any_place(text: str, source: str, content: str) -> None:
    assert claims(text) == [(source, content)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theresa May left early. “You sit and wait,” May said.", "Theresa May"),
        ("Will Harker runs a shop. Will said that nobody had come.", "Will Harker"),
        ("Will Harker runs a shop. “You wait and sit,” Will added.", "Will Harker"),
        ("Mark Grant runs a shop. Grant insisted that he would stay.", "Mark Grant"),
    ],
)
def test_a_name_that_looks_like_a_modal_verb_is_a_name(text: str, name: str) -> None:
    assert sources(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Dublin Will said that the shop was shut.", "Will"),
        ("On Monday May said it was late.", "May"),
        ("In Boston, Will told them that the shop was shut.", "Will"),
        ("He fell ill, his brother April Will said.", "April Will"),
    ],
)
def test_a_place_or_a_day_before_such_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert sources(text) == [name]


def test_a_modal_verb_is_no_name() -> None:
    assert claims("“May I go home now?” Ida Norr asked.") == [("Ida Norr", "“May I go home now?”")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We stay,” went on Ada Lunt.", "Ada Lunt"),
        ("“We stay,” is how Ada Lunt put it.", "Ada Lunt"),
        ("“We stay,” was how the judge described it.", "the judge"),
    ],
)
def test_a_clause_after_a_quotation_may_have_any_form(text: str, source: str) -> None:
    assert claims(text) == [(source, "“We stay,”")]
