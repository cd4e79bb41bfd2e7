"""Passages: the sentences that a line rests on, and those that they lean on themselves."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefer.article import Article

# Words by which a sentence speaks of what the one before it has named.
_LEANING = re.compile(
    r"\b(?:he|she|they|it|him|them|his|hers?|their|its|this|these|those|both)\b", re.IGNORECASE
)
_BEFORE = 2  # sentences back to what a pronoun most often stands for


class Passage(NamedTuple):
    """Sentences of an article.

    Attributes:
        parts: their texts.
        text: all of them.
        context: the same with the sentences before those that hold a pronoun: "It caught fire"
            bears out that the ferry did when the sentence before speaks of the ferry.
    """

    parts: tuple[str, ...]
    text: str
    context: str


def passage_of(article: Article, sentences: Sequence[int]) -> Passage:
    """Cut the passage of these sentences."""
    parts = tuple(_sentence(article, index) for index in sentences)
    before = {
        earlier
        for index, part in zip(sentences, parts, strict=True)
        if _LEANING.search(part)
        for earlier in range(max(0, index - _BEFORE), index)
    }
    leaned_on = [_sentence(article, index) for index in sorted(before - set(sentences))]
    return Passage(parts, " ".join(parts), " ".join([*leaned_on, *parts]))


def _sentence(article: Article, index: int) -> str:
    return article.text[slice(*article.sentences[index])]
