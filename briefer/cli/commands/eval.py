"""``briefer eval``: score briefs of a suite of articles, or the verdicts on labelled lines."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import completion, options
from briefer.cli.commands.eval_lines import apply_baseline, evaluate_lines, reject_other_options
from briefer.cli.commands.losses import report_losses
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.output import make_folder, to_file, to_stdout
from briefer.errors import CheckError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefer.evals.judge.judging import Judge
    from briefer.evals.judge.verdict import JudgeRun
    from briefer.evals.reporting.report import Report
    from briefer.evals.runs.journal import Run, Sample
    from briefer.evals.runs.systems import ModelUnderTest
    from briefer.evals.suites.format import Suite

_JUDGE_REPEATS = 3


@click.command("eval")
@click.argument("suites", nargs=-1, type=click.Path(path_type=Path), metavar="[SUITE]...")
@click.option(
    "--model", "models", multiple=True, metavar="NAME",
    help="Model to evaluate; repeatable.", shell_complete=completion.model_names,
)  # fmt: skip
@options.base_url
@options.profile
@options.no_verify
@click.option(
    "--prompts", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="Folder of prompts to evaluate; repeatable.",
)  # fmt: skip
@click.option(
    "--case", "cases", multiple=True, metavar="ID", help="Use only this case; repeatable."
)
@click.option("--limit", type=click.IntRange(min=1), help="Use only the first cases of each suite.")
@click.option(
    "--repeat", type=click.IntRange(min=1), default=1, help="Times to brief each case (1)."
)
@click.option(
    "--judge", "judge_name", metavar="NAME",
    help="Model that rates the summaries (informational).",
    shell_complete=completion.model_names,
)  # fmt: skip
@click.option(
    "--judge-repeats", type=click.IntRange(1, 8), metavar="N",
    help=f"Ratings for each brief ({_JUDGE_REPEATS}).",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="Save the report and all briefs in this folder.",
)  # fmt: skip
@click.option(
    "--rescore", type=click.Path(path_type=Path), metavar="DIR",
    help="Score the saved briefs in this folder; make none.",
)  # fmt: skip
@click.option(
    "--record", type=click.Path(path_type=Path), metavar="FILE",
    help="Save the model's replies to this file.",
)  # fmt: skip
@click.option(
    "--replay", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Use the replies in FILE, not the model; repeatable.",
)  # fmt: skip
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE",
    help="Fail if the scores are worse than in this file.",
)  # fmt: skip
@click.option("--update", is_flag=True, help="Make this run the baseline if no score is lower.")
@click.option("--allow-regression", is_flag=True, help="Let --update lower the baseline.")
@click.option("--lint", is_flag=True, help="Only check the gold briefs for errors.")
@click.option(
    "--lines", type=click.Path(path_type=Path), metavar="FILE",
    help="Measure checks, and model, on these labelled lines.",
)  # fmt: skip
@options.offline
@options.common_options
def eval_command(  # noqa: PLR0913 (click passes each option by name)
    *,
    suites: tuple[Path, ...],
    models: tuple[str, ...],
    prompts: tuple[Path, ...],
    cases: tuple[str, ...],
    limit: int | None,
    repeat: int,
    judge_name: str | None,
    judge_repeats: int | None,
    as_json: bool,
    output: Path | None,
    rescore: Path | None,
    record: Path | None,
    replay: tuple[Path, ...],
    baseline: Path | None,
    update: bool,
    allow_regression: bool,
    lint: bool,
    lines: Path | None,
) -> None:
    """Score briefs of a suite of articles against gold briefs.

    SUITE is a folder of cases or a JSONL file; the default is the suite included in briefer. The
    report always includes two baselines without a model, and for each model a baseline with one
    plain call. Repeat the same command to resume an interrupted run.

    With --lines no brief is made: the checks judge labelled lines about the articles of the suites.
    If --model or --replay names a capable model, it verifies the lines that they leave open.
    """
    if (update and baseline is None) or (allow_regression and not update):
        raise click.UsageError(
            "'--update' needs '--baseline', and '--allow-regression' needs '--update'."
        )
    if replay and (models or record or rescore or options.is_given("profile")):
        raise click.UsageError(
            "'--replay' excludes '--model', '--profile', '--record' and '--rescore'."
        )
    if lines is not None:
        reject_other_options()
        named = models or replay
        tested = _models(models, prompts=(), record=record, replay=replay) if named else ()
        checked = evaluate_lines(
            lines, suites=suites, tested=tested, output=output, as_json=as_json
        )
        apply_baseline(checked, baseline, update=update, allow_regression=allow_regression)
        return
    if judge_repeats is not None and judge_name is None:
        raise click.UsageError("'--judge-repeats' needs '--judge'.")
    from briefer.evals.reporting.report import make_report
    from briefer.evals.reporting.tables import text_of

    configure_logging()
    selected = _load(suites, cases=cases, limit=limit)
    if lint:
        _lint(selected)
        return
    if output is not None:
        make_folder(output)
    judge = _judge(judge_name, repeats=judge_repeats or _JUDGE_REPEATS)
    if rescore is not None:
        selected, run, samples, judging = _rescore(selected, rescore, judge=judge)
    else:
        tested = _models(models, prompts=prompts, record=record, replay=replay)
        run, samples, judging = _run(selected, tested, repeat=repeat, output=output, judge=judge)
    report = make_report(run, selected, samples, judging)
    if output is not None:
        _save(report, selected, samples, folder=output)
    to_stdout(report.model_dump_json(indent=2) if as_json else text_of(report))
    if baseline is not None and update:
        _update_baseline(report, baseline, allow_regression=allow_regression)
    elif baseline is not None:
        _compare_with_baseline(report, baseline)


def _load(paths: tuple[Path, ...], *, cases: tuple[str, ...], limit: int | None) -> "list[Suite]":
    from briefer.evals.suites.loader import load_suite, select_cases, shipped_suites

    suites = [load_suite(path) for path in paths or shipped_suites()]
    names = [suite.name for suite in suites]
    if len(set(names)) < len(names):
        raise SettingsError("two suites have the same name: rename one of them")
    known = {case.id for suite in suites for case in suite.cases}
    for case in cases:
        if case not in known:
            raise SettingsError(f"no suite has a case {case!r}: give '--case' the id of a case")
    selected = [select_cases(suite, cases=cases, limit=limit) for suite in suites]
    return [suite for suite in selected if suite.cases]


def _lint(suites: "list[Suite]") -> None:
    from briefer.evals.suites.lint import lint

    problems = [problem for suite in suites for problem in lint(suite)]
    for problem in problems:
        message("gold", problem)
    count = sum(len(suite.cases) for suite in suites)
    if problems:
        raise CheckError(f"{len(problems)} errors in the gold of {count} cases: correct them")
    to_stdout(f"the gold of {count} cases has no errors")


def _models(
    models: tuple[str, ...],
    *,
    prompts: tuple[Path, ...],
    record: Path | None,
    replay: tuple[Path, ...],
) -> "tuple[ModelUnderTest, ...]":
    from briefer.evals.runs.replay import Replay
    from briefer.evals.runs.systems import models_under_test

    settings = options.load_settings()
    if replay:
        recordings = [Replay(path) for path in replay]
        return models_under_test(recordings, settings=settings, prompts=prompts)
    return models_under_test(models, settings=settings, record=record, prompts=prompts)


def _judge(name: str | None, *, repeats: int) -> "Judge | None":
    if name is None:
        return None
    from briefer.evals.judge.judging import make_judge

    return make_judge(name, settings=options.load_settings(), repeats=repeats)


def _rescore(
    suites: "list[Suite]", folder: Path, *, judge: "Judge | None"
) -> "tuple[list[Suite], Run, tuple[Sample, ...], JudgeRun | None]":
    import asyncio

    from briefer.evals.judge.judging import judge_briefs
    from briefer.evals.runs.journal import read_run

    run, samples = read_run(folder)
    matching = [suite for suite in suites if suite.name in run.suites]
    if not matching:
        names = ", ".join(run.suites)
        raise SettingsError(f"the briefs in '{folder}' belong to {names}: give that suite")
    judging = None
    if judge is not None:
        with progress() as report:
            judging = asyncio.run(
                judge_briefs(judge, matching, samples, folder=folder, progress=report)
            )
    return matching, run, tuple(samples), judging


def _run(
    suites: "list[Suite]",
    tested: "tuple[ModelUnderTest, ...]",
    *,
    repeat: int,
    output: Path | None,
    judge: "Judge | None",
) -> "tuple[Run, tuple[Sample, ...], JudgeRun | None]":
    import asyncio

    from briefer.evals.judge.judging import judge_briefs
    from briefer.evals.runs.runner import plan, run

    planned = plan(suites, tested, repeat=repeat)
    folder = output or options.load_settings().cache_dir / "evals" / planned.digest[:16]
    judging = None

    async def rate(samples: "Sequence[Sample]") -> None:
        nonlocal judging
        if judge is not None:
            judging = await judge_briefs(judge, suites, samples, folder=folder, progress=report)

    with progress() as report:
        running = run(suites, tested, folder=folder, repeat=repeat, then=rate, progress=report)
        planned, samples = asyncio.run(running)
    return planned, samples, judging


def _save(
    report: "Report", suites: "list[Suite]", samples: "tuple[Sample, ...]", *, folder: Path
) -> None:
    from briefer.evals.reporting.html import page_of
    from briefer.evals.reporting.tables import markdown_of

    to_file(report.model_dump_json(indent=2), folder / "report.json")
    to_file(markdown_of(report), folder / "report.md")
    to_file(page_of(report, suites, samples), folder / "report.html")


def _compare_with_baseline(report: "Report", path: Path) -> None:
    from briefer.evals.gate import load_baseline, mismatch_of, regressions, systems_without_floor

    baseline = load_baseline(path)
    mismatch = mismatch_of(baseline, report)
    if mismatch is not None:
        raise SettingsError(
            f"{mismatch}: repeat the run of the baseline, or make a new one with '--update'"
        )
    for name in systems_without_floor(baseline, report):
        message("gate", f"the baseline has no scores for {name}, so it is not compared")
    worse = regressions(baseline, report)
    report_losses(
        worse,
        f"{len(worse)} scores are worse than in '{path}'. Improve them, or lower the baseline with "
        "'--update --allow-regression'",
    )


def _update_baseline(report: "Report", path: Path, *, allow_regression: bool) -> None:
    from briefer.evals.gate import baseline_of, load_baseline, lowered_floors

    worse = lowered_floors(load_baseline(path), report) if path.exists() else ()
    report_losses(
        worse,
        f"{len(worse)} scores are lower than in '{path}', which is not changed. Improve them, or "
        "add '--allow-regression'",
        allowed=allow_regression,
    )
    to_file(baseline_of(report).model_dump_json(indent=1), path)
