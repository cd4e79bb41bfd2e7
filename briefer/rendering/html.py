"""The brief as one self-contained HTML page, beside the article that proves it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from briefer.evidence import Evidence
from briefer.rendering import labels, view
from briefer.rendering.highlights import paragraphs
from briefer.rendering.html_templates import RIGHT_TO_LEFT, csp_hash, template_environment
from briefer.rendering.sanitize import sanitize
from briefer.schema import Brief, Claim


class LineView(NamedTuple):
    """A line of the page and what it rests on.

    Attributes:
        number: number of the line on the page; 0 when it rests on nothing.
        references: numbers of its evidence as they are printed.
        text: the line itself.
        detail: what follows it in a quieter voice.
        name: what opens the line and is set apart: a name, or the kind of an uncertainty.
    """

    number: int
    references: tuple[int, ...]
    text: str
    detail: str = ""
    name: str = ""


class SourceView(NamedTuple):
    """A source as a line, and its claims as lines below it."""

    line: LineView
    voice: view.SourceGroup
    claims: tuple[LineView, ...]


class Piece(NamedTuple):
    """A piece of the article that the same lines rest on.

    Attributes:
        text: its words.
        lines: numbers of the lines that rest on it.
        anchors: numbers of the lines whose first evidence begins here.
        notes: numbers of the references that end here, for the printed page.
    """

    text: str
    lines: tuple[int, ...]
    anchors: tuple[int, ...]
    notes: tuple[int, ...]


class _Marks:
    """Numbers for lines and for evidence, in the order of the page."""

    def __init__(self) -> None:
        self.count = 0
        self.lines_on: dict[Evidence, list[int]] = {}
        self.references: dict[Evidence, int] = {}

    def number(self, evidence: Sequence[Evidence]) -> int:
        """Number a line that rests on ``evidence``; 0 when it rests on none."""
        if not evidence:
            return 0
        self.count += 1
        for each in evidence:
            self.lines_on.setdefault(each, []).append(self.count)
        return self.count

    def refer(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Number evidence as a reader of the printed page finds it."""
        numbers = {self.references.setdefault(each, len(self.references) + 1) for each in evidence}
        return tuple(sorted(numbers))

    def line(
        self, evidence: Sequence[Evidence], text: str, *, detail: str = "", name: str = ""
    ) -> LineView:
        """Make a line that rests on ``evidence``."""
        return LineView(self.number(evidence), self.refer(evidence), text, detail, name)


def _bracketed(words: str) -> str:
    return f"({words})" if words else ""


def page_text(brief: Brief) -> str:
    """Return the brief as an HTML page that needs nothing but itself."""
    marks = _Marks()
    headline, *summary = (
        marks.line(
            point.evidence, point.text, detail=_bracketed(view.point_attribution_note(point))
        )
        for point in (brief.headline, *brief.summary)
    )
    doubts = [
        marks.line(doubt.evidence, doubt.note, name=labels.UNCERTAINTY[doubt.kind])
        for doubt in view.ordered_uncertainty(brief)
    ]
    facts = _facts(brief, marks)
    speakers = [_speaker(voice, marks) for voice in view.claims_by_source(brief)]
    # Both are files of this package; the style sheet takes nothing but the number of lines.
    style = Markup(_template("page.css").render(lines=marks.count))  # noqa: S704
    script = Markup(_template("page.js").render())  # noqa: S704
    return _template("page.html.j2").render(
        brief=brief,
        address=view.web_address(brief),
        meta=view.meta(brief),
        direction="rtl" if brief.article.language in RIGHT_TO_LEFT else "ltr",
        headline=headline,
        summary=summary,
        doubts=doubts,
        facts=facts,
        speakers=speakers,
        paragraphs=_article(brief, marks),
        labels=labels,
        style=style,
        script=script,
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
    )


def _facts(brief: Brief, marks: _Marks) -> dict[str, list[LineView]]:
    """Make the lines of the four questions, by their titles."""
    who = []
    for each in brief.who:
        also = f"also {', '.join(each.aliases)}" if each.aliases else ""
        who.append(marks.line(each.evidence, each.role or "", detail=also, name=each.name))
    what = [
        marks.line(each.evidence, each.event, detail=view.attribution_note(each))
        for each in view.events(brief)
    ]
    where = [marks.line(each.evidence, each.place) for each in brief.where]
    when = []
    for time in brief.when:
        value = labels.value_words(time)
        when.append(marks.line(time.evidence, f"{time.phrase} → {value}" if value else time.phrase))
    return {"Who": who, "What": what, "Where": where, "When": when}


def _speaker(voice: view.SourceGroup, marks: _Marks) -> SourceView:
    line = marks.line(voice.evidence, voice.role, name=voice.name)
    claims = tuple(
        # The cue and the hedge are lit with the claim; in print, its own number is enough.
        LineView(
            number=marks.number(view.claim_evidence(claim)),
            references=marks.refer(claim.evidence),
            text=_content(claim),
            detail="; ".join(view.claim_annotations(claim)),
        )
        for claim in voice.claims
    )
    return SourceView(line, voice, claims)


def _content(claim: Claim) -> str:
    """Return what is claimed, with its hedge set apart where it stands in the words."""
    text = sanitize(view.content(claim))
    hedge = view.hedge_span(claim, text)
    if hedge is None:
        return text
    start, end = hedge
    whole = Markup('{}<em class="hedge">{}</em>{}')
    return whole.format(text[:start], text[start:end], text[end:])


def _article(brief: Brief, marks: _Marks) -> list[list[Piece]]:
    """Cut the article where the evidence of any line begins or ends."""
    slices = list(marks.lines_on)
    cut = paragraphs(brief.article.text, slices)
    last = {
        index: segment for paragraph in cut for segment in paragraph for index in segment.covering
    }
    anchored: set[int] = set()
    pieces: list[list[Piece]] = []
    for paragraph in cut:
        pieces.append([])
        for segment in paragraph:
            lines = sorted(
                {line for index in segment.covering for line in marks.lines_on[slices[index]]}
            )
            ending = [slices[index] for index in segment.covering if last[index] is segment]
            notes = sorted(marks.references[each] for each in ending if each in marks.references)
            anchors = [line for line in lines if line not in anchored]
            anchored.update(anchors)
            pieces[-1].append(Piece(segment.text, tuple(lines), tuple(anchors), tuple(notes)))
    return pieces


def _template(name: str) -> Template:
    return template_environment("briefer.rendering").get_template(name)
