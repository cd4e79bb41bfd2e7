"""The brief as one self-contained HTML page, with the article next to it.

Each line of the brief and each piece of evidence has a number. The article is cut into pieces, and
each piece carries the numbers of the lines that it supports, so that a line can be highlighted in
the article and a passage of the article in the brief.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from briefer.rendering import labels, view
from briefer.rendering.findings import rejection_reason
from briefer.rendering.highlights import paragraphs
from briefer.rendering.html_templates import RIGHT_TO_LEFT, csp_hash, template_environment
from briefer.rendering.sanitize import sanitize
from briefer.schema.brief import Brief, Claim
from briefer.schema.evidence import Evidence


class LineView(NamedTuple):
    """A line of the page and the numbers of its evidence.

    Attributes:
        number: number of the line on the page; 0 if it has no evidence.
        references: numbers of its evidence as they are printed.
        text: the line itself.
        detail: a note after it, in smaller type.
        name: a name, or the kind of an uncertainty, set apart in front of the text.
    """

    number: int
    references: tuple[int, ...]
    text: str
    detail: str = ""
    name: str = ""


class SourceView(NamedTuple):
    """A source as a line, and its claims as lines below it."""

    line: LineView
    group: view.SourceGroup
    claims: tuple[LineView, ...]


class Piece(NamedTuple):
    """A piece of the article whose words all support the same lines.

    Attributes:
        text: the words.
        lines: numbers of the lines that it supports.
        anchors: numbers of the lines whose first evidence begins here.
        notes: numbers of the references that end here, for the printed page.
    """

    text: str
    lines: tuple[int, ...]
    anchors: tuple[int, ...]
    notes: tuple[int, ...]


class _Numbering:
    """Numbers lines and evidence in the order of the page."""

    def __init__(self) -> None:
        self.count = 0
        self.lines_by_evidence: dict[Evidence, list[int]] = {}
        self.references: dict[Evidence, int] = {}

    def number(self, evidence: Sequence[Evidence]) -> int:
        """Number a line that is supported by ``evidence``; 0 if there is none."""
        if not evidence:
            return 0
        self.count += 1
        for each in evidence:
            self.lines_by_evidence.setdefault(each, []).append(self.count)
        return self.count

    def refer(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Return the numbers of the evidence that are printed on paper."""
        numbers = {self.references.setdefault(each, len(self.references) + 1) for each in evidence}
        return tuple(sorted(numbers))

    def line(
        self, evidence: Sequence[Evidence], text: str, *, detail: str = "", name: str = ""
    ) -> LineView:
        """Make a line that is supported by ``evidence``."""
        return LineView(self.number(evidence), self.refer(evidence), text, detail, name)


def page_text(brief: Brief) -> str:
    """Return the brief as an HTML page that loads nothing from elsewhere."""
    numbering = _Numbering()
    headline, *summary = (
        numbering.line(
            point.evidence, point.text, detail=_in_brackets(view.point_attribution_note(point))
        )
        for point in (brief.headline, *brief.summary)
    )
    uncertainty = [
        numbering.line(finding.evidence, finding.note, name=labels.UNCERTAINTY[finding.kind])
        for finding in view.ordered_uncertainty(brief)
    ]
    facts = _facts(brief, numbering)
    sources = [_source(group, numbering) for group in view.claims_by_source(brief)]
    # Both are files of this package; the number of lines is all that the style sheet is given.
    style = Markup(_template("page.css").render(lines=numbering.count))  # noqa: S704
    script = Markup(_template("page.js").render())  # noqa: S704
    return _template("page.html.j2").render(
        brief=brief,
        address=view.web_address(brief),
        meta=view.meta(brief),
        direction="rtl" if brief.article.language in RIGHT_TO_LEFT else "ltr",
        headline=headline,
        summary=summary,
        uncertainty=uncertainty,
        facts=facts,
        sources=sources,
        paragraphs=_article(brief, numbering),
        labels=labels,
        rejection_reason=rejection_reason,
        style=style,
        script=script,
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
    )


def _in_brackets(words: str) -> str:
    return f"({words})" if words else ""


def _facts(brief: Brief, numbering: _Numbering) -> dict[str, list[LineView]]:
    """Make the lines of the four questions, by title of the section."""
    who = []
    for each in brief.who:
        aliases = f"also {', '.join(each.aliases)}" if each.aliases else ""
        who.append(numbering.line(each.evidence, each.role or "", detail=aliases, name=each.name))
    what = [
        numbering.line(each.evidence, each.event, detail=view.attribution_note(each))
        for each in view.events(brief)
    ]
    where = [numbering.line(each.evidence, each.place) for each in brief.where]
    when = []
    for time in brief.when:
        value = labels.value_words(time)
        text = f"{time.phrase} → {value}" if value else time.phrase
        when.append(numbering.line(time.evidence, text))
    return {"Who": who, "What": what, "Where": where, "When": when}


def _source(group: view.SourceGroup, numbering: _Numbering) -> SourceView:
    line = numbering.line(group.evidence, group.role, name=group.name)
    claims = tuple(
        # The cue and the hedge are highlighted with the claim; in print, its content is enough.
        LineView(
            number=numbering.number(view.claim_evidence(claim)),
            references=numbering.refer(claim.evidence),
            text=_content(claim),
            detail="; ".join(view.claim_annotations(claim)),
        )
        for claim in group.claims
    )
    return SourceView(line, group, claims)


def _content(claim: Claim) -> str:
    """Return the content of a claim, with its hedge marked up if it contains it."""
    text = sanitize(view.content(claim))
    hedge = view.hedge_span(claim, text)
    if hedge is None:
        return text
    start, end = hedge
    marked_up = Markup('{}<em class="hedge">{}</em>{}')
    return marked_up.format(text[:start], text[start:end], text[end:])


def _article(brief: Brief, numbering: _Numbering) -> list[list[Piece]]:
    """Cut the article where the evidence of any line begins or ends."""
    evidence = list(numbering.lines_by_evidence)
    segmented = paragraphs(brief.article.text, evidence)
    last_segment = {
        index: segment
        for paragraph in segmented
        for segment in paragraph
        for index in segment.covering
    }
    anchored: set[int] = set()
    pieces: list[list[Piece]] = []
    for paragraph in segmented:
        pieces.append([])
        for segment in paragraph:
            lines = sorted(
                {
                    line
                    for index in segment.covering
                    for line in numbering.lines_by_evidence[evidence[index]]
                }
            )
            ending = [
                evidence[index] for index in segment.covering if last_segment[index] is segment
            ]
            notes = sorted(
                numbering.references[each] for each in ending if each in numbering.references
            )
            anchors = [line for line in lines if line not in anchored]
            anchored.update(anchors)
            pieces[-1].append(Piece(segment.text, tuple(lines), tuple(anchors), tuple(notes)))
    return pieces


def _template(name: str) -> Template:
    return template_environment("briefer.rendering").get_template(name)
