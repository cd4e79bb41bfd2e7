"""briefer: one-page briefs of news articles in which every line can be checked.

The public API is ``__all__``. Each name is imported when it is first used, so that
``import briefer`` is fast.
"""

import importlib
from typing import TYPE_CHECKING

from briefer.version import __version__

if TYPE_CHECKING:
    from briefer.batch.many import abrief_many, brief_many
    from briefer.batch.options import BatchOptions
    from briefer.batch.rows import BatchRow, BatchSource
    from briefer.errors import (
        BrieferError,
        CheckError,
        ContextError,
        FetchError,
        ModelAnswerError,
        ModelAuthError,
        ModelError,
        ModelUnavailableError,
        NotAnArticleError,
        SettingsError,
        SourceError,
        UnknownModelError,
        WaitingForAnswersError,
        WeightsError,
    )
    from briefer.events import ArticleAnalysed, ArticleLoaded, BriefReady, LinesVerified
    from briefer.model.fake import FakeModel
    from briefer.pipeline import Extraction, abrief, aextract, brief, extract, load, stream
    from briefer.progress import ProgressEvent
    from briefer.rendering.registry import render
    from briefer.schema.article import Article
    from briefer.schema.brief import Brief
    from briefer.schema.evidence import Evidence
    from briefer.settings import Settings

_MODULES = {
    "briefer.batch.many": ("abrief_many", "brief_many"),
    "briefer.batch.options": ("BatchOptions",),
    "briefer.batch.rows": ("BatchRow", "BatchSource"),
    "briefer.schema.article": ("Article",),
    "briefer.errors": (
        "BrieferError",
        "CheckError",
        "ContextError",
        "FetchError",
        "ModelAnswerError",
        "ModelAuthError",
        "ModelError",
        "ModelUnavailableError",
        "NotAnArticleError",
        "SettingsError",
        "SourceError",
        "UnknownModelError",
        "WaitingForAnswersError",
        "WeightsError",
    ),
    "briefer.events": ("ArticleAnalysed", "ArticleLoaded", "BriefReady", "LinesVerified"),
    "briefer.progress": ("ProgressEvent",),
    "briefer.schema.evidence": ("Evidence",),
    "briefer.rendering.registry": ("render",),
    "briefer.model.fake": ("FakeModel",),
    "briefer.pipeline": ("Extraction", "abrief", "aextract", "brief", "extract", "load", "stream"),
    "briefer.schema.brief": ("Brief",),
    "briefer.settings": ("Settings",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Article",
    "ArticleAnalysed",
    "ArticleLoaded",
    "BatchOptions",
    "BatchRow",
    "BatchSource",
    "Brief",
    "BriefReady",
    "BrieferError",
    "CheckError",
    "ContextError",
    "Evidence",
    "Extraction",
    "FakeModel",
    "FetchError",
    "LinesVerified",
    "ModelAnswerError",
    "ModelAuthError",
    "ModelError",
    "ModelUnavailableError",
    "NotAnArticleError",
    "ProgressEvent",
    "Settings",
    "SettingsError",
    "SourceError",
    "UnknownModelError",
    "WaitingForAnswersError",
    "WeightsError",
    "__version__",
    "abrief",
    "abrief_many",
    "aextract",
    "brief",
    "brief_many",
    "extract",
    "load",
    "render",
    "stream",
]


if not TYPE_CHECKING:  # type checkers would accept any misspelt name

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used (PEP 562)."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(importlib.import_module(_MODULE_OF[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """List all public names, imported or not."""
    return sorted({*globals(), *__all__})
