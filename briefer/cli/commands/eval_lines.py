"""``briefer eval --lines FILE``: measure the checks on labelled lines."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from briefer.cli.commands.losses import report_losses
from briefer.cli.console import configure_logging, progress
from briefer.cli.output import make_folder, to_file, to_stdout

if TYPE_CHECKING:
    from briefer.evals.lines.scoring import LinesReport

_ALLOWED = {
    "lines", "suites", "as_json", "output", "baseline", "update", "allow_regression", "offline",
    "quiet", "debug",
}  # fmt: skip


def reject_other_options() -> None:
    """Reject the options of ``briefer eval`` that make or score briefs."""
    context = click.get_current_context()
    for parameter in context.command.params:
        given = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
        if given and parameter.name not in _ALLOWED:
            raise click.UsageError(f"'--lines' excludes '{parameter.opts[-1]}'.")


def evaluate_lines(
    path: Path, *, suites: tuple[Path, ...], output: Path | None, as_json: bool
) -> "LinesReport":
    """Check the lines of a file, and print and save the report."""
    from briefer.evals.lines.loader import load_lines
    from briefer.evals.lines.report import markdown_of, text_of
    from briefer.evals.lines.scoring import score_lines
    from briefer.evals.suites.loader import load_suite

    configure_logging()
    lines = load_lines(path, suites=[load_suite(suite) for suite in suites])
    if output is not None:
        make_folder(output)
    with progress() as show:
        report = score_lines(lines, name=path.name, progress=show)
    if output is not None:
        to_file(report.model_dump_json(indent=2), output / "lines.json")
        to_file(markdown_of(report), output / "lines.md")
    to_stdout(report.model_dump_json(indent=2) if as_json else text_of(report))
    return report


def apply_baseline(
    report: "LinesReport", path: Path | None, *, update: bool, allow_regression: bool
) -> None:
    """Compare the figures with the baseline at ``path``, if any, or make them the baseline.

    Raises:
        CheckError: they are significantly worse; or, for an update, worse at all.
        SettingsError: the baseline is missing, damaged, or of other lines.
    """
    if path is not None and update:
        _update_baseline(report, path, allow_regression=allow_regression)
    elif path is not None:
        _compare_with_baseline(report, path)


def _compare_with_baseline(report: "LinesReport", path: Path) -> None:
    from briefer.evals.lines.gate import load_baseline, regressions

    report_losses(
        regressions(load_baseline(path), report),
        f"the checks are worse than in '{path}'. Improve them, or lower the baseline with "
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
