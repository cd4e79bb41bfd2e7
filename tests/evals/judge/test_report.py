"""The judge in the report: means, agreement and failures; the gate ignores it."""

from pathlib import Path

import pytest

from briefer.errors import ModelUnavailableError
from briefer.evals.eval_prompts import eval_prompt_digest
from briefer.evals.gate import baseline_of, mismatch_of, regressions
from briefer.evals.judge.judging import (
    PROMPT,
)
from briefer.evals.reporting.html import page_of
from briefer.evals.reporting.report import Report, make_report
from briefer.evals.reporting.tables import markdown_of, text_of
from briefer.model.fake import FakeAnswer, FakeModel
from tests.evals.judge.factories import (
    RUN,
    SUITE,
    judge_and_report,
    judge_them,
    judging_model,
    three_briefs_each,
    verdict,
)


def page(report: Report) -> str:
    return page_of(report, [SUITE], three_briefs_each())


async def test_means_and_agreement_are_computed_from_the_ratings(tmp_path: Path) -> None:
    def rate(text: str, call: int) -> FakeAnswer:
        wrong = "said its captain lost radar" in text
        return verdict(consistency=2 if wrong else 4, coherence=1 + call % 3)

    judge = (await judge_and_report(tmp_path, judging_model(rate))).suites[0].judge
    assert judge is not None
    means = judge.means
    assert means["none"]["consistency"].mean == 4
    assert means["local"]["consistency"].mean == pytest.approx((2 + 4 + 4) / 3)
    assert means["local"]["consistency"].low == pytest.approx(2)
    assert means["local"]["consistency"].articles == 3
    assert means["none"]["coherence"].mean == 2  # 1, 2 and 3 within each brief
    itself = judge.agreement["itself"]
    assert (itself["consistency"].value, itself["consistency"].briefs) == (1, 6)
    assert itself["coherence"].value is not None
    assert itself["coherence"].value < 0
    assert itself["relevance"].undefined == "all ratings are the same"
    support = judge.agreement["summary.support"]["consistency"]
    assert support.value == pytest.approx(1)
    assert support.briefs == 6
    assert judge.agreement["summary.coverage"]["consistency"].value == pytest.approx(-0.2)
    assert judge.agreement["summary.coverage"]["relevance"].undefined == "all ratings are the same"


async def test_the_judge_is_in_every_format_of_the_report(tmp_path: Path) -> None:
    report = await judge_and_report(
        tmp_path, judging_model(lambda _t, call: verdict(relevance=1 + call % 5))
    )
    digest = eval_prompt_digest(PROMPT)[:12]
    heading = f"judge, asked 3 times about each brief with version 2 of its prompt ({digest})"
    text, markdown, html = text_of(report), markdown_of(report), page(report)
    for text_format in (text, markdown, html):
        plain = " ".join(text_format.split())
        assert heading in plain
        assert "The judge never fails the gate." in plain
        assert "consistency (accuracy)" in plain
        assert "3 of 3" in plain
        assert "agreement of consistency, attribution, coherence is undefined: all ratings" in plain
    assert max(map(len, text.splitlines())) <= 80
    assert "| consistency (accuracy) | 5.00 5.00–5.00 | 5.00 5.00–5.00 |" in markdown
    assert '<h3 id="s0-judge">Judge</h3>' in html
    assert html.count("“may” is lost.") == 18
    assert Report.model_validate_json(report.model_dump_json()) == report


async def test_without_a_judge_no_format_of_the_report_mentions_one() -> None:
    report = make_report(RUN, [SUITE], three_briefs_each())
    for text_format in (
        text_of(report),
        markdown_of(report),
        page(report),
        report.model_dump_json(),
    ):
        assert "judge" not in text_format.lower()


async def test_a_failed_call_is_reported_and_is_not_a_rating(tmp_path: Path) -> None:
    def rate(text: str, _call: int) -> FakeAnswer:
        if "Title: two" in text:
            return ModelUnavailableError("the judge's server is down")
        return "no JSON" if "said its captain lost radar" in text else verdict(relevance=4)

    report = await judge_and_report(tmp_path, judging_model(rate))
    judge = report.suites[0].judge
    assert judge is not None
    assert judge.means["none"]["relevance"].mean == 4
    assert (judge.rated["none"], judge.briefs["none"]) == (2, 3)
    assert (judge.rated["local"], judge.briefs["local"]) == (1, 3)
    failed = [one for one in judge.judged if one.error]
    assert len(failed) == 9
    assert all(one.verdict is None for one in failed)
    message = "the judge failed in 3 calls about none (two): the judge's server is down"
    for text_format in (text_of(report), markdown_of(report)):
        assert message in " ".join(text_format.split())
    assert "The answer queued in 'judge'" in markdown_of(report)
    assert "the judge failed: the judge&#39;s server is down" in page(report)
    assert report.suites[0].failures == ()


async def test_a_judge_that_never_answers_is_reported(tmp_path: Path) -> None:
    report = await judge_and_report(tmp_path, judging_model(lambda _t, _c: RuntimeError("broken")))
    text = " ".join(text_of(report).split())
    assert "the judge failed in 9 calls about none (one, two, three): RuntimeError: broken" in text
    assert "0 of 3" in text
    assert "of consistency, attribution, relevance, coherence is undefined: there are not" in text


async def test_one_repeat_cannot_agree_with_itself(tmp_path: Path) -> None:
    model = judging_model(
        lambda _t, call: verdict(consistency=1 + call % 5, coherence=1 + call % 4)
    )
    report = await judge_and_report(tmp_path, model, repeats=1)
    text = " ".join(text_of(report).split())
    assert "asked once about each brief" in text
    message = "coherence with “the judge itself” is undefined: there are not enough ratings"
    assert message in text


async def test_a_missing_brief_is_not_judged(tmp_path: Path) -> None:
    briefs = three_briefs_each(failed=True)
    found = await judge_them(tmp_path, judging_model(), briefs=briefs)
    assert {(one.system, one.case) for one in found.judged} >= {("local", "one")}
    assert ("local", "three") not in {(one.system, one.case) for one in found.judged}
    judge = make_report(RUN, [SUITE], briefs, found).suites[0].judge
    assert judge is not None
    assert (judge.rated["local"], judge.briefs["local"]) == (2, 3)


async def test_the_gate_ignores_the_judge(tmp_path: Path) -> None:
    without = make_report(RUN, [SUITE], three_briefs_each())
    worst = verdict(consistency=1, attribution=1, relevance=1, coherence=1)
    for answer in (worst, verdict()):
        queue = [answer] * 15
        with_judge = await judge_and_report(tmp_path / str(answer["consistency"]), FakeModel(queue))
        assert baseline_of(with_judge) == baseline_of(without)
        assert regressions(baseline_of(with_judge), without) == ()
        assert regressions(baseline_of(without), with_judge) == ()
        assert mismatch_of(baseline_of(without), with_judge) is None


async def test_a_judge_that_rates_its_own_briefs_is_noted(tmp_path: Path) -> None:
    report = await judge_and_report(tmp_path, judging_model(name="fake"))
    message = "none uses the same model as the judge, which may favour its own briefs"
    assert message in " ".join(text_of(report).split())
