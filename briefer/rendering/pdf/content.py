"""What the printed page shows: the words of a brief, cut down to a number of items per section.

A page that is too long loses its least important items first. Each section then says how many items
only the full brief has.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from briefer.rendering import labels, view
from briefer.rendering.html_templates import direction
from briefer.rendering.messages import Messages, messages_in
from briefer.rendering.sanitize import sanitize, sanitize_inline
from briefer.schema.brief import Brief, Claim

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


class Item(NamedTuple):
    """A line: a name in bold type, the text after it, and a note in grey; each may be empty."""

    name: str = ""
    text: str = ""
    note: str = ""


class Group(NamedTuple):
    """A source and what is attributed to it."""

    source: Item
    claims: tuple[Item, ...]

    @property
    def characters(self) -> int:
        """How much room the group needs, roughly."""
        lines = (self.source, *self.claims)
        return sum(len("".join(line)) + 30 for line in lines)


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
    groups = _groups(brief, counts["claims"], words)
    return {
        "language": brief.language,
        "direction": direction(brief.language),
        "title": words.text("page.title", headline=sanitize(brief.headline.text)),
        "headline": _headline(brief),
        "meta": sanitize(" · ".join(view.meta(brief))),
        "summary": [_json(_point(brief, index + 1)) for index in range(counts["summary"])],
        "sections": {
            name: {
                "heading": words.text(f"heading.{heading}"),
                "items": [_json(item) for item in items[: counts[name]]],
                "more": _more(full[name] - counts[name], words),
                "empty": labels.nothing_found(brief, name),
            }
            for name, heading, items in _sections(brief, words)
        },
        "more_summary": _more(full["summary"] - counts["summary"], words),
        "claims": {
            "heading": words.text("heading.claimed_by"),
            "columns": [[_group_json(group) for group in column] for column in _columns(groups)],
            "more": _more(full["claims"] - counts["claims"], words),
            "empty": labels.nothing_found(brief, "claimed_by"),
        },
        "address": view.web_address(brief) or "",
        "foot": [sanitize(line) for line in _foot(brief, words)],
    }


def _sections(brief: Brief, words: Messages) -> list[tuple[_Listed, str, list[Item]]]:
    """Return the sections besides summary and claims: name, heading, items."""
    return [
        ("uncertainty", "uncertain", _uncertainty(brief, words)),
        ("who", "who", _who(brief, words)),
        ("where", "where", [Item(text=place.place) for place in brief.where]),
        ("when", "when", _when(brief, words)),
        ("what", "what", _what(brief)),
    ]


def _headline(brief: Brief) -> dict[str, str]:
    """Return the headline without a full stop; a sentence of the article has one."""
    headline = _json(_point(brief, 0))
    text = headline["text"]
    is_sentence = text.endswith((".", "。")) and not text.endswith("..")
    return {**headline, "text": text[:-1] if is_sentence else text}


def _point(brief: Brief, index: int) -> Item:
    point = (brief.headline, *brief.summary)[index]
    note = view.attribution_note(point, language=brief.language)
    return Item(text=point.text, note=note)


def _uncertainty(brief: Brief, words: Messages) -> list[Item]:
    return [
        Item(name=words.label(words.text(f"uncertainty.{each.kind}")), text=each.note)
        for each in view.ordered_uncertainty(brief)
    ]


def _who(brief: Brief, words: Messages) -> list[Item]:
    comma = words.text("punctuation.comma")
    return [
        Item(name=each.name, text=f"{comma}{each.role}" if each.role else "") for each in brief.who
    ]


def _when(brief: Brief, words: Messages) -> list[Item]:
    items = []
    for time in brief.when:
        value = labels.value_words(time, language=brief.language)
        whole = words.text("time.phrase", phrase=time.phrase, value=value)
        items.append(Item(text=whole if value else time.phrase))
    return items


def _what(brief: Brief) -> list[Item]:
    return [
        Item(
            text=event.event,
            note=view.attribution_note(event, language=brief.language),
        )
        for event in view.events(brief)
    ]


def _groups(brief: Brief, limit: int, words: Messages) -> list[Group]:
    comma = words.text("punctuation.comma")
    return [
        Group(
            source=Item(
                name=group.name,
                text="".join(f"{comma}{each}" for each in (group.role, group.citing) if each),
                note=words.notes((*group.marks, *group.reasons)),
            ),
            claims=tuple(_claim(claim, brief) for claim in group.claims),
        )
        for group in view.claims_by_source(brief, limit=limit)
    ]


def _claim(claim: Claim, brief: Brief) -> Item:
    return Item(
        text=view.content(claim, language=brief.language),
        note=view.cue_and_annotations(claim, language=brief.language),
    )


def _columns(groups: Sequence[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Split the sources into two columns of about the same length."""
    total = sum(group.characters for group in groups)
    best, before = 0, 0
    shortest = total + 1
    for index, group in enumerate(groups, start=1):
        before += group.characters
        longer = max(before, total - before)
        if longer < shortest:
            best, shortest = index, longer
    return groups[:best], groups[best:]


def _foot(brief: Brief, words: Messages) -> list[str]:
    notes = (words.text("page.note", note=note) for note in brief.coverage.notes)
    counts = (labels.not_covered_words(brief), labels.rejected_words(brief))
    return [
        labels.coverage_words(brief),
        labels.provenance_words(brief),
        *notes,
        *filter(None, counts),
    ]


def _more(number: int, words: Messages) -> str:
    return words.count("page.more_in_full", number) if number else ""


def _json(item: Item) -> dict[str, str]:
    return {name: sanitize_inline(value) for name, value in item._asdict().items()}


def _group_json(group: Group) -> dict[str, object]:
    return {"source": _json(group.source), "claims": [_json(claim) for claim in group.claims]}
