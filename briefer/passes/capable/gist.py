"""The gist pass of a capable model: with roles, events, and the sentences that support each line.

Who, when and where are located in the article; headline, summary and events are checked, and go to
verification.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeVar, get_args

from pydantic import BaseModel, Field

from briefer.analysis.annotations import Span
from briefer.analysis.english.line_syntax import parse_lines
from briefer.analysis.quoted_text import QuotedText
from briefer.assembly.conversion import evidence_of, single_line
from briefer.assembly.merging import first_of_each
from briefer.assembly.sections import BriefSections
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.statement_source import find_role
from briefer.grounding.truecasing import truecase
from briefer.passes.capable.cited_lines import CitedLine, ground_line, split_citation
from briefer.passes.capable.rows import Row, kind_of
from briefer.passes.gist_slots import (
    Problem,
    ground_when,
    ground_where,
    ground_who,
    split_answers,
)
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema.brief import Who
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.vocabulary import EntityKind, Section
from briefer.text.normalization import tidy_items

Part = TypeVar("Part")
_Short = Annotated[str, Field(max_length=160)]
_Line = Annotated[str, Field(max_length=400)]
_Kind = Annotated[EntityKind, kind_of(get_args(EntityKind), otherwise="other")]


class WhoDraft(Row):
    """A person, an organisation or a group, as the model names it."""

    LAYOUT: ClassVar[str] = "name|kind|role"

    name: _Short = ""
    kind: _Kind = "other"
    role: _Line = ""


class FullGistDraft(BaseModel):
    """What the model answers."""

    headline: _Line
    who: Annotated[list[WhoDraft], Field(max_length=10)]
    when: Annotated[list[_Short], Field(max_length=6)]
    where: Annotated[list[_Short], Field(max_length=6)]
    what: Annotated[list[_Line], Field(max_length=6)]
    summary: Annotated[list[_Line], Field(max_length=8)]


@dataclass(frozen=True, slots=True)
class FullGist:
    """What a gist says.

    Attributes:
        slots: who, when and where.
        lines: headline, summary and events, also those that a check proves wrong.
    """

    slots: BriefSections
    lines: tuple[CitedLine, ...]


def ground_full_gist(draft: FullGistDraft, checker: LineChecker) -> GroundingResult[FullGist]:
    """Check each line of a gist against the article, and locate who, when and where."""
    article, analysis = checker.article, checker.analysis
    quoted_text = QuotedText(article.text, analysis.quotations)
    problems: list[RejectedItem] = []

    def located(section: Section, text: str, part: Part | Problem) -> list[Part]:
        if isinstance(part, tuple):
            problems.append(RejectedItem(section=section, text=text, findings=part))
            return []
        return [part]

    names = {one.name: one for one in draft.who if tidy_items([one.name])}
    places, times = tidy_items(split_answers(draft.where, article)), tidy_items(draft.when)
    who = [
        _with_role(found, one, checker, quoted_text, problems)
        for name, one in names.items()
        for found in located("who", name, ground_who(name, article, analysis))
    ]
    where = [
        part
        for text in places
        for part in located("where", text, ground_where(text, article, analysis))
    ]
    when = [
        part
        for text in times
        for part in located("when", text, ground_when(text, article, analysis))
    ]
    slots = BriefSections(
        who=first_of_each(who, key=lambda one: one.name),
        where=first_of_each(where, key=lambda one: one.place),
        when=first_of_each(when, key=lambda one: one.phrase),
    )
    return GroundingResult(FullGist(slots, _lines(draft, checker)), tuple(problems))


FULL_GIST = Pass(
    name="the gist",
    prompt="capable/gist.j2",
    draft=FullGistDraft,
    ground=ground_full_gist,
    max_tokens=1_000,
    numbered=True,
)


def _lines(draft: FullGistDraft, checker: LineChecker) -> tuple[CitedLine, ...]:
    written: list[tuple[Section, str]] = [
        *(("headline", text) for text in tidy_items([draft.headline])),
        *(("summary", text) for text in tidy_items(draft.summary)),
        *(("what", text) for text in tidy_items(draft.what)),
    ]
    if checker.compares_words:  # one batch is faster than one line at a time
        count = len(checker.article.sentences)
        shown = (split_citation(text, count)[0] for _, text in written)
        lines = [truecase(text, checker.article, checker.analysis) for text in shown]
        parse_lines(lines, checker.article.language)
    return tuple(ground_line(section, text, checker) for section, text in written)


def _with_role(
    who: Who,
    draft: WhoDraft,
    checker: LineChecker,
    quoted_text: QuotedText,
    problems: list[RejectedItem],
) -> Who:
    """Add the role that the model gives, in the article's words, and the kind if it is unknown."""
    if who.kind == "other" or (checker.analysis.parser == "rules" and draft.kind != "other"):
        who = who.model_copy(update={"kind": draft.kind})
    if not tidy_items([draft.role]):
        return who
    article, first = checker.article, who.evidence[0]
    entity = resolve_entity(who.name, checker.analysis, article)
    mentions = (Span(first.start, first.end), *(entity.mentions if entity else ()))
    role = find_role(
        draft.role, mentions, quoted_text=quoted_text, article=article, analysis=checker.analysis
    )
    if role is None:
        finding = RejectionFinding(code="words_not_in_article")
        problems.append(RejectedItem(section="who", text=draft.role, findings=(finding,)))
        return who
    evidence = (first, *evidence_of(article, (role,)), *who.evidence[1:])
    return who.model_copy(
        update={
            "role": single_line(role.text_in(article.text)),
            "evidence": tuple(dict.fromkeys(evidence)),
        }
    )
