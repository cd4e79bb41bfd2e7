"""Find what a reporting verb reports, from the verb's complements in the parse.

For "Reyes said that the gate was open" the content is "the gate was open"; for "Reyes denied taking
the money" it is "taking the money", which does not stand alone.
"""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.insertions import (
    finite_verb,
    inserted_clause,
    sentence_around,
)
from briefer.analysis.english.attribution.inversions import content_of_inversion
from briefer.analysis.english.attribution.named_or_counted import (
    end_with_adjuncts,
    has_number,
    named_or_counted,
)
from briefer.analysis.english.attribution.noun_phrases import (
    antecedent_of,
    phrase_of,
    takes_gerund,
)
from briefer.analysis.english.attribution.passive import is_passive
from briefer.analysis.english.attribution.passive_content import after_agent, said_of_subject
from briefer.analysis.english.attribution.quoted_content import quotations_beside
from briefer.analysis.english.attribution.relative_clauses import said_of_antecedent
from briefer.analysis.english.attribution.reported_part import reported_part
from briefer.analysis.english.attribution.reporting_clauses import content_around, reporting_clause
from briefer.analysis.english.attribution.reporting_subjects import (
    PLAINLY_INVERTED,
    is_going_on,
    is_inserted,
    trailing_reporter,
)
from briefer.analysis.english.attribution.unsaid import is_future
from briefer.analysis.english.lexicon import (
    ASKING,
    DENIAL,
    DONE_TO_PEOPLE,
    HEARING,
    NAMING,
    PLAIN_SPEECH,
    STATING,
    TELLING,
    THOUGHT,
    TOPICAL,
    WITH_GERUND,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.analysis.english.nouns import GROUP_NOUNS, KIN, PERSON_NOUNS
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated, subtree_span

_QUESTION_TAGS = frozenset({"WDT", "WP", "WRB"})
_OCCASION = frozenset("in on at during by through via".split())
_FINITE_OR_PARTICIPLE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB", "VBG"})
_INVERTING = frozenset({"had", "should", "were"})
_MIN_OBJECT_WORDS = 3
# Declining to do this reports nothing: "declined to comment".
_EMPTY_WHEN_DECLINED = frozenset(
    "comment answer discuss elaborate respond reply speak talk".split()
)


class Content(NamedTuple):
    """What a verb reports.

    Attributes:
        spans: its slices of the text.
        stands_alone: whether it is a statement without its verb. "To fight on" is not one without
            "pledged", and the words after "denied" say the opposite of what the source said.
        says_enough: whether it is a statement however short: "spoke of 6,000", "called it absurd".
    """

    spans: tuple[Span, ...]
    stands_alone: bool = True
    says_enough: bool = False


def content_of(
    verb: Token, quoted_text: QuotedText, attributed: AbstractSet[Span]
) -> Content | None:
    """Return what a verb reports, or None if it reports nothing.

    Args:
        verb: a verb of the lexicon.
        quoted_text: the article's text with its quotations.
        attributed: spans of quotations that already belong to another verb.
    """
    around = content_of_inversion(verb, quoted_text) or _put_so(verb, quoted_text)
    if around and verb.lemma_ not in PLAINLY_INVERTED:
        return Content(around)
    parsed = _complement(verb, quoted_text, attributed)
    return Content(around) if around and parsed is None else parsed


def _complement(
    verb: Token, quoted_text: QuotedText, attributed: AbstractSet[Span]
) -> Content | None:
    """Return what a verb reports as its complements in the parse."""
    lemma = verb.lemma_.lower()
    takes_clause = lemma in STATING | HEARING | DENIAL or is_going_on(verb)
    is_open = lemma in DENIAL or is_negated(verb) or is_future(verb)
    if takes_clause and (spans := _statement(verb, quoted_text, is_open=is_open)):
        return Content(spans, stands_alone=not is_open)
    passive = is_passive(verb)
    if passive and (spans := said_of_subject(verb, quoted_text)):
        return Content(spans)
    if spans := _prepositional(verb, quoted_text, passive=passive):
        return Content(spans, stands_alone=passive, says_enough=has_number(spans, verb))
    if not passive and lemma in WITH_INFINITIVE and (spans := _infinitive(verb, quoted_text)):
        return Content(spans, stands_alone=False)
    if not passive and lemma in WITH_GERUND and (spans := _gerund(verb, quoted_text)):
        return Content(spans, stands_alone=False)
    if not passive and (judged := named_or_counted(verb, quoted_text)):
        is_plain = lemma not in NAMING or not quoted_text.quotations_in(judged)
        return Content((judged,), stands_alone=False, says_enough=is_plain)
    takes_quotation = takes_clause or lemma in ASKING
    if takes_quotation and (spans := quotations_beside(verb, quoted_text, attributed)):
        return Content(spans)
    if not passive and lemma in WITH_OBJECT and (spans := _object(verb, quoted_text)):
        return Content(spans, stands_alone=False)
    return None


def _statement(verb: Token, quoted_text: QuotedText, *, is_open: bool) -> tuple[Span, ...] | None:
    """Return the statement around, before or after a verb.

    One that is open (denied, or not made yet) needs its verb, which follows the noun that
    it is about in "a plan, which he denied was too dear".
    """
    of_noun = None if is_open else said_of_antecedent(verb, quoted_text)
    return of_noun or sentence_around(verb, quoted_text) or _clause(verb, quoted_text)


def _put_so(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...]:
    """Return the sentence around ", as Reed put it,": what is quoted in it, or all of it."""
    children = [child.lower_ for child in verb.children]
    clause = subtree_span(verb)
    if verb.lemma_ != "put" or "it" not in children or children[0] != "as":
        return ()
    start, end = verb.sent.start_char, verb.sent.end_char
    parts = (Span(start, clause.start), Span(min(clause.end, end), end))
    spans = tuple(filter(None, map(quoted_text.trimmed, parts)))
    quoted = tuple(q.span for span in spans for q in quoted_text.quotations_in(span))
    return spans if len(spans) > 1 or not quoted else quoted


def _clause(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return the reported clause: after the verb, or before it ("X, he said")."""
    if trailing_reporter(verb) is not None:
        return _before_trailing_clause(verb, quoted_text)
    if inserted_clause(verb):
        end = reporting_clause(verb, quoted_text).end
        main = finite_verb(token for token in verb.sent if token.idx >= end)
        return None if main is None else content_around(verb, quoted_text, main_verb=main)
    clauses = [child for child in verb.children if child.dep_ in {"ccomp", "parataxis"}]
    for clause in sorted(clauses, key=lambda child: child.i < verb.i):
        if clause.i > verb.i:
            if _is_absolute(clause) or _is_beyond_semicolon(clause, verb):
                continue
            if is_thought_question(verb, clause) or _describes_noun(clause):
                return None
            if clause.left_edge.i < verb.i and is_inserted(verb):
                return content_around(verb, quoted_text, main_verb=clause)
            if clause.left_edge.lower_ == "that" and clause.left_edge.dep_ in SUBJECTS:
                # "said that was a lie": "that" is the subject and stays
                return (quoted_text.with_whole_quotations(subtree_span(clause)),)
            return _as_spans(quoted_text.trimmed(_with_condition(reported_part(clause), clause)))
        if clause.dep_ == "ccomp":
            return content_around(verb, quoted_text, main_verb=clause)
    return _detached_clause(verb, quoted_text)


def _with_condition(content: Span, clause: Token) -> Span:
    """Extend a reported clause to the inverted condition after it: "..., had he been alive"."""
    last = clause.right_edge
    for other in clause.head.rights:
        first = other.left_edge
        is_next = last.i < first.i <= last.i + 2 and content.end == end_offset(last)
        if is_next and first.lower_ in _INVERTING and first.nbor().dep_ in SUBJECTS:
            return Span(content.start, end_offset(other.right_edge))
    return content


def _detached_clause(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return the reported clause if the parser attaches it to a noun beside it, or above the verb.

    The noun is the listener, or the letter of "said in a letter that the gate was shut".
    """
    of_listener = _clause_on_listener(verb) if verb.lemma_ in TELLING else None
    reported = of_listener or _clause_on_occasion(verb)
    if reported is not None:
        return _as_spans(quoted_text.trimmed(subtree_span(reported)))
    # "X, he said" is sometimes parsed with the reported clause as the head
    has_clause_as_head = verb.dep_ in {"parataxis", "ccomp", "conj"} and verb.head.pos_ in {
        "VERB",
        "AUX",
    }
    if has_clause_as_head and is_inserted(verb):
        return content_around(verb, quoted_text, main_verb=verb.head)
    return _rest_after_that(verb, quoted_text)


def _rest_after_that(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return the rest of "countered that beavers store water", where "store" is read as a noun."""
    that = verb.nbor() if verb.i + 1 < verb.sent.end else verb
    is_mark = that.lower_ == "that" and that.tag_ == "IN"
    if verb.lemma_ not in PLAIN_SPEECH or not is_mark:
        return None
    return _as_spans(quoted_text.trimmed(Span(that.idx, verb.sent.end_char)))


def is_thought_question(verb: Token, clause: Token) -> bool:
    """Return True for "knows what he wants": it does not report a thought."""
    return verb.lemma_ in THOUGHT and any(word.tag_ in _QUESTION_TAGS for word in clause.lefts)


def _is_absolute(clause: Token) -> bool:
    """Return True for "her voice shaking" of "Doe told them, her voice shaking"."""
    has_subject = any(child.dep_ in SUBJECTS for child in clause.lefts)
    has_auxiliary = any(child.dep_ == "aux" for child in clause.lefts)
    first = clause.left_edge
    set_apart = "," in {first.text, first.nbor(-1).text if first.i > 0 else ""}
    return clause.tag_ == "VBG" and has_subject and set_apart and not has_auxiliary


def _is_beyond_semicolon(clause: Token, verb: Token) -> bool:
    """Return True for "the mayor waits" after "It is sold, Doe says; the mayor waits"."""
    return any(word.text == ";" for word in verb.doc[verb.i : clause.left_edge.i])


def _describes_noun(clause: Token) -> bool:
    """Return True for "whose son died" of "she said of a man whose son died"."""
    first = clause.left_edge
    return first.tag_ == "WP$" and first.nbor(-1).pos_ in {"NOUN", "PROPN"}


def _clause_on_listener(verb: Token) -> Token | None:
    """Return the clause of "told the inquest the gate was shut", which is parsed as a modifier.

    The parser attaches it to the listener ("the inquest"), or, in "was told by a clerk that the
    gate was shut", to the agent.
    """
    listeners = (child for child in verb.rights if child.dep_ in {"dobj", "dative"})
    agents = (c for child in verb.rights if child.dep_ == "agent" for c in child.rights)
    people = (*listeners, *agents)
    clauses = (c for person in people for c in person.rights if c.dep_ in {"relcl", "acl"})
    return next(filter(_is_full_statement, clauses), None)


def _clause_on_occasion(verb: Token) -> Token | None:
    """Return the clause of "said in a letter that the gate was shut"."""
    if verb.lemma_ not in PLAIN_SPEECH:
        return None
    beside = (child for child in verb.rights if child.dep_ in {"prep", "agent"})
    prepositions = (child for child in beside if child.lower_ in _OCCASION)
    nouns = (noun for preposition in prepositions for noun in preposition.rights)
    clauses = (c for noun in nouns for c in noun.rights if c.dep_ in {"relcl", "acl"})
    reported = (c for c in clauses if c.left_edge.dep_ == "mark" and c.left_edge.lower_ == "that")
    return next(filter(_is_full_statement, reported), None)


def _is_full_statement(clause: Token) -> bool:
    """Return True if a clause has its own subject and is not a question."""
    subjects = [c for c in clause.lefts if c.dep_ in SUBJECTS | {"csubj", "expl"}]
    before = (word for word in clause.subtree if word.i < clause.i and word.dep_ != "mark")
    is_question = any(word.tag_ in _QUESTION_TAGS for word in before)
    return bool(subjects) and not is_question and clause.tag_ in _FINITE_OR_PARTICIPLE


def _before_trailing_clause(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return the sentence before "..., officials said"; None if it ends in a quotation."""
    start, end = verb.sent.start_char, reporting_clause(verb, quoted_text).start
    quoted = [q.span for q in quoted_text.quotations_in(Span(start, end))]
    if quoted and quoted_text.adjacent(quoted[-1].end, end):
        return None  # the quotation right before the reporting clause is the content
    return _as_spans(quoted_text.trimmed(Span(start, end)))


def _prepositional(
    verb: Token, quoted_text: QuotedText, *, passive: bool
) -> tuple[Span, ...] | None:
    """Return the content behind a preposition: accused X of Y, warned of Y, put X at Y."""
    prepositions = WITH_PREPOSITION.get(verb.lemma_.lower(), frozenset())
    if not prepositions:
        return None
    target_dep = "nsubjpass" if passive else "dobj"
    target = next((child for child in verb.children if child.dep_ == target_dep), None)
    of_target = () if target is None else filter(takes_gerund, target.rights)
    behind_agent = after_agent(verb) if passive else ()
    for child in (*verb.children, *of_target, *behind_agent):
        is_preposition = child.dep_ in {"prep", "dative"} and child.lower_ in prepositions
        if not is_preposition or child.i < verb.i:
            continue
        if passive and target is not None:
            whom = antecedent_of(target) if target.tag_ == "WP" else None
            named = subtree_span(target) if whom is None else phrase_of(whom)
            spans = (named, subtree_span(child))
            parts = map(quoted_text.trimmed, spans)
            return tuple(part for part in parts if part)
        first = target.left_edge if target is not None and target.i > verb.i else child.left_edge
        span = quoted_text.trimmed(Span(first.idx, end_offset(end_with_adjuncts(child, verb))))
        is_only_topic = verb.lemma_ in TOPICAL and not (span and quoted_text.quotations_in(span))
        return None if is_only_topic else _as_spans(span)
    return None


def _infinitive(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return "to publish the report" of "pledged to publish the report", with its object."""
    for child in verb.children:
        before = {word.lower_ for word in child.lefts}
        to_have = child.tag_ == "VBN" and "have" in before  # "claimed to have warned them"
        infinitive = "to" in before and (child.tag_ == "VB" or to_have)
        declines = verb.lemma_ in {"decline", "refuse"}
        is_empty = declines and child.lemma_ in _EMPTY_WHEN_DECLINED
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and infinitive and not is_empty:
            target = next((c for c in verb.children if c.dep_ == "dobj" and c.i < child.i), None)
            first = (target or child).left_edge
            return _as_spans(quoted_text.trimmed(Span(first.idx, end_offset(child.right_edge))))
    return None


def _gerund(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return "taking the money" of "denied taking the money"."""
    for child in verb.rights:
        first = child.left_edge  # "denied having taken it"
        is_gerund = "VBG" in {child.tag_, first.tag_}
        if child.dep_ in {"xcomp", "ccomp"} and is_gerund and first.i > verb.i:
            return _as_spans(quoted_text.trimmed(subtree_span(child)))
    return None


def _object(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return the direct object of "denied the allegations of theft" if it is long enough."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
            if verb.lemma_ in DONE_TO_PEOPLE and _is_person(child):
                return None  # "dismissed the head of the clinic"
            end = end_offset(end_with_adjuncts(child, verb))
            span = quoted_text.trimmed(Span(child.left_edge.idx, end))
            if span and quoted_text.words(span) >= _MIN_OBJECT_WORDS:
                return (span,)
    return None


def _is_person(noun: Token) -> bool:
    return noun.lemma_.lower() in PERSON_NOUNS | GROUP_NOUNS | KIN or noun.ent_type_ == "PERSON"


def _as_spans(span: Span | None) -> tuple[Span, ...] | None:
    return (span,) if span else None
