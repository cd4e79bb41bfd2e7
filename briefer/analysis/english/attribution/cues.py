"""Cues: verbs of saying, who is their subject, and whether they say anything."""

from itertools import takewhile

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.content import continues_reporting
from briefer.analysis.english.attribution.reporting_clauses import OF_SPEAKERS, trailing_reporter
from briefer.analysis.english.lexicon import CAUSING, SPEECH, THOUGHT, WANTING, WEAK
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated, subtree_span

# Verbs that stand before who says it: "..., said Reed".
_INVERTED = frozenset("say add write note explain recall tweet ask conclude warn argue".split())
_AFTER_SAID = OF_SPEAKERS | {"VERB"}  # "said a nurse called by the defence"
_CITING = frozenset({"quote", "cite", "report"})
_MAYBE = frozenset("may might could should must".split())
_AHEAD = frozenset("will would 'll 'd shall can".split()) | _MAYBE


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
    """Return who says it: the verb's subject, or that of the verb it depends on."""
    set_apart = _inverted_subject(verb) or trailing_reporter(verb)
    if set_apart is not None:
        return set_apart
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(verb.lefts):
        return None  # "asked about it, she said"
    seen = verb
    while True:
        subject = next((c for c in seen.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            return _after_an_adjunct(subject, seen)
        if continues_reporting(seen):
            seen = seen.head.head
            continue
        if seen.dep_ in {"acl", "relcl"} and seen.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return seen.head if seen.tag_ != "VBN" else None
        if seen.dep_ == "pcomp" and seen.head.lower_ == "as" and seen.head.head.lemma_ in _CITING:
            seen = seen.head.head
            if (quoted := _whom_it_makes(seen)) is not None:
                return quoted  # "they quoted Reed as saying", and "Reed was quoted as saying"
            continue
        if seen.dep_ not in {"conj", "advcl", "xcomp"} or seen.head.pos_ not in {"VERB", "AUX"}:
            return None
        if (beside := _right_before(seen)) is not None:
            return beside
        if seen.dep_ == "xcomp" and (whom := _whom_it_makes(seen.head)) is not None:
            return whom if seen.head.lemma_ in CAUSING else None
        seen = seen.head


def is_hypothetical(verb: Token) -> bool:
    """Tell whether a verb tells of a purpose, a wish or a chance: "asked for leave to describe"."""
    modals = _AHEAD if verb.lemma_ in THOUGHT | WEAK else _MAYBE
    if is_negated(verb):
        modals -= {"could"}  # "could not say when" tells what was answered
    if any(child.dep_ == "aux" and child.lower_ in modals for child in verb.children):
        return True  # "critics might say", "they will assume"
    if not any(child.tag_ == "TO" for child in verb.children):
        return False
    wanted = verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ in WANTING
    return wanted or verb.dep_ in {"advcl", "acl", "relcl"}


def points_out(verb: Token) -> bool:
    """Tell whether a weak verb has the particle that makes it one of saying."""
    return any(child.dep_ == "prt" and child.lower_ == "out" for child in verb.children)


def clause_around(token: Token) -> Span:
    """Return what "according to" is about: its sentence, or its clause of what somebody says."""
    for verb in token.ancestors:
        if verb.dep_ == "ccomp" and verb.head.lemma_ in SPEECH and verb.head.i < token.i:
            return subtree_span(verb)
    return Span(token.sent.start_char, token.sent.end_char)


def _right_before(verb: Token) -> Token | None:
    """Return Doe of "after a clerk of the port, Jane Doe, said", joined to the verb before."""
    comma = verb.nbor(-1) if verb.i >= verb.sent.start + 2 else None
    last = comma.nbor(-1) if comma is not None and comma.text == "," else None
    joined = verb.dep_ == "conj" and verb.lemma_ in SPEECH and verb.head.lemma_ != "have"
    named = last is not None and last.dep_ == "appos" and last.ent_type_ == "PERSON"
    return last if joined and named else None


def _after_an_adjunct(subject: Token, verb: Token) -> Token:
    """Return executive of "Outside court, the chief executive said", read as an apposition."""
    fronted = subject.tag_ == "VBG" or subject.left_edge.lower_ in {"outside", "inside"}
    set_apart = subject.i < verb.i and subject.nbor().text == ","
    beside = (child for child in subject.rights if child.dep_ in {"appos", "dobj"})
    return next(beside, subject) if fronted and set_apart else subject


def _inverted_subject(verb: Token) -> Token | None:
    """Return Reed of 'The ships, said Reed, “are late”', which may look like an object."""
    before = verb.doc[max(verb.i - 1, 0)]
    if verb.lemma_ not in _INVERTED or before.text not in {",", '"'} or verb.tag_ == "VBG":
        return None
    if any(child.dep_ in SUBJECTS for child in verb.lefts):
        return None
    after = list(takewhile(lambda token: token.pos_ in _AFTER_SAID, verb.doc[verb.i + 1 :]))
    return next((token for token in reversed(after) if _says_it_after(token, verb)), None)


def _says_it_after(token: Token, verb: Token) -> bool:
    beside = token.dep_ in SUBJECTS or (verb.lemma_ == "say" and token.dep_ == "dobj")
    return token.head == verb and beside and token.pos_ in {"NOUN", "PROPN", "NUM"}


def _whom_it_makes(verb: Token) -> Token | None:
    """Return users of "prompted users to argue": who argues, if anybody does."""
    return next((child for child in verb.rights if child.dep_ == "dobj"), None)
