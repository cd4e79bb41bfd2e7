"""Who does what to whom: the line gives a verb another subject, or swaps subject and object."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from briefer.analysis.annotations import Entity
from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.matching import word_similarity
from briefer.grounding.predicates import Clause, find_clauses
from briefer.grounding.tokens import normal_form

_LIGHT_VERBS = frozenset({"be", "do", "have"})
_NAME_PARTS = frozenset({"appos", "compound", "flat", "nmod"})
_SAME_VERB = 0.9


def _run(line: LineContext) -> Iterator[Finding]:
    for clause in find_clauses(line.parsed):
        if clause.head.lemma_ in _LIGHT_VERBS:
            continue
        places = list(_same_verb(clause, line))
        params = {"word": clause.head.text}
        if any(_has_same_actor(clause, other, line) for _, other in places):
            continue
        others = [cover for cover, other in places if _has_other_actor(clause, other, line)]
        if others:
            yield Finding("wrong_actor", strength=max(others), params=params)
        swapped = [cover for cover, other in places if _is_swapped(clause, other, line)]
        if swapped:
            yield Finding("swapped_roles", strength=max(swapped), params=params)


def _same_verb(clause: Clause, line: LineContext) -> Iterator[tuple[float, Clause]]:
    """Yield where the supporting sentences have the verb, with the cover of the sentence."""
    lemma = normal_form(clause.head.lemma_)
    for number in line.sentences:
        cover = line.cover(line.matches[number])
        for other in line.index.clauses.get(number, ()):
            if word_similarity(lemma, normal_form(other.head.lemma_)) >= _SAME_VERB:
                yield cover, other


def _has_other_actor(clause: Clause, other: Clause, line: LineContext) -> bool:
    """Return True if both subjects are names, of different entities, and an object is shared."""
    ours, theirs = (_entities(_named(one.subjects), line) for one in (clause, other))
    objects, their_objects = _nouns(clause.objects), _nouns(other.objects)
    same_deed = bool(objects & their_objects) or not (objects and their_objects)
    return bool(ours and theirs) and not ours & theirs and same_deed


def _has_same_actor(clause: Clause, other: Clause, line: LineContext) -> bool:
    ours, theirs = (_entities(one.subjects, line) for one in (clause, other))
    return bool(ours & theirs) or bool(_nouns(clause.subjects) & _nouns(other.subjects))


def _named(heads: Iterable[Token]) -> list[Token]:
    return [head for head in heads if head.pos_ == "PROPN"]


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


def _entities(heads: Iterable[Token], line: LineContext) -> frozenset[Entity]:
    return line.index.entities_among(t.text for t in _phrase(heads) if t.pos_ == "PROPN")


def _nouns(heads: Iterable[Token]) -> set[str]:
    return {normal_form(t.lemma_) for t in _phrase(heads) if t.pos_ in {"NOUN", "PROPN"}}


ARGUMENTS = Check("arguments", ("wrong_actor", "swapped_roles"), frozenset({"en"}), _run)
