"""Words on signs belong to the signs, and titles of works to nobody."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Clerks marched, carrying signs that read “The mill is ours”.", "signs"),
        ("A banner over the gate read: “The mill is ours”.", "A banner over the gate"),
        ("“The mill is ours,” a banner read.", "a banner"),
        ("Ingrid Okafor held a placard saying “The mill is ours”.", "a placard"),
        ("Ingrid Okafor wore a T-shirt with the words “The mill is ours”.", "a T-shirt"),
        ("Ingrid Okafor stood under a banner: “The mill is ours.”", "a banner"),
        ("Clerks waved “The mill is ours” placards at Ingrid Okafor.", "placards"),
    ],
)
def test_words_on_a_sign_are_the_signs(text: str, surface: str) -> None:
    [found] = attributions(text)
    assert (found.source.text, found.source.kind) == (surface, "document")


def test_two_inscriptions_of_the_same_signs_are_one_claim() -> None:
    text = "Clerks held signs that read “The mill is ours” and “Reyes took the money”."
    assert claims(text) == [("signs", "“The mill is ours” … “Reyes took the money”")]


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Okafor, holding a sign, said “we will win this fight”.",
        "Ingrid Okafor raised her placard and shouted “we will win this fight”.",
    ],
)
def test_a_person_with_a_sign_still_speaks(text: str) -> None:
    assert claims(text) == [("Ingrid Okafor", "“we will win this fight”")]


def test_words_on_a_hat_do_not_continue_a_quotation() -> None:
    text = "“We will win,” said Ingrid Okafor in a hat with the slogan “Make the mill great”."
    assert claims(text) == [
        ("Ingrid Okafor", "“We will win,”"),
        ("a hat", "“Make the mill great”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The film “Mills of the River”, about the sale, opens on Friday.",
        "Ingrid Okafor read from her novel, “The Last Mill of Ellery”.",
        "A choir sang “Wheels go round and none come home”, a song by Ingrid Okafor.",
        "“Mills of the River”, the musical, is sold out.",
    ],
)
def test_a_title_is_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_title_does_not_continue_the_quotation_before_it() -> None:
    text = "“I am angry,” Ingrid Okafor said. “The Last Mill of Ellery”, her novel, is about greed."
    assert claims(text) == [("Ingrid Okafor", "“I am angry,”")]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Ingrid Okafor showed a note that came from the mill. “Burn it all,” it read.", "a note"),
        ("Ingrid Okafor had a letter from the bank. “Burn it all,” the letter read.", "the letter"),
    ],
)
def test_what_a_message_reads_is_not_the_claim_of_the_one_who_has_it(
    text: str, document: str
) -> None:
    assert claims(text) == [(document, "“Burn it all,”")]


def test_a_message_continues_after_its_cue() -> None:
    text = "Ingrid Okafor was angry, she said. “Burn it all,” the note read. “Tell nobody of it.”"
    assert claims(text)[-1] == ("the note", "“Burn it all,” … “Tell nobody of it.”")


def test_a_person_who_reads_from_a_letter_still_speaks() -> None:
    text = "Ingrid Okafor held a letter from the bank. “It was all burned,” she read."
    assert [found.source.kind for found in attributions(text)] != ["document"]


def test_the_words_of_a_sign_are_found_once() -> None:
    text = "The placard read “The mill is ours”."
    assert claims(text) == [("The placard", "“The mill is ours”")]
