"""What a line says about its source, and a claim about its pronouns."""

import pytest

from briefer.rendering.registry import TextFormat, render
from briefer.rendering.view import attribution_note, content, hedge_span
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Coreference, Source, SummaryPoint, What
from briefer.schema.evidence import Evidence
from tests.rendering import factories

EVIDENCE = (Evidence(start=0, end=1, quote="T"),)


@pytest.mark.parametrize(
    ("text", "sources", "note"),
    [
        ("The gate was open.", (), ""),
        ("The gate was open.", ("Ada Lunt",), "according to Ada Lunt"),
        ("The gate was open.", ("The town council",), "according to the town council"),
        ("The gate was open.", ("The Hague",), "according to The Hague"),
        ("Lunt said the gate was open.", ("Ada Lunt",), ""),
        ("Lunt said it was open.", ("Ada Lunt", "Bo Krag"), "according to Bo Krag"),
        ("It was open, officials said.", ("Two officials with knowledge of the gate",), ""),
        ("The Council of Elm says it was open.", ("Council of Elm (CoE)",), ""),
        ("It was open.", ("A guard of the gate",), "according to a guard of the gate"),
    ],
)
def test_a_line_tells_the_sources_that_it_does_not_name(
    text: str, sources: tuple[str, ...], note: str
) -> None:
    point = SummaryPoint(text=text, sources=sources, evidence=EVIDENCE)
    event = What(event=text, sources=sources, evidence=EVIDENCE)
    assert attribution_note(point) == attribution_note(event) == note


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_an_event_in_the_articles_own_voice_has_no_note(form: TextFormat) -> None:
    brief = factories.brief()
    event = What(event="Gulls flew", evidence=brief.headline.evidence)
    page = render(brief.model_copy(update={"what": (event,)}), form)
    assert "Gulls flew" in page
    assert "Gulls flew (" not in page
    assert "itself" not in page.split("Gulls flew")[1].split("\n")[0]


def named_claim(words: str, mention: str, *, hedge: str | None = None) -> Claim:
    """Return a claim about words of an article of their own, whose pronoun means May Lund."""
    article = Article(text=f"May Lund said {words}.")

    def cut(part: str, after: int) -> Evidence:
        start = article.text.index(part, after)
        return article.evidence(start, start + len(part))

    evidence = cut(words, 0)
    name = (cut("May Lund", 0),)
    return Claim(
        content=" ".join(words.split()),
        source=Source(name="May Lund", kind="person", evidence=name),
        quote_kind="mixed" if "“" in words else "indirect",
        hedge=cut(hedge, evidence.start) if hedge else None,
        coreferences=(
            Coreference(mention=cut(mention, evidence.start), antecedent="May Lund", evidence=name),
        ),
        evidence=(evidence,),
    )


@pytest.mark.parametrize(
    ("words", "mention", "expected"),
    [
        ("she would resign", "she", "she [May Lund] would resign"),
        ("her boat was late", "her", "her [May Lund’s] boat was late"),
        ("after noon\n  she slept", "she", "after noon she [May Lund] slept"),
        ("she had “no idea” of it", "she", "she [May Lund] had “no idea” of it"),
    ],
)
def test_a_name_in_brackets_follows_its_pronoun(words: str, mention: str, expected: str) -> None:
    claim = named_claim(words, mention)
    assert content(claim) == expected
    assert "[" not in claim.content


def test_nothing_is_inserted_into_words_that_are_not_those_of_the_evidence() -> None:
    claim = named_claim("she would resign", "she")
    other = claim.model_copy(update={"content": "Lund would resign"})
    assert content(other) == "Lund would resign"


def test_a_hedge_is_not_looked_for_in_the_name_in_brackets() -> None:
    claim = named_claim("she may resign", "she", hedge="may")
    text = content(claim)
    span = hedge_span(claim, text)
    assert span is not None
    assert text[slice(*span)] == "may"
    assert text[: span[0]] == "she [May Lund] "


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("terminal", "she [May Lund] may resign"),
        ("md", r"she \[May Lund\] may resign"),
        ("html", 'she [May Lund] <em class="hedge">may</em> resign'),
    ],
)
def test_a_page_says_whom_a_pronoun_means(form: TextFormat, shown: str) -> None:
    claim = named_claim("she may resign", "she", hedge="may")
    article = Article(text="May Lund said she may resign.")
    point = SummaryPoint(text="Lund may go", evidence=claim.evidence)
    brief = factories.brief().model_copy(
        update={
            "article": article, "headline": point, "summary": (), "who": (), "what": (),
            "where": (), "when": (), "uncertainty": (), "claimed_by": (claim,),
        }
    )  # fmt: skip
    assert shown in render(brief, form)
    assert '"content":"she may resign"' in render(brief, "json").replace('": "', '":"')
