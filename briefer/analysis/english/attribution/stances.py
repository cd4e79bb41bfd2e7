"""Attribute what somebody is sure of or makes clear: "Reyes is adamant that the gate is open"."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, Span
from briefer.analysis.english.attribution.builder import AttributionBuilder
from briefer.analysis.english.attribution.content import Content
from briefer.analysis.english.attribution.reporting_subjects import own_subject
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.attribution.unsaid import reason_not_said
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated, subtree_span

_STANCES = frozenset("adamant certain confident convinced positive sure".split())
_BEING = frozenset("be remain feel".split())
_CLAUSES = frozenset({"ccomp", "advcl"})
_LINKS = frozenset({"acomp", "ccomp"})


class _Stance(NamedTuple):
    """The verb that has the subject, and the clause of what it is sure of."""

    verb: Token
    clause: Token


def attribute_stances(doc: Doc, builder: AttributionBuilder) -> Iterator[Attribution]:
    """Yield the claims of "is adamant that ..." and "made it clear that ...", in order."""
    for word in doc:
        found = _stance_at(word) if word.pos_ == "ADJ" else None
        if found is None or builder.quoted_text.quotation_at(word.idx) is not None:
            continue
        subject = own_subject(found.verb)
        is_said = reason_not_said(found.verb, builder.quoted_text) is None
        source = builder.sources.resolve(subject) if subject is not None and is_said else None
        span = builder.quoted_text.trimmed(subtree_span(found.clause))
        if source is None or span is None:
            continue
        cue = Span(found.verb.idx, end_offset(word))
        content = Content((span,))
        built = builder.build(source, cue, content, rule=Rule.STANCE)
        if built is not None:
            yield built


def _stance_at(word: Token) -> _Stance | None:
    verb = word.head
    is_sure = word.lemma_.lower() in _STANCES and verb.lemma_ in _BEING
    is_made_clear = word.lemma_.lower() == "clear" and verb.lemma_ == "make"
    if word.dep_ not in _LINKS or not (is_sure or is_made_clear) or is_negated(verb):
        return None
    clauses = (child for head in (word, verb) for child in head.rights if child.i > word.i)
    stated = (child for child in clauses if child.dep_ in _CLAUSES and _is_statement(child, word))
    clause = next(stated, None)
    return None if clause is None else _Stance(verb, clause)


def _is_statement(clause: Token, word: Token) -> bool:
    """Return True for "that the gate is open" right after the word, also without "that"."""
    has_subject = any(child.dep_ in SUBJECTS | {"expl"} for child in clause.lefts)
    first = clause.left_edge
    mark = first.lower_ if first.dep_ == "mark" else "that"
    return has_subject and mark == "that" and first.i == word.i + 1
