from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.rendering import labels, view
from briefer.rendering.sanitize import sanitize
from briefer.schema import When
from briefer.vocabulary import Likelihood, TimeType, UncertaintyKind
from tests.rendering import factories


@pytest.mark.parametrize(
    ("said", "shown"),
    [("On whose word?", "“On whose word?”"), ("“No.”", "“No.”"), ('"No.”', '"No.”')],
)
def test_a_quotation_has_one_pair_of_marks_even_where_the_page_mixes_them(
    said: str, shown: str
) -> None:
    claim = (
        factories.brief().claimed_by[0].model_copy(update={"content": said, "quote_kind": "direct"})
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
        (None, "date", ""),
    ],
)
def test_a_time_reads_as_a_reader_says_it(value: str | None, kind: TimeType, expected: str) -> None:
    when = When(phrase="then", value=value, type=kind, evidence=(factories.cut("Friday"),))
    assert labels.value_words(when) == expected


def test_a_date_has_a_clock_only_when_the_article_has_one() -> None:
    assert labels.day_words(date(2026, 3, 18)) == "18 March 2026"
    assert labels.day_words(datetime(2026, 3, 18, 7, 5, tzinfo=UTC)) == "18 March 2026, 07:05 UTC"
    zone = timezone(timedelta(hours=2))
    assert labels.day_words(datetime(2026, 3, 18, 7, 5, tzinfo=zone)).endswith("07:05 UTC+02:00")
    assert labels.day_words(datetime(2026, 3, 18, 7, 5)) == "18 March 2026, 07:05"  # noqa: DTZ001 (pages give such times)


def test_every_term_of_the_schema_has_its_words() -> None:
    assert set(labels.UNCERTAINTY) == set(get_args(UncertaintyKind))
    assert set(labels.LIKELIHOOD) == set(get_args(Likelihood))


def test_a_brief_without_a_model_says_so() -> None:
    brief = factories.brief()
    made = brief.provenance.model_copy(update={"model": "none", "calls": 0, "seconds": 0.31})
    assert labels.provenance_words(brief.model_copy(update={"provenance": made})) == (
        "Made by rules alone, no model in 0.3 s; briefer 0.1.0, 18 March 2026."
    )


@given(st.text(st.characters(exclude_categories=())))
def test_shown_text_is_one_line_that_no_screen_obeys_and_every_encoder_takes(text: str) -> None:
    line = sanitize(text)
    assert line.encode().decode() == line
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(line)
    assert sanitize(line) == line


@pytest.mark.parametrize(
    "text", ["👩🏽‍🚒 at work", "می‌خواهم", "Ça n’est pas « sûr »", "العربية", "🏴‍☠️"]
)
def test_shown_text_keeps_the_joiners_that_emoji_and_persian_are_spelled_with(text: str) -> None:
    assert sanitize(text) == text


def test_claims_of_one_source_are_grouped_whatever_its_case_and_keep_every_role() -> None:
    brief = factories.brief()
    first, second = brief.claimed_by[1:3]
    other = second.source.model_copy(
        update={"name": "INGRID OKAFOR", "role": "head of the council"}
    )
    claims = (first, second.model_copy(update={"source": other}))
    (voice,) = view.claims_by_source(brief.model_copy(update={"claimed_by": claims}))
    assert voice.name == "Ingrid Okafor"
    assert voice.role == "Mayor; head of the council"
    assert voice.claims == claims


def test_a_hedge_is_found_as_a_word_and_not_inside_one() -> None:
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
def test_an_address_that_is_not_plainly_of_the_web_is_no_link(url: str | None) -> None:
    brief = factories.brief()
    article = brief.article.model_copy(update={"url": url})
    assert view.web_address(brief.model_copy(update={"article": article})) is None
