from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.rendering import labels, view
from briefer.rendering.sanitize import sanitize, sanitize_lines
from briefer.schema.article import Article
from briefer.schema.brief import When
from briefer.schema.vocabulary import TimeType, UncertaintyKind
from tests.rendering import factories


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [("Who says so?", "“Who says so?”"), ("“No.”", "“No.”"), ('"No.”', '"No.”')],
)
def test_a_quotation_has_one_pair_of_marks_even_if_the_page_mixes_them(
    quoted: str, shown: str
) -> None:
    claim = (
        factories.brief()
        .claimed_by[0]
        .model_copy(update={"content": quoted, "quote_kind": "direct"})
    )
    assert view.content(claim) == shown


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("2026-03-17", "date", "17 March 2026"),
        ("2026-03", "date", "March 2026"),
        ("2026", "date", "2026"),
        ("2026-03-17TNI", "date", "17 March 2026, night"),
        ("2026-03-17T23:00", "time", "17 March 2026, 23:00"),
        ("2026-W12", "date", "week of 16 March 2026"),
        ("2023-W53", "date", "2023-W53"),
        ("P3D", "duration", "P3D, a duration"),
        ("XXXX-WXX-1", "set", "XXXX-WXX-1, recurring"),
        (None, "date", ""),
    ],
)
def test_the_value_of_a_time_is_shown_in_words(
    value: str | None, kind: TimeType, expected: str
) -> None:
    when = When(phrase="then", value=value, type=kind, evidence=(factories.cut("Friday"),))
    assert labels.value_words(when) == expected


def test_a_date_has_a_time_only_if_the_article_gives_one() -> None:
    assert labels.day_words(date(2026, 3, 18)) == "18 March 2026"
    assert labels.day_words(datetime(2026, 3, 18, 7, 5, tzinfo=UTC)) == "18 March 2026, 07:05 UTC"
    zone = timezone(timedelta(hours=2))
    assert labels.day_words(datetime(2026, 3, 18, 7, 5, tzinfo=zone)).endswith("07:05 UTC+02:00")
    assert labels.day_words(datetime(2026, 3, 18, 7, 5)) == "18 March 2026, 07:05"  # noqa: DTZ001 (pages contain such times)


@pytest.mark.parametrize(
    "offset", [timedelta(hours=5, minutes=30), timedelta(hours=-3), timedelta()]
)
def test_a_time_is_the_same_after_it_was_stored(offset: timedelta) -> None:
    article = Article(text="A", published=datetime(2026, 3, 18, 7, 5, tzinfo=timezone(offset)))
    stored = Article.model_validate_json(article.model_dump_json())
    assert article.published is not None
    assert stored.published is not None
    assert labels.day_words(stored.published) == labels.day_words(article.published)


def test_every_term_of_the_schema_has_a_label() -> None:
    assert set(labels.UNCERTAINTY) == set(get_args(UncertaintyKind))
    assert labels.UNCERTAINTY["unnamed_source"] == "Unnamed source"


def test_the_page_has_the_most_serious_uncertainty_first() -> None:
    brief = factories.brief()
    shown = [finding.kind for finding in view.ordered_uncertainty(brief)]
    assert shown == [kind for kind in labels.UNCERTAINTY_ORDER if kind in shown]
    assert len(shown) == len(brief.uncertainty)


def test_missing_items_are_counted_with_the_right_number() -> None:
    assert labels.more_items(1, "claims") == "… 1 more claim (--all shows everything)"
    assert labels.more_items(2, "uncertainty").startswith("… 2 more uncertainties")


def test_a_brief_by_a_model_states_calls_and_tokens() -> None:
    assert labels.provenance_words(factories.brief()) == (
        "Made in 48 s by local/qwen2.5-coder-1.5b: 5 calls (1 repeated), 6,310 tokens in "
        "(4,802 cached), 742 out; briefer 0.1.0, 18 March 2026."
    )


def test_a_brief_without_a_model_says_so() -> None:
    brief = factories.brief()
    made = brief.provenance.model_copy(update={"model": "none", "calls": 0, "seconds": 0.31})
    assert labels.provenance_words(brief.model_copy(update={"provenance": made})) == (
        "Made in 0.3 s by rules alone (no model); briefer 0.1.0, 18 March 2026."
    )


def test_a_brief_whose_lines_a_model_checked_again_states_how_many() -> None:
    brief = factories.brief()
    made = brief.provenance.model_copy(
        update={"lines_verified": 12, "lines_corrected": 2, "lines_refused": 1}
    )
    assert labels.provenance_words(brief.model_copy(update={"provenance": made})).endswith(
        "742 out; 12 lines checked again (2 corrected, 1 rejected); briefer 0.1.0, 18 March 2026."
    )


@given(st.text(st.characters(exclude_categories=())))
def test_sanitized_text_is_one_line_without_control_characters_that_can_be_encoded(
    text: str,
) -> None:
    line = sanitize(text)
    assert line.encode().decode() == line
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(line)
    assert sanitize(line) == line


def test_sanitized_lines_keep_their_breaks_and_spaces() -> None:
    assert sanitize_lines("one:\n  \x1b[2J two\n") == "one:\n  ␛[2J two\n"


@pytest.mark.parametrize(
    "text", ["👩🏽‍🚒 at work", "می‌خواهم", "Ça n’est pas « sûr »", "العربية", "🏴‍☠️"]
)
def test_sanitized_text_keeps_the_joiners_that_emoji_and_persian_need(text: str) -> None:
    assert sanitize(text) == text


def test_claims_of_one_source_are_grouped_despite_its_case_and_keep_every_role() -> None:
    brief = factories.brief()
    first, second = brief.claimed_by[1:3]
    other = second.source.model_copy(
        update={"name": "INGRID OKAFOR", "role": "head of the council"}
    )
    claims = (first, second.model_copy(update={"source": other}))
    (group,) = view.claims_by_source(brief.model_copy(update={"claimed_by": claims}))
    assert group.name == "Ingrid Okafor"
    assert group.role == "Mayor; head of the council"
    assert group.claims == claims


def test_what_a_source_says_on_the_word_of_another_is_a_group_of_its_own() -> None:
    brief = factories.brief()
    groups = view.claims_by_source(brief.model_copy(update={"claimed_by": factories.relying()}))
    assert [(group.name, group.citing) for group in groups] == [
        ("Ingrid Okafor", ""),
        ("Ingrid Okafor", "citing two investigators"),
        ("Tomás Reyes", "citing a source that is not stated"),
    ]
    assert set(groups[1].evidence) > set(groups[0].evidence)


def test_a_hedge_is_found_as_a_whole_word_only() -> None:
    claim = factories.brief().claimed_by[5]
    assert view.hedge_span(claim, "It may burn") == (3, 6)
    assert view.hedge_span(claim, "The mayor left") is None
    assert view.hedge_span(claim, "The mayor says it may burn") == (18, 21)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://x.example/> [a](b)",
        "https://x.example/\u202e",
        'https://x.example/"onmouseover=',
        None,
    ],
)
def test_an_address_that_is_not_a_plain_web_address_is_not_a_link(url: str | None) -> None:
    brief = factories.brief()
    article = brief.article.model_copy(update={"url": url})
    assert view.web_address(brief.model_copy(update={"article": article})) is None


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("The council", "the council"),
        ("The Hague", "The Hague"),
        ("Two officials", "two officials"),
        ("Ein Mitarbeiter der Spätschicht", "ein Mitarbeiter der Spätschicht"),
        ("L’adjoint aux finances", "l’adjoint aux finances"),
        ("La Poste", "La Poste"),
        ("Un vecino", "un vecino"),
        ("A União", "A União"),
    ],
)
def test_the_article_of_a_source_is_small_within_a_line(name: str, within: str) -> None:
    assert labels.within_a_line(name) == within
