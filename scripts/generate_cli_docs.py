"""Write the help texts of the command line into docs/commands.md.

With ``--check`` it changes nothing and fails if a page is out of date.
"""

import re
import sys
from pathlib import Path

from click.testing import CliRunner

from briefer.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "docs" / "commands.md",)
BLOCK = re.compile(r"<!-- help:(?P<command>[^>]*) -->\n.*?<!-- end -->", re.DOTALL)


def help_text(command: str) -> str:
    """Return what ``briefer COMMAND --help`` prints on a terminal of 80 columns."""
    result = CliRunner(env={"COLUMNS": "80"}).invoke(
        app, [*command.split(), "--help"], prog_name="briefer"
    )
    return result.output.rstrip()


def with_help_texts(text: str) -> str:
    """Fill each ``<!-- help:COMMAND -->`` block of ``text`` with the help text of the command."""

    def fill(block: re.Match[str]) -> str:
        command = block["command"]
        return f"<!-- help:{command} -->\n```text\n{help_text(command)}\n```\n<!-- end -->"

    return BLOCK.sub(fill, text)


def main() -> int:
    """Write or check the pages, and return the exit code."""
    check = "--check" in sys.argv
    outdated = False
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        current = with_help_texts(text)
        if current == text:
            continue
        outdated = True
        if check:
            print(f"the help texts in {page.name} are out of date: run 'make docs'")
        else:
            page.write_text(current, encoding="utf-8")
    return int(outdated and check)


if __name__ == "__main__":
    sys.exit(main())
