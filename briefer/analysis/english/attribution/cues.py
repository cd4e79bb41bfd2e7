"""Describe a reporting verb: its cue words, its subject, and whether it reports anything.

In "Holt had not said that it was safe" the cue is "had not said" and the subject "Holt"; "critics
might say" is hypothetical and reports nothing.
"""

from itertools import takewhile

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.reporting_clauses import (
    SOURCE_POS,
    continues_reporting,
    trailing_reporter,
)
from briefer.analysis.english.lexicon import CAUSING, GRANTED, SPEECH, THOUGHT, WANTING, WEAK
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated, subtree_span

# Verbs that can precede their subject: "..., said Reed".
_INVERTED = frozenset("say add write note explain recall tweet ask conclude warn argue".split())
_AFTER_SAID = SOURCE_POS | {"VERB"}  # "said a nurse called by the defence"
_CITING = frozenset({"quote", "cite", "report"})
_POSSIBILITY = frozenset("may might could should must".split())
_FUTURE_OR_POSSIBILITY = frozenset("will would 'll 'd shall can".split()) | _POSSIBILITY


def cue_of(verb: Token) -> Span:
    """Return the verb with its particle and the auxiliaries and negation right before it."""
    first, last = verb.i, verb.i
    before = {child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"}}
    while first - 1 in before:
        first -= 1
    if any(child.dep_ == "prt" and child.i == last + 1 for child in verb.children):
        last += 1
    return Span(verb.doc[first].idx, end_offset(verb.doc[last]))


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a reporting verb, or that of the verb on which it depends.

    Corrects the misparses that news causes often, such as "..., two officials said".
    """
    outside_parse = _inverted_subject(verb) or trailing_reporter(verb)
    if outside_parse is not None:
        return outside_parse
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(verb.lefts):
        return None  # "asked about it, she said"
    current = verb
    while True:
        subject = next((c for c in current.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            return _after_fronted_phrase(subject, current)
        if continues_reporting(current):
            current = current.head.head
            continue
        if current.dep_ in {"acl", "relcl"} and current.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return current.head if current.tag_ != "VBN" else None
        if (
            current.dep_ == "pcomp"
            and current.head.lower_ == "as"
            and current.head.head.lemma_ in _CITING
        ):
            current = current.head.head
            if (cited := _direct_object(current)) is not None:
                return cited  # "they quoted Reed as saying"
            continue  # "Reed was quoted as saying"
        depends_on_verb = current.head.pos_ in {"VERB", "AUX"}
        if current.dep_ not in {"conj", "advcl", "xcomp"} or not depends_on_verb:
            return None
        if (apposition := _apposition_before(current)) is not None:
            return apposition
        if current.dep_ == "xcomp" and (target := _direct_object(current.head)) is not None:
            # "prompted users to argue": the users argue
            return target if current.head.lemma_ in CAUSING else None
        current = current.head


def is_hypothetical(verb: Token) -> bool:
    """Return True for a purpose, a wish or a possibility: "asked for leave to describe"."""
    modals = _FUTURE_OR_POSSIBILITY if verb.lemma_ in THOUGHT | WEAK else _POSSIBILITY
    if is_negated(verb):
        modals -= {"could"}  # "could not say when" reports an answer
    if any(child.dep_ == "aux" and child.lower_ in modals for child in verb.children):
        return True  # "critics might say", "they will assume"
    if not any(child.tag_ == "TO" for child in verb.children):
        return False
    is_wanted = verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ in WANTING
    return is_wanted or verb.dep_ in {"advcl", "acl", "relcl"}


def is_refusal(verb: Token) -> bool:
    """Return True if somebody is denied a thing: "denied permits to them", "denied them bail"."""
    if verb.lemma_.lower() != "deny":
        return False
    granted = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if granted is None or granted.lemma_.lower() not in GRANTED:
        return False
    receivers = [*verb.rights, *granted.rights]
    return any(c.dep_ == "dative" or (c.dep_ == "prep" and c.lower_ == "to") for c in receivers)


def points_out(verb: Token) -> bool:
    """Return True if a weak verb has the particle that makes it a verb of speech."""
    return any(child.dep_ == "prt" and child.lower_ == "out" for child in verb.children)


def clause_around(token: Token) -> Span:
    """Return the scope of "according to": its sentence, or a reported clause around it."""
    for verb in token.ancestors:
        if verb.dep_ == "ccomp" and verb.head.lemma_ in SPEECH and verb.head.i < token.i:
            return subtree_span(verb)
    return Span(token.sent.start_char, token.sent.end_char)


def _apposition_before(verb: Token) -> Token | None:
    """Return "Doe" of "after a clerk of the port, Jane Doe, said", parsed as a second verb."""
    comma = verb.nbor(-1) if verb.i >= verb.sent.start + 2 else None
    last = comma.nbor(-1) if comma is not None and comma.text == "," else None
    is_joined = verb.dep_ == "conj" and verb.lemma_ in SPEECH and verb.head.lemma_ != "have"
    is_person = last is not None and last.dep_ == "appos" and last.ent_type_ == "PERSON"
    return last if is_joined and is_person else None


def _after_fronted_phrase(subject: Token, verb: Token) -> Token:
    """Return "executive" of "Outside court, the chief executive said", parsed as an apposition."""
    is_fronted = subject.tag_ == "VBG" or subject.left_edge.lower_ in {"outside", "inside"}
    set_apart = subject.i < verb.i and subject.nbor().text == ","
    candidates = (child for child in subject.rights if child.dep_ in {"appos", "dobj"})
    return next(candidates, subject) if is_fronted and set_apart else subject


def _inverted_subject(verb: Token) -> Token | None:
    """Return "Reed" of 'The ships, said Reed, “are late”', which may be parsed as an object."""
    before = verb.doc[max(verb.i - 1, 0)]
    if verb.lemma_ not in _INVERTED or before.text not in {",", '"'} or verb.tag_ == "VBG":
        return None
    if any(child.dep_ in SUBJECTS for child in verb.lefts):
        return None
    after = list(takewhile(lambda token: token.pos_ in _AFTER_SAID, verb.doc[verb.i + 1 :]))
    return next((token for token in reversed(after) if _is_inverted(token, verb)), None)


def _is_inverted(token: Token, verb: Token) -> bool:
    """Return True if a noun after a verb can be its subject."""
    can_be_subject = token.dep_ in SUBJECTS or (verb.lemma_ == "say" and token.dep_ == "dobj")
    return token.head == verb and can_be_subject and token.pos_ in {"NOUN", "PROPN", "NUM"}


def _direct_object(verb: Token) -> Token | None:
    """Return "users" of "prompted users to argue"."""
    return next((child for child in verb.rights if child.dep_ == "dobj"), None)
