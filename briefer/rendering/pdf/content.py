"""What the printed page shows: the words of a brief, cut down to a number of items per section.

A page that is too long loses its least important items first. Each section then says how many items
only the full brief has.
"""

from collections.abc import Sequence
from typing import Final, Literal

from briefer.rendering import labels, lines, view
from briefer.rendering.html_templates import direction
from briefer.rendering.lines import Line, SourceLines
from briefer.rendering.messages import Messages, messages_in
from briefer.rendering.sanitize import sanitize, sanitize_inline
from briefer.schema.brief import Brief

Section = Literal["summary", "uncertainty", "who", "where", "when", "what", "claims"]
_Listed = Literal["uncertainty", "who", "where", "when", "what"]

# What is folded, step by step: a section loses items from its end until it has this many.
_FOLDED: Final[tuple[tuple[Section, int], ...]] = (
    ("who", 6), ("when", 4), ("where", 4), ("what", 4), ("claims", 16), ("uncertainty", 6),
    ("claims", 12), ("what", 3), ("who", 4), ("uncertainty", 4), ("claims", 8), ("summary", 5),
    ("what", 2), ("when", 2), ("where", 2), ("claims", 5), ("uncertainty", 3), ("who", 3),
    ("summary", 3), ("claims", 3), ("what", 1), ("uncertainty", 2), ("claims", 1), ("summary", 2),
    ("uncertainty", 1), ("who", 1), ("where", 1), ("when", 1), ("what", 0), ("claims", 0),
    ("summary", 1), ("uncertainty", 0), ("who", 0), ("where", 0), ("when", 0), ("summary", 0),
)  # fmt: skip


Counts = dict[Section, int]


def fold_steps(brief: Brief) -> tuple[Counts, ...]:
    """Return how many items each section shows at each step: all of them at first, none at last."""
    counts: Counts = {
        "summary": len(brief.summary),
        "uncertainty": len(brief.uncertainty),
        "who": len(brief.who),
        "where": len(brief.where),
        "when": len(brief.when),
        "what": len(view.events(brief)),
        "claims": len(brief.claimed_by),
    }
    steps = [counts]
    for section, limit in _FOLDED:
        while counts[section] > limit:
            counts = {**counts, section: counts[section] - 1}
            steps.append(counts)
    return tuple(steps)


def page_content(brief: Brief, counts: Counts) -> dict[str, object]:
    """Return everything that the template prints, as JSON values.

    Args:
        brief: the brief.
        counts: how many items each section shows.
    """
    words = messages_in(brief.language)
    full = fold_steps(brief)[0]
    groups = lines.claims(brief, limit=counts["claims"])
    return {
        "language": brief.language,
        "direction": direction(brief.language),
        "title": words.text("page.title", headline=sanitize(brief.headline.text)),
        "headline": _headline(brief),
        "meta": sanitize(" · ".join(view.meta(brief))),
        "summary": [_json(line) for line in lines.summary(brief)[: counts["summary"]]],
        "sections": {
            name: {
                "heading": words.text(f"heading.{heading}"),
                "items": [_json(item) for item in items[: counts[name]]],
                "more": _more(full[name] - counts[name], words),
                "empty": labels.nothing_found(brief, name),
            }
            for name, heading, items in _sections(brief)
        },
        "more_summary": _more(full["summary"] - counts["summary"], words),
        "claims": {
            "heading": words.text("heading.claimed_by"),
            "columns": [[_group_json(group) for group in column] for column in _columns(groups)],
            "more": _more(full["claims"] - counts["claims"], words),
            "empty": labels.nothing_found(brief, "claimed_by"),
        },
        "address": view.web_address(brief) or "",
        "foot": [sanitize(line) for line in _foot(brief)],
    }


def _sections(brief: Brief) -> list[tuple[_Listed, str, list[Line]]]:
    """Return the sections besides summary and claims: name, heading, lines."""
    return [
        ("uncertainty", "uncertain", lines.uncertainty(brief)),
        ("who", "who", lines.who(brief)),
        ("where", "where", lines.where(brief)),
        ("when", "when", lines.when(brief)),
        ("what", "what", lines.what(brief)),
    ]


def _headline(brief: Brief) -> dict[str, str]:
    """Return the headline without a full stop; a sentence of the article has one."""
    headline = _json(lines.headline(brief))
    text = headline["text"]
    is_sentence = text.endswith((".", "。")) and not text.endswith("..")
    return {**headline, "text": text[:-1] if is_sentence else text}


def _columns(
    groups: Sequence[SourceLines],
) -> tuple[Sequence[SourceLines], Sequence[SourceLines]]:
    """Split the sources into two columns of about the same length."""
    room = [_characters(group) for group in groups]
    total = sum(room)
    best, before = 0, 0
    shortest = total + 1
    for index, characters in enumerate(room, start=1):
        before += characters
        longer = max(before, total - before)
        if longer < shortest:
            best, shortest = index, longer
    return groups[:best], groups[best:]


def _characters(group: SourceLines) -> int:
    """Return how much room a source and its claims need, roughly."""
    return sum(
        len(line.name) + len(line.text) + len(line.note) + 30
        for line in (group.source, *group.claims)
    )


def _foot(brief: Brief) -> list[str]:
    counts = (labels.not_covered_words(brief), labels.rejected_words(brief))
    return [*lines.foot(brief), *filter(None, counts)]


def _more(number: int, words: Messages) -> str:
    return words.count("page.more_in_full", number) if number else ""


def _json(line: Line) -> dict[str, str]:
    shown = {"name": line.name, "text": line.text, "note": line.note}
    return {name: sanitize_inline(value) for name, value in shown.items()}


def _group_json(group: SourceLines) -> dict[str, object]:
    return {"source": _json(group.source), "claims": [_json(claim) for claim in group.claims]}
