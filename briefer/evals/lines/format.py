"""A labelled line: a line about an article, and whether the article supports it."""

from typing import Literal

from briefer.schema.article import Article
from briefer.schema.evidence import FrozenModel, NonEmptyStr

FaultKind = Literal[
    "wrong_source",
    "wrong_entity",
    "wrong_predicate",
    "wrong_number",
    "wrong_time_or_place",
    "lost_hedge",
    "negation",
    "claim_as_fact",
    "invented",
    "merged",
]
"""What is wrong with a line that the article does not support."""


class LabelledLine(FrozenModel):
    """A line about an article, with its label.

    Attributes:
        article: the article.
        article_id: its name in the file; lines with the same name are about the same article.
        line: the line.
        supported: whether the article supports everything in it.
        fault: what is wrong with it; None for a right line, and where nobody has said.
        rests_on: the words of the article that decide it, if the file has them.
    """

    article: Article
    article_id: NonEmptyStr
    line: NonEmptyStr
    supported: bool
    fault: FaultKind | None = None
    rests_on: str | None = None
