"""Whose word a line rests on: sources that it names, or that fill the sentences of its evidence."""

import pytest

from briefer.assembly.point_sources import with_sources
from briefer.schema.article import Article
from briefer.schema.brief import UNKNOWN_SOURCE, Claim, Source, SummaryPoint

TEXT = (
    "Mayor Ingrid Okafor said the alarms had worked. The sirens had stayed silent, Tomás Reyes "
    "said, although the town had paid for them in May and again in June after a long dispute. A "
    "fire at the terminal killed three people. Nobody at the old quay was hurt, it was said."
)
ARTICLE = Article(text=TEXT)
ALARMS, SIRENS = "the alarms had worked", "The sirens had stayed silent"
DEATHS = "A fire at the terminal killed three people"
OKAFOR, REYES = "Ingrid Okafor", "Tomás Reyes"


def source(name: str, role: str | None = None) -> Source:
    start = TEXT.index(name)
    evidence = (ARTICLE.evidence(start, start + len(name)),)
    return Source(name=name, kind="person", role=role, evidence=evidence)


def claim(words: str, by: Source) -> Claim:
    start = TEXT.index(words)
    evidence = (ARTICLE.evidence(start, start + len(words)),)
    return Claim(
        content=words, source=by, quote_kind="indirect", found_by="model", evidence=evidence
    )


CLAIMS = (
    claim(ALARMS, source(OKAFOR, "Mayor")),
    claim(SIRENS, source(REYES, "the union’s secretary")),
    claim("Nobody at the old quay was hurt", UNKNOWN_SOURCE),
)


def sources(line: str, *sentences: int, claims: tuple[Claim, ...] = CLAIMS) -> tuple[str, ...]:
    """Return the sources of a line with these sentences, from 1, as evidence."""
    evidence = tuple(ARTICLE.evidence(*ARTICLE.sentences[number - 1]) for number in sentences)
    return with_sources(SummaryPoint(text=line, evidence=evidence), claims).sources


@pytest.mark.parametrize(
    "line",
    [
        "Ingrid Okafor said the alarms had worked",
        "The alarms had worked, OKAFOR said",
        "The alarms had worked, the mayor said",
        "The mayor’s word is that the alarms had worked",
    ],
)
def test_a_source_is_named_by_its_last_name_or_its_role(line: str) -> None:
    assert sources(line, 1) == (OKAFOR,)


def test_a_named_source_counts_also_if_its_claim_is_a_small_part_of_the_sentence() -> None:
    assert sources("The sirens were silent, Reyes said", 2) == (REYES,)


@pytest.mark.parametrize(
    "line", ["The sirens were silent, Tomás said", "The sirens were silent, a secretary said"]
)
def test_a_first_name_or_a_part_of_a_role_names_nobody(line: str) -> None:
    assert sources(line, 2) == ()


def test_all_words_of_a_role_name_the_source() -> None:
    assert sources("The secretary of the union’s branch said they were silent", 2) == (REYES,)


def test_without_a_name_the_source_whose_claim_fills_the_sentence_counts() -> None:
    claims = (claim(ALARMS, source(OKAFOR)), claim(DEATHS, source(REYES)))
    assert sources("Three people died", 3, claims=claims) == (REYES,)


def test_without_a_name_claims_must_fill_every_sentence() -> None:
    filling = claim("Okafor said the alarms had worked", source(OKAFOR))
    deaths = claim(DEATHS, source(REYES))
    line = "The alarms worked before the fire killed three"
    assert sources(line, 1, 3, claims=(filling, deaths)) == (OKAFOR, REYES)
    assert sources(line, 1, 3, claims=(filling,)) == ()
    assert sources(line, 1, 2, claims=(filling, *CLAIMS[1:])) == ()


def test_a_named_source_is_meant_also_if_another_one_fills_the_sentence() -> None:
    both = (claim(DEATHS, source(REYES)), claim("killed three people", source(OKAFOR)))
    assert sources("Okafor said that three died", 3, claims=both) == (OKAFOR,)


LONG = "Two officials familiar with the inquiry said on Monday, after days of rain, it was dust."
OFFICIALS = "Two officials familiar with the inquiry"
CHINESE = "市长周岚周二在港口的新闻发布会上对记者说，警报运转正常。"  # noqa: RUF001


@pytest.mark.parametrize(
    ("text", "name", "words", "line", "named"),
    [
        (LONG, OFFICIALS, "it was dust", "Two officials spoke of dust", True),
        (LONG, OFFICIALS, "it was dust", "The inquiry is about dust", False),
        (CHINESE, "周岚", "警报运转正常", "周岚称警报正常", True),
    ],
    ids=["noun", "another word", "no spaces"],
)
def test_a_description_is_named_by_its_noun_and_a_name_without_spaces_by_itself(
    text: str, name: str, words: str, line: str, *, named: bool
) -> None:
    article = Article(text=text)
    at, start = text.index(name), text.index(words)
    by = Source(name=name, kind="unnamed_group", evidence=(article.evidence(at, at + len(name)),))
    found = Claim(
        content=words, source=by, quote_kind="indirect", found_by="model",
        evidence=(article.evidence(start, start + len(words)),),
    )  # fmt: skip
    point = SummaryPoint(text=line, evidence=(article.evidence(0, len(text)),))
    assert with_sources(point, [found]).sources == ((name,) if named else ())


def test_a_role_without_its_article_names_the_source() -> None:
    claims = (claim(SIRENS, source(REYES, "the union’s secretary")),)
    assert sources("Union secretary: sirens were silent", 2, claims=claims) == (REYES,)


def test_claims_of_other_sentences_do_not_count() -> None:
    assert sources("The mayor’s town mourns three people", 3) == ()


def test_a_claim_without_a_source_does_not_count() -> None:
    assert sources("Nobody was hurt at the quay", 4) == ()


def test_a_source_with_several_claims_is_there_once() -> None:
    twice = (claim(ALARMS, source(OKAFOR)), claim("had worked", source(OKAFOR)))
    assert sources("Okafor said they had worked", 1, claims=twice) == (OKAFOR,)


def test_the_text_and_the_evidence_of_a_line_stay() -> None:
    point = SummaryPoint(text="Okafor said so", evidence=(ARTICLE.evidence(0, 10),))
    found = with_sources(point, CLAIMS)
    assert (found.text, found.evidence) == (point.text, point.evidence)
