"""Content ends with the sentence of its cue, also where the splitter missed the period."""

import pytest

from briefer.schema.article import Article
from tests.analysis.english.attribution.claims import claims


def test_the_claims_of_two_sentences_have_their_own_sources() -> None:
    text = (
        "Holt was told by a clerk that the cracks had been known since May. Residents were told "
        "that the bridge was safe, according to a letter seen by the Post."
    )
    assert claims(text) == [
        ("a clerk", "the cracks had been known since May"),
        ("a letter", "Residents were told that the bridge was safe"),
        ("unknown", "the bridge was safe"),
    ]


def test_a_clause_of_the_next_sentence_is_not_content() -> None:
    text = (
        "Holt was told by a clerk that the cracks had been known to the exec. Residents were told "
        "that the bridge was safe, according to a letter seen by the Post."
    )
    assert len(Article(text=text).sentences) == 1
    assert "a clerk" not in {source for source, content in claims(text) if "Residents" in content}


def test_words_before_the_sentence_of_the_cue_are_cut_off() -> None:
    text = "The tolls went to the exec. Piers were shut at noon, Ann Reed said."
    assert len(Article(text=text).sentences) == 1
    assert claims(text) == [("Ann Reed", "Piers were shut at noon")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The version was “signed. It was paid for by the exec. Nobody knew,” Ann Reed said.",
            "Ann Reed",
            "The version was “signed. It was paid for by the exec. Nobody knew,”",
        ),
        (
            "Ann Reed told Gov. Holt and Rep. Bray that the bridge was shut.",
            "Ann Reed",
            "the bridge was shut",
        ),
        (
            "The bridge (it shut in June. Officials knew it), Ann Reed said, was not safe at all.",
            "Ann Reed",
            "The bridge (it shut in June. Officials knew it) … was not safe at all.",
        ),
        (
            "“We knew,” Ann Reed said. “Nobody asked us.”",
            "Ann Reed",
            "“We knew,” … “Nobody asked us.”",
        ),
    ],
)
def test_one_statement_is_not_cut(text: str, source: str, content: str) -> None:
    assert (source, content) in claims(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two were hurt, according to police; a lawyer for the walkers, Ina Roth, counted 7.",
            [("police", "Two were hurt"), ("Ina Roth", "counted 7")],
        ),
        (
            "Repairs will cost 3 million, the company says; the regulator waits.",
            [("the company", "Repairs will cost 3 million")],
        ),
        (
            "The ministry said three people had died; doctors in the town say eleven.",
            [("The ministry", "three people had died"), ("doctors in the town", "say eleven")],
        ),
        (
            "The ministry said three people had died; two more were missing.",
            [("The ministry", "three people had died; two more were missing")],
        ),
        (
            "The suspect is ill, according to police, but his lawyer says he is well.",
            [("police", "The suspect is ill"), ("his lawyer", "he is well")],
        ),
    ],
)
def test_what_another_one_says_is_cut_off(text: str, expected: list[tuple[str, str]]) -> None:
    found = claims(text)
    assert [one for one in found if one in expected] == found
    assert found[0] == expected[0]
