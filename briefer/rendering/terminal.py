"""The brief as text for a terminal: one page of at most 80 columns, complete without colour."""

import io
from bisect import bisect_left
from collections.abc import Sequence, Sized
from typing import Final, NamedTuple

from rich.console import Console
from rich.style import Style
from rich.text import Text

from briefer.rendering import labels, view
from briefer.rendering.findings import rejection_reason
from briefer.rendering.messages import Messages, messages_in
from briefer.rendering.notes import uncertainty_note
from briefer.rendering.sanitize import sanitize
from briefer.rendering.terminal_layout import QUIET, STRONG, WIDTH, TerminalPage, joined
from briefer.schema.brief import Brief, SummaryPoint, Uncertainty, What, When, Who

PAGE_LINES: Final = 66  # lines of a printed page

# Weight does most of the work. Red and magenta are readable on dark and on light backgrounds.
_WARNING: Final = "bold red"
_UNNAMED: Final = "magenta"
_HEDGE: Final = "bold underline"


def terminal_text(brief: Brief, *, explain: bool = False, everything: bool = False) -> str:
    """Return what `print_brief` prints, as plain text of at most 80 columns."""
    page = io.StringIO()
    console = Console(file=page, width=WIDTH, color_system=None, legacy_windows=False)
    print_brief(brief, console=console, explain=explain, everything=everything)
    return page.getvalue()


def print_brief(
    brief: Brief, *, console: Console, explain: bool = False, everything: bool = False
) -> None:
    """Print the brief on ``console``, at most 80 columns wide, on one page if possible.

    Events that headline or summary contain are not repeated. If the brief does not fit on one page,
    long claims are shortened and fewer are shown: every source gets one claim before any source
    gets a second one. The page says how many items are missing.

    Args:
        brief: the brief. Its text is untrusted: rich markup in it is printed literally, control
            characters become visible.
        console: where to print it.
        explain: print the evidence of each line with its offsets, and at the end the items that
            the checks rejected, with the reasons. Everything is shown then.
        everything: show all events and claims, even if that takes more than one page.
    """
    if explain or everything:
        limits = _Limits(repeat_events=True)
    else:
        limits = _Limits() if _count_lines(brief, _Limits()) <= PAGE_LINES else _fit_to_page(brief)
    _print_sections(brief, TerminalPage(console, explain=explain), limits)


class _Limits(NamedTuple):
    """How much of a brief is shown; None for everything.

    Attributes:
        points: most points of the summary.
        repeat_events: whether to show events that headline or summary contain.
        claims: most claims.
        uncertainty: most notes of uncertainty.
        length: most characters of an event, a claim, or a note that may be shortened.
    """

    points: int | None = None
    repeat_events: bool = False
    claims: int | None = None
    uncertainty: int | None = None
    length: int | None = None


_FEWEST_CLAIMS: Final = 4  # shown even if everything else has filled the page
_CROWDED: Final = _Limits(claims=_FEWEST_CLAIMS, uncertainty=6, length=120)
# Each step is tried if the one before leaves no room for a few claims.
_STEPS: Final = (
    _CROWDED,
    _CROWDED._replace(points=3),
    _CROWDED._replace(points=3, uncertainty=4, length=90),
    _CROWDED._replace(points=3, uncertainty=3, length=80),
    _CROWDED._replace(points=2, uncertainty=3, length=60),
)


def _fit_to_page(brief: Brief) -> _Limits:
    """Find limits for a brief that is too long for one page, with as many claims as fit."""
    fitting = (limits for limits in _STEPS if _count_lines(brief, limits) <= PAGE_LINES)
    limits = next(fitting, _STEPS[-1])
    more = bisect_left(
        range(_FEWEST_CLAIMS, len(brief.claimed_by)),
        x=True,
        key=lambda claims: _count_lines(brief, limits._replace(claims=claims + 1)) > PAGE_LINES,
    )
    return limits._replace(claims=_FEWEST_CLAIMS + more)


def _count_lines(brief: Brief, limits: _Limits) -> int:
    """Count the lines of the page at full width."""
    page = TerminalPage(Console(file=io.StringIO(), width=WIDTH, color_system=None))
    _print_sections(brief, page, limits)
    return page.lines


def _print_sections(brief: Brief, page: TerminalPage, limits: _Limits) -> None:
    _print_head(page, brief, limits)
    _print_uncertainty(page, brief, limits)
    _print_facts(page, brief, limits)
    _print_claims(page, brief, limits)
    _print_foot(page, brief)


def _print_head(page: TerminalPage, brief: Brief, limits: _Limits) -> None:
    page.full_line(joined((brief.headline.text, STRONG), *_attribution(brief.headline, brief)))
    meta = " · ".join(view.meta(brief))
    if meta:
        page.full_line(joined((meta, QUIET)))
    if brief.article.url:
        link = Style(dim=True, link=view.web_address(brief))
        address = (sanitize(brief.article.url), link)
        page.full_line(joined(address, (view.address_remark(brief), QUIET)))
    page.evidence(brief.headline.evidence, margin=0)
    if brief.summary:
        page.blank_line()
    shown = brief.summary[: limits.points]
    for point in shown:
        page.full_line(joined(point.text, *_attribution(point, brief)), lead="• ")
        page.evidence(point.evidence, margin=0)
    if more := len(brief.summary) - len(shown):
        page.full_line(Text(labels.more_items(more, "points", language=brief.language), QUIET))


def _attribution(line: SummaryPoint | What, brief: Brief) -> tuple[tuple[str, str], ...]:
    note = view.attribution_note(line, language=brief.language)
    return ((f" {messages_in(brief.language).in_brackets(note)}", QUIET),) if note else ()


def _print_uncertainty(page: TerminalPage, brief: Brief, limits: _Limits) -> None:
    words = messages_in(brief.language)
    page.start_section(words.text("heading.uncertain"))
    not_read = labels.not_fully_read(brief)
    shown = view.ordered_uncertainty(brief)[: limits.uncertainty]
    if not_read:
        _print_warning(page, words.label(words.text("page.not_fully_read")), not_read)
    for finding in shown:
        label = words.label(words.text(f"uncertainty.{finding.kind}"))
        _print_warning(page, label, _note(finding, limits.length, brief.language))
        page.evidence(finding.evidence)
    if not (not_read or shown):
        page.line(Text(labels.nothing_found(brief, "uncertainty"), QUIET))
    if more := len(brief.uncertainty) - len(shown):
        page.line(Text(labels.more_items(more, "uncertainty", language=brief.language), QUIET))


def _print_warning(page: TerminalPage, label: str, text: str) -> None:
    page.line(joined((label, _WARNING), text), lead="▲ ", style=_WARNING)


def _note(finding: Uncertainty, length: int | None, language: str) -> str:
    """Return the note; a whole sentence in it is shortened, other notes are short already."""
    sentence = finding.params.get("sentence")
    if finding.code is None or length is None or not isinstance(sentence, str):
        return sanitize(finding.note)
    params = finding.params | {"sentence": _shortened(sentence, length)}
    return sanitize(uncertainty_note(finding.code, params, language=language))


def _print_facts(page: TerminalPage, brief: Brief, limits: _Limits) -> None:
    words = messages_in(brief.language)
    page.start_section(words.text("heading.who"))
    page.items((_who(who, words), who.evidence) for who in brief.who)
    _print_if_empty(page, brief.who, labels.nothing_found(brief, "who"))
    page.start_section(words.text("heading.what"))
    events: Sequence[What] = brief.what if limits.repeat_events else view.events(brief)
    for what in events:
        event = _shortened(sanitize(what.event), limits.length)
        page.line(joined(event, *_attribution(what, brief)))
        page.evidence(what.evidence)
    _print_if_empty(page, brief.what, labels.nothing_found(brief, "what"))
    page.start_section(words.text("heading.where"))
    page.items((joined(where.place), where.evidence) for where in brief.where)
    _print_if_empty(page, brief.where, labels.nothing_found(brief, "where"))
    page.start_section(words.text("heading.when"))
    page.items((_when(when, words), when.evidence) for when in brief.when)
    _print_if_empty(page, brief.when, labels.nothing_found(brief, "when"))


def _who(who: Who, words: Messages) -> Text:
    role = f"{words.text('punctuation.comma')}{who.role}" if who.role else ""
    also = words.in_brackets(words.text("page.also", names=words.listed(who.aliases)))
    return joined((who.name, STRONG), role, (f" {also}" if who.aliases else "", QUIET))


def _when(when: When, words: Messages) -> Text:
    value = labels.value_words(when, language=words.language)
    line = words.text("time.phrase", phrase=when.phrase, value=value) if value else when.phrase
    return joined(line)


def _print_if_empty(page: TerminalPage, items: Sized, note: str) -> None:
    if not items:
        page.line(Text(note, QUIET))


def _print_claims(page: TerminalPage, brief: Brief, limits: _Limits) -> None:
    words = messages_in(brief.language)
    page.start_section(words.text("heading.claimed_by"))
    shown = view.ordered_uncertainty(brief)[: limits.uncertainty]
    told = {finding.params.get("reason") for finding in shown}
    groups = view.claims_by_source(brief, limit=limits.claims)
    for group in groups:
        # The note on unnamed sources usually gives the reason already.
        reasons = [reason for reason in group.reasons if reason not in told]
        page.line(_source(group, reasons, words))
        page.evidence(group.evidence)
        for claim in group.claims:
            found_by = page.explain and view.tells_who_found(brief)
            notes = view.cue_and_annotations(claim, language=brief.language, found_by=found_by)
            content = _shortened(
                sanitize(view.content(claim, language=brief.language)), limits.length
            )
            line = Text(content)
            if hedge := view.hedge_span(claim, content):
                line.stylize(_HEDGE, *hedge)
            line.append(f" {words.in_brackets(sanitize(notes))}" if notes else "", QUIET)
            page.line(line, lead="• ")
            page.evidence(view.claim_evidence(claim))
    if not brief.claimed_by:
        page.line(Text(labels.nothing_found(brief, "claimed_by"), QUIET))
    if more := len(brief.claimed_by) - sum(len(group.claims) for group in groups):
        page.line(Text(labels.more_items(more, "claims", language=brief.language), QUIET))


def _source(group: view.SourceGroup, reasons: Sequence[str], words: Messages) -> Text:
    comma = words.text("punctuation.comma")
    about = "".join(f"{comma}{each}" for each in (group.role, group.citing) if each)
    marks = words.listed(group.marks)
    if reasons:
        not_named = words.label(words.text("source.not_named"))
        marks = words.notes([marks, f"{not_named}{words.notes(reasons)}"])
    name = (group.name, f"{STRONG} {_UNNAMED}" if group.unnamed else STRONG)
    return joined(name, about, (f" [{marks}]" if group.marks else "", _UNNAMED))


def _shortened(text: str, length: int | None) -> str:
    if length is None or len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0]} …"


def _print_foot(page: TerminalPage, brief: Brief) -> None:
    words = messages_in(brief.language)
    page.blank_line()
    page.rule()
    page.full_line(joined((labels.coverage_words(brief), QUIET)))
    if brief.coverage.not_covered:
        _print_not_covered(page, brief, words)
    page.full_line(joined((labels.provenance_words(brief), QUIET)))
    for note in brief.coverage.notes:
        page.full_line(joined((words.text("page.note", note=note), QUIET)))
    if not brief.coverage.rejected:
        return
    rejected = labels.rejected_words(brief)
    if not page.explain:
        see_why = words.text("page.see_why")
        rejected = words.text("punctuation.sentences", first=rejected, second=see_why)
        page.full_line(joined((rejected, QUIET)))
        return
    page.full_line(joined(rejected))
    for item in brief.coverage.rejected:
        section = words.label(labels.rejected_section(item, language=brief.language))
        text = item.text or words.text("page.no_text")
        reason = words.in_brackets(rejection_reason(item, language=brief.language))
        page.full_line(joined((section, STRONG), text, (f" {reason}", QUIET)), lead="✗ ")


def _print_not_covered(page: TerminalPage, brief: Brief, words: Messages) -> None:
    missing = labels.not_covered_words(brief)
    if not page.explain:
        missing = words.text(
            "punctuation.sentences", first=missing, second=words.text("page.see_which")
        )
    page.full_line(joined((missing, QUIET)))
    for passage in brief.coverage.not_covered if page.explain else ():
        page.full_line(joined(passage.quote), lead="? ")
