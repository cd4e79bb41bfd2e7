"""Words of two sentences joined in one clause: "a fisher" of one, "died at home" of another.

Two copied passages may follow one another ("The bridge fell, and it will stay closed"). It is
suspicious if a word of one is the subject, the object or another part of a word of the other.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token as ParsedToken

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext

# Relations within one clause. Conjunctions, appositions and clauses that are complements or
# adverbials join what two sentences may tell.
_WITHIN_CLAUSE = frozenset(
    """acl acomp advmod agent amod attr compound dative dobj npadvmod nsubj nsubjpass nummod oprd
    pcomp pobj poss prep relcl xcomp""".split()
)
_MAX_CLIMB = 3  # words of no passage between the two
_SHORT, _LONG = 4, 6  # tokens of the shorter passage: too few to tell, and clearly copied


def _run(line: LineContext) -> Iterator[Finding]:
    places = {token.start: place for place, token in enumerate(line.tokens) if line.copied[place]}
    strongest: Finding | None = None
    for word in line.parsed:
        head = _head_in_clause(word, places)
        if head is None:
            continue
        shorter = min(_passage_length(places[one.idx], line) for one in (word, head))
        strength = min(1.0, (shorter - _SHORT) / (_LONG - _SHORT))
        if strength > (strongest.strength if strongest else 0.0) and not _share_a_sentence(
            places[word.idx], places[head.idx], line
        ):
            strongest = Finding("joined_statements", strength=strength, params={"word": word.text})
    if strongest:
        yield strongest


def _head_in_clause(word: ParsedToken, places: Mapping[int, int]) -> ParsedToken | None:
    """Return the nearest copied word that a copied word is a part of, in the same clause."""
    if word.idx not in places or word.head.i == word.i:
        return None
    relations, head = [word.dep_], word.head
    while head.idx not in places and head.head.i != head.i and len(relations) <= _MAX_CLIMB:
        relations.append(head.dep_)
        head = head.head
    within = head.idx in places and _WITHIN_CLAUSE.issuperset(relations)
    return head if within and not _has_nearer_subject(word, head) else None


def _has_nearer_subject(word: ParsedToken, verb: ParsedToken) -> bool:
    """Return True if a subject stands between a word and its verb: the parser took one too many."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return any(word.i < subject.i < verb.i for subject in subjects)


def _share_a_sentence(one: int, other: int, line: LineContext) -> bool:
    return bool(line.copied[one] & line.copied[other])


def _passage_length(place: int, line: LineContext) -> int:
    """Return how many tokens in a row the line has from the sentences of a token."""
    numbers, start, end = line.copied[place], place, place + 1
    while start > 0 and line.copied[start - 1] & numbers:
        start -= 1
    while end < len(line.copied) and line.copied[end] & numbers:
        end += 1
    return end - start


JOINING = Check("joining", ("joined_statements",), frozenset({"en"}), _run)
