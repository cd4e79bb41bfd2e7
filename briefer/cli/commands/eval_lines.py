"""``briefer eval --lines FILE``: measure the checks, and perhaps a model, on labelled lines."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from briefer.cli.commands.losses import report_losses
from briefer.cli.console import configure_logging, progress
from briefer.cli.output import make_folder, to_file, to_stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefer.evals.lines.format import LabelledLine
    from briefer.evals.lines.scoring import LinesReport
    from briefer.evals.runs.systems import ModelUnderTest
    from briefer.progress import Progress

_ALLOWED = {
    "lines", "suites", "models", "base_url", "profile", "record", "replay", "as_json", "output",
    "baseline", "update", "allow_regression", "offline", "quiet", "debug",
}  # fmt: skip
_NEED_MODEL = {"base_url", "profile", "record"}


def reject_other_options() -> None:
    """Reject the options of ``briefer eval`` that make or score briefs, and a second model."""
    context = click.get_current_context()
    given = [
        parameter
        for parameter in context.command.params
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    ]
    models = [*context.params["models"], *context.params["replay"]]
    if len(models) > 1:
        raise click.UsageError("'--lines' takes only one '--model' or '--replay'.")
    for parameter in given:
        if parameter.name not in _ALLOWED:
            raise click.UsageError(f"'--lines' excludes '{parameter.opts[-1]}'.")
        if parameter.name in _NEED_MODEL and not models:
            raise click.UsageError(f"'--lines' with '{parameter.opts[-1]}' needs '--model'.")


def evaluate_lines(
    path: Path,
    *,
    suites: tuple[Path, ...],
    tested: "tuple[ModelUnderTest, ...]",
    output: Path | None,
    as_json: bool,
) -> "LinesReport":
    """Check the lines of a file, and print and save the report.

    Args:
        path: the file.
        suites: where articles that are given by id come from.
        tested: has the model that verifies the lines, if there is one.
        output: folder to save the report in.
        as_json: whether to print JSON.
    """
    import asyncio

    from briefer.evals.lines.loader import load_lines
    from briefer.evals.lines.report import markdown_of, text_of
    from briefer.evals.lines.scoring import score_lines
    from briefer.evals.suites.loader import load_suite

    configure_logging()
    lines = load_lines(path, suites=[load_suite(suite) for suite in suites])
    if output is not None:
        make_folder(output)
    model = next((one for one in tested if not one.is_none), None)
    with progress() as show:
        if model is None:
            report = score_lines(lines, name=path.name, progress=show)
        else:
            report = asyncio.run(_verified(lines, path.name, model, show))
    if output is not None:
        to_file(report.model_dump_json(indent=2), output / "lines.json")
        to_file(markdown_of(report), output / "lines.md")
    to_stdout(report.model_dump_json(indent=2) if as_json else text_of(report))
    return report


async def _verified(
    lines: "Sequence[LabelledLine]", name: str, tested: "ModelUnderTest", show: "Progress"
) -> "LinesReport":
    from briefer.evals.lines.verdicts import score_verified_lines
    from briefer.prompts import Prompts

    prompts = Prompts(tested.settings.prompt_dir)
    async with tested.opened_model(show) as model:
        return await score_verified_lines(
            lines, name=name, model=model, prompts=prompts, progress=show
        )


def apply_baseline(
    report: "LinesReport", path: Path | None, *, update: bool, allow_regression: bool
) -> None:
    """Compare the figures with the baseline at ``path``, if any, or make them the baseline.

    Raises:
        CheckError: they are significantly worse; or, for an update, worse at all.
        SettingsError: the baseline is missing, damaged, or of other lines or another model.
    """
    if path is not None and update:
        _update_baseline(report, path, allow_regression=allow_regression)
    elif path is not None:
        _compare_with_baseline(report, path)


def _compare_with_baseline(report: "LinesReport", path: Path) -> None:
    from briefer.evals.lines.gate import load_baseline, regressions

    report_losses(
        regressions(load_baseline(path), report),
        f"figures are worse than in '{path}'. Improve them, or lower the baseline with "
        "'--update --allow-regression'",
    )


def _update_baseline(report: "LinesReport", path: Path, *, allow_regression: bool) -> None:
    from briefer.evals.lines.gate import baseline_of, load_baseline, lowered_floors

    report_losses(
        lowered_floors(load_baseline(path), report) if path.exists() else (),
        f"figures are worse than in '{path}', which is not changed. Improve them, or add "
        "'--allow-regression'",
        allowed=allow_regression,
    )
    to_file(baseline_of(report).model_dump_json(indent=1), path)
