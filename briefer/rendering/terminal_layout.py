"""Lay out lines of text in a terminal: a column of section labels, and text that wraps next to it.

::

    WHO         Ilse Varnholt, director of the coast authority · Oskar Brendelane,
                  crane operator
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import set_cell_size
from rich.console import Console
from rich.style import Style
from rich.text import Text

from briefer.rendering.sanitize import sanitize, sanitize_inline
from briefer.schema.evidence import Evidence

WIDTH: Final = 80
STRONG: Final = "bold"
QUIET: Final = "dim"

_LABEL_COLUMNS: Final = 12
_INDENT: Final = 2
_NARROWEST: Final = 40


def joined(*parts: str | tuple[str, str | Style]) -> Text:
    """Join pieces of text, either plain or with a style, after sanitizing each."""
    line = Text()
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        line.append(sanitize_inline(text), style)
    return line


class TerminalPage:
    """Prints wrapped lines on a console, and counts them.

    Attributes:
        explain: whether evidence is printed.
        lines: number of lines printed so far.
        width: columns in use.
    """

    def __init__(self, console: Console, *, explain: bool = False) -> None:
        self.explain = explain
        self.lines = 0
        self.width = max(_NARROWEST, min(console.width, WIDTH))
        self._console = console
        self._label = ""

    def blank_line(self) -> None:
        """Print an empty line."""
        self._console.print()
        self.lines += 1

    def start_section(self, label: str) -> None:
        """Begin a section; its label is printed in capitals in front of the next line."""
        self.blank_line()
        self._label = label.upper()

    def full_line(self, text: Text, *, lead: str = "") -> None:
        """Print a line over the whole width, without the column of labels."""
        self._print(text, lead=Text(lead), indent=len(lead))

    def line(self, text: Text, *, lead: str = "", style: str = "") -> None:
        """Print a line next to the column of labels; further lines of it are indented."""
        self._print(text, lead=Text(lead, style), indent=_INDENT, margin=_LABEL_COLUMNS)

    def items(self, items: Iterable[tuple[Text, Sequence[Evidence]]]) -> None:
        """Print short items one after another; with evidence, each on its own line."""
        texts = []
        for text, evidence in items:
            if self.explain:
                self.line(text)
                self.evidence(evidence)
            else:
                texts.append(text)
        if texts:
            self.line(Text(" · ").join(texts))

    def evidence(self, evidence: Iterable[Evidence], *, margin: int = _LABEL_COLUMNS) -> None:
        """Print the evidence of the line above with its offsets, if the reader asked for it."""
        for each in evidence if self.explain else ():
            text = Text(f"{each.start}–{each.end}  {sanitize(each.quote)}", QUIET)
            self._print(text, lead=Text("  └ ", QUIET), indent=4, margin=margin)

    def rule(self) -> None:
        """Print a horizontal line."""
        self.full_line(Text("─" * self.width, QUIET))

    def _print(self, text: Text, *, lead: Text, indent: int, margin: int = 0) -> None:
        columns = self.width - margin - indent
        for number, wrapped in enumerate(text.wrap(self._console, columns, overflow="fold")):
            label = Text(set_cell_size(self._label, margin) if margin else "", STRONG)
            before = Text(" " * indent) if number else lead
            line = Text.assemble(label, before, wrapped)
            line.rstrip()
            self._console.print(line, soft_wrap=True, highlight=False)
            self.lines += 1
            if margin:
                self._label = ""
