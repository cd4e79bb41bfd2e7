"""Who does what to whom: the line gives a verb another subject, or swaps subject and object."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.matching import word_similarity
from briefer.grounding.predicates import Clause, find_clauses
from briefer.grounding.tokens import normal_form

_LIGHT_VERBS = frozenset({"be", "do", "have"})
_NAME_PARTS = frozenset({"appos", "compound", "flat", "nmod"})
_SAME_VERB = 0.9


def _run(line: LineContext) -> Iterator[Finding]:
    actor, swapped = (0.0, ""), (0.0, "")
    for clause in find_clauses(line.parsed):
        if clause.head.lemma_ in _LIGHT_VERBS:
            continue
        for number in line.sentences:
            cover = line.cover(line.matches[number])
            for other in line.index.clauses.get(number, ()):
                lemmas = (normal_form(one.head.lemma_) for one in (clause, other))
                if word_similarity(*lemmas) < _SAME_VERB:
                    continue
                if _has_other_actor(clause, other, line):
                    actor = max(actor, (cover, clause.head.text))
                if _is_swapped(clause, other, line):
                    swapped = max(swapped, (cover, clause.head.text))
    if actor[0]:
        yield Finding("wrong_actor", strength=actor[0], params={"word": actor[1]})
    if swapped[0]:
        yield Finding("swapped_roles", strength=swapped[0], params={"word": swapped[1]})


def _has_other_actor(clause: Clause, other: Clause, line: LineContext) -> bool:
    """Return True if both subjects are named entities, and different ones."""
    ours, theirs = (_entities(one.subjects, line) for one in (clause, other))
    return bool(ours and theirs) and not ours & theirs


def _is_swapped(clause: Clause, other: Clause, line: LineContext) -> bool:
    """Return True if the line's subject is the object there, and not the subject."""
    subjects, others = _entities(clause.subjects, line), _entities(other.subjects, line)
    if subjects & _entities(other.objects, line) and not subjects & others:
        return True
    nouns, objects = _nouns(clause.subjects), _nouns(clause.objects)
    their_nouns, their_objects = _nouns(other.subjects), _nouns(other.objects)
    turned = bool(nouns & their_objects) and not nouns & their_nouns
    return turned and bool(objects & their_nouns)


def _phrase(heads: Iterable[Token]) -> Iterator[Token]:
    for head in heads:
        yield head
        yield from (child for child in head.children if child.dep_ in _NAME_PARTS)


def _entities(heads: Iterable[Token], line: LineContext) -> frozenset[str]:
    return line.index.entities_among(t.text for t in _phrase(heads) if t.pos_ == "PROPN")


def _nouns(heads: Iterable[Token]) -> set[str]:
    return {normal_form(t.lemma_) for t in _phrase(heads) if t.pos_ in {"NOUN", "PROPN"}}


ARGUMENTS = Check("arguments", ("wrong_actor", "swapped_roles"), frozenset({"en"}), _run)
