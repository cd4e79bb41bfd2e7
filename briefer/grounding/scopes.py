"""What a "not" or a "may" is about: the next content words of its clause.

"The board answered no letters of the court" denies letters of the court, and "it may close the
gate" leaves open whether the gate is closed. A line that has these words near one another, but not
the word before them, says something else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefer.grounding.article_index import ArticleIndex
from briefer.grounding.matching import MATCH
from briefer.grounding.tokens import NOUNS_CAPITALISED, Token, denying_verbs, normal_form

SAME = 0.8
"""Similarity of two words from which they are the same."""

_WORDS = 2  # that a scope has at most
_NEAR = 5  # tokens within which they follow one another
_REACH = 11  # tokens in which they are looked for
_CLAUSE_END = re.compile(r"[,;:.()!?—–\"“”‘«»]")
_COMPARISON = re.compile(r"[^,;:.!?]{0,40}?\b(?:as\s+\w+\s+as|than)\b")
_NO_ONE = re.compile(r"no(?: |-)one\b", re.IGNORECASE)
_INFINITIVE = re.compile(r"\s+to\s")


class Scope(NamedTuple):
    """What a word is about.

    Attributes:
        word: the word as it is written.
        about: the content words after it, one or two.
    """

    word: str
    about: tuple[Token, ...]


class Passage(NamedTuple):
    """A sentence that supports a line.

    Attributes:
        number: its index.
        text: the sentence.
        tokens: its tokens; their offsets count from its start.
        denials: what it denies.
        likeness: how much of the line it has, from 0 to 1, where two thirds are all.
    """

    number: int
    text: str
    tokens: tuple[Token, ...]
    denials: tuple[Scope, ...]
    likeness: float

    @property
    def not_denied(self) -> list[Token]:
        """The tokens that no negation is about."""
        denied = {token.start for denial in self.denials for token in denial.about}
        return [token for token in self.tokens if token.start not in denied]


def find_denials(tokens: Sequence[Token], text: str, language: str) -> Iterator[Scope]:
    """Yield what a text denies: "no warning signs", "failed to find signs".

    Names and numbers stand after a negation by chance: "not since Reed left", "no 300 metres". And
    "none as grave as this" compares.
    """
    verbs = denying_verbs(language)
    for token in tokens:
        if token.kind != "negation" or _COMPARISON.match(text, token.end):
            continue
        if normal_form(token.text) in verbs and not _INFINITIVE.match(text, token.end):
            continue
        nobody = _NO_ONE.match(text, token.start)
        scope = scope_after(nobody.end() if nobody else token.end, token.text, tokens, text)
        if scope is None or scope.about[0].kind != "word":
            continue
        if language in NOUNS_CAPITALISED or not scope.about[0].is_capitalised:
            yield scope


def scope_after(offset: int, word: str, tokens: Sequence[Token], text: str) -> Scope | None:
    """Return what a word that ends at an offset of a text is about; None at a clause's end."""
    about: list[Token] = []
    following = [token for token in tokens if token.start >= offset]
    for token in following[:_REACH]:
        if len(about) == _WORDS or _CLAUSE_END.search(text, offset, token.start):
            break
        if token.is_content:
            about.append(token)
        offset = token.end
    return Scope(word, tuple(about)) if about else None


def repeated(scope: Scope, tokens: Sequence[Token], index: ArticleIndex) -> float:
    """Return how clearly tokens repeat a scope, its words near one another, from 0 to 1."""
    first, *rest = scope.about
    strongest = 0.0
    for place, token in enumerate(tokens):
        same = index.similarity(first, token) if token.is_content else 0.0
        if same < SAME:
            continue
        if rest:
            near = tokens[max(0, place - _NEAR) : place + 1 + _NEAR]
            second = index.best_match(rest[0], near)
            same = (same + second) / 2 if second >= MATCH else 0.0
        strongest = max(strongest, same)
    return strongest
