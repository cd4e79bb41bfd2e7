"""The analysis of languages without a parser."""

import pytest

from briefer.analysis.analyzer import analyze_with_trace
from briefer.analysis.multilingual.rules import PATTERN_RULES, PatternRule
from briefer.schema.article import Article


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("« La porte était ouverte », a dit Inès Morel.", PatternRule.CUE_AFTER_QUOTATION),
        ("Inès Morel a dit : « La porte était ouverte »", PatternRule.CUE_BEFORE_QUOTATION),
    ],
)
def test_an_attribution_names_the_pattern_that_found_it(text: str, rule: str) -> None:
    analysis, rejected = analyze_with_trace(Article(text=text, language="fr"))
    assert [found.rule for found in analysis.attributions] == [rule]
    assert rejected == ()


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("Le «pont» est fermé.", "fr", "too_short"),
        ("La porte « qui donne sur la mer » est fermée.", "fr", "no_cue"),
        ("«Ovi oli auki koko yön», sanoi Inka.", "fi", "no_cue"),
    ],
)
def test_a_quotation_without_a_source_has_its_reason(text: str, language: str, reason: str) -> None:
    _, rejected = analyze_with_trace(Article(text=text, language=language))
    assert [candidate.reason for candidate in rejected] == [reason]


def test_a_report_over_two_sentences_has_the_pattern_of_its_direction() -> None:
    text = (
        "Das Tor ist seit Montag zu. Das teilte die Polizei mit. Leiterin Ute Lamm sagte, man "
        "habe gewartet. Ein Gutachten habe Risse gezeigt."
    )
    analysis, _ = analyze_with_trace(Article(text=text, language="de"))
    assert [(found.rule, found.content[0].text_in(text)) for found in analysis.attributions] == [
        (PatternRule.SENTENCE_BEFORE, "Das Tor ist seit Montag zu"),
        (PatternRule.REPORTED_CLAUSE, "man habe gewartet"),
        (PatternRule.REPORT_CONTINUES, "Ein Gutachten habe Risse gezeigt"),
    ]


def test_every_pattern_is_explained_in_one_line() -> None:
    assert set(PATTERN_RULES) == set(PatternRule)
