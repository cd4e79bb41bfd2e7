"""Keep the words of a question apart from the one who answers it.

In 'Asked whether he was “a liar”, Reyes said no' Reyes has not said “a liar”. The asker is not
named, but for what a share of people is asked: 'Asked if the city was “safe”, 70 percent said yes'
quotes the poll.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution
from briefer.analysis.english.attribution.builder import AttributionBuilder
from briefer.analysis.english.attribution.content import Content
from briefer.analysis.english.attribution.cues import cue_of, subject_of
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.lexicon import FINDING
from briefer.analysis.spacy_helpers import SUBJECTS, subtree_span

_POLLS = frozenset({"poll", "survey"})
_SHARES = frozenset({"percent", "%"})


def attribute_questions(doc: Doc, builder: AttributionBuilder) -> Iterator[Attribution]:
    """Attribute the quotations in questions to the poll that asks, and set the others aside."""
    poll_so_far: Token | None = None
    for verb in doc:
        if _is_poll_reported_on(verb):
            poll_so_far = verb
        if verb.lemma_ != "ask" or verb.tag_ != "VBN":
            continue
        poll = poll_so_far if _is_answered_by_share(verb) else None
        source = None if poll is None else builder.sources.resolve(poll)
        for clause in filter(_is_question, verb.rights):
            for quotation in builder.quoted_text.quotations_in(subtree_span(clause)):
                rule, content = Rule.VERB_BESIDE_QUOTATION, Content((quotation.span,))
                if source is None:
                    builder.set_aside(quotation.span, rule, "question")
                elif found := builder.build(source, cue_of(verb), content, rule=rule):
                    yield found


def _is_question(clause: Token) -> bool:
    marks = {child.lower_ for child in clause.lefts if child.dep_ == "mark"}
    return clause.dep_ in {"ccomp", "advcl"} and bool(marks & {"whether", "if"})


def _is_answered_by_share(verb: Token) -> bool:
    """Return True for "asked" of "Asked if it was safe, 70 percent of them said yes"."""
    subject = subject_of(verb.head)
    return subject is not None and subject.lower_ in _SHARES


def _is_poll_reported_on(token: Token) -> bool:
    """Return True for a poll that a main clause is about: "A poll by the Herald shows ..."."""
    is_poll = token.lemma_.lower() in _POLLS and token.dep_ in SUBJECTS
    return is_poll and token.head.dep_ == "ROOT" and token.head.lemma_ in FINDING
