"""``briefer eval``: how good the briefs are, in numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.telling import hear_the_log, progress, say
from briefer.cli.writing import make_folder, to_file, to_stdout
from briefer.errors import CheckError, SettingsError

if TYPE_CHECKING:
    from briefer.evals.journal import Made, Run
    from briefer.evals.suite import Suite


@click.command("eval")
@click.argument("suites", nargs=-1, type=click.Path(path_type=Path), metavar="[SUITE]...")
@click.option(
    "--model", "models", multiple=True, metavar="NAME",
    help="A model to judge; may be given several times.",
)  # fmt: skip
@options.base_url
@click.option("--case", "cases", multiple=True, metavar="ID", help="Only this case; repeatable.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first cases of each suite.")
@click.option(
    "--repeat", type=click.IntRange(min=1), default=1, help="Brief each case so often (1)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="Keep the report and all briefs there.",
)  # fmt: skip
@click.option(
    "--rescore", type=click.Path(path_type=Path), metavar="DIR",
    help="Score the briefs that were kept there; make none.",
)  # fmt: skip
@click.option("--lint", is_flag=True, help="Check the gold of the suites; brief nothing.")
@options.offline
@options.everywhere
def eval_command(  # noqa: PLR0913 (click hands over each option by its name)
    *,
    suites: tuple[Path, ...],
    models: tuple[str, ...],
    cases: tuple[str, ...],
    limit: int | None,
    repeat: int,
    as_json: bool,
    output: Path | None,
    rescore: Path | None,
    lint: bool,
) -> None:
    """Brief the articles of a suite and score the briefs against gold.

    SUITE is a folder of cases or a JSONL file; without one it is the suite that comes with
    briefer. Two baselines without a model are always in the report, and for each model the one of
    a single plain call. A run that was broken off goes on when the same command is given again.
    """
    loaded = _loaded(suites, cases=cases, limit=limit)
    hear_the_log()
    if lint:
        _lint(loaded)
        return
    if output is not None:
        make_folder(output)
    if rescore is not None:
        from briefer.evals.journal import read_run

        run, briefs = read_run(rescore)
        made = tuple(briefs)
        loaded = [suite for suite in loaded if suite.name in run.suites]
        if not loaded:
            names = ", ".join(run.suites)
            raise SettingsError(f"the briefs in '{rescore}' are of {names}: name that suite")
    else:
        run, made = _run(loaded, models=models, repeat=repeat, output=output)
    _show(run, loaded, made, as_json=as_json, output=output)


def _loaded(paths: tuple[Path, ...], *, cases: tuple[str, ...], limit: int | None) -> "list[Suite]":
    from briefer.evals.loading import chosen, load_suite, shipped_suites

    suites = [load_suite(path) for path in paths or shipped_suites()]
    names = [suite.name for suite in suites]
    if len(set(names)) < len(names):
        raise SettingsError("two suites bear the same name: rename one of them")
    known = {case.id for suite in suites for case in suite.cases}
    for case in cases:
        if case not in known:
            raise SettingsError(f"no suite has a case {case!r}: '--case' takes one of their ids")
    kept = [chosen(suite, cases=cases, limit=limit) for suite in suites]
    return [suite for suite in kept if suite.cases]


def _lint(suites: "list[Suite]") -> None:
    from briefer.evals.lint import lint

    problems = [problem for suite in suites for problem in lint(suite)]
    for problem in problems:
        say("gold", problem)
    count = sum(len(suite.cases) for suite in suites)
    if problems:
        raise CheckError(f"{len(problems)} faults in the gold of {count} cases: mend them")
    to_stdout(f"the gold of {count} cases is sound")


def _run(
    suites: "list[Suite]", *, models: tuple[str, ...], repeat: int, output: Path | None
) -> "tuple[Run, tuple[Made, ...]]":
    import asyncio

    from briefer.evals import report as _scores  # noqa: F401 (what is missing shows before a run)
    from briefer.evals.running import plan, run
    from briefer.evals.systems import contenders

    settings = options.chosen_settings()
    briefing = contenders(models, settings=settings)
    planned = plan(suites, briefing, repeat=repeat)
    folder = output or settings.cache_dir / "evals" / planned.digest[:16]
    with progress() as tell:
        return asyncio.run(run(suites, briefing, folder=folder, repeat=repeat, progress=tell))


def _show(
    run: "Run",
    suites: "list[Suite]",
    made: "tuple[Made, ...]",
    *,
    as_json: bool,
    output: Path | None,
) -> None:
    from briefer.evals.report import make_report
    from briefer.evals.tables import markdown_of, text_of

    report = make_report(run, suites, made)
    whole = report.model_dump_json(indent=2)
    if output is not None:
        to_file(whole, output / "report.json")
        to_file(markdown_of(report), output / "report.md")
    to_stdout(whole if as_json else text_of(report))
