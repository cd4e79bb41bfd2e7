"""Cues: verbs of saying, who is their subject, and whether they say anything."""

from spacy.tokens import Token

from briefer.reading.candidates import Span
from briefer.reading.contents import end_of
from briefer.reading.insertions import SUBJECTS, tail_subject
from briefer.reading.lexicon import CAUSING, SPEECH, WANTING


def cue_of(verb: Token) -> Span:
    """Return the verb with its particle and the auxiliaries and negation right before it."""
    first, last = verb.i, verb.i
    before = {child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"}}
    while first - 1 in before:
        first -= 1
    if any(child.dep_ == "prt" and child.i == last + 1 for child in verb.children):
        last += 1
    return Span(verb.doc[first].idx, end_of(verb.doc[last]))


def subject_of(verb: Token) -> Token | None:
    """Return who says it: the verb's subject, or that of the verb it depends on."""
    set_apart = _inverted_subject(verb) or tail_subject(verb)
    if set_apart is not None:
        return set_apart
    seen = verb
    while True:
        subject = next((c for c in seen.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            return subject
        if seen.dep_ in {"acl", "relcl"} and seen.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return seen.head if seen.tag_ != "VBN" else None
        if seen.dep_ not in {"conj", "advcl", "xcomp"} or seen.head.pos_ not in {"VERB", "AUX"}:
            return None
        if seen.dep_ == "xcomp" and (whom := _whom_it_makes(seen.head)) is not None:
            return whom if seen.head.lemma_ in CAUSING else None
        seen = seen.head


def is_negated(verb: Token) -> bool:
    """Tell whether "not" belongs to the verb."""
    return any(child.dep_ == "neg" for child in verb.children)


def is_only_meant(verb: Token) -> bool:
    """Tell whether an infinitive tells of a purpose or a wish: "asked for leave to describe"."""
    if not any(child.tag_ == "TO" for child in verb.children):
        return False
    wanted = verb.dep_ == "xcomp" and verb.head.lemma_ in WANTING
    return wanted or verb.dep_ in {"advcl", "acl", "relcl"}


def points_out(verb: Token) -> bool:
    """Tell whether a weak verb has the particle that makes it one of saying."""
    return any(child.dep_ == "prt" and child.lower_ == "out" for child in verb.children)


def clause_around(token: Token) -> Span:
    """Return what "according to" is about: its sentence, or its clause of what somebody says."""
    for verb in token.ancestors:
        if verb.dep_ == "ccomp" and verb.head.lemma_ in SPEECH and verb.head.i < token.i:
            return Span(verb.left_edge.idx, end_of(verb.right_edge))
    return Span(token.sent.start_char, token.sent.end_char)


def _inverted_subject(verb: Token) -> Token | None:
    """Return Reed of 'The ships, said Reed, “are late”', which looks like an object."""
    before, after = verb.doc[max(verb.i - 1, 0)], verb.doc[min(verb.i + 1, len(verb.doc) - 1)]
    if verb.lemma_ != "say" or before.text not in {",", '"'}:
        return None
    objects = (child for child in verb.rights if child.dep_ == "dobj" and child.pos_ == "PROPN")
    return next((child for child in objects if child.left_edge.i == after.i), None)


def _whom_it_makes(verb: Token) -> Token | None:
    """Return users of "prompted users to argue": who argues, if anybody does."""
    return next((child for child in verb.rights if child.dep_ == "dobj"), None)
