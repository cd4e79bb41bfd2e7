"""The analysis of languages without a parser."""

from datetime import UTC, datetime

import pytest

from briefer.analysis.analyzer import analyze_with_trace
from briefer.analysis.multilingual.rules import PATTERN_RULES, PatternRule
from briefer.schema.article import Article, Post


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


def test_a_line_that_is_no_sentence_is_no_event() -> None:
    text = "Alles über die Brücke\n\nDie Brücke von Brail ist am Montag in den Fluss gefallen."
    analysis, _ = analyze_with_trace(Article(text=text, language="de"))
    assert [one.span.text_in(text)[:10] for one in analysis.events] == ["Die Brücke"]


def test_each_post_of_a_live_blog_has_an_event_and_a_time() -> None:
    text = (
        "15:40\n\nDer Damm von Brail ist gebrochen. Die Häuser stehen leer.\n\n"
        "13:10\n\nDer Damm von Brail hält noch. Die Straße ist zu."
    )
    posts = tuple(
        Post(start=text.index(clock), published=datetime(2031, 3, 4, hour, minute, tzinfo=UTC))
        for clock, hour, minute in (("15:40", 15, 40), ("13:10", 13, 10))
    )
    analysis, _ = analyze_with_trace(Article(text=text, language="de", posts=posts))
    assert [one.span.text_in(text)[-10:] for one in analysis.events] == ["gebrochen.", "hält noch."]
    assert [one.value for one in analysis.times] == ["2031-03-04T15:40Z", "2031-03-04T13:10Z"]


def test_a_report_of_nobody_known_is_no_event() -> None:
    text = (
        "Le pont du port a été fermé lundi soir par la ville. Un seul gardien est encore là, "
        "a-t-elle précisé."
    )
    analysis, _ = analyze_with_trace(Article(text=text, language="fr"))
    assert [one.span.text_in(text)[:7] for one in analysis.events] == ["Le pont"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Nach Angaben. Der Deich hält, sagte Ute Lamm.", "de", "Ute Lamm"),
        ("Nach Angaben", "de", None),
        ("Nach Angaben\n\nDer Deich hält, sagte Ute Lamm.", "de", "Der Deich"),
        ("Enligt  Nordposten AB öppnar bron igen.", "sv", "Nordposten AB"),
        ("Laut Nordhafen AG\nDer Deich hält.", "de", "Nordhafen AG"),
    ],
)
def test_a_name_is_what_stands_behind_according_to(
    text: str, language: str, name: str | None
) -> None:
    analysis, _ = analyze_with_trace(Article(text=text, language=language))
    names = {entity.text for entity in analysis.entities}
    assert all(one == " ".join(one.split()) for one in names)
    assert name is None or name in names
