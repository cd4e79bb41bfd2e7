"""The brief in a terminal: one page of at most 80 columns, whole without colour."""

import io
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Sized
from typing import Final, NamedTuple

from rich.console import Console
from rich.style import Style
from rich.text import Text

from briefer.evidence import Evidence
from briefer.rendering import labels, view
from briefer.rendering.sanitize import sanitize, sanitize_inline
from briefer.schema import Brief, Claim, SummaryPoint, What, When, Who

WIDTH: Final = 80
PAGE_LINES: Final = 66  # of a page, as a printer sets it
_LEAST_CLAIMS: Final = 4  # are shown even when all else has filled the page
_SHORTENED: Final = frozenset({"hedged", "unconfirmed"})  # doubts that quote a sentence
_GUTTER: Final = 12
_HANG: Final = 2
_NARROWEST: Final = 40

# Weight does most of the work. Red and magenta are the two colours that stand out on dark and
# on light grounds alike.
_STRONG: Final = "bold"
_QUIET: Final = "dim"
_DOUBT: Final = "bold red"
_UNNAMED: Final = "magenta"
_HEDGE: Final = "bold underline"


def terminal_text(brief: Brief) -> str:
    """Return the brief as plain text of at most 80 columns."""
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, color_system=None, legacy_windows=False)
    print_brief(brief, console=console)
    return page.getvalue()


def print_brief(
    brief: Brief, *, console: Console, explain: bool = False, everything: bool = False
) -> None:
    """Print the brief on ``console``, at most 80 columns wide, on one page where it can be.

    Events that headline or summary tell are not told again. A brief that would not fit has its long
    claims shortened and shows fewer: every source is heard before one is heard twice, and what is
    left out is counted.

    Args:
        brief: what to print. Its text is untrusted: rich markup in it stays as it is written,
            control characters become visible.
        console: where to print it.
        explain: print under each line the words that it rests on with their offsets, and at
            the end what the checks refused and why. Everything is shown then.
        everything: show all events and claims, be it on more than one page.
    """
    if explain or everything:
        cut = _Cut(retold=True)
    else:
        cut = _Cut() if _lines(brief, _Cut()) <= PAGE_LINES else _crowded(brief)
    _write(brief, _Sheet(console, explain=explain), cut)


class _Cut(NamedTuple):
    """How much of a brief is shown.

    Attributes:
        points: most points of the summary; None for all.
        retold: whether events are shown that headline or summary have told.
        claims: most claims; None for all.
        doubts: most doubts; None for all.
        length: most characters of a doubt, an event or a claim; None for all.
    """

    points: int | None = None
    retold: bool = False
    claims: int | None = None
    doubts: int | None = None
    length: int | None = None


# How a crowded page is cut, each step where the one before leaves no room for a few claims. Of
# doubts the gravest come first, of points those that a model wrote.
_CROWDED: Final = _Cut(claims=_LEAST_CLAIMS, doubts=6, length=120)
_TIGHTER: Final = (
    _CROWDED,
    _CROWDED._replace(points=3),
    _CROWDED._replace(points=3, doubts=4, length=90),
)


def _crowded(brief: Brief) -> _Cut:
    """Cut a brief that is too long for one page, then show as many claims as there is room for."""
    fitting = (cut for cut in _TIGHTER if _lines(brief, cut) <= PAGE_LINES)
    cut = next(fitting, _TIGHTER[-1])
    more = bisect_left(
        range(_LEAST_CLAIMS, len(brief.claimed_by)),
        x=True,
        key=lambda most: _lines(brief, cut._replace(claims=most + 1)) > PAGE_LINES,
    )
    return cut._replace(claims=_LEAST_CLAIMS + more)


def _lines(brief: Brief, cut: _Cut) -> int:
    """Count the lines of the page, set in full width."""
    sheet = _Sheet(Console(file=io.StringIO(), width=WIDTH, color_system=None))
    _write(brief, sheet, cut)
    return sheet.lines


def _write(brief: Brief, sheet: "_Sheet", cut: _Cut) -> None:
    _head(sheet, brief, points=cut.points)
    _doubts(sheet, brief, most=cut.doubts, length=cut.length)
    _facts(sheet, brief, brief.what if cut.retold else view.events(brief), length=cut.length)
    _voices(sheet, brief, view.claims_by_source(brief, most=cut.claims), length=cut.length)
    _foot(sheet, brief)


def _parts(*parts: str | tuple[str, str]) -> Text:
    """Join pieces of text, plain or styled, each made safe to show."""
    line = Text()
    for part in parts:
        piece, style = (part, "") if isinstance(part, str) else part
        line.append(sanitize_inline(piece), style)
    return line


class _Sheet:
    """Lines of one width: a gutter with labels, then text that hangs under its own lead."""

    def __init__(self, console: Console, *, explain: bool = False) -> None:
        self.explains = explain
        self.lines = 0
        self.width = max(_NARROWEST, min(console.width, WIDTH))
        self._console = console
        self._label = ""

    def blank(self) -> None:
        self._console.print()
        self.lines += 1

    def open(self, label: str) -> None:
        """Begin a section; its label stands before the next line."""
        self.blank()
        self._label = label

    def full(self, text: Text, *, lead: str = "") -> None:
        """Write a line over the whole width, gutter included."""
        self._write(text, lead=Text(lead), hang=len(lead))

    def line(self, text: Text, *, lead: str = "", style: str = "") -> None:
        """Write a line beside the gutter; what does not fit hangs below it, set in."""
        self._write(text, lead=Text(lead, style), hang=_HANG, gutter=_GUTTER)

    def listed(self, items: Iterable[tuple[Text, Sequence[Evidence]]]) -> None:
        """Write short items beside each other, or each with its proof where that is asked for."""
        pieces = []
        for text, evidence in items:
            if self.explains:
                self.line(text)
                self.proof(evidence)
            else:
                pieces.append(text)
        if pieces:
            self.line(Text(" · ").join(pieces))

    def proof(self, evidence: Iterable[Evidence], *, gutter: int = _GUTTER) -> None:
        """Write where the line above stands in the article, when the reader asked for it."""
        for each in evidence if self.explains else ():
            text = Text(f"{each.start}–{each.end}  {sanitize(each.quote)}", _QUIET)
            self._write(text, lead=Text("  └ ", _QUIET), hang=4, gutter=gutter)

    def _write(self, text: Text, *, lead: Text, hang: int, gutter: int = 0) -> None:
        room = self.width - gutter - hang
        for number, words_of_line in enumerate(text.wrap(self._console, room, overflow="fold")):
            margin = Text(self._label.ljust(gutter) if gutter else "", _STRONG)
            before = Text(" " * hang) if number else lead
            line = Text.assemble(margin, before, words_of_line)
            line.rstrip()
            self._console.print(line, soft_wrap=True, highlight=False)
            self.lines += 1
            if gutter:
                self._label = ""


def _head(sheet: _Sheet, brief: Brief, *, points: int | None) -> None:
    sheet.full(_parts((brief.headline.text, _STRONG), *_basis(brief.headline)))
    meta = " · ".join(view.meta(brief))
    if meta:
        sheet.full(_parts((meta, _QUIET)))
    if brief.article.url:
        style = Style(dim=True, link=view.web_address(brief))
        sheet.full(Text(sanitize(brief.article.url), style))
    sheet.proof(brief.headline.evidence, gutter=0)
    if brief.summary:
        sheet.blank()
    for point in brief.summary[:points]:
        sheet.full(_parts(point.text, *_basis(point)), lead="• ")
        sheet.proof(point.evidence, gutter=0)
    if left := len(brief.summary) - len(brief.summary[:points]):
        sheet.full(Text(labels.left_out(left, "point"), _QUIET))


def _basis(point: SummaryPoint) -> tuple[tuple[str, str], ...]:
    said = view.point_attribution_note(point)
    return ((f" ({said})", _QUIET),) if said else ()


def _doubts(sheet: _Sheet, brief: Brief, *, most: int | None, length: int | None) -> None:
    sheet.open("UNCERTAIN")
    unread = labels.not_fully_read(brief)
    found = view.ordered_uncertainty(brief)[:most]
    if unread:
        sheet.line(_parts((f"{labels.NOT_FULLY_READ}: ", _DOUBT), unread), lead="▲ ", style=_DOUBT)
    for doubt in found:
        label = f"{labels.UNCERTAINTY[doubt.kind]}: "
        cut = length if doubt.kind in _SHORTENED else None
        note = _shortened(sanitize(doubt.note), cut)
        sheet.line(_parts((label, _DOUBT), note), lead="▲ ", style=_DOUBT)
        sheet.proof(doubt.evidence)
    if not (unread or found):
        sheet.line(Text(labels.NO_DOUBTS, _QUIET))
    if left := len(brief.uncertainty) - len(found):
        sheet.line(Text(labels.left_out(left, "doubt"), _QUIET))


def _facts(sheet: _Sheet, brief: Brief, events: Sequence[What], *, length: int | None) -> None:
    sheet.open("WHO")
    sheet.listed((_who(who), who.evidence) for who in brief.who)
    _say_if_none(sheet, brief.who)
    sheet.open("WHAT")
    for what in events:
        said = _shortened(sanitize(what.event), length)
        sheet.line(_parts(said, (f" ({view.attribution_note(what)})", _QUIET)))
        sheet.proof(what.evidence)
    _say_if_none(sheet, brief.what)
    sheet.open("WHERE")
    sheet.listed((_parts(where.place), where.evidence) for where in brief.where)
    _say_if_none(sheet, brief.where)
    sheet.open("WHEN")
    sheet.listed((_when(when), when.evidence) for when in brief.when)
    _say_if_none(sheet, brief.when)


def _who(who: Who) -> Text:
    role = f", {who.role}" if who.role else ""
    also = f" (also {', '.join(who.aliases)})" if who.aliases else ""
    return _parts((who.name, _STRONG), role, (also, _QUIET))


def _when(when: When) -> Text:
    value = labels.value_words(when)
    return _parts(when.phrase, f" → {value}" if value else "")


def _say_if_none(sheet: _Sheet, items: Sized) -> None:
    if not items:
        sheet.line(Text(labels.NONE_FOUND, _QUIET))


def _voices(
    sheet: _Sheet, brief: Brief, voices: Sequence[view.SourceGroup], *, length: int | None
) -> None:
    sheet.open("CLAIMED BY")
    doubts = " ".join(doubt.note for doubt in brief.uncertainty)
    for voice in voices:
        role = f", {voice.role}" if voice.role else ""
        unsaid = voice.reason and voice.reason not in doubts
        reason = f"; {labels.NOT_NAMED}: {voice.reason}" if unsaid else ""
        marks = f" [{', '.join(voice.marks)}{reason}]" if voice.marks else ""
        name = (voice.name, f"{_STRONG} {_UNNAMED}" if voice.unnamed else _STRONG)
        sheet.line(_parts(name, role, (marks, _UNNAMED)))
        sheet.proof(voice.evidence)
        for claim in voice.claims:
            sheet.line(_claim(claim, length=length), lead="• ")
            sheet.proof(view.claim_evidence(claim))
    if not brief.claimed_by:
        sheet.line(Text(labels.NO_CLAIMS, _QUIET))
    if left := len(brief.claimed_by) - sum(len(voice.claims) for voice in voices):
        sheet.line(Text(labels.left_out(left, "claim"), _QUIET))


def _claim(claim: Claim, *, length: int | None) -> Text:
    said = _shortened(sanitize(view.content(claim)), length)
    line = Text(said)
    if hedge := view.hedge_span(claim, said):
        line.stylize(_HEDGE, *hedge)
    remarks = "; ".join(view.claim_annotations(claim))
    line.append(f" ({sanitize(remarks)})" if remarks else "", _QUIET)
    return line


def _shortened(text: str, length: int | None) -> str:
    if length is None or len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0]} …"


def _foot(sheet: _Sheet, brief: Brief) -> None:
    sheet.blank()
    sheet.full(Text("─" * sheet.width, _QUIET))
    sheet.full(_parts((labels.coverage_words(brief), _QUIET)))
    sheet.full(_parts((labels.provenance_words(brief), _QUIET)))
    for note in brief.coverage.notes:
        sheet.full(_parts((f"Note: {note}", _QUIET)))
    if not brief.coverage.rejected:
        return
    refused = labels.refused_words(brief)
    if not sheet.explains:
        sheet.full(_parts((f"{refused} --explain lists them.", _QUIET)))
        return
    sheet.full(_parts(refused))
    for item in brief.coverage.rejected:
        what = item.text or "(no text)"
        line = _parts((f"{item.section}: ", _STRONG), what, (f" ({item.reason})", _QUIET))
        sheet.full(line, lead="✗ ")
