"""Small functions on spaCy tokens: offsets, subtrees, negation."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span

_FAR = 200  # characters; no word of an article is as long

_Answer = TypeVar("_Answer")

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ADDING = frozenset({"just", "merely", "only"})  # "not only"


def remembered(judge: Callable[[Token], _Answer]) -> Callable[[Token], _Answer]:
    """Ask a function once for each token, and keep its answer as long as the parse.

    For what is asked of one clause again and again, from each clause below it.
    """

    @wraps(judge)
    def answer(token: Token) -> _Answer:
        answers: dict[int, _Answer] = token.doc.user_data.setdefault(judge.__qualname__, {})
        if token.i not in answers:
            answers[token.i] = judge(token)
        return answers[token.i]

    return answer


def found_in_sentence(is_found: Callable[[Token], bool]) -> Callable[[Token], list[Token]]:
    """Look for some words once in each sentence; return those of a token's sentence, in order."""

    @remembered
    @wraps(is_found)
    def places(first: Token) -> tuple[int, ...]:
        return tuple(int(word.i) for word in first.sent if is_found(word))

    def words(token: Token) -> list[Token]:
        return [token.doc[place] for place in places(token.doc[token.sent.start])]

    return words


def remembered_word(
    find: Callable[[Token], Token | None],
) -> Callable[[Token], Token | None]:
    """Look a word up once for each token, as `remembered`; a kept token would keep the parse."""

    @remembered
    @wraps(find)
    def index(token: Token) -> int | None:
        word = find(token)
        return None if word is None else int(word.i)

    @wraps(find)
    def answer(token: Token) -> Token | None:
        found = index(token)
        return None if found is None else token.doc[found]

    return answer


@lru_cache(maxsize=4)
def text_of(doc: Doc) -> str:
    """Return the text of a parse, which spaCy joins anew each time it is asked for."""
    return str(doc.text)


@lru_cache(maxsize=4)
def words_of(doc: Doc) -> frozenset[str]:
    """Return all different words of a parse."""
    return frozenset(token.text for token in doc)


def last_word(text: str, end: int) -> str:
    """Return the word before an offset, without the white space around it; "" if there is none."""
    return "".join(text[max(0, end - _FAR) : end].split()[-1:])


def end_offset(token: Token) -> int:
    """Return the offset after a token."""
    return int(token.idx + len(token.text))


def subtree_span(head: Token) -> Span:
    """Return the span of a token and all words that depend on it."""
    return Span(head.left_edge.idx, end_offset(head.right_edge))


def is_negated(verb: Token) -> bool:
    """Return True if the verb is negated ("not", "n't"), but not by "not only" and "not just"."""
    negations = (child for child in verb.children if child.dep_ == "neg")
    return any(verb.doc[child.i + 1 : child.i + 2].text not in _ADDING for child in negations)
