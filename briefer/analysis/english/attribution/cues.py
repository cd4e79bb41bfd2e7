"""Describe a reporting verb: its cue words, its subject, and the scope of what it reports.

In "Holt could not say when it was safe" the cue is "could not say" and the subject "Holt".
"""

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.insertions import inserted_subject
from briefer.analysis.english.attribution.inversions import speaker_of_inversion
from briefer.analysis.english.attribution.passive import is_passive
from briefer.analysis.english.attribution.quoted_speakers import quoted_as_saying
from briefer.analysis.english.attribution.reported_part import closes_sentence, is_remark
from briefer.analysis.english.attribution.reporting_clauses import continues_reporting
from briefer.analysis.english.attribution.reporting_subjects import (
    PLAINLY_INVERTED,
    inverted_subject,
    own_subject,
    trailing_reporter,
)
from briefer.analysis.english.lexicon import CAUSING, CITING, READY, SPEECH
from briefer.analysis.english.nouns import GRANTED
from briefer.analysis.spacy_helpers import end_offset, subtree_span

_PARTICLES = frozenset("back in on out up".split())


def cue_of(verb: Token) -> Span:
    """Return the verb with its particle and the auxiliaries and negation right before it."""
    first, last = verb.i, verb.i
    before = {child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"}}
    while first - 1 in before:
        first -= 1
    if any(child.i == last + 1 and _is_particle(child) for child in verb.children):
        last += 1
    return Span(verb.doc[first].idx, end_offset(verb.doc[last]))


def _is_particle(word: Token) -> bool:
    """Return True for the second word of "went on", "shot back", "chimed in" and "put it"."""
    is_adverb = word.dep_ in {"advmod", "prep"} and word.lower_ in _PARTICLES
    is_it = word.lower_ == "it" and word.head.lemma_ == "put"
    return word.dep_ == "prt" or is_it or (is_adverb and not any(word.children))


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a reporting verb, or that of the verb on which it depends.

    Corrects the misparses that news causes often, such as "..., two officials said".
    """
    outside_parse = (
        (None if verb.lemma_ in PLAINLY_INVERTED else speaker_of_inversion(verb))
        or inserted_subject(verb)
        or inverted_subject(verb)
        or trailing_reporter(verb)
        or speaker_of_inversion(verb)
    )
    if outside_parse is not None:
        return outside_parse
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(verb.lefts):
        return None  # "asked about it, she said"
    current = verb
    while True:
        subject = own_subject(current)
        if subject is not None:
            return _after_fronted_phrase(subject, current)
        shares_subject = continues_reporting(current) or is_remark(current)
        if shares_subject or _is_ready(current) or _is_manner(current):
            current = current.head.head
            continue
        if current.dep_ in {"acl", "relcl"} and current.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return current.head if current.tag_ != "VBN" else None
        if (
            current.dep_ == "pcomp"
            and current.head.lower_ == "as"
            and current.head.head.lemma_ in CITING
        ):
            current = current.head.head
            if (cited := quoted_as_saying(current)) is not None:
                return cited
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


def _is_ready(verb: Token) -> bool:
    """Return True for "add" of "Reed was quick to add"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in READY


def _is_manner(verb: Token) -> bool:
    """Return True for "saying" of "Reed began by saying", where Reed says it."""
    is_manner = verb.dep_ == "pcomp" and verb.head.lower_ in {"by", "in"}
    above = verb.head.head
    return is_manner and verb.lemma_ in SPEECH and above.pos_ == "VERB" and not is_passive(above)


def heard_from(verb: Token) -> Token | None:
    """Return "nurse" of "The court heard from a nurse that"."""
    sides = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "from")
    return next((c for side in sides for c in side.children if c.dep_ == "pobj"), None)


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
    sentence = Span(token.sent.start_char, token.sent.end_char)
    if closes_sentence(token):
        return sentence
    for verb in token.ancestors:
        if verb.dep_ == "ccomp" and verb.head.lemma_ in SPEECH and verb.head.i < token.i:
            return subtree_span(verb)
    return sentence


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


def _direct_object(verb: Token) -> Token | None:
    """Return "users" of "prompted users to argue"."""
    return next((child for child in verb.rights if child.dep_ == "dobj"), None)
