"""The report as a page: it is self-contained, and shows all scores and every item."""

import re

import pytest

from briefer.evals.reporting import comparison
from briefer.evals.reporting.html import page_of
from briefer.evals.reporting.report import make_report
from briefer.evals.runs.journal import Run, Sample
from briefer.evals.suites.format import Case, Suite
from briefer.schema.brief import Brief
from tests.evals.broken_briefs import dropped_hedge, missing_essential, swapped_sources
from tests.evals.factories import ARTICLE, GOLD, case, perfect_brief

HOSTILE = "case-<b>\u202e"


def suite(*, hostile: bool = False) -> Suite:
    names = ["one", HOSTILE if hostile else "two"]
    cases = [Case.model_validate({"id": n, "article": ARTICLE, "gold": GOLD}) for n in names]
    return Suite(name="mine", cases=tuple(cases))


def page(*briefs: Brief | None, hostile: bool = False, repeat: int = 1) -> str:
    """Return the page of a run: perfect briefs from "none", the given ones from "local"."""
    mine = suite(hostile=hostile)
    names = [one.id for one in mine.cases]
    samples = [
        Sample(suite="mine", system="none", case=name, brief=perfect_brief()) for name in names
    ]
    for sample in range(repeat):
        for name, brief in zip(names, briefs or (perfect_brief(), perfect_brief()), strict=True):
            error = None if brief else "the server is down"
            one = Sample(suite="mine", system="local", case=name, brief=brief, error=error)
            samples.append(one.model_copy(update={"sample": sample}))
    run = Run(
        suites={"mine": mine.digest},
        systems=("none", "local"),
        against={"none": (), "local": ("none",)},
        repeat=repeat,
        prompts={},
        code="c" * 64,
    )
    return page_of(make_report(run, [mine], samples), [mine], samples)


def rows(brief: Brief, title: str) -> tuple[comparison.Row, ...]:
    found = next(one for one in comparison.compare_with_gold(brief, case()) if one.title == title)
    assert found.rows is not None
    return found.rows


def test_every_line_of_a_perfect_brief_is_found() -> None:
    for section in comparison.compare_with_gold(perfect_brief(), case()):
        assert section.rows
        assert all(row.state == "found" for row in section.rows), section


def test_a_wrong_source_and_a_lost_hedge_are_faults_of_their_claim() -> None:
    faults = [row.faults for row in rows(swapped_sources(perfect_brief()), "Claimed by")]
    assert any("the source should be Ruth Okafor" in each for each in faults)
    faults = [row.faults for row in rows(dropped_hedge(perfect_brief()), "Claimed by")]
    assert any("the hedge should be “may”" in each for each in faults)


def test_a_missed_item_has_no_brief_side_and_shows_the_evidence_of_gold() -> None:
    missed = [
        row
        for row in rows(missing_essential(perfect_brief()), "Claimed by")
        if row.state == "missed" and row.brief is None
    ]
    assert missed
    for row in missed:
        assert row.gold is not None
        assert row.gold.evidence


def test_a_section_without_gold_is_not_compared() -> None:
    part = Case.model_validate({"id": "part", "article": ARTICLE, "gold": {"who": GOLD["who"]}})
    unscored = [
        one.title for one in comparison.compare_with_gold(perfect_brief(), part) if one.rows is None
    ]
    assert unscored == ["What", "Where", "When", "Claimed by", "Uncertain"]


def test_the_page_loads_nothing_and_has_no_inline_handlers() -> None:
    text = page()
    assert "default-src 'none'" in text
    assert not re.findall(r"(?:src|href)=\"(?!#|data:,)", text)
    assert not re.findall(r"\sstyle=|\son\w+=", text)


def test_names_of_cases_are_escaped_and_lose_bidi_controls() -> None:
    text = page(hostile=True)
    assert "case-<b>" not in text
    assert "case-&lt;b&gt;" in text
    assert "\u202e" not in text


def test_scores_findings_and_failures_are_on_the_page() -> None:
    text = page(missing_essential(perfect_brief()), None)
    assert "There is no brief: the server is down" in text
    assert re.search(r'class="findings">\s*<li>local is worse than none on', text)
    assert re.search(r'class="below">none\*?</span>', text)


def test_each_repeat_is_shown() -> None:
    assert "local, 2 of 2" in page(repeat=2)


@pytest.mark.parametrize("state", ["found", "missed"])
def test_a_state_has_a_mark_and_a_word_as_well_as_a_colour(state: str) -> None:
    text = page(missing_essential(perfect_brief()), perfect_brief())
    mark = {"found": "✓ found", "missed": "○ missed"}[state]
    assert re.search(rf'class="row {state}"><summary><span class="state">{mark}<', text)
