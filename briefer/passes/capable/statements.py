"""The statements pass: who says what, in the model's reading, located in the article.

The model lists the sources, and for each statement its source and its first and last words. Code
cuts the slices, and computes how much of them is quoted and how likely the statement makes it.
"""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, get_args

from pydantic import BaseModel, Field

from briefer.analysis.annotations import Span
from briefer.analysis.corrections import find_corrections
from briefer.analysis.english.lexicon import HEDGES
from briefer.analysis.quoted_text import QuotedText
from briefer.assembly.conversion import evidence_of, quoted_words, single_line
from briefer.grounding.alignment import find_words
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.statement_source import (
    find_description,
    find_role,
    find_source,
    is_introduced,
    may_speak,
)
from briefer.grounding.statement_spans import (
    StatementWords,
    content_parts,
    find_content,
    find_cue,
    negated_cue,
    with_particle,
)
from briefer.grounding.tokens import tokenize
from briefer.grounding.unstated import Unstated
from briefer.passes.capable.rows import Number, Row, kind_of
from briefer.passes.runner import GroundingResult, Pass
from briefer.schema.article import Article
from briefer.schema.brief import UNKNOWN_SOURCE, Claim, Source
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.vocabulary import Basis, FindingCode, SourceKind
from briefer.text.normalization import says_nothing, tidy

MAX_STATEMENTS = 80
_SHORT_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}")  # a pronoun: "对此"
_Words = Annotated[str, Field(max_length=400)]
# A kind that is none of them says that there is a source: "politician", "newspaper".
_Kind = Annotated[SourceKind, kind_of(get_args(SourceKind), otherwise="person")]


class SourceDraft(Row):
    """A source, as the model describes it."""

    LAYOUT: ClassVar[str] = "name|kind|role|why it is not named"

    name: _Words = ""
    kind: _Kind = "unknown"
    role: _Words = ""
    why_unnamed: _Words = ""


class StatementDraft(Row):
    """A statement, as the model points at it; numbers count from 1, and 0 is none."""

    LAYOUT: ClassVar[str] = "source|sentence|cue|first words|last words|hedge|relies on"

    by: Number = 0
    at: Number = 0
    cue: _Words = ""
    first: Annotated[str, Field(max_length=1_000)] = ""
    last: _Words = ""
    hedge: _Words = ""
    relies_on: Number = 0


class StatementsDraft(BaseModel):
    """What the model answers."""

    sources: Annotated[list[SourceDraft], Field(max_length=MAX_STATEMENTS)]
    statements: Annotated[list[StatementDraft], Field(max_length=MAX_STATEMENTS)]
    main: Annotated[list[Number], Field(max_length=12)] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements that were located, in the order of the answer.

    Attributes:
        claims: the statements as claims.
        main: those of them that matter most, the most important first.
    """

    claims: tuple[Claim, ...] = ()
    main: tuple[Claim, ...] = ()


def ground_statements(draft: StatementsDraft, checker: LineChecker) -> GroundingResult[Statements]:
    """Locate each statement and its source; what cannot be located becomes a problem."""
    locator = _Locator(draft, checker)
    found: list[Claim] = []
    place_of: dict[int, int] = {}  # by the number of a statement: its place in ``found``
    for number, one in enumerate(draft.statements, start=1):
        claim = locator.claim(one)
        if claim is None:
            continue
        if found and (whole := _joined(found[-1], claim, checker.article)) is not None:
            found[-1] = whole
        else:
            found.append(claim)
        place_of[number] = len(found) - 1
    main = dict.fromkeys(found[place_of[number]] for number in draft.main if number in place_of)
    claims = tuple(dict.fromkeys(found))
    return GroundingResult(Statements(claims, tuple(main)), tuple(locator.problems))


STATEMENTS = Pass(
    name="the claims",
    prompt="capable/statements.j2",
    draft=StatementsDraft,
    ground=ground_statements,
    max_tokens=3_500,
    numbered=True,
)


class _Locator:
    """Locates the statements of one answer; ``problems`` is what it could not locate."""

    def __init__(self, draft: StatementsDraft, checker: LineChecker) -> None:
        self._sources = draft.sources
        self._checker = checker
        self._article, self._analysis = checker.article, checker.analysis
        self._quoted_text = QuotedText(checker.article.text, checker.analysis.quotations)
        self._unstated = Unstated(checker.analysis)
        self.problems: list[RejectedItem] = []

    def claim(self, draft: StatementDraft) -> Claim | None:
        """Return the statement as a claim; None, with a problem, if it cannot be located."""
        article = self._article
        sentence = min(max(draft.at, 1), len(article.sentences)) - 1
        words = StatementWords(sentence, *map(_words, (draft.first, draft.last)))
        shown = " … ".join(filter(None, (words.first, words.last)))
        content = find_content(article, words)
        if content is None:
            self._reject(shown or draft.cue, "words_not_in_article")
            return None
        if self._unstated.orders(content):
            self._reject(shown, "only_in_injection")
            return None
        if any(correction.contains(content) for correction in find_corrections(article)):
            self._reject(shown, "only_in_correction")
            return None
        cue = self._cue(draft.cue, content, shown)
        if self._is_only_asked(content, cue):
            self._reject(shown, "not_stated", words=shown)
            return None
        source = self._source(draft.by, near=content if cue is None else cue)
        if source is None:
            name = self._draft_of(draft.by).name
            self._reject(shown, "source_not_in_article", source=tidy(name))
            return None
        mentions = [Span(one.start, one.end) for one in source.evidence]
        if not self._may_speak(source, cue, content):
            self._reject(shown, "not_stated", words=f"{source.name}: {shown}")
            return None
        parts = content_parts(
            with_particle(content, draft.cue, article),
            cue,
            article,
            self._quoted_text,
            source=mentions,
        )
        if not any(map(self._says_something, parts)):
            self._reject(shown, "words_not_in_article")
            return None
        relies_on = None
        if draft.relies_on not in {0, draft.by}:
            relies_on = self._source(draft.relies_on, near=parts[0])
        hedge = self._hedge(draft.hedge, content, shown)
        likelihood = HEDGES.get(_key(hedge, article)) if article.language == "en" else None
        evidence = evidence_of(article, parts)
        return Claim(
            content=quoted_words(evidence),
            source=source,
            cue=article.evidence(*cue) if cue else None,
            quote_kind=self._quoted_text.quote_kind(parts),
            hedge=article.evidence(*hedge) if hedge else None,
            likelihood=likelihood if hedge else None,
            relies_on=relies_on if relies_on and relies_on.kind != "unknown" else None,
            found_by="model",
            evidence=evidence,
        )

    def _may_speak(self, source: Source, cue: Span | None, content: Span) -> bool:
        return may_speak(
            source,
            cue,
            content,
            quoted_text=self._quoted_text,
            article=self._article,
            analysis=self._analysis,
        )

    def _is_only_asked(self, content: Span, cue: Span | None) -> bool:
        """Return True for "Did Reed say that the gate was shut?": nobody said it.

        A cue somewhere else does not make it said; that of a quotation is in its paragraph.
        """
        article = self._article
        if not (self._unstated.asks(content) or self._unstated.takes_back(content)):
            return False
        if cue is None or self._unstated.asks(cue):
            return True
        if self._quoted_text.quotation_at(content.start) is None:
            return article.sentence_at(cue.start) != article.sentence_at(content.start)
        paragraph = self._quoted_text.line_at(content.start)
        return not (paragraph.contains(cue) or is_introduced(content, cue, article))

    def _says_something(self, part: Span) -> bool:
        """Return True if words are more than a pronoun ("it", "lo", "对此"): "denied it" is."""
        text = part.text_in(self._article.text)
        if self._quoted_text.quotation_at(part.start) is not None:
            return True
        tokens = tokenize(text, self._article.language)
        says = any(token.is_content or token.kind == "negation" for token in tokens)
        return says and not _SHORT_CJK.fullmatch(text)

    def _cue(self, words: str, content: Span, statement: str) -> Span | None:
        """Locate a cue next to its statement; record it if it is not there."""
        if not _words(words):
            return None
        found = find_cue(words, content, self._article, self._quoted_text)
        if found is not None:
            return negated_cue(found, self._article)
        self._reject(f"{tidy(words)}: {statement}", "words_not_in_article")
        return None

    def _hedge(self, words: str, content: Span, statement: str) -> Span | None:
        """Locate a hedge in the sentences of its statement; record it if it is not there."""
        if not _words(words):
            return None
        article = self._article
        first, last = (article.sentence_at(o) for o in (content.start, content.end - 1))
        own = Span(article.sentences[first].start, article.sentences[last].end)
        found = find_words(article, words, near=content)
        if found is not None and own.contains(found):
            return found
        self._reject(f"{tidy(words)}: {statement}", "words_not_in_article")
        return None

    def _draft_of(self, number: int) -> SourceDraft:
        known = 1 <= number <= len(self._sources)
        return self._sources[number - 1] if known else SourceDraft()

    def _source(self, number: int, *, near: Span) -> Source | None:
        """Return a source with its evidence; None if the article neither names nor describes it."""
        draft, article = self._draft_of(number), self._article
        if not _words(draft.name) or draft.kind == "unknown":
            return UNKNOWN_SOURCE
        named = draft.kind in {"person", "organisation", "document"}
        tokens = tokenize(draft.name, article.language)
        if named and not any(token.is_content for token in tokens):
            return None  # "he" names nobody, "many" and "some" describe a group
        found = find_source(draft.name, near=near, article=article, analysis=self._analysis)
        if found is None or self._unstated.has_all(found[1]):
            return None
        name, spans = found
        entity = resolve_entity(name, self._analysis, article)
        if entity is not None and entity.kind != "place":
            name = entity.text
        mentions = (*spans, *(entity.mentions if entity else ()))
        role = find_role(
            draft.role,
            mentions,
            quoted_text=self._quoted_text,
            article=article,
            analysis=self._analysis,
        )
        if role is None and entity is not None and entity.roles:
            role = entity.roles[0]
        why = "" if named else draft.why_unnamed
        reason = find_description(why, mentions, article=article, analysis=self._analysis)
        return Source(
            name=single_line(name),
            kind=draft.kind,
            role=single_line(role.text_in(article.text)) if role else None,
            basis=_basis(draft.kind, reason),
            anonymity_reason=single_line(reason.text_in(article.text)) if reason else None,
            evidence=evidence_of(article, (*spans, *filter(None, (role, reason)))),
        )

    def _reject(self, text: str, code: FindingCode, **params: str) -> None:
        finding = RejectionFinding(code=code, params=params)
        self.problems.append(RejectedItem(section="claimed_by", text=text, findings=(finding,)))


def _words(text: str) -> str:
    """Return a model's words on one line; an empty string if they say nothing."""
    return "" if says_nothing(text) else tidy(text)


def _key(hedge: Span | None, article: Article) -> str:
    return " ".join(hedge.text_in(article.text).lower().split()) if hedge else ""


def _basis(kind: SourceKind, reason: Span | None) -> Basis:
    if kind in {"unnamed_person", "unnamed_group"}:
        return "background" if reason else "unknown"
    return "on_record"


def _joined(before: Claim, claim: Claim, article: Article) -> Claim | None:
    """Return two parts of one statement as one claim; None if they are not.

    They are if they have the same source and the same cue, or the second has none and follows in
    quotation marks, all in one paragraph ("“We checked,” she said. “Twice.”").
    """
    follows = claim.cue is None and claim.quote_kind == "direct" == before.quote_kind
    if claim.source.name != before.source.name or not (follows or claim.cue == before.cue):
        return None
    start, end = before.evidence[0].start, claim.evidence[-1].end
    if start >= end or "\n" in article.text[start:end]:
        return None
    evidence = tuple(dict.fromkeys((*before.evidence, *claim.evidence)))
    kinds = {before.quote_kind, claim.quote_kind}
    return before.model_copy(
        update={
            "content": quoted_words(evidence),
            "evidence": evidence,
            "quote_kind": before.quote_kind if len(kinds) == 1 else "mixed",
            "hedge": before.hedge or claim.hedge,
            "likelihood": before.likelihood if before.hedge else claim.likelihood,
            "relies_on": before.relies_on or claim.relies_on,
        }
    )
