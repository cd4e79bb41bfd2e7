"""The ``briefer`` command with all subcommands, and the exit code of every error."""

import os
import re
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from briefer.cli.commands.brief import brief_command
from briefer.cli.commands.cache import cache_group
from briefer.cli.commands.check import check_command
from briefer.cli.commands.completion import completion_command
from briefer.cli.commands.config import config_group
from briefer.cli.commands.debug import debug_command
from briefer.cli.commands.doctor import doctor_command
from briefer.cli.commands.eval import eval_command
from briefer.cli.commands.feed import feed_command
from briefer.cli.commands.hosted_batch import batch_group
from briefer.cli.commands.keys import keys_group
from briefer.cli.commands.mcp import mcp_command
from briefer.cli.commands.models import models_group
from briefer.cli.commands.open import open_command
from briefer.cli.commands.prompts import prompts_group
from briefer.cli.commands.schema import schema_command
from briefer.cli.commands.serve import serve_command
from briefer.cli.commands.watch import watch_command
from briefer.cli.console import message, several_lines
from briefer.cli.default_command import DefaultCommandGroup
from briefer.cli.options import CliState, common_options
from briefer.errors import BrieferError
from briefer.version import __version__

_SIZE = re.compile(r"[1-9][0-9]{0,3}")  # of a terminal
USAGE = 2
BUG = 70  # EX_SOFTWARE: an error in briefer itself
INTERRUPTED = 130  # 128 + SIGINT, as a shell reports it


@click.group(
    cls=DefaultCommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=(
        "Exit codes: 0 done, 1 a check failed, 2 wrong usage, 3 no article, "
        "4 no model, 130 interrupted."
    ),
)
@common_options
@click.version_option(__version__, prog_name="briefer", message="%(prog)s %(version)s")
def app() -> None:
    """Turn a news article into a one-page brief in which every line can be checked.

    SOURCE is a URL, a file, or - for stdin: a page, a text, a PDF, a DOCX document
    or an e-mail.
    """


for command in (
    brief_command,
    batch_group,
    watch_command,
    feed_command,
    mcp_command,
    check_command,
    eval_command,
    models_group,
    prompts_group,
    cache_group,
    schema_command,
    keys_group,
    debug_command,
    open_command,
    serve_command,
    config_group,
    doctor_command,
    completion_command,
):
    app.add_command(command)


def main() -> NoReturn:
    """Run the command line of this process, then exit."""
    for name in ("COLUMNS", "LINES"):
        if not _SIZE.fullmatch(os.environ.get(name, "")):
            os.environ.pop(name, None)  # a library would fail at "²", and fill a line of 10⁹
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: the words after ``briefer``.

    Returns:
        The exit code. An error is reported in one line on stderr.
    """
    state = CliState()
    try:
        code = app.main(list(arguments), prog_name="briefer", standalone_mode=False, obj=state)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.ClickException as error:
        message("error", f"{error.format_message()} See 'briefer --help'")
        return USAGE
    except click.Abort:
        # The terminal has printed ^C at the cursor.
        click.echo("\n" * sys.stderr.isatty() + "briefer: interrupted", err=True)
        return INTERRUPTED
    except BrieferError as error:
        if state.debug:
            several_lines(traceback.format_exc().rstrip("\n"))
        message("error", str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 (last resort: a bug must not look like a result)
        if state.debug:
            several_lines(traceback.format_exc().rstrip("\n"))
        reason = f"{type(error).__name__}: {error}"
        message("error", f"briefer failed ({reason}). Report it with the output of '--debug'")
        return BUG
    return int(code or 0)
