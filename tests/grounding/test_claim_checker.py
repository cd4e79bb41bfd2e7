"""Claims of the analysis are checked against the article."""

import pytest

from briefer.analysis.annotations import Analysis, Attribution, AttributionSource, Entity, Span
from briefer.grounding.claim_checker import ClaimChecker
from briefer.schema.article import Article
from briefer.schema.vocabulary import QuoteKind

TEXT = (
    "The bridge fell at noon. Ingrid Okafor, the mayor, said that nobody was hurt. “We had luck,” "
    "said the mayor. “We will look at it again.” Two engineers spoke: one of them said that the "
    "bridge was old. Nothing else is\nknown."
)
ARTICLE = Article(text=TEXT, title="Kesu board looks into the fall of a bridge")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def attribution(
    source: AttributionSource, cue: str, *content: str, quote_kind: QuoteKind = "indirect"
) -> Attribution:
    return Attribution(
        source=source,
        cue=span(cue),
        content=tuple(map(span, content)),
        quote_kind=quote_kind,
        sentence=0,
        rule="A1",
    )


def codes(found: Attribution) -> list[str]:
    return [finding.code for finding in ClaimChecker(ARTICLE, Analysis("syntax")).check(found)]


MAYOR = AttributionSource("the mayor", "person", (span("the mayor"),))


@pytest.mark.parametrize(
    ("content", "quote_kind", "expected"),
    [
        (["nobody was hurt"], "indirect", []),
        (["The bridge fell at noon"], "indirect", ["cue_in_other_sentence"]),
        (["The bridge fell at noon", "bridge was old"], "indirect", ["cue_in_other_sentence"]),
        (["The bridge fell at noon", "nobody was hurt"], "indirect", []),
        (["We will look at it again."], "direct", []),
        (["We will look at it again."], "mixed", []),
    ],
)
def test_a_reported_statement_has_its_cue_in_its_sentence(
    content: list[str], quote_kind: QuoteKind, expected: list[str]
) -> None:
    found = attribution(MAYOR, "said that nobody", *content, quote_kind=quote_kind)
    assert codes(found) == expected


@pytest.mark.parametrize(
    "source",
    [
        MAYOR,
        AttributionSource("The MAYOR", "person"),
        AttributionSource("Ingrid Okafor", "person", entity=Entity("Ingrid Okafor", "person", ())),
        AttributionSource("Kesu board", "organisation"),  # only in the title
        AttributionSource("unknown", "unknown"),
        AttributionSource(
            "one of two engineers",
            "unnamed_person",
            (span("one of them"), span("Two engineers")),
        ),
    ],
)
def test_a_source_that_the_article_names_or_describes_is_kept(source: AttributionSource) -> None:
    assert codes(attribution(source, "said that nobody", "nobody was hurt")) == []


@pytest.mark.parametrize(
    "source",
    [
        AttributionSource("Tomás Reyes", "person"),
        AttributionSource("Ingrid Okafor Reyes", "person", (span("Ingrid Okafor"),)),
        AttributionSource("one of three engineers", "unnamed_person", (span("Two engineers"),)),
        AttributionSource("mayo", "person"),  # a part of a word
    ],
)
def test_a_source_that_the_article_does_not_mention_is_found(source: AttributionSource) -> None:
    assert codes(attribution(source, "said that nobody", "nobody was hurt")) == [
        "source_not_in_article"
    ]


def test_a_finding_says_in_the_words_of_the_article_what_is_wrong() -> None:
    found = attribution(AttributionSource("A  B", "person"), "else is\nknown", "nobody was hurt")
    findings = ClaimChecker(ARTICLE, Analysis("syntax")).check(found)
    assert [(finding.severity, finding.params) for finding in findings] == [
        ("hard", {"cue": "else is known"}),
        ("hard", {"source": "A B"}),
    ]
