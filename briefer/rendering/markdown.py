"""The brief as CommonMark that is easy to read as plain text, with numbered evidence.

A line ends with the numbers of its evidence: ``- Port Ellisand [35]``. The section "Evidence" lists
the quotes with their offsets.
"""

import re
from collections.abc import Iterable
from typing import Final

from briefer.rendering import labels, view
from briefer.rendering.findings import rejection_reason
from briefer.rendering.sanitize import sanitize
from briefer.schema.brief import Brief, SummaryPoint
from briefer.schema.evidence import Evidence

# The inline marks of CommonMark, and of its common extensions (tables, strikethrough, maths).
_INLINE: Final = re.compile(r"[\\`*_\[\]<>&~|$#]")
# What opens a block at the start of a line.
_BLOCK: Final = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
_BARE_LINK: Final = re.compile(r"(?i)://|\bwww\.")


def escaped(text: str) -> str:
    """Escape ``text`` so that Markdown shows it literally, without markup, links or HTML."""
    line = _INLINE.sub(r"\\\g<0>", sanitize(text))
    line = _BARE_LINK.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", line)
    return _BLOCK.sub(_escaped_block_mark, line)


def _escaped_block_mark(match: re.Match[str]) -> str:
    mark = match[0]
    return f"{mark}\\" if mark[0].isdigit() else f"\\{mark}"


def markdown_text(brief: Brief) -> str:
    """Return the brief as a Markdown document."""
    references = _References()
    parts = [
        _head(brief, references),
        _uncertainty(brief, references),
        _facts(brief, references),
        _claims(brief, references),
        _evidence(references),
        _foot(brief),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


class _References:
    """Numbers the evidence in the order of its first use."""

    def __init__(self) -> None:
        self.numbers: dict[Evidence, int] = {}

    def to(self, evidence: Iterable[Evidence]) -> str:
        """Return the numbers as they follow a line: `` [1, 4]``, or an empty string."""
        numbers = {self.numbers.setdefault(each, len(self.numbers) + 1) for each in evidence}
        return f" [{', '.join(map(str, sorted(numbers)))}]" if numbers else ""


def _section(title: str, lines: Iterable[str]) -> str:
    items = "\n".join(f"- {line}" for line in lines)
    return f"## {title}\n\n{items or labels.NONE_FOUND}"


def _head(brief: Brief, references: _References) -> str:
    meta = [escaped(part) for part in view.meta(brief)]
    if brief.article.url:
        address = view.web_address(brief)
        meta.append(f"<{address}>" if address else escaped(brief.article.url))
    headline = f"# {_point(brief.headline, references)}"
    points = "\n".join(f"- {_point(point, references)}" for point in brief.summary)
    return "\n\n".join(filter(None, (headline, " · ".join(meta), points)))


def _point(point: SummaryPoint, references: _References) -> str:
    note = view.point_attribution_note(point)
    attribution = f" ({escaped(note)})" if note else ""
    return f"{escaped(point.text)}{attribution}{references.to(point.evidence)}"


def _uncertainty(brief: Brief, references: _References) -> str:
    lines = []
    if not_read := labels.not_fully_read(brief):
        lines.append(f"**{labels.NOT_FULLY_READ}:** {not_read}")
    for finding in view.ordered_uncertainty(brief):
        label = labels.UNCERTAINTY[finding.kind]
        numbers = references.to(finding.evidence)
        lines.append(f"**{label}:** {escaped(finding.note)}{numbers}")
    return _section("Uncertain", lines or [labels.NO_UNCERTAINTY])


def _facts(brief: Brief, references: _References) -> str:
    who = []
    for each in brief.who:
        role = f", {escaped(each.role)}" if each.role else ""
        aliases = f" (also {escaped(', '.join(each.aliases))})" if each.aliases else ""
        who.append(f"**{escaped(each.name)}**{role}{aliases}{references.to(each.evidence)}")
    what = []
    for event in view.events(brief):
        note = escaped(view.attribution_note(event))
        what.append(f"{escaped(event.event)} *({note})*{references.to(event.evidence)}")
    where = [f"{escaped(place.place)}{references.to(place.evidence)}" for place in brief.where]
    when = []
    for time in brief.when:
        value = labels.value_words(time)
        arrow = f" → {escaped(value)}" if value else ""
        when.append(f"{escaped(time.phrase)}{arrow}{references.to(time.evidence)}")
    sections = (("Who", who), ("What", what), ("Where", where), ("When", when))
    return "\n\n".join(_section(title, lines) for title, lines in sections)


def _claims(brief: Brief, references: _References) -> str:
    parts = ["## Claimed by"]
    for group in view.claims_by_source(brief):
        role = f", {escaped(group.role)}" if group.role else ""
        reasons = escaped("; ".join(group.reasons))
        reason = f"; {labels.NOT_NAMED}: {reasons}" if reasons else ""
        marks = f" *({', '.join(group.marks)}{reason})*" if group.marks else ""
        parts.append(f"**{escaped(group.name)}**{role}{marks}{references.to(group.evidence)}")
        lines = []
        for claim in group.claims:
            annotations = "; ".join(view.claim_annotations(claim))
            note = f" *({escaped(annotations)})*" if annotations else ""
            numbers = references.to(claim.evidence)
            lines.append(f"- {escaped(view.content(claim))}{note}{numbers}")
        parts.append("\n".join(lines))
    if not brief.claimed_by:
        parts.append(labels.NO_CLAIMS)
    return "\n\n".join(parts)


def _evidence(references: _References) -> str:
    lines = "\n".join(
        f"{number}. {escaped(evidence.quote)} *({evidence.start}–{evidence.end})*"
        for evidence, number in references.numbers.items()
    )
    about = "Verbatim words of the article with start and end offsets (in characters, from 0)."
    return f"## Evidence\n\n{about}\n\n{lines}"


def _foot(brief: Brief) -> str:
    lines = [labels.coverage_words(brief), labels.provenance_words(brief)]
    lines += [f"Note: {note}" for note in brief.coverage.notes]
    foot = "---\n\n" + "\n\n".join(escaped(line) for line in lines)
    rejected = [
        f"- {item.section}: {escaped(item.text or labels.NO_TEXT)}"
        f" *({escaped(rejection_reason(item))})*"
        for item in brief.coverage.rejected
    ]
    if rejected:
        foot += f"\n\n{labels.rejected_words(brief)}\n\n" + "\n".join(rejected)
    return foot
