"""Write the help pages of the command line into the documentation.

Run without arguments it writes README.md and docs/commands.md anew; with ``--check`` it changes
nothing and fails when they are not what it would write.
"""

import re
import sys
from pathlib import Path

from click.testing import CliRunner

from briefer.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "commands.md")
BLOCK = re.compile(r"<!-- help:(?P<words>[^>]*) -->\n.*?<!-- end -->", re.DOTALL)


def help_page(words: str) -> str:
    """Return what ``briefer WORDS --help`` prints on a terminal of 80 columns."""
    asked = CliRunner(env={"COLUMNS": "80"}).invoke(
        app, [*words.split(), "--help"], prog_name="briefer"
    )
    return asked.output.rstrip()


def filled(text: str) -> str:
    """Fill each ``<!-- help:WORDS -->`` block of ``text`` with its help page."""

    def fill(block: re.Match[str]) -> str:
        words = block["words"].strip()
        page = help_page(words)
        return f"<!-- help:{block['words']} -->\n```text\n{page}\n```\n<!-- end -->"

    return BLOCK.sub(fill, text)


def main() -> int:
    """Write or check the pages, and return the exit code."""
    stale = [page for page in PAGES if filled(text := page.read_text(encoding="utf-8")) != text]
    for page in stale:
        if "--check" in sys.argv:
            print(f"{page.name} shows another help than briefer has: run 'make docs'")
        else:
            page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
