"""Find English content clauses that their own sentence takes back: denied, untrue, imagined.

"Reed denied that the gate was shut", "It is not true that the gate was shut", "A film purported to
show that the gate was shut" and "Those who write that the gate was shut" have the words of a
statement, and none of them states it. Verbs that take their clause for granted ("did not know that
the gate was shut") do.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.inscriptions import is_inscribed
from briefer.analysis.english.attribution.unsaid import (
    MAX_NESTING,
    is_complement,
    is_demanded,
    is_nobody,
    reason_above,
)
from briefer.analysis.english.lexicon import DENIAL
from briefer.analysis.english.text_talk import DOUBTING, SAYING, WRITING, is_hard_to_deny
from briefer.analysis.english.unspoken_words import FALSELY, NOT_TRUE
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, is_negated, subtree_span

# Verbs whose clause is open if they are negated: "did not say that it was shut".
_OPEN_IF_NEGATED = frozenset(
    """say claim believe think allege assert argue suggest confirm prove show mean find conclude
    imply indicate state assume insist contend maintain establish write report print
    publish""".split()
)
_UNREAL = frozenset("denial doubt dream imagine joke pretend purport wish".split())
_OPEN_TO_DENIAL = _OPEN_IF_NEGATED | DENIAL | _UNREAL
_CONSISTING = frozenset("mean include involve require entail".split())  # "means writing that"
_TRUE = frozenset("true correct right certain clear proven proved possible likely case".split())
# Nouns whose clause is so, also without them: "no doubt that it was shut".
_GRANTED = frozenset(
    "fact doubt question secret surprise wonder coincidence accident news knowledge".split()
)
_WISHING = frozenset("would should could might 'd".split())
_WISHED_FOR = frozenset("see have read hear get find include add write print publish".split())
_LIKING = frozenset("like love prefer wish enjoy appreciate".split())
_ANYBODY = frozenset("one those anyone anybody whoever everyone everybody".split())
_QUESTION_WORDS = frozenset({"WP", "WP$", "WRB"})


def find_rejected_clauses(doc: Doc, quoted_text: QuotedText) -> Iterator[Span]:
    """Yield the content clauses outside quotations that their sentence does not state."""
    for token in doc:
        if is_rejected(token) and quoted_text.quotation_at(token.idx) is None:
            yield _span_of(token)


def find_inscribed_clauses(doc: Doc) -> Iterator[Span]:
    """Yield the clauses that stand on something: "His shirt read the gate is shut"."""
    yield from map(subtree_span, filter(is_inscribed, doc))


def rejects(words: Iterable[Token]) -> bool:
    """Return True if a line rejects a clause itself: "Reed denies that the gate was shut"."""
    return any(map(is_rejected, words))


def is_rejected(clause: Token) -> bool:
    """Return True for the verb of a content clause that its sentence denies or only imagines."""
    if not _is_content(clause):
        return False
    if _is_general(clause.head):
        return True
    if not _is_open_to_denial(clause.head):
        return False
    if _is_only_wished(clause.head):
        return True
    for depth in range(MAX_NESTING):
        above = clause.head
        if above is clause or not _is_governed(clause):
            return False
        if (depth and is_demanded(clause)) or _takes_back(clause) or _is_general(above):
            return True
        clause = above
    return False


def _span_of(clause: Token) -> Span:
    """Return the span of a clause, without what follows a comma and may belong to the clause above.

    "Reed denied that the gate was shut, after a barge had run into it": a barge had.
    """
    span = subtree_span(clause)
    added = (
        child.left_edge
        for child in clause.rights
        if child.dep_ in {"advcl", "prep"} and child.left_edge.nbor(-1).text == ","
    )
    return Span(span.start, min((word.idx for word in added), default=span.end))


def _is_content(clause: Token) -> bool:
    """Return True for a verb with a subject in "(said) that the gate was shut".

    "Did not say who had shut the gate" takes for granted that somebody had.
    """
    if clause.left_edge.tag_ in _QUESTION_WORDS or clause.tag_ == "VBG":
        return False
    is_kind = clause.dep_ in {"ccomp", "acl"} or (clause.dep_ == "relcl" and _is_governed(clause))
    if not is_kind or not any(child.dep_ in SUBJECTS for child in clause.lefts):
        return False
    return not any(word.text == ":" for word in clause.doc[clause.head.i : clause.i])


def _is_governed(clause: Token) -> bool:
    """Return True for a clause of the word above, also if the parser takes it for a relative one.

    "A rumour that Reed sold the mill" has an object besides "that".
    """
    has_object = any(child.dep_ == "dobj" for child in clause.rights)
    return is_complement(clause) or (has_object and clause.left_edge.lower_ == "that")


def _is_open_to_denial(above: Token) -> bool:
    """Return True for a word that does not take its clause for granted."""
    if above.pos_ in {"NOUN", "PROPN"}:
        return above.lemma_.lower() not in _GRANTED
    return above.lemma_ == "be" or above.lemma_ in _OPEN_TO_DENIAL


def _is_only_wished(noun: Token) -> bool:
    """Return True for "report" of "It would be nice to see a report that the gate was shut".

    Who "could appeal against a ruling that" has the ruling before him.
    """
    if noun.pos_ != "NOUN":
        return False
    above = noun
    for _ in range(MAX_NESTING):
        is_verb = above.pos_ in {"VERB", "AUX"}
        if above.dep_ in SUBJECTS:  # "the ruling that it was shut would be good news"
            return False
        if is_verb and above.dep_ != "xcomp":
            break
        if is_verb and above.lemma_ not in _WISHED_FOR:  # "would be wrong to ignore evidence that"
            return False
        above = above.head
    is_judged = above.lemma_ == "be" and any(c.dep_ == "acomp" for c in above.children)
    is_modal = any(child.tag_ == "MD" and child.lower_ in _WISHING for child in above.lefts)
    return is_modal and (is_judged or above.lemma_ in _LIKING)


def _takes_back(clause: Token) -> bool:
    above = clause.head
    if _is_not_denied(above):
        return False
    is_unreal = above.lemma_ in _UNREAL or (
        above.head.lemma_ in _UNREAL and any(child.tag_ == "TO" for child in above.lefts)
    )
    if is_unreal or any(child.lower_ in FALSELY for child in above.children):
        return True
    if above.pos_ in {"NOUN", "PROPN"} and above.dep_ in SUBJECTS:  # "the claim that ... is false"
        return _is_called_untrue(above.head)
    if above.lemma_ == "be":
        return _is_called_untrue(above)
    return reason_above(clause) == "negated" or _is_no_longer(above)


def _is_not_denied(above: Token) -> bool:
    """Return True for "nobody doubts that", "did not deny reports that", "is hard to deny that"."""
    is_object = above.pos_ == "NOUN" and above.dep_ in {"dobj", "nsubjpass"}
    verb = above.head if is_object else above
    if verb.pos_ != "VERB" or verb.lemma_ not in DOUBTING:
        return False
    found = (child for child in verb.lefts if child.dep_ in SUBJECTS)
    is_of_few = any(is_nobody(subject) or subject.lower_ == "few" for subject in found)
    return is_negated(verb) or is_of_few or is_hard_to_deny(verb)


def _is_no_longer(verb: Token) -> bool:
    after = (child for child in verb.children if child.lower_ == "longer")
    return any(word.lower_ == "no" for child in after for word in child.lefts)


def _is_called_untrue(verb: Token) -> bool:
    """Return True for "is false" and "is not true", not for "is not surprising"."""
    said = {word.lower_ for word in verb.rights if word.dep_ in {"acomp", "attr"}}
    is_denied = is_negated(verb) or _is_no_longer(verb)
    return bool(said & (_TRUE if is_denied else NOT_TRUE))


def _is_general(verb: Token) -> bool:
    """Return True for "means writing that", "those who write that", "is to be written: that".

    Nobody has written it yet.
    """
    above = verb.head
    if verb.lemma_ == "be":
        before = (word for child in verb.lefts if child.dep_ == "csubj" for word in child.subtree)
        return any(w.dep_ == "xcomp" and w.lemma_ in WRITING for w in before)
    if verb.lemma_ not in SAYING or verb.tag_ == "VBD":
        return False
    if verb.dep_ == "relcl":
        return verb.tag_ in {"VBZ", "VBP"} and above.lower_ in _ANYBODY
    named = [child for child in above.lefts if child.dep_ in {*SUBJECTS, "csubj"}]
    if any(child.pos_ in {"PROPN", "PRON"} for child in named) or above.tag_ != "VBZ":
        return False
    # not "the mayor keeps saying that"
    consists = above.lemma_ in _CONSISTING or any(child.dep_ == "csubj" for child in named)
    return verb.tag_ == "VBG" and verb.dep_ == "xcomp" and consists
