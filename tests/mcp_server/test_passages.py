"""Which words of the article belong to an item, and the sentences around them."""

from hypothesis import given
from hypothesis import strategies as st

import briefer
from briefer import Article, Settings
from briefer.mcp_server.passages import evidence_of, find_all, in_context, item_names
from briefer.rendering.markdown import markdown_text, numbered_evidence
from tests.factories import TEXT, brief_with

ARTICLE = Article(text=TEXT, published="2026-03-18")


def test_an_item_is_named_by_section_and_place_or_by_the_number_on_the_page(
    article: Article, settings: Settings
) -> None:
    brief = brief_with(article, settings)
    assert evidence_of(brief, "headline") == brief.headline.evidence
    assert evidence_of(brief, " brief.when[0] ") == brief.when[0].evidence
    numbered = numbered_evidence(brief)
    assert evidence_of(brief, "2") == evidence_of(brief, "[2]") == (numbered[1],)
    assert f"2. {numbered[1].quote}" in markdown_text(brief)
    assert evidence_of(brief, str(len(numbered))) == (numbered[-1],)
    for wrong in (
        "0",
        str(len(numbered) + 1),
        "who",
        "who[9]",
        "headline[0]",
        "article[0]",
        "",
        "²",
    ):
        assert evidence_of(brief, wrong) is None


def test_a_claim_has_the_words_of_its_source_cue_and_hedge(
    article: Article, settings: Settings
) -> None:
    brief = brief_with(article, settings)
    [index] = [
        index for index, claim in enumerate(brief.claimed_by)
        if claim.source.name == "Two officials"
    ]  # fmt: skip
    quotes = [one.quote for one in evidence_of(brief, f"claimed_by[{index}]") or ()]
    assert quotes[:2] == ["Two officials", "said"]
    assert "may" in " ".join(quotes)
    assert "because the inquiry is open" in quotes


def test_pieces_within_others_are_not_repeated(article: Article, settings: Settings) -> None:
    brief = brief_with(article, settings)
    for section in ("claimed_by", "uncertainty", "who"):
        for index in range(len(getattr(brief, section))):
            found = evidence_of(brief, f"{section}[{index}]") or ()
            ends = [one.end for one in found]
            assert ends == sorted(set(ends))


def test_item_names_say_what_there_is(settings: Settings) -> None:
    brief = briefer.brief(ARTICLE, model="none", settings=settings)
    names = item_names(brief)
    assert names.startswith("headline, summary[0]")
    assert f"claimed_by[0] to claimed_by[{len(brief.claimed_by) - 1}]" in names


def test_words_are_found_over_marks_and_capital_letters() -> None:
    found, exact = find_all(ARTICLE, "mayor INGRID okafor said")
    assert [one.quote for one in found] == ["Mayor Ingrid Okafor said"]
    assert exact
    assert find_all(ARTICLE, "…") == ([], True)
    assert find_all(ARTICLE, "on Wednesday. Mayor")[0][0].quote == "on Wednesday.\n\nMayor"


@given(st.integers(0, len(TEXT) - 2), st.integers(1, 60), st.integers(0, 10))
def test_a_passage_is_a_slice_of_the_article_in_whole_sentences(
    start: int, length: int, sentences: int
) -> None:
    end = min(start + length, len(TEXT.rstrip()))
    if not ARTICLE.text[start:end].strip():
        return
    evidence = ARTICLE.evidence(start, end)
    passage = in_context(ARTICLE, evidence, sentences=sentences)
    shown = passage.before + passage.quote + passage.after
    first = passage.start - len(passage.before)
    assert ARTICLE.text[first : first + len(shown)] == shown
    assert passage.quote == evidence.quote
    assert first in {sentence.start for sentence in ARTICLE.sentences}
    assert first + len(shown) in {sentence.end for sentence in ARTICLE.sentences}
