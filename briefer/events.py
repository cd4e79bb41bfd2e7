"""What ``briefer.stream`` yields while it makes a brief: one class for each kind of event.

For example, ``ArticleLoaded`` comes first, and ``BriefReady`` has the brief and comes last. What
begins and ends in between is a `ProgressEvent` (``progress.py``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from briefer.progress import ProgressEvent
from briefer.schema.article import Article
from briefer.schema.brief import Brief


@dataclass(frozen=True, slots=True)
class ArticleLoaded:
    """The source is an article.

    Attributes:
        article: the article.
        kind: "article".
    """

    article: Article
    kind: Literal["article"] = field(default="article", init=False)


@dataclass(frozen=True, slots=True)
class ArticleAnalysed:
    """Code has found what it can find in the article without a model.

    Attributes:
        parser: ``"syntax"`` if the text was parsed, ``"rules"`` if only patterns were used.
        entities: number of people, organisations, groups and places.
        quotations: number of quotations.
        attributions: number of statements whose source was found.
        kind: "analysis".
    """

    parser: str
    entities: int
    quotations: int
    attributions: int
    kind: Literal["analysis"] = field(default="analysis", init=False)


@dataclass(frozen=True, slots=True)
class LinesVerified:
    """A capable model has verified the lines and claims of the brief.

    Attributes:
        verified: how many it has verified.
        corrected: how many of them were corrected.
        refused: how many of them were left out.
        kind: "verification".
    """

    verified: int
    corrected: int
    refused: int
    kind: Literal["verification"] = field(default="verification", init=False)


@dataclass(frozen=True, slots=True)
class BriefReady:
    """The brief is complete; the last event.

    Attributes:
        brief: the brief.
        from_cache: whether it was made before.
        kind: "brief".
    """

    brief: Brief
    from_cache: bool
    kind: Literal["brief"] = field(default="brief", init=False)


BriefEvent = ArticleLoaded | ProgressEvent | ArticleAnalysed | LinesVerified | BriefReady
"""Any event of ``briefer.stream``; ``kind`` tells which."""

Emit = Callable[[BriefEvent], None]
"""Is called with each event. It may be called in another thread, while weights are downloaded."""
