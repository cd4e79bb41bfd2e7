"""The brief as CommonMark that reads well raw, with numbered references to its evidence."""

import re
from collections.abc import Iterable
from typing import Final

from briefer.evidence import Evidence
from briefer.rendering import labels, view
from briefer.rendering.sanitize import sanitize
from briefer.schema import Brief, SummaryPoint

# The inline marks of CommonMark, and of its common extensions (tables, strikethrough, maths).
_INLINE: Final = re.compile(r"[\\`*_\[\]<>&~|$#]")
# What opens a block at the start of a line.
_BLOCK: Final = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
_BARE_LINK: Final = re.compile(r"(?i)://|\bwww\.")


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is written: no markup, link or HTML."""
    line = _INLINE.sub(r"\\\g<0>", sanitize(text))
    line = _BARE_LINK.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)
    return _BLOCK.sub(_held_back, line)


def _held_back(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark}\\" if mark[0].isdigit() else f"\\{mark}"


def markdown_text(brief: Brief) -> str:
    """Return the brief as a Markdown document."""
    references = _References()
    parts = [
        _head(brief, references),
        _doubts(brief, references),
        _facts(brief, references),
        _voices(brief, references),
        _evidence(references),
        _foot(brief),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


class _References:
    """Numbers for evidence, in the order in which the brief first rests on it."""

    def __init__(self) -> None:
        self.numbers: dict[Evidence, int] = {}

    def to(self, evidence: Iterable[Evidence]) -> str:
        """Return the numbers as they follow a line: `` [1, 4]``, or an empty string."""
        numbers = {self.numbers.setdefault(each, len(self.numbers) + 1) for each in evidence}
        return f" [{', '.join(map(str, sorted(numbers)))}]" if numbers else ""


def _list(title: str, lines: Iterable[str]) -> str:
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
    said = view.point_attribution_note(point)
    basis = f" ({escaped(said)})" if said else ""
    return f"{escaped(point.text)}{basis}{references.to(point.evidence)}"


def _doubts(brief: Brief, references: _References) -> str:
    lines = [
        f"**{labels.UNCERTAINTY[one.kind]}:** {escaped(one.note)}{references.to(one.evidence)}"
        for one in view.ordered_uncertainty(brief)
    ]
    if unread := labels.not_fully_read(brief):
        lines.insert(0, f"**{labels.NOT_FULLY_READ}:** {unread}")
    return _list("Uncertain", lines or [labels.NO_DOUBTS])


def _facts(brief: Brief, references: _References) -> str:
    who = []
    for each in brief.who:
        role = f", {escaped(each.role)}" if each.role else ""
        also = f" (also {escaped(', '.join(each.aliases))})" if each.aliases else ""
        who.append(f"**{escaped(each.name)}**{role}{also}{references.to(each.evidence)}")
    what = []
    for event in view.events(brief):
        basis = escaped(view.attribution_note(event))
        what.append(f"{escaped(event.event)} *({basis})*{references.to(event.evidence)}")
    where = [f"{escaped(place.place)}{references.to(place.evidence)}" for place in brief.where]
    when = []
    for time in brief.when:
        value = labels.value_words(time)
        arrow = f" → {escaped(value)}" if value else ""
        when.append(f"{escaped(time.phrase)}{arrow}{references.to(time.evidence)}")
    sections = (("Who", who), ("What", what), ("Where", where), ("When", when))
    return "\n\n".join(_list(title, lines) for title, lines in sections)


def _voices(brief: Brief, references: _References) -> str:
    parts = ["## Claimed by"]
    for voice in view.claims_by_source(brief):
        role = f", {escaped(voice.role)}" if voice.role else ""
        reason = f"; {labels.NOT_NAMED}: {escaped(voice.reason)}" if voice.reason else ""
        marks = f" *({', '.join(voice.marks)}{reason})*" if voice.marks else ""
        parts.append(f"**{escaped(voice.name)}**{role}{marks}{references.to(voice.evidence)}")
        claims = []
        for claim in voice.claims:
            remarks = "; ".join(view.claim_annotations(claim))
            note = f" *({escaped(remarks)})*" if remarks else ""
            proof = references.to(claim.evidence)
            claims.append(f"- {escaped(view.content(claim))}{note}{proof}")
        parts.append("\n".join(claims))
    if not brief.claimed_by:
        parts.append(labels.NO_CLAIMS)
    return "\n\n".join(parts)


def _evidence(references: _References) -> str:
    lines = "\n".join(
        f"{number}. {escaped(evidence.quote)} *({evidence.start}–{evidence.end})*"
        for evidence, number in references.numbers.items()
    )
    about = "The article’s own words, each with its place: start and end, in characters from 0."
    return f"## Evidence\n\n{about}\n\n{lines}"


def _foot(brief: Brief) -> str:
    lines = [labels.coverage_words(brief), labels.provenance_words(brief)]
    lines += [f"Note: {note}" for note in brief.coverage.notes]
    foot = "---\n\n" + "\n\n".join(escaped(line) for line in lines)
    refused = [
        f"{item.section}: {escaped(item.text or '(no text)')} *({escaped(item.reason)})*"
        for item in brief.coverage.rejected
    ]
    if refused:
        foot += f"\n\n{labels.refused_words(brief)}\n\n" + "\n".join(f"- {it}" for it in refused)
    return foot
