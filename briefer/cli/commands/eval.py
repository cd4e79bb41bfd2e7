"""``briefer eval``: how good the briefs are, in numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
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
    help="A model to brief with; may be given several times.",
)  # fmt: skip
@options.base_url
@click.option(
    "--prompts", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="A folder of prompts to brief with; several stand side by side.",
)  # fmt: skip
@click.option("--case", "cases", multiple=True, metavar="ID", help="Only this case; repeatable.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first cases of each suite.")
@click.option(
    "--repeat", type=click.IntRange(min=1), default=1, help="Brief each case so often (1)."
)
@click.option(
    "--judge", "judge_name", metavar="NAME",
    help="A model that rates the summaries; it never gates.",
)  # fmt: skip
@click.option(
    "--judge-repeats", type=click.IntRange(1, 8), metavar="N",
    help=f"Ask the judge so often about each brief ({_JUDGE_REPEATS}).",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="Keep the report and all briefs there.",
)  # fmt: skip
@click.option(
    "--rescore", type=click.Path(path_type=Path), metavar="DIR",
    help="Score the briefs that were kept there; make none.",
)  # fmt: skip
@click.option(
    "--record", type=click.Path(path_type=Path), metavar="FILE",
    help="Keep the model's replies there.",
)  # fmt: skip
@click.option(
    "--replay", type=click.Path(path_type=Path), metavar="FILE",
    help="Take the replies from there; call no model.",
)  # fmt: skip
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE",
    help="Fail if this run is worse than the one kept there.",
)  # fmt: skip
@click.option("--update", is_flag=True, help="Make this run the baseline, unless it is lower.")
@click.option("--allow-regression", is_flag=True, help="Let --update lower a floor.")
@click.option("--lint", is_flag=True, help="Check the gold of the suites; brief nothing.")
@options.offline
@options.common_options
def eval_command(  # noqa: PLR0913 (click hands over each option by its name)
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
    replay: Path | None,
    baseline: Path | None,
    update: bool,
    allow_regression: bool,
    lint: bool,
) -> None:
    """Brief the articles of a suite and score the briefs against gold.

    SUITE is a folder of cases or a JSONL file; without one it is the suite that comes with
    briefer. Two baselines without a model are always in the report, and for each model the one of
    a single plain call. A run that was broken off goes on when the same command is given again.
    """
    if (update and baseline is None) or (allow_regression and not update):
        raise click.UsageError("'--update' needs '--baseline', '--allow-regression' '--update'.")
    if replay is not None and (models or record or rescore):
        raise click.UsageError("'--replay' stands for '--model', '--record' and '--rescore'.")
    if judge_repeats is not None and judge_name is None:
        raise click.UsageError("'--judge-repeats' needs '--judge'.")
    from briefer.evals.reporting.report import make_report
    from briefer.evals.reporting.tables import text_of

    configure_logging()
    loaded = _loaded(suites, cases=cases, limit=limit)
    if lint:
        _lint(loaded)
        return
    if output is not None:
        make_folder(output)
    judge = _judge(judge_name, repeats=judge_repeats or _JUDGE_REPEATS)
    if rescore is not None:
        loaded, run, made, judging = _rescored(loaded, rescore, judge=judge)
    else:
        briefing = _contenders(models, prompts=prompts, record=record, replay=replay)
        run, made, judging = _run(loaded, briefing, repeat=repeat, output=output, judge=judge)
    report = make_report(run, loaded, made, judging)
    if output is not None:
        _keep(report, loaded, made, folder=output)
    to_stdout(report.model_dump_json(indent=2) if as_json else text_of(report))
    if baseline is not None and update:
        _update(report, baseline, allow_regression=allow_regression)
    elif baseline is not None:
        _gate(report, baseline)


def _loaded(paths: tuple[Path, ...], *, cases: tuple[str, ...], limit: int | None) -> "list[Suite]":
    from briefer.evals.suites.loader import load_suite, select_cases, shipped_suites

    suites = [load_suite(path) for path in paths or shipped_suites()]
    names = [suite.name for suite in suites]
    if len(set(names)) < len(names):
        raise SettingsError("two suites bear the same name: rename one of them")
    known = {case.id for suite in suites for case in suite.cases}
    for case in cases:
        if case not in known:
            raise SettingsError(f"no suite has a case {case!r}: '--case' takes one of their ids")
    kept = [select_cases(suite, cases=cases, limit=limit) for suite in suites]
    return [suite for suite in kept if suite.cases]


def _lint(suites: "list[Suite]") -> None:
    from briefer.evals.suites.lint import lint

    problems = [problem for suite in suites for problem in lint(suite)]
    for problem in problems:
        message("gold", problem)
    count = sum(len(suite.cases) for suite in suites)
    if problems:
        raise CheckError(f"{len(problems)} faults in the gold of {count} cases: mend them")
    to_stdout(f"the gold of {count} cases is sound")


def _contenders(
    models: tuple[str, ...],
    *,
    prompts: tuple[Path, ...],
    record: Path | None,
    replay: Path | None,
) -> "tuple[ModelUnderTest, ...]":
    from briefer.evals.runs.replay import Replay
    from briefer.evals.runs.systems import models_under_test

    settings = options.load_settings()
    if replay is not None:
        return models_under_test([Replay(replay)], settings=settings, prompts=prompts)
    return models_under_test(models, settings=settings, record=record, prompts=prompts)


def _judge(name: str | None, *, repeats: int) -> "Judge | None":
    if name is None:
        return None
    from briefer.evals.judge.judging import make_judge

    return make_judge(name, settings=options.load_settings(), repeats=repeats)


def _rescored(
    suites: "list[Suite]", folder: Path, *, judge: "Judge | None"
) -> "tuple[list[Suite], Run, tuple[Sample, ...], JudgeRun | None]":
    import asyncio

    from briefer.evals.judge.judging import judge_briefs
    from briefer.evals.runs.journal import read_run

    run, made = read_run(folder)
    known = [suite for suite in suites if suite.name in run.suites]
    if not known:
        names = ", ".join(run.suites)
        raise SettingsError(f"the briefs in '{folder}' are of {names}: name that suite")
    judging = None
    if judge is not None:
        with progress() as tell:
            judging = asyncio.run(judge_briefs(judge, known, made, folder=folder, progress=tell))
    return known, run, tuple(made), judging


def _run(
    suites: "list[Suite]",
    briefing: "tuple[ModelUnderTest, ...]",
    *,
    repeat: int,
    output: Path | None,
    judge: "Judge | None",
) -> "tuple[Run, tuple[Sample, ...], JudgeRun | None]":
    import asyncio

    from briefer.evals.judge.judging import judge_briefs
    from briefer.evals.runs.runner import plan, run

    planned = plan(suites, briefing, repeat=repeat)
    folder = output or options.load_settings().cache_dir / "evals" / planned.digest[:16]
    judging = None

    async def judged(made: "Sequence[Sample]") -> None:
        nonlocal judging
        if judge is not None:
            judging = await judge_briefs(judge, suites, made, folder=folder, progress=tell)

    with progress() as tell:
        whole = run(suites, briefing, folder=folder, repeat=repeat, then=judged, progress=tell)
        planned, made = asyncio.run(whole)
    return planned, made, judging


def _keep(
    report: "Report", suites: "list[Suite]", made: "tuple[Sample, ...]", *, folder: Path
) -> None:
    from briefer.evals.reporting.html import page_of
    from briefer.evals.reporting.tables import markdown_of

    to_file(report.model_dump_json(indent=2), folder / "report.json")
    to_file(markdown_of(report), folder / "report.md")
    to_file(page_of(report, suites, made), folder / "report.html")


def _gate(report: "Report", path: Path) -> None:
    from briefer.evals.gate import load_baseline, mismatch_of, regressions, systems_without_floor

    kept = load_baseline(path)
    mismatch = mismatch_of(kept, report)
    if mismatch is not None:
        raise SettingsError(f"{mismatch}: run the same, or make a new baseline with '--update'")
    for name in systems_without_floor(kept, report):
        message("gate", f"the baseline has no figures of {name}, so it is not held to any")
    worse = regressions(kept, report)
    for line in worse:
        message("gate", line)
    if worse:
        raise CheckError(
            f"{len(worse)} figures are worse than in '{path}'. Mend them, or lower the floor with "
            "'--update --allow-regression'"
        )


def _update(report: "Report", path: Path, *, allow_regression: bool) -> None:
    from briefer.evals.gate import baseline_of, load_baseline, lowered_floors

    worse = lowered_floors(load_baseline(path), report) if path.exists() else ()
    for line in worse:
        message("gate", line)
    if worse and not allow_regression:
        raise CheckError(
            f"{len(worse)} floors of '{path}' would be lower, and it stays as it is. Mend them, or "
            "add '--allow-regression'"
        )
    to_file(baseline_of(report).model_dump_json(indent=1), path)
