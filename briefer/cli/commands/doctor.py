"""``briefer doctor``: say what works on this machine, and how to mend what does not."""

import sys
import textwrap
from typing import TYPE_CHECKING

import click

from briefer.addresses import without_credentials
from briefer.cli import options
from briefer.cli.colour import colours_here, wants_colour
from briefer.cli.console import configure_logging
from briefer.cli.output import to_stdout
from briefer.errors import SettingsError
from briefer.rendering.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefer.diagnosis.result import CheckResult

_WIDTH = 80
_INDENT = 23  # "fail  extra telemetry  "
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command("doctor")
@options.model
@options.base_url
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@options.offline
@options.common_options
def doctor_command(*, as_json: bool) -> None:
    """Say what works on this machine, and how to mend what does not.

    Exit code 1: something is missing that the chosen model needs. Keys are never shown, and only a
    server that you named with --base-url is asked.
    """
    from briefer.diagnosis.all_checks import diagnose
    from briefer.diagnosis.result import CheckResult

    configure_logging()
    try:
        results = list(diagnose(options.load_settings()))
    except SettingsError as error:
        results = list(diagnose(error))
    results.append(CheckResult("colours", "ok", colours_here()))
    if as_json:
        to_stdout(_json(results))
    else:
        click.echo("\n".join(map(_line, results)), color=wants_colour(sys.stdout))
    click.get_current_context().exit(any(one.state == "fail" for one in results))


def _json(results: "Sequence[CheckResult]") -> str:
    import json

    safe = [
        {name: without_credentials(value) for name, value in one._asdict().items()}
        for one in results
    ]
    return json.dumps(safe, ensure_ascii=False, indent=2)


def _line(result: "CheckResult") -> str:
    """Return one check in at most 80 columns, with what to do below it."""
    mark = click.style(f"{result.state:<4}", fg=_COLOURS[result.state])
    text = sanitize(without_credentials(result.found))
    indent = " " * _INDENT
    [first, *rest] = textwrap.wrap(text, _WIDTH - _INDENT, break_on_hyphens=False) or [""]
    lines = [f"{mark}  {result.name:<{_INDENT - 6}}{first}", *(indent + line for line in rest)]
    if result.mend:
        lines.append(f"{indent}→ {sanitize(result.mend)}")
    return "\n".join(lines)
