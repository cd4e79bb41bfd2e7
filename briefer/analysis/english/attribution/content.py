"""Contents: what a verb of saying says, read off its complements."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.reporting_clauses import (
    content_around,
    is_inserted,
    reporting_clause,
    trailing_reporter,
)
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import (
    ASKING,
    DENIAL,
    GRANTED,
    GROUP_NOUNS,
    HEARING,
    NAMING,
    ORGANISATION_NOUNS,
    SPEECH,
    TELLING,
    THOUGHT,
    TOPICAL,
    WEAK,
    WITH_GERUND,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated, subtree_span

_QUESTION = frozenset({"WDT", "WP", "WRB"})
_LEAST_WORDS = 3
# What says nothing where it is declined: "declined to comment".
_SAYING_NOTHING = frozenset("comment answer discuss elaborate respond reply speak talk".split())
# "Denied that ..., two days after": what follows belongs to the denial; after "said" it may not.
_OCCASION = frozenset({"after", "following"})
_MEASURES = frozenset(
    """a an just only shortly soon barely moments minutes hour hours day days week weeks month
    months year years""".split()
)
_AUXILIARY = frozenset({"aux", "auxpass"})
_SAYING = (SPEECH | WITH_OBJECT | WITH_INFINITIVE | frozenset(WITH_PREPOSITION)) - THOUGHT - WEAK
# What a suspect does as often as the police who speak of him.
_OF_EITHER = frozenset("admit confess confirm tell deny".split())
_THINGS = frozenset("it this that these those there which".split())
_SPEAKING_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BODIES = GROUP_NOUNS | ORGANISATION_NOUNS
_INTRODUCING = SPEECH | NAMING | frozenset(WITH_PREPOSITION)


class Content(NamedTuple):
    """What a verb says.

    Attributes:
        spans: its slices.
        stands_alone: whether it is a statement without its verb. "To fight on" is none without
            "pledged", and what follows "denied" says the opposite of what was said.
    """

    spans: tuple[Span, ...]
    stands_alone: bool = True


def content_of(verb: Token, passages: QuotedText, claimed: AbstractSet[Span]) -> Content | None:
    """Return what a verb says, or None when it says nothing.

    Args:
        verb: a verb of the lexicon.
        passages: the text.
        claimed: quotations that are already another verb's.
    """
    lemma = verb.lemma_.lower()
    if lemma == "deny" and _refuses(verb):
        return None
    speaks = lemma in SPEECH or lemma in THOUGHT or lemma in HEARING
    denies = lemma in DENIAL or is_negated(verb)
    if speaks and (spans := _clause(verb, passages)):
        return Content(spans, stands_alone=not denies)
    passive = is_passive(verb)
    if spans := _prepositional(verb, passages, passive=passive):
        return Content(spans, stands_alone=passive)
    if not passive and lemma in WITH_INFINITIVE and (spans := _infinitive(verb, passages)):
        return Content(spans, stands_alone=False)
    if not passive and lemma in WITH_GERUND and (spans := _gerund(verb, passages)):
        return Content(spans, stands_alone=False)
    if not passive and lemma in NAMING and (spans := _naming(verb, passages)):
        return Content(spans, stands_alone=False)
    if (speaks or lemma in ASKING) and (spans := _quoted(verb, passages, claimed)):
        return Content(spans)
    if not passive and lemma in WITH_OBJECT and (spans := _object(verb, passages)):
        return Content(spans, stands_alone=False)
    return None


def _refuses(verb: Token) -> bool:
    """Tell whether somebody is denied something: "denied permits to them", "denied them bail"."""
    of = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if of is None or of.lemma_.lower() not in GRANTED:
        return False
    receivers = [*verb.rights, *of.rights]
    return any(c.dep_ == "dative" or (c.dep_ == "prep" and c.lower_ == "to") for c in receivers)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive voice."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def _clause(verb: Token, passages: QuotedText) -> tuple[Span, ...] | None:
    """Return the clause that is said: after the verb, or before it ("X, he said")."""
    if trailing_reporter(verb) is not None:
        return _before_the_tail(verb, passages)
    clauses = [child for child in verb.children if child.dep_ in {"ccomp", "parataxis"}]
    for clause in sorted(clauses, key=lambda child: child.i < verb.i):
        asks = any(word.tag_ in _QUESTION for word in clause.lefts)
        if clause.i > verb.i:
            if asks and verb.lemma_ in THOUGHT:
                return None  # "knows what he wants" reports no thought
            if clause.left_edge.i < verb.i and is_inserted(verb):
                return content_around(verb, passages, said=clause)
            if clause.left_edge.lower_ == "that" and clause.left_edge.dep_ in SUBJECTS:
                return (
                    passages.with_whole_quotations(subtree_span(clause)),
                )  # "said that was a lie"
            return _one(passages.trimmed(_said(clause)))
        if clause.dep_ == "ccomp":
            return content_around(verb, passages, said=clause)
    if verb.lemma_ in TELLING and (told := _clause_of_the_told(verb)) is not None:
        return _one(passages.trimmed(subtree_span(told)))
    # "X, he said" is at times parsed with the said clause as the head
    headed = verb.dep_ in {"parataxis", "ccomp", "conj"} and verb.head.pos_ in {"VERB", "AUX"}
    return content_around(verb, passages, said=verb.head) if headed and is_inserted(verb) else None


def continues_reporting(verb: Token) -> bool:
    """Tell whether a cue goes on with the cue above: "said they had lost and blamed the rain".

    The parser joins it to what is said, where its tense does not fit. Who is spoken of may as well
    be the one who goes on, if he can speak: "said the man was drunk and told them ...".
    """
    said = verb.head
    saying = said.head
    joined = verb.dep_ == "conj" and said.dep_ == "ccomp" and saying.lemma_ in SPEECH
    own = any(child.dep_ in SUBJECTS for child in verb.children)
    participle = said.tag_ in {"VBN", "VBG"} and any(c.dep_ in _AUXILIARY for c in said.lefts)
    fits = saying.tag_ == verb.tag_ == "VBD" and verb.lemma_ in _SAYING
    joined = joined and fits and not own and (participle or said.pos_ == "AUX")
    return joined and verb.lemma_ not in _OF_EITHER and not _can_speak_itself(said)


def _can_speak_itself(said: Token) -> bool:
    """Tell whether the subject of what is said may be somebody else who speaks."""
    subject = next((child for child in said.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ in _THINGS:
        return False
    called = subject.pos_ in {"PROPN", "PRON"} or subject.ent_type_ in _SPEAKING_NAMES
    return called or is_person_noun(subject.lemma_.lower()) or subject.lemma_ in _BODIES


def _said(clause: Token) -> Span:
    """Return a clause that is said, up to the cue that goes on: "they had lost"."""
    whole = subtree_span(clause)
    later = (c for c in clause.rights if c.dep_ == "conj" and continues_reporting(c))
    cue = next(later, None)
    if cue is None:
        denied = clause.head.lemma_.lower() in DENIAL
        return _without_occasion(clause) if denied else whole
    joins = [c for c in clause.rights if c.dep_ == "cc" and c.i < cue.i]
    return Span(whole.start, joins[-1].idx if joins else cue.left_edge.idx)


def _without_occasion(clause: Token) -> Span:
    """Return a clause less its ", hours after ...": that tells when it was denied."""
    whole = subtree_span(clause)
    for token in clause.subtree:
        if token.lower_ not in _OCCASION or token.i <= clause.i:
            continue
        before = token.nbor(-1)
        while before.i > clause.i and (before.lower_ in _MEASURES or before.like_num):
            before = before.nbor(-1)
        if before.text == ",":
            return Span(whole.start, before.idx)
    return whole


def _clause_of_the_told(verb: Token) -> Token | None:
    """Return the clause of "told the inquest the gate was shut", hung on whom it is told.

    In "was told by a clerk that the gate was shut" it hangs on who tells it.
    """
    objects = (child for child in verb.rights if child.dep_ in {"dobj", "dative"})
    agents = (c for child in verb.rights if child.dep_ == "agent" for c in child.rights)
    clauses = (c for one in (*objects, *agents) for c in one.rights if c.dep_ in {"relcl", "acl"})
    return next(filter(_has_its_own_subject, clauses), None)


def _has_its_own_subject(clause: Token) -> bool:
    words = [c for c in clause.lefts if c.dep_ in SUBJECTS | {"csubj", "expl"}]
    before = (word for word in clause.subtree if word.i < clause.i and word.dep_ != "mark")
    asks = any(word.tag_ in _QUESTION for word in before)
    return bool(words) and not asks and clause.tag_ in {"VBD", "VBZ", "VBP", "VBN", "VB", "VBG"}


def _before_the_tail(verb: Token, passages: QuotedText) -> tuple[Span, ...] | None:
    """Return the sentence before "..., officials said", less what its quotations set apart."""
    begin, end = verb.sent.start_char, reporting_clause(verb, passages).start
    quoted = [q.span for q in passages.quotations_in(Span(begin, end))]
    if quoted and passages.adjacent(quoted[-1].end, end):
        return None  # what is quoted right before it is said
    return _one(passages.trimmed(Span(begin, end)))


def _prepositional(verb: Token, passages: QuotedText, *, passive: bool) -> tuple[Span, ...] | None:
    """Return what a preposition carries: accused X of Y, warned of Y, put X at Y."""
    wanted = WITH_PREPOSITION.get(verb.lemma_.lower(), frozenset())
    target = next(
        (c for c in verb.children if c.dep_ == ("nsubjpass" if passive else "dobj")), None
    )
    of_target = () if target is None else filter(_carries_a_gerund, target.rights)
    for child in (*verb.children, *of_target):
        if child.dep_ not in {"prep", "dative"} or child.lower_ not in wanted or child.i < verb.i:
            continue
        if passive and target is not None:
            parts = (passages.trimmed(subtree_span(target)), passages.trimmed(subtree_span(child)))
            return tuple(part for part in parts if part)
        first = target.left_edge if target is not None and target.i > verb.i else child.left_edge
        span = passages.trimmed(Span(first.idx, end_offset(_end_with_adjuncts(child, verb))))
        topic = verb.lemma_ in TOPICAL and (span is None or not passages.quotations_in(span))
        return None if topic else _one(span)
    return None


def _carries_a_gerund(preposition: Token) -> bool:
    """Tell whether "of" goes on to "lying": what somebody is accused of, not whose he is."""
    after = (token for token in preposition.subtree if token.i > preposition.i)
    word = next((token for token in after if not token.is_punct), None)
    return preposition.dep_ == "prep" and word is not None and word.tag_ == "VBG"


def _end_with_adjuncts(complement: Token, verb: Token) -> Token:
    """Return the last word of a complement, with what belongs to it: "ties to X", "on X to act"."""
    last = complement.right_edge
    for other in verb.rights:
        to_act = other.dep_ == "xcomp" and complement.lower_ in {"on", "for"}
        if (other.dep_ == "prep" or to_act) and other.left_edge.i == last.i + 1:
            last = other.right_edge
    return last


def _infinitive(verb: Token, passages: QuotedText) -> tuple[Span, ...] | None:
    for child in verb.children:
        before = {word.lower_ for word in child.lefts}
        to_have = child.tag_ == "VBN" and "have" in before  # "claimed to have warned them"
        infinitive = "to" in before and (child.tag_ == "VB" or to_have)
        refuses = verb.lemma_ in {"decline", "refuse"} and child.lemma_ in _SAYING_NOTHING
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and infinitive and not refuses:
            target = next((c for c in verb.children if c.dep_ == "dobj" and c.i < child.i), None)
            first = (target or child).left_edge
            return _one(passages.trimmed(Span(first.idx, end_offset(child.right_edge))))
    return None


def _gerund(verb: Token, passages: QuotedText) -> tuple[Span, ...] | None:
    """Return "taking the money" of "denied taking the money"."""
    for child in verb.rights:
        first = child.left_edge  # "denied having taken it"
        gerund = "VBG" in {child.tag_, first.tag_}
        if child.dep_ in {"xcomp", "ccomp"} and gerund and first.i > verb.i:
            return _one(passages.trimmed(subtree_span(child)))
    return None


def _naming(verb: Token, passages: QuotedText) -> tuple[Span, ...] | None:
    """Return "the fire “a wound to the coast”" of "called the fire ...": a quoted name."""
    rights = [child for child in verb.rights if child.dep_ in {"dobj", "oprd", "ccomp", "attr"}]
    if not rights:
        return None
    span = passages.trimmed(Span(rights[0].left_edge.idx, end_offset(rights[-1].right_edge)))
    return _one(span) if span is not None and passages.quotations_in(span) else None


def _object(verb: Token, passages: QuotedText) -> tuple[Span, ...] | None:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
            span = passages.trimmed(
                Span(child.left_edge.idx, end_offset(_end_with_adjuncts(child, verb)))
            )
            if span and passages.words(span) >= _LEAST_WORDS:
                return (span,)
    return None


def _quoted(
    verb: Token, passages: QuotedText, claimed: AbstractSet[Span]
) -> tuple[Span, ...] | None:
    """Return the quotations that a verb introduces or follows in its sentence."""
    sentence = Span(verb.sent.start_char, verb.sent.end_char)
    near = [
        q.span
        for q in passages.quotations_in(sentence)
        if q.span not in claimed and passages.is_statement(q)
    ]
    before = tuple(span for span in near if span.end <= verb.idx)
    if before and passages.adjacent(before[-1].end, reporting_clause(verb, passages).start):
        return before
    after = tuple(span for span in near if span.start > verb.idx)
    if after and not any(token.idx < after[0].start for token in _later_cues(verb, passages)):
        return after
    return None


def _later_cues(verb: Token, passages: QuotedText) -> Iterator[Token]:
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        speaks = token.pos_ == "VERB" and token.lemma_ in _INTRODUCING
        if speaks and passages.quotation_at(token.idx) is None:
            yield token


def _one(span: Span | None) -> tuple[Span, ...] | None:
    return (span,) if span else None
