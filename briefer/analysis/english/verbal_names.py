"""Tell a name that begins with a verb from an order: "Keep the Promise has paid" orders nothing."""

from itertools import takewhile

from spacy.tokens import Token

from briefer.analysis.spacy_helpers import SUBJECTS

_SMALL_WORDS = frozenset("a an and at back for from in of on our the to with".split())
_FINITE = frozenset({"VBD", "VBZ", "MD"})


def begins_name(verb: Token) -> bool:
    """Return True if a verb and the capitalised words after it are the subject of another verb.

    "Take Back the Night marched" and "Keep the Promise, a committee, has paid" are about bodies;
    "Take the Orme Road" and "TAKE NOTE" are orders.
    """
    after = verb.doc[verb.i + 1 : verb.sent.end]
    name = [*takewhile(lambda word: _may_be_in_name(word) and word.tag_ not in _FINITE, after)]
    capitals = [word for word in name if word.text.istitle() and word.lower_ not in _SMALL_WORDS]
    is_name = verb.text.istitle() and capitals and not any(map(_begins_clause, name))
    if not is_name or len(name) == len(after):
        return False
    following = after[len(name)]
    if following.tag_ in _FINITE:
        return not _subjects_before(following, verb)
    return following.text == "," and any(
        _is_finite(word) and not _subjects_before(word, verb)
        for word in after[len(name) :]
        if word.dep_ in {"conj", "ROOT"}
    )


def _may_be_in_name(word: Token) -> bool:
    return word.text.istitle() or word.lower_ in _SMALL_WORDS


def _begins_clause(word: Token) -> bool:
    """Return True for "Write" and "That" of "Forget It And Write That The Mill Was Sold"."""
    return word.tag_ in {"VB", "VBP"} or word.lower_ == "that"


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(child.tag_ in _FINITE for child in verb.lefts)


def _subjects_before(verb: Token, first: Token) -> bool:
    """Return True if a verb has a subject of its own, apart from the name that begins at a word."""
    return any(
        child.dep_ in SUBJECTS and not child.is_ancestor(first)
        for word in (verb, verb.head)
        for child in word.lefts
        if child.i > first.i and not child.text.istitle()
    )
