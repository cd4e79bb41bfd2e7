"""The sentences that support a line, plus the earlier sentences that their pronouns refer to."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefer.schema.article import Article

# Words that refer to something in an earlier sentence.
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|him|them|his|hers?|their|its|this|these|those|both)\b", re.IGNORECASE
)
_LOOK_BACK = 2  # sentences in which the antecedent of a pronoun most often is


class Passage(NamedTuple):
    """Sentences of an article.

    Attributes:
        parts: the text of each sentence.
        text: all sentences joined.
        context: ``text`` and, before it, what its pronouns may refer to: "It caught fire" supports
            "The ferry caught fire" if the sentence before mentions the ferry.
    """

    parts: tuple[str, ...]
    text: str
    context: str


def passage_of(article: Article, sentences: Sequence[int]) -> Passage:
    """Return the passage of the sentences with these indices."""
    parts = tuple(_sentence(article, index) for index in sentences)
    before = {
        earlier
        for index, part in zip(sentences, parts, strict=True)
        if _PRONOUN.search(part)
        for earlier in range(max(0, index - _LOOK_BACK), index)
    }
    antecedents = [_sentence(article, index) for index in sorted(before - set(sentences))]
    return Passage(parts, " ".join(parts), " ".join([*antecedents, *parts]))


def _sentence(article: Article, index: int) -> str:
    return article.text[slice(*article.sentences[index])]
