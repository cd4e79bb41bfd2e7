"""The pipeline: source, reading, passes, grounding, Brief.

``abrief`` is the whole way on one screen; everything else here prepares for it.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis
from briefer.analysis.parser import pipeline_name
from briefer.analysis.prompt_injection import find_injections
from briefer.article import Article
from briefer.assembly.coverage import INJECTIONS_LEFT_OUT, coverage_of, limitation_notes
from briefer.assembly.extractive import extractive_sections
from briefer.assembly.sections import BriefSections
from briefer.cache import BriefCache, cache_key
from briefer.code_digest import code_digest, package_versions
from briefer.concurrency import in_thread, task_group
from briefer.evidence import FrozenModel
from briefer.model.protocol import Model
from briefer.model.spec import resolve_model_name
from briefer.passes.custom_schema import extract_custom
from briefer.passes.orchestrator import PROMPTS, brief_sections
from briefer.passes.runner import PassContext
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.prompts import Prompts
from briefer.schema import SCHEMA_VERSION, Brief, Provenance, RejectedItem
from briefer.settings import Settings
from briefer.source.loader import open_source
from briefer.usage import Usage
from briefer.version import __version__

Data = TypeVar("Data", bound=BaseModel)
NO_MODEL = "none"
# Packages whose next version may read the same article otherwise, beside the parser's pipeline.
_READERS = ("dateparser", "rapidfuzz", "sentencex", "spacy")
_MOST_SAID = 300  # characters of what is wrong with a row of the cache

_log = logging.getLogger("briefer")


class Extraction(FrozenModel, Generic[Data]):
    """An own schema, filled and grounded.

    Attributes:
        data: the schema's instance; each Evidence in it is a slice of ``article.text``.
        article: the article.
        rejected: items that the model wrote and that do not hold against the article.
        provenance: model, prompts, calls, tokens and seconds.
    """

    data: Data
    article: Article
    rejected: tuple[RejectedItem, ...] = ()
    provenance: Provenance


async def abrief(
    source: str | Path | bytes | Article,
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
    progress: Progress = no_progress,
) -> Brief:
    """Brief one article.

    Args:
        source: a URL, a path, the bytes of a page or a text, or an Article.
        model: a model's name, ``"none"`` for the extractive brief of the reading alone, or a
            model; in place of ``settings.model``.
        settings: everything else that can be set; None takes it from the environment.
        progress: is told what is being done.

    Raises:
        SettingsError: a setting or a prompt file is wrong.
        SourceError: the article could not be had.
        ModelError: the model could not answer.
    """
    settings = _settings(settings, model)
    article = await _article(source, settings, progress)
    began = time.monotonic()
    prompts = Prompts(settings.prompt_dir)
    cache = _Cache(article, model, settings, prompts)
    if (kept := cache.get()) is not None:
        return kept
    if settings.model == NO_MODEL:
        reading = await _read(article, progress)
        name, sections, usage = NO_MODEL, extractive_sections(article, reading), Usage()
    else:
        async with _reading_and_opened(article, model, settings, progress) as (coming, chosen):
            name = chosen.name
            sections, usage = await brief_sections(
                PassContext(article, coming, chosen, prompts), progress
            )
            reading = await coming
    digest = "" if name == NO_MODEL else prompts.digest(PROMPTS)
    made = _brief(article, reading, sections, _provenance(name, digest, usage, began))
    cache.put(made)
    return made


def brief(
    source: str | Path | bytes | Article,
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
    progress: Progress = no_progress,
) -> Brief:
    """Brief one article; the synchronous face of :func:`abrief`, which see."""
    return asyncio.run(abrief(source, model=model, settings=settings, progress=progress))


def load(source: str | Path | bytes, *, settings: Settings | None = None) -> Article:
    """Load an article from a URL, a path, or the bytes of a page or a text; call no model.

    Raises:
        SourceError: the article could not be had.
    """
    return asyncio.run(open_source(source, settings=settings or Settings()))


async def aextract(
    source: str | Path | bytes | Article,
    *,
    schema: type[Data],
    prompt: Path,
    model: str | Model | None = None,
    settings: Settings | None = None,
    progress: Progress = no_progress,
) -> Extraction[Data]:
    """Fill an own schema from one article, through the same passes and the same grounding.

    Args:
        source: a URL, a path, the bytes of a page or a text, or an Article.
        schema: a pydantic model with Evidence fields, nested as deep as you like.
        prompt: an own prompt file (see ``prompts/README.md``).
        model: a model's name or a model, in place of ``settings.model``.
        settings: everything else that can be set; None takes it from the environment.
        progress: is told what is being done.

    Raises:
        SettingsError: a setting, the schema or the prompt file is wrong.
        SourceError: the article could not be had.
        ModelError: the model could not answer, or nothing of its answer holds.
    """
    settings = _settings(settings, model).model_copy(update={"prompt_dir": prompt.parent})
    article = await _article(source, settings, progress)
    began = time.monotonic()
    prompts = Prompts(settings.prompt_dir)
    if orders := find_injections(article):
        _log.warning("%s", INJECTIONS_LEFT_OUT.format(number=len(orders)))
    async with _reading_and_opened(article, model, settings, progress) as (reading, chosen):
        extracted, usage = await extract_custom(
            schema, prompt.name, PassContext(article, reading, chosen, prompts)
        )
    return Extraction[Data](
        data=extracted.data,
        article=article,
        rejected=extracted.rejected,
        provenance=_provenance(chosen.name, prompts.digest((prompt.name, *PROMPTS)), usage, began),
    )


def extract(
    source: str | Path | bytes | Article,
    *,
    schema: type[Data],
    prompt: Path,
    model: str | Model | None = None,
    settings: Settings | None = None,
    progress: Progress = no_progress,
) -> Extraction[Data]:
    """Fill an own schema; the synchronous face of :func:`aextract`, which see."""
    return asyncio.run(
        aextract(
            source, schema=schema, prompt=prompt, model=model, settings=settings, progress=progress
        )
    )


def _settings(settings: Settings | None, model: str | Model | None) -> Settings:
    """Return the settings with the model's name in them; none when a model was handed in."""
    settings = settings or Settings()
    if model is None:
        return settings
    name = model if isinstance(model, str) else None
    return settings.model_copy(update={"model": name})


async def _article(
    source: str | Path | bytes | Article, settings: Settings, progress: Progress
) -> Article:
    if isinstance(source, Article):
        return source
    progress(ProgressEvent("loading the article", "began"))
    article = await open_source(source, settings=settings)
    progress(ProgressEvent("loading the article", "ended"))
    return article


async def _read(article: Article, progress: Progress) -> Analysis:
    progress(ProgressEvent("reading the article", "began"))
    # no daemon: the library under the parser aborts a process that ends while it computes
    work = partial(analyze, article)
    reading = await in_thread(work, name="briefer-reading", daemon=False)
    progress(ProgressEvent("reading the article", "ended"))
    return reading


@asynccontextmanager
async def _reading_and_opened(
    article: Article, model: str | Model | None, settings: Settings, progress: Progress
) -> AsyncIterator[tuple[asyncio.Task[Analysis], Model]]:
    """Open the model while the article is being read, which may go on while the model is asked."""
    async with task_group() as group:  # a failure of either stops the other
        reading = group.create_task(_read(article, progress))
        async with _opened(model, settings, progress) as chosen:
            yield reading, chosen


@asynccontextmanager
async def _opened(
    model: str | Model | None, settings: Settings, progress: Progress
) -> AsyncIterator[Model]:
    """Open the model that is named; one that was handed in stays its owner's."""
    if model is not None and not isinstance(model, str):
        yield model
        return
    # the SDKs take a second to import, which a brief without a model need not wait for
    from briefer.model.factory import open_model  # noqa: PLC0415

    opened = await open_model(settings, progress=progress)
    try:
        yield opened
    finally:
        await opened.aclose()


def _brief(
    article: Article, reading: Analysis, sections: BriefSections, provenance: Provenance
) -> Brief:
    coverage = coverage_of(
        article,
        reading,
        unread=sections.unread,
        claims=sections.claimed_by,
        rejected=sections.rejected,
        notes=(*limitation_notes(article, reading, summary=sections.summary), *sections.notes),
    )
    return Brief(
        headline=sections.headline,
        summary=sections.summary,
        who=sections.who,
        what=sections.what,
        where=sections.where,
        when=sections.when,
        claimed_by=sections.claimed_by,
        uncertainty=sections.uncertainty,
        article=article,
        coverage=coverage,
        provenance=provenance,
    )


def _provenance(name: str, prompts: str, usage: Usage, began: float) -> Provenance:
    return Provenance(
        model=name,
        prompt_digest=prompts,
        version=__version__,
        created=datetime.now(UTC),
        calls=usage.calls,
        reasks=usage.reasks,
        input_tokens=usage.input_tokens,
        cached_tokens=usage.cached_tokens,
        output_tokens=usage.output_tokens,
        seconds=round(time.monotonic() - began, 3),
    )


class _Cache:
    """The cache's entry for one brief; none for a model that was handed in, or without a cache."""

    def __init__(
        self, article: Article, model: str | Model | None, settings: Settings, prompts: Prompts
    ) -> None:
        self._article = article
        self._kept = BriefCache(settings.cache_dir)
        self._key = None
        if settings.cache and (model is None or isinstance(model, str)):
            name = NO_MODEL if settings.model == NO_MODEL else resolve_model_name(settings)
            self._key = cache_key(
                {
                    "article": article.model_dump(mode="json"),
                    "model": name,
                    "prompts": prompts.digest(PROMPTS),
                    "context": settings.context_tokens,
                    "reasks": settings.reasks,
                    "schema": SCHEMA_VERSION,
                    "version": __version__,
                    "code": code_digest(),
                    "packages": package_versions(
                        filter(None, (*_READERS, pipeline_name(article.language)))
                    ),
                }
            )

    def get(self) -> Brief | None:
        """Return the brief that was kept, or None; a row that cannot be used costs a note."""
        row = self._kept.get(self._key) if self._key else None
        if row is None:
            return None
        try:
            kept = Brief.model_validate_json(row)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"])) or "the row"
            problem = f"{place}: {first['msg']}"[:_MOST_SAID]
        else:
            if kept.article == self._article:
                return kept
            problem = "it is of another article"
        _log.warning(
            "the brief of this article in the cache '%s' cannot be used (%s) and is made anew",
            self._kept.path,
            problem,
        )
        return None

    def put(self, made: Brief) -> None:
        if self._key:
            self._kept.put(self._key, made.model_dump_json())
