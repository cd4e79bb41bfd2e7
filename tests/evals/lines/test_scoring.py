"""Figures of judged lines with known results, and lines that real checks judge."""

from pathlib import Path

import pytest

from briefer.evals.lines.checking import deciding_codes
from briefer.evals.lines.loader import load_lines
from briefer.evals.lines.scoring import UNNAMED_FAULT, make_report, score_lines
from briefer.grounding.findings import Finding
from briefer.grounding.suspicion import refuses
from briefer.schema.vocabulary import FindingCode
from tests.evals.lines.factories import judged, lines_file, report, row


def test_the_figures_are_shares_of_all_lines() -> None:
    figures = report(articles=10, refused=2, caught=10).figures
    assert figures.right_refused is not None
    assert (figures.right_refused.hits, figures.right_refused.total) == (2, 20)
    assert figures.right_refused.low is not None
    assert figures.right_refused.high is not None
    assert figures.right_refused.low < 0.1 < figures.right_refused.high
    assert figures.wrong_caught is not None
    assert figures.wrong_caught.value == 0.5
    assert figures.balanced_accuracy is not None
    assert figures.balanced_accuracy.value == pytest.approx((0.9 + 0.5) / 2)


def test_lines_of_one_label_have_no_balanced_accuracy() -> None:
    figures = make_report([judged()], name="x", digest="d").figures
    assert figures.balanced_accuracy is None
    assert figures.wrong_caught is None
    assert figures.right_refused is not None
    assert figures.right_refused.value == 0


def test_wrong_lines_are_counted_by_fault_and_all_lines_by_language() -> None:
    lines = [
        judged(language="fr", supported=False, refused=True, fault="merged"),
        judged(language="fr", supported=False, fault="merged"),
        judged(supported=False, refused=True),
        judged(refused=True),
    ]
    found = make_report(lines, name="x", digest="d")
    assert {name: (x.hits, x.total) for name, x in found.faults.items()} == {
        "merged": (1, 2),
        UNNAMED_FAULT: (1, 1),
    }
    assert set(found.languages) == {"en", "fr"}
    refused = found.languages["en"].right_refused
    assert refused is not None
    assert refused.value == 1
    assert found.languages["fr"].right_refused is None


def test_a_code_is_counted_where_it_fires_and_where_it_decides() -> None:
    lines = [
        judged(codes=("wrong_source",)),
        judged(refused=True, codes=("wrong_source",)),
        *[judged(supported=False, refused=True, codes=("wrong_source",))] * 6,
        judged(supported=False, refused=True, codes=("lost_hedge",)),
    ]
    codes = {one.code: one for one in make_report(lines, name="x", digest="d").codes}
    found = codes["wrong_source"]
    assert (found.check, found.right, found.wrong) == ("attribution", 2, 6)
    assert (found.decides_right, found.decides_wrong) == (1, 6)
    assert found.precision is not None
    assert found.precision.value == 0.75
    assert codes["name_replaced"].precision is None


def test_a_code_decides_if_the_line_would_be_kept_without_it() -> None:
    hard = Finding("number_not_in_article", "hard")
    weak = Finding("other_source", strength=0.2)
    assert refuses([hard, weak])
    assert not refuses([weak])
    assert deciding_codes([hard, weak]) == ("number_not_in_article",)
    # either of two proofs is enough, so neither decides alone
    assert deciding_codes([hard, Finding("cut_off", "hard")]) == ()


def test_real_checks_judge_the_lines_of_a_file(tmp_path: Path) -> None:
    text = (
        "Ada Lin resigned on Monday after a dispute over the harbour. The council has 12 members."
    )
    path = lines_file(
        tmp_path,
        row("Ada Lin resigned on Monday after a dispute over the harbour.", article_text=text),
        row("The council has 40 members.", article_text=text, supported=False,
            fault="wrong_number"),
    )  # fmt: skip
    steps: list[str] = []
    found = score_lines(
        load_lines(path), name=path.name, progress=lambda event: steps.append(event.step)
    )
    assert [line.refused for line in found.lines] == [False, True]
    numbers: set[FindingCode] = {"number_not_in_article", "number_replaced", "number_elsewhere"}
    assert numbers & set(found.lines[1].strengths)
    assert found.articles == 1
    assert len(steps) == 2
    assert "(1 of 1)" in steps[0]


def test_the_digest_depends_on_lines_and_labels_but_not_on_their_order(tmp_path: Path) -> None:
    rows = [row("Ada Lin resigned."), row("The council has 12 members.")]

    def digest(*given: object) -> str:
        return score_lines(load_lines(lines_file(tmp_path, *given)), name="x").digest

    assert digest(*rows) == digest(*reversed(rows))
    assert digest(*rows) != digest(rows[0], {**rows[1], "supported": False})
