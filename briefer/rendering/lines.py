"""The lines of a brief in words, without markup: a name, the text after it, a note, the evidence.

The formats that are not Markdown or HTML set them in their own type. Example: a line under WHO has
the name "Ingrid Okafor", the text ", Mayor" and no note.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from briefer.rendering import labels, view
from briefer.rendering.messages import messages_in
from briefer.schema.brief import Brief, Claim, SummaryPoint
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import Section


class Line(NamedTuple):
    """A line; each of its parts may be empty."""

    name: str = ""
    text: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


class SourceLines(NamedTuple):
    """A source, and what is attributed to it."""

    source: Line
    claims: tuple[Line, ...]


def headline(brief: Brief) -> Line:
    """Return the headline."""
    return _point(brief.headline, brief)


def summary(brief: Brief) -> list[Line]:
    """Return the points of the summary."""
    return [_point(point, brief) for point in brief.summary]


def uncertainty(brief: Brief) -> list[Line]:
    """Return what is uncertain, the most serious kind first."""
    words = messages_in(brief.language)
    return [
        Line(
            name=words.label(words.text(f"uncertainty.{each.kind}")),
            text=each.note,
            evidence=each.evidence,
        )
        for each in view.ordered_uncertainty(brief)
    ]


def who(brief: Brief) -> list[Line]:
    """Return people and organisations with their roles and other names."""
    words = messages_in(brief.language)
    comma = words.text("punctuation.comma")
    return [
        Line(
            name=each.name,
            text=f"{comma}{each.role}" if each.role else "",
            note=words.text("page.also", names=words.listed(each.aliases)) if each.aliases else "",
            evidence=each.evidence,
        )
        for each in brief.who
    ]


def what(brief: Brief) -> list[Line]:
    """Return the events that headline and summary do not tell."""
    return [
        Line(
            text=event.event,
            note=view.attribution_note(event, language=brief.language),
            evidence=event.evidence,
        )
        for event in view.events(brief)
    ]


def where(brief: Brief) -> list[Line]:
    """Return the places."""
    return [Line(text=place.place, evidence=place.evidence) for place in brief.where]


def when(brief: Brief) -> list[Line]:
    """Return the times in the article's words, with their values."""
    words = messages_in(brief.language)
    lines = []
    for time in brief.when:
        value = labels.value_words(time, language=brief.language)
        whole = words.text("time.phrase", phrase=time.phrase, value=value)
        lines.append(Line(text=whole if value else time.phrase, evidence=time.evidence))
    return lines


def claims(brief: Brief, *, limit: int | None = None) -> list[SourceLines]:
    """Return the claims by source.

    Args:
        brief: the brief.
        limit: the largest number of claims; None for all.
    """
    words = messages_in(brief.language)
    comma = words.text("punctuation.comma")
    return [
        SourceLines(
            source=Line(
                name=group.name,
                text="".join(f"{comma}{each}" for each in (group.role, group.citing) if each),
                note=words.notes((*group.marks, *group.reasons)),
                evidence=group.evidence,
            ),
            claims=tuple(_claim(claim, brief) for claim in group.claims),
        )
        for group in view.claims_by_source(brief, limit=limit)
    ]


def foot(brief: Brief) -> list[str]:
    """Return how much was read, what made the brief, and what it could not do."""
    words = messages_in(brief.language)
    notes = (words.text("page.note", note=note) for note in brief.coverage.notes)
    return [labels.coverage_words(brief), labels.provenance_words(brief), *notes]


def _point(point: SummaryPoint, brief: Brief) -> Line:
    note = view.attribution_note(point, language=brief.language)
    return Line(text=point.text, note=note, evidence=point.evidence)


def _claim(claim: Claim, brief: Brief) -> Line:
    return Line(
        text=view.content(claim, language=brief.language),
        note=view.cue_and_annotations(claim, language=brief.language),
        evidence=claim.evidence,
    )


FACTS: Final[tuple[tuple[Section, Callable[[Brief], list[Line]]], ...]] = (
    ("who", who),
    ("what", what),
    ("where", where),
    ("when", when),
)
"""The four questions: heading and lines, in the order of the page."""
