"""The brief as CommonMark that is easy to read as plain text, with numbered evidence.

A line ends with the numbers of its evidence: ``- Port Ellisand [35]``. The section "Evidence" lists
the quotes with their offsets.
"""

import re
from collections.abc import Iterable
from typing import Final

from briefer.rendering import labels, view
from briefer.rendering.findings import rejection_reason
from briefer.rendering.messages import Messages, messages_in
from briefer.rendering.references import References
from briefer.rendering.sanitize import sanitize
from briefer.schema.brief import Brief, SummaryPoint
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import Section

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
    return _document(brief, _References())


def numbered_evidence(brief: Brief) -> tuple[Evidence, ...]:
    """Return the evidence in the order of its numbers in the document; the first has number 1."""
    references = _References()
    _document(brief, references)
    return tuple(references.numbers)


def _document(brief: Brief, references: "_References") -> str:
    parts = [
        _head(brief, references),
        _uncertainty(brief, references),
        _facts(brief, references),
        _claims(brief, references),
        _evidence(references, messages_in(brief.language)),
        _foot(brief),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


class _References(References):
    """Numbers the evidence, and writes the numbers as they follow a line."""

    def after(self, evidence: Iterable[Evidence]) -> str:
        """Return the numbers in brackets: `` [1, 4]``, or an empty string."""
        numbers = self.to(evidence)
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def _section(name: str, lines: Iterable[str], empty: str, words: Messages) -> str:
    items = "\n".join(f"- {line}" for line in lines)
    return f"## {words.text(f'heading.{name}')}\n\n{items or empty}"


def _bold_label(name: str, words: Messages) -> str:
    return f"**{words.label(name).rstrip()}**"


def _head(brief: Brief, references: _References) -> str:
    meta = [escaped(" · ".join(view.meta(brief)))]
    if brief.article.url:
        address = view.web_address(brief)
        shown = f"<{address}>" if address else escaped(brief.article.url)
        meta.append(shown + view.address_remark(brief))
    headline = f"# {_point(brief.headline, references, brief.language)}"
    points = "\n".join(f"- {_point(each, references, brief.language)}" for each in brief.summary)
    return "\n\n".join(filter(None, (headline, " · ".join(filter(None, meta)), points)))


def _point(point: SummaryPoint, references: _References, language: str) -> str:
    note = view.attribution_note(point, language=language)
    attribution = f" {messages_in(language).in_brackets(escaped(note))}" if note else ""
    return f"{escaped(point.text)}{attribution}{references.after(point.evidence)}"


def _uncertainty(brief: Brief, references: _References) -> str:
    words = messages_in(brief.language)
    lines = []
    if not_read := labels.not_fully_read(brief):
        lines.append(f"{_bold_label(words.text('page.not_fully_read'), words)} {not_read}")
    for finding in view.ordered_uncertainty(brief):
        label = _bold_label(words.text(f"uncertainty.{finding.kind}"), words)
        numbers = references.after(finding.evidence)
        lines.append(f"{label} {escaped(finding.note)}{numbers}")
    empty = f"- {labels.nothing_found(brief, 'uncertainty')}"
    return _section("uncertain", lines, empty, words)


def _facts(brief: Brief, references: _References) -> str:
    words = messages_in(brief.language)
    comma = words.text("punctuation.comma")
    who = []
    for each in brief.who:
        role = f"{comma}{escaped(each.role)}" if each.role else ""
        also = escaped(words.text("page.also", names=words.listed(each.aliases)))
        aliases = f" {words.in_brackets(also)}" if each.aliases else ""
        who.append(f"**{escaped(each.name)}**{role}{aliases}{references.after(each.evidence)}")
    what = []
    for event in view.events(brief):
        source = view.attribution_note(event, language=brief.language)
        note = f" *{words.in_brackets(escaped(source))}*" if source else ""
        what.append(f"{escaped(event.event)}{note}{references.after(event.evidence)}")
    where = [f"{escaped(place.place)}{references.after(place.evidence)}" for place in brief.where]
    when = []
    for time in brief.when:
        line = time.phrase
        if value := labels.value_words(time, language=brief.language):
            line = words.text("time.phrase", phrase=line, value=value)
        when.append(f"{escaped(line)}{references.after(time.evidence)}")
    sections: tuple[tuple[Section, list[str]], ...] = (
        ("who", who),
        ("what", what),
        ("where", where),
        ("when", when),
    )
    return "\n\n".join(
        _section(name, lines, labels.nothing_found(brief, name), words) for name, lines in sections
    )


def _claims(brief: Brief, references: _References) -> str:
    words = messages_in(brief.language)
    parts = [f"## {words.text('heading.claimed_by')}"]
    for group in view.claims_by_source(brief):
        parts.append(f"{_source(group, words)}{references.after(group.evidence)}")
        lines = []
        for claim in group.claims:
            annotations = view.cue_and_annotations(
                claim, language=brief.language, found_by=view.tells_who_found(brief)
            )
            note = f" *{words.in_brackets(escaped(annotations))}*" if annotations else ""
            numbers = references.after(claim.evidence)
            content = escaped(view.content(claim, language=brief.language))
            lines.append(f"- {content}{note}{numbers}")
        parts.append("\n".join(lines))
    if not brief.claimed_by:
        parts.append(labels.nothing_found(brief, "claimed_by"))
    return "\n\n".join(parts)


def _source(group: view.SourceGroup, words: Messages) -> str:
    comma = words.text("punctuation.comma")
    about = "".join(f"{comma}{escaped(each)}" for each in (group.role, group.citing) if each)
    name = f"**{escaped(group.name)}**{about}"
    if not group.marks:
        return name
    marks = words.listed(group.marks)
    if group.reasons:
        reasons = escaped(words.notes(group.reasons))
        marks = words.notes([marks, f"{words.label(words.text('source.not_named'))}{reasons}"])
    return f"{name} *{words.in_brackets(marks)}*"


def _evidence(references: _References, words: Messages) -> str:
    lines = "\n".join(
        f"{number}. {escaped(evidence.quote)} *({evidence.start}–{evidence.end})*"
        for evidence, number in references.numbers.items()
    )
    return f"## {words.text('heading.evidence')}\n\n{words.text('page.evidence')}\n\n{lines}"


def _foot(brief: Brief) -> str:
    words = messages_in(brief.language)
    lines = [labels.coverage_words(brief), labels.provenance_words(brief)]
    lines += [words.text("page.note", note=note) for note in brief.coverage.notes]
    foot = "---\n\n" + "\n\n".join(escaped(line) for line in lines)
    rejected = []
    for item in brief.coverage.rejected:
        section = words.label(labels.rejected_section(item, language=brief.language))
        reason = words.in_brackets(escaped(rejection_reason(item, language=brief.language)))
        text = escaped(item.text or words.text("page.no_text"))
        rejected.append(f"- {section}{text} *{reason}*")
    if missing := labels.not_covered_words(brief):
        passages = (f"- {escaped(one.quote)}" for one in brief.coverage.not_covered)
        foot += f"\n\n{missing}\n\n" + "\n".join(passages)
    if rejected:
        foot += f"\n\n{labels.rejected_words(brief)}\n\n" + "\n".join(rejected)
    return foot
