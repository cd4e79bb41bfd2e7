"""The brief as one self-contained HTML page, with the article next to it.

Each line of the brief and each piece of evidence has a number. The article is cut into pieces, and
each piece carries the numbers of the lines that it supports, so that a line can be highlighted in
the article and a passage of the article in the brief.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from jinja2 import Template
from markupsafe import Markup

from briefer.rendering import claim_picture, labels, view
from briefer.rendering.escaped_json import escaped_json
from briefer.rendering.findings import rejection_reason
from briefer.rendering.highlights import paragraphs
from briefer.rendering.html_templates import csp_hash, direction, template_environment
from briefer.rendering.json_ld import json_ld
from briefer.rendering.markdown import markdown_text
from briefer.rendering.messages import messages_in
from briefer.rendering.references import References
from briefer.rendering.sanitize import sanitize, sanitize_inline
from briefer.rendering.timeline import Moment, moments
from briefer.schema.brief import Brief, Claim, SummaryPoint, When
from briefer.schema.evidence import Evidence

_SCRIPTS: Final = ("page.js", "print.js", "export.js")


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


class TimelineEntry(NamedTuple):
    """A moment, and the sentence that it is from; None for the publication of the article."""

    moment: Moment
    line: LineView | None


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

    @property
    def has_words(self) -> bool:
        """Return True if a reader can point at it: a single space or comma is no link."""
        return any(map(str.isalnum, self.text))


class _Numbering:
    """Numbers lines and evidence in the order of the page."""

    def __init__(self) -> None:
        self.count = 0
        self.lines_by_evidence: dict[Evidence, list[int]] = {}
        self.references = References()

    def number(self, evidence: Sequence[Evidence]) -> int:
        """Number a line that is supported by ``evidence``; 0 if there is none."""
        if not evidence:
            return 0
        self.count += 1
        for each in evidence:
            self.lines_by_evidence.setdefault(each, []).append(self.count)
        return self.count

    def line(
        self, evidence: Sequence[Evidence], text: str, *, detail: str = "", name: str = ""
    ) -> LineView:
        """Make a line that is supported by ``evidence``."""
        return LineView(self.number(evidence), self.references.to(evidence), text, detail, name)


def page_text(brief: Brief) -> str:
    """Return the brief as an HTML page that loads nothing from elsewhere."""
    numbering = _Numbering()
    headline, *summary = (
        numbering.line(point.evidence, point.text, detail=_point_detail(point, brief.language))
        for point in (brief.headline, *brief.summary)
    )
    words = messages_in(brief.language)
    uncertainty = [
        numbering.line(
            finding.evidence, finding.note, name=words.text(f"uncertainty.{finding.kind}")
        )
        for finding in view.ordered_uncertainty(brief)
    ]
    facts = _facts(brief, numbering)
    numbers = {time: line.number for time, line in zip(brief.when, facts["when"], strict=True)}
    sources = [_source(group, brief, numbering) for group in view.claims_by_source(brief)]
    # Reported passages that no claim covers are linked with the article, but have no note on paper.
    not_covered = [
        LineView(numbering.number([passage]), (), _in_article_language(passage.quote, brief=brief))
        for passage in brief.coverage.not_covered
    ]
    # Both are files of this package; the number of lines is all that the style sheet is given.
    style = Markup(_template("page.css").render(lines=numbering.count))  # noqa: S704
    script = Markup("".join(_template(name).render() for name in _SCRIPTS))  # noqa: S704
    return _template("page.html.j2").render(
        brief=brief,
        address=view.web_address(brief),
        address_remark=view.address_remark(brief),
        meta=view.meta(brief),
        direction=direction,
        headline=headline,
        summary=summary,
        uncertainty=uncertainty,
        facts=facts,
        sources=sources,
        not_covered=not_covered,
        timeline=[
            TimelineEntry(moment, _sentence(moment.when, numbers, brief) if moment.when else None)
            for moment in moments(brief)
        ],
        picture=claim_picture.claim_picture(brief),
        picture_width=claim_picture.WIDTH,
        picture_path=claim_picture.path,
        linked_data=Markup(escaped_json(json_ld(brief))),  # noqa: S704 (without markup)
        data=_data(brief),
        paragraphs=_article(brief, numbering),
        labels=labels,
        words=words,
        in_article_language=partial(_in_article_language, brief=brief),
        rejection_reason=rejection_reason,
        style=style,
        script=script,
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
    )


def _data(brief: Brief) -> Markup:
    """Return what the buttons of the page copy and save."""
    data = {"markdown": markdown_text(brief), "brief": brief.model_dump(mode="json")}
    return Markup(escaped_json(data))  # noqa: S704 (it has no markup)


def _point_detail(point: SummaryPoint, language: str) -> str:
    note = view.attribution_note(point, language=language)
    return messages_in(language).in_brackets(note) if note else ""


def _in_article_language(text: str, *, brief: Brief) -> str:
    """Mark up words of the article with its language, if the brief has another one."""
    language = brief.article.language
    if not text or language == brief.language:
        return text
    words = text if isinstance(text, Markup) else sanitize_inline(text)
    marked_up = Markup('<span lang="{}" dir="{}">{}</span>')
    return marked_up.format(language, direction(language), words)


def _facts(brief: Brief, numbering: _Numbering) -> dict[str, list[LineView]]:
    """Make the lines of the four questions, by name of the section."""
    words = messages_in(brief.language)
    own = partial(_in_article_language, brief=brief)
    who = []
    for each in brief.who:
        names = words.listed(each.aliases)
        aliases = words.text("page.also", names=names) if each.aliases else ""
        role = own(each.role or "")
        who.append(numbering.line(each.evidence, role, detail=aliases, name=own(each.name)))
    what = [
        numbering.line(
            each.evidence,
            each.event,
            detail=view.attribution_note(each, language=brief.language),
        )
        for each in view.events(brief)
    ]
    where = [numbering.line(each.evidence, own(each.place)) for each in brief.where]
    when = [numbering.line(time.evidence, _time(time, brief)) for time in brief.when]
    return {"who": who, "what": what, "where": where, "when": when}


def _time(time: When, brief: Brief) -> str:
    """Return the article's words for a time, and its value in the brief's language."""
    phrase = _in_article_language(sanitize(time.phrase), brief=brief)
    value = labels.value_words(time, language=brief.language)
    if not value:
        return phrase
    # A sentence of this package; what is filled in is escaped.
    template = Markup(messages_in(brief.language).entries["time.phrase"])  # noqa: S704
    return template.format(phrase=phrase, value=sanitize(value))


def _sentence(time: When, numbers: Mapping[When, int], brief: Brief) -> LineView:
    """Return the sentence in which a time is, as a line with the time's number."""
    article = brief.article
    sentence = article.sentences[article.sentence_at(time.evidence[0].start)]
    text = article.text[sentence.start : sentence.end]
    return LineView(numbers[time], (), _in_article_language(text, brief=brief))


def _source(group: view.SourceGroup, brief: Brief, numbering: _Numbering) -> SourceView:
    own = partial(_in_article_language, brief=brief)
    is_stated = group.claims[0].source.kind != "unknown"
    line = numbering.line(
        group.evidence,
        own(group.role),
        detail=group.citing,
        name=own(group.name) if is_stated else group.name,
    )
    claims = tuple(
        # The cue and the hedge are highlighted with the claim; in print, its content is enough.
        LineView(
            number=numbering.number(view.claim_evidence(claim)),
            references=numbering.references.to(claim.evidence),
            text=own(_content(claim, brief.language)),
            detail=_claim_detail(claim, brief),
        )
        for claim in group.claims
    )
    return SourceView(line, group, claims)


def _claim_detail(claim: Claim, brief: Brief) -> str:
    """Return the cue of a claim in the article's language, and the notes on it."""
    cue = _in_article_language(sanitize(view.cue_words(claim)), brief=brief)
    notes = map(sanitize, view.claim_annotations(claim, language=brief.language))
    separator = Markup(messages_in(brief.language).text("punctuation.semicolon"))  # noqa: S704
    return separator.join(filter(None, (cue, *notes)))


def _content(claim: Claim, language: str) -> str:
    """Return the content of a claim, with its hedge marked up if it contains it."""
    text = sanitize(view.content(claim, language=language))
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
    numbers = numbering.references.numbers
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
            notes = sorted(numbers[each] for each in ending if each in numbers)
            anchors = [line for line in lines if line not in anchored]
            anchored.update(anchors)
            pieces[-1].append(Piece(segment.text, tuple(lines), tuple(anchors), tuple(notes)))
    return pieces


def _template(name: str) -> Template:
    return template_environment("briefer.rendering").get_template(name)
