"""Who speaks of whom: the coordinates of a picture of sources, claims, and the names in them.

The sources are on one side, each claim is a dot in the middle, and the names under WHO that occur
in a claim are on the other side. A name occurs if the claim's words contain it, one of its other
names or the last name of a person; pronouns are not resolved.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from briefer.rendering import view
from briefer.rendering.messages import messages_in
from briefer.rendering.sanitize import sanitize
from briefer.schema.brief import Brief, Who

WIDTH: Final = 480
_DOTS_APART: Final = 18
_LABEL_ROOM: Final = 40  # for two lines
_LABEL_CELLS: Final = 24
_SOURCE_EDGE, _DOT, _SUBJECT_EDGE = 172, 240, 308
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


class Label(NamedTuple):
    """A source or a name: its lines, cut if it is long, and its whole text."""

    lines: tuple[str, ...]
    y: float
    text: str


class Dot(NamedTuple):
    """A claim; it is hollow if the claim is hedged."""

    y: float
    hollow: bool
    text: str


class Link(NamedTuple):
    """A line between a source, or a name, and the dot of a claim; dashed for an unnamed source."""

    x: float
    y: float
    dot_y: float
    dashed: bool = False


class Picture(NamedTuple):
    """The picture, and what it shows in sentences."""

    height: float
    sources: tuple[Label, ...]
    dots: tuple[Dot, ...]
    subjects: tuple[Label, ...]
    links: tuple[Link, ...]
    sentences: tuple[str, ...]


def claim_picture(brief: Brief) -> Picture | None:
    """Lay out the picture; None if no claim contains a name, so that there is nothing to show."""
    groups = view.claims_by_source(brief)
    named = [[_named(claim.content, brief.who) for claim in group.claims] for group in groups]
    about = [who for who in brief.who if any(who in each for group in named for each in group)]
    if not about:
        return None
    dots, sources, links = [], [], []
    subjects_of_dots: list[tuple[float, list[Who]]] = []
    top = 0.0
    for group, names in zip(groups, named, strict=True):
        room = max(_LABEL_ROOM, _DOTS_APART * len(group.claims))
        middle = top + room / 2
        first = middle - _DOTS_APART * (len(group.claims) - 1) / 2
        sources.append(_label(_source_name(group), middle))
        for index, claim in enumerate(group.claims):
            y = first + _DOTS_APART * index
            dots.append(Dot(y, claim.hedge is not None, sanitize(view.with_antecedents(claim))))
            links.append(Link(_SOURCE_EDGE, middle, y, dashed=group.unnamed))
            subjects_of_dots.append((y, names[index]))
        top += room
    height = max(top, _LABEL_ROOM * len(about))
    subjects = [
        _label(who.name, height * (index + 0.5) / len(about)) for index, who in enumerate(about)
    ]
    links += [
        Link(_SUBJECT_EDGE, subjects[about.index(who)].y, y)
        for y, names_of_dot in subjects_of_dots
        for who in names_of_dot
    ]
    sentences = tuple(
        _sentence(group, (who for each in names for who in each), brief.language)
        for group, names in zip(groups, named, strict=True)
    )
    return Picture(height, tuple(sources), tuple(dots), tuple(subjects), tuple(links), sentences)


def path(link: Link, *, mirrored: bool) -> str:
    """Return a link as the data of an SVG path: a curve that is level at both ends."""
    start, end = (WIDTH - x if mirrored else x for x in (link.x, _DOT))
    middle = (start + end) / 2
    curve = f"{middle:g} {link.y:g} {middle:g} {link.dot_y:g} {end:g} {link.dot_y:g}"
    return f"M{start:g} {link.y:g}C{curve}"


def _named(content: str, candidates: Sequence[Who]) -> list[Who]:
    """Return who of the candidates is named in the words of a claim."""
    last_names = Counter(who.name.split()[-1] for who in candidates)
    found = []
    for who in candidates:
        names = {who.name, *who.aliases}
        last = who.name.split()[-1]
        if who.kind == "person" and last_names[last] == 1:
            names.add(last)
        if any(_contains(content, name) for name in names):
            found.append(who)
    return found


def _contains(content: str, name: str) -> bool:
    if _UNSPACED.search(name):
        return name in content
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", content))


def _label(text: str, y: float) -> Label:
    """Cut a text into at most two lines that fit beside the dots."""
    text = sanitize(text)
    # A wide character takes two columns.
    width = max(1, _LABEL_CELLS * len(text) // max(1, cell_len(text)))
    return Label(tuple(textwrap.wrap(text, width, max_lines=2, placeholder=" …")), y, text)


def _source_name(group: view.SourceGroup) -> str:
    """Return the source with the one that it cites, which has a group of claims of its own."""
    return " ".join(filter(None, (group.name, group.citing)))


def _sentence(group: view.SourceGroup, names: Iterable[Who], language: str) -> str:
    words = messages_in(language)
    count = words.count("page.claims_of", len(group.claims), source=_source_name(group))
    distinct = dict.fromkeys(who.name for who in names)
    naming = words.text("page.naming", names=words.listed(distinct)) if distinct else ""
    return words.notes(filter(None, (count, naming)))
