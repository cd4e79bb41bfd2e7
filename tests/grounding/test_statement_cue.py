"""The cue of a statement: which of several mentions is meant."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.analysis.quoted_text import QuotedText
from briefer.grounding.statement_spans import find_cue
from briefer.schema.article import Article


def cue(text: str, content: str, words: str = "said") -> int | None:
    """Return which mention of ``words`` is the cue of some content, from 1."""
    article = Article(text=text)
    start = text.index(content)
    span = Span(start, start + len(content))
    found = find_cue(words, span, article, QuotedText(text, analyze(article).quotations))
    if found is None:
        return None
    assert found.text_in(text).casefold() == words.casefold()
    return text.casefold()[: found.end].count(words.casefold())


@pytest.mark.parametrize(
    ("text", "content", "nth"),
    [
        # in the same sentence: the last before the content, or else the first after it
        ("Ann Reed said the bridge was safe.", "the bridge was safe", 1),
        ("Reed said Lund said the bridge was safe.", "the bridge was safe", 2),
        ("Reed said Lund said the bridge was safe.", "Lund said the bridge was safe", 1),
        ("The bridge was safe, Reed said, as Lund said.", "The bridge was safe", 1),
        # an interruption
        ("The bridge, Ann Reed said, was safe.", "The bridge, Ann Reed said, was safe", 1),
        # its own sentence comes before its neighbours
        ("Lund said so. The bridge was safe, Reed said.", "The bridge was safe", 2),
        ("Lund said so. The bridge was safe.", "The bridge was safe", 1),
        ("The bridge was safe. Lund said so.", "The bridge was safe", 1),
        ("Lund said so. The bridge was safe. Reed said so.", "The bridge was safe", 1),
    ],
)
def test_the_cue_next_to_the_content_is_meant(text: str, content: str, nth: int) -> None:
    assert cue(text, content) == nth


def test_a_word_in_a_quotation_is_no_interruption() -> None:
    assert cue("“We said it was safe.”", "“We said it was safe.”") is None
    assert cue("“We said it was safe,” Reed said.", "“We said it was safe,”") == 2


def test_a_cue_may_stand_between_two_quotations() -> None:
    text = "“The bridge,” Ann Reed said, “was safe.”"
    assert cue(text, "“The bridge,” Ann Reed said, “was safe.”") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Lund said so. Nobody came. Nobody spoke. The bridge was safe.",
        "The bridge was safe. Nobody came. Nobody spoke. Lund said so.",
        "The bridge was safe.",
    ],
)
def test_a_cue_further_away_is_not_meant(text: str) -> None:
    assert cue(text, "The bridge was safe") is None


def test_a_cue_may_have_several_words_and_capitals() -> None:
    assert cue("According to Ann Reed, it was safe.", "it was safe", "according to") == 1
