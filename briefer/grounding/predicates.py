"""Predicates of parsed text: what is said to happen, to whom, and whether it is told as a fact.

"The gate may not close" has the predicate "close", denied and uncertain. "Falk was accused by
Sand" has the verb "accuse" with the subject "Sand" and the object "Falk".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

_WEAK_AUXILIARIES = frozenset("could may might should".split())
_WEAK_ADVERBS = frozenset(
    """allegedly apparently likely maybe perhaps possibly potentially presumably probably
    reportedly supposedly unlikely""".split()
)
# Verbs and adjectives whose complement is not told as a fact: "plans to", "hopes that".
_NON_FACTIVE = frozenset(
    """able accuse advise agree aim allege ask attempt avoid believe call claim consider decline
    demand deny discuss doubt due expect fail fear forecast hope intend likely like mull need offer
    order petition plan pledge possible predict prepare prevent promise propose ready recommend
    refuse request schedule seek stop suggest suppose suspect think threaten try unable unlikely
    urge vow want warn willing""".split()
)
_DENYING = frozenset(
    """avoid decline deny dispute doubt fail impossible lack prevent refuse reject stop
    unable""".split()
)
_NEGATING_WORDS = frozenset("barely hardly neither never no nor".split())
_NOBODY = frozenset({"nobody", "none", "nothing"})
_OPEN_MARKS = frozenset({"if", "unless", "whether"})
_COMPLEMENTS = frozenset("acl acomp ccomp csubj dobj pcomp pobj prep xcomp".split())
_CLAUSAL = frozenset("acl acomp ccomp pcomp xcomp".split())
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})
_MAX_CLIMB = 4  # governors that are asked: "is expected to be able to close"
_RELATIVE = frozenset({"that", "which", "who", "whom"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, or an adjective or noun after "be".

    Attributes:
        head: its token.
        denied: whether it is told not to be so.
        uncertain: whether it is not told as a fact: "may", "plans to", "if", "reportedly".
    """

    head: Token
    denied: bool
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with who does it and to whom, the passive turned round.

    Attributes:
        head: the verb.
        subjects: the heads of the phrases for those who do it.
        objects: the heads of the phrases for those it is done to, objects of prepositions included.
    """

    head: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]


def find_predicates(tokens: Iterable[Token]) -> Iterator[Predicate]:
    """Yield the predicates of a parsed text, in order."""
    for token in tokens:
        if token.pos_ == "VERB":
            yield Predicate(token, *_factuality(token))
        elif token.dep_ in {"acomp", "attr"} and token.pos_ in {"ADJ", "NOUN"}:
            yield Predicate(token, *_factuality(token.head))


def _factuality(verb: Token) -> tuple[bool, bool]:
    """Return whether a verb is denied, and whether it is uncertain."""
    denied = any(map(_negates, verb.children))
    uncertain = _is_weakened(verb)
    token = verb
    for _ in range(_MAX_CLIMB):
        governor = token.head
        if governor.i == token.i:
            break
        if token.dep_ == "conj":
            uncertain |= any(c.lower_ in _WEAK_AUXILIARIES for c in _auxiliaries(governor))
        elif token.dep_ == "advcl":
            if governor.i > token.i:
                break  # "Since the gate closed, Reed has said" tells that it closed
            uncertain |= any(_is_open_mark(child) for child in governor.children)
        elif token.dep_ in _COMPLEMENTS:
            lemma = governor.lemma_.lower()
            denied ^= lemma in _DENYING
            if token.dep_ in _CLAUSAL:
                uncertain |= lemma in _NON_FACTIVE or _is_weakened(governor)
                denied ^= any(child.dep_ == "neg" for child in governor.children)
            uncertain |= any(_is_open_mark(child) for child in governor.children)
        else:
            break
        token = governor
    return denied, uncertain


def _negates(child: Token) -> bool:
    if child.dep_ == "neg" or child.lower_ in _NEGATING_WORDS:
        return True
    if child.dep_ not in _ARGUMENTS:
        return False
    return child.lower_ in _NOBODY or any(g.lower_ in {"no", "neither"} for g in child.children)


def _is_weakened(verb: Token) -> bool:
    """Return True if the words of a verb's own clause weaken it: "may", "reportedly", "if"."""
    return (
        any(child.lower_ in _WEAK_AUXILIARIES for child in _auxiliaries(verb))
        or any(child.lower_ in _WEAK_ADVERBS for child in verb.children)
        or any(map(_is_open_mark, verb.children))
    )


def _auxiliaries(verb: Token) -> Iterator[Token]:
    return (child for child in verb.children if child.dep_ == "aux")


def _is_open_mark(token: Token) -> bool:
    return token.dep_ == "mark" and token.lower_ in _OPEN_MARKS


def find_clauses(tokens: Iterable[Token]) -> Iterator[Clause]:
    """Yield the verbs of a parsed text with their subjects and objects, in order."""
    for verb in tokens:
        if verb.pos_ != "VERB":
            continue
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        objects = [c for c in verb.children if c.dep_ in {"nsubjpass", "dobj", "dative"}]
        for child in verb.children:
            complements = [g for g in child.children if g.dep_ == "pobj"]
            if child.dep_ == "agent":
                subjects += complements
            elif child.dep_ == "prep":
                objects += complements
        passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        if verb.dep_ == "conj" and not subjects and not passive:
            subjects = [child for child in verb.head.children if child.dep_ == "nsubj"]
        elif verb.dep_ == "relcl":
            subjects = [verb.head if s.lower_ in _RELATIVE else s for s in subjects]
            objects = [verb.head if o.lower_ in _RELATIVE else o for o in objects]
        elif verb.dep_ == "acl" and verb.tag_ == "VBN":
            objects.append(verb.head)
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            subjects.append(verb.head)
        yield Clause(verb, tuple(subjects), tuple(objects))
