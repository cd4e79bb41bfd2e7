"""The gist pass of a small model: headline, who, when, where and summary, checked.

Each line that the article supports becomes a part of the brief with its evidence; each other one
becomes a problem with its findings.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from briefer.analysis.english.line_syntax import parse_lines
from briefer.assembly.merging import first_of_each
from briefer.assembly.points import findings_of, point_of
from briefer.assembly.sections import BriefSections
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.truecasing import truecase
from briefer.passes.gist_slots import (
    Problem,
    ground_when,
    ground_where,
    ground_who,
    split_answers,
)
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema.brief import SummaryPoint
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.vocabulary import Section
from briefer.text.normalization import fold, tidy, tidy_items

Part = TypeVar("Part")
_Short = Annotated[str, Field(max_length=100)]
_Line = Annotated[str, Field(max_length=200)]
_Sentence = Annotated[str, Field(max_length=320)]


class GistDraft(BaseModel):
    """What the model answers: short lines, near the article's words."""

    headline: _Line
    who: Annotated[list[_Short], Field(max_length=4)]
    when: Annotated[list[_Short], Field(max_length=2)]
    where: Annotated[list[_Short], Field(max_length=2)]
    summary: Annotated[list[_Sentence], Field(max_length=4)]


def ground_gist(draft: GistDraft, checker: LineChecker) -> GroundingResult[BriefSections]:
    """Check each line of a gist against the article."""
    article, analysis = checker.article, checker.analysis
    problems: list[RejectedItem] = []

    def grounded(
        section: Section, texts: Iterable[str], convert: Callable[[str], Part | Problem]
    ) -> list[Part]:
        """Return the parts that the article supports, and record a problem for each other text."""
        parts = []
        for text in texts:
            part = convert(text)
            if isinstance(part, tuple):
                problems.append(RejectedItem(section=section, text=text, findings=part))
            else:
                parts.append(part)
        return parts

    headline, points = tidy(draft.headline), tidy_items(draft.summary)
    lines = (truecase(text, article, analysis) for text in (headline, *points))
    parse_lines(lines, article.language)  # one batch is faster than one line at a time
    point = partial(_point, checker=checker)
    headlines = grounded("headline", [headline], point)
    summary = grounded("summary", points, point)
    names = tidy_items(split_answers(draft.who, article))
    who = grounded("who", names, partial(ground_who, article=article, analysis=analysis))
    places = tidy_items(split_answers(draft.where, article))
    where = grounded("where", places, partial(ground_where, article=article, analysis=analysis))
    times = tidy_items(draft.when)
    when = grounded("when", times, partial(ground_when, article=article, analysis=analysis))
    sections = BriefSections(
        headline=headlines[0] if headlines else None,
        summary=tuple(summary),
        who=first_of_each(who, key=lambda one: one.name),
        where=first_of_each(where, key=lambda one: one.place),
        when=first_of_each(when, key=lambda one: one.phrase),
    )
    return GroundingResult(sections, tuple(problems))


GIST = Pass(
    name="the gist",
    prompt="brief/gist.j2",
    draft=GistDraft,
    ground=ground_gist,
    max_tokens=700,
)


def _point(text: str, checker: LineChecker) -> SummaryPoint | Problem:
    """Return the point with its evidence, or the problem."""
    checked = checker.check(truecase(text, checker.article, checker.analysis))
    is_read = checker.analysis.parser == "syntax" and not checked.unread
    if checked.is_supported and not (is_read or _is_copied(text, checker)):
        return (RejectionFinding(code="not_checked"),)
    if checked.is_supported and checked.sentences:
        return point_of(checked, checker)
    return findings_of(checked) or (RejectionFinding(code="not_in_article"),)


def _is_copied(text: str, checker: LineChecker) -> bool:
    """Return True if a line is the article's own words: it needs no check of what it says.

    In most languages some checks cannot read who acts or what is denied, and a small model cannot
    verify its lines.
    """
    line = fold(text).strip(" .!")
    return bool(line) and line in fold(f"{checker.article.title or ''}\n{checker.article.text}")
