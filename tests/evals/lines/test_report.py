"""The report on labelled lines as text and as Markdown."""

import re

from briefer.evals.lines.report import markdown_of, text_of
from briefer.evals.lines.scoring import make_report
from briefer.grounding.registry import CHECKS
from tests.evals.lines.factories import judged, report

MIXED = make_report(
    [
        judged(language="fr", refused=True, codes=("name_elsewhere",)),
        judged(article="two", supported=False, refused=True, fault="merged",
               codes=("name_elsewhere",)),
        judged(article="two", supported=False, fault="wrong_time_or_place"),
    ],
    name="lines.jsonl",
    digest="d" * 64,
)  # fmt: skip


def test_the_text_has_the_three_figures_one_a_line() -> None:
    lines = text_of(report(articles=10, refused=2, caught=10)).splitlines()
    assert lines[0] == "lines.jsonl: 40 lines about 10 articles"
    assert any(re.fullmatch(r"balanced accuracy +\.700 \S+–\S+", line) for line in lines)
    assert any(re.fullmatch(r"right lines refused +\.100 \S+–\S+ +2 of 20", x) for x in lines)
    assert any(re.fullmatch(r"wrong lines caught +\.500 \S+–\S+ +10 of 20", x) for x in lines)


def test_the_text_has_every_code_and_fits_80_columns() -> None:
    text = text_of(MIXED)
    assert all(len(line) <= 80 for line in text.splitlines())
    for check in CHECKS:
        assert all(f"{check.name}: {code}" in text for code in check.codes)
    assert re.search(r"name_elsewhere +1 +1 +\.500 \S+ +1, 1\n", text)
    assert re.search(r"\n  merged +1\.0 +1 of 1\n", text)
    assert re.search(r"\nfr +– +1\.0 +–\n", text)


def test_one_article_has_no_interval() -> None:
    text = text_of(report(articles=1, caught=1))
    assert re.search(r"\nwrong lines caught +\.500 +1 of 2\n", text)


def test_the_markdown_lists_the_lines_that_the_checks_get_wrong() -> None:
    text = markdown_of(MIXED)
    assert "| balanced accuracy |" in text
    assert "## Right lines refused\n\n- one: Ada Lin resigned. (name_elsewhere)\n" in text
    missed = "- two: Ada Lin resigned. (wrong_time_or_place; no finding)"
    assert f"## Wrong lines not caught\n\n{missed}\n" in text
    assert "## Right lines refused\n\nNone.\n" in markdown_of(report(refused=0))
