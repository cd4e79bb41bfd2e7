"""The public functions: load an article, brief it, or fill a custom schema from it.

``abrief`` shows the whole way from a source to a Brief: load the article, analyse it, ask the
model, check its answers, and combine both. The private functions are its steps.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis
from briefer.analysis.prompt_injection import find_injections
from briefer.assembly.coverage import coverage_of, limitation_notes
from briefer.assembly.extractive import extractive_sections
from briefer.assembly.provenance import provenance_of
from briefer.assembly.sections import BriefSections
from briefer.cache.cached_brief import CachedBrief, cacheable_name
from briefer.concurrency import in_time, task_group
from briefer.model.protocol import Model
from briefer.model.spec import (
    NO_MODEL,
    HubSpec,
    parse_model_spec,
    resolve_size,
)
from briefer.passes.custom_schema import extract_custom
from briefer.passes.orchestrator import prompts_for, write_brief
from briefer.passes.runner import PassContext
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.prompts import Prompts
from briefer.rendering.notes import injections_left_out
from briefer.schema.article import Article
from briefer.schema.brief import Brief
from briefer.schema.coverage import Provenance, RejectedItem
from briefer.schema.evidence import FrozenModel
from briefer.settings import Settings
from briefer.source.loader import open_source, require_length

Data = TypeVar("Data", bound=BaseModel)

_log = logging.getLogger("briefer")


class Extraction(FrozenModel, Generic[Data]):
    """A custom schema, filled from one article.

    Attributes:
        data: an instance of the schema; each Evidence in it is a slice of ``article.text``.
        article: the article.
        rejected: items that the model wrote and the article does not support.
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
        model: a model, a model's name, or ``"none"`` for a brief from the analysis alone, in the
            article's own words; overrides ``settings.model``.
        settings: all other settings; None reads them from the environment.
        progress: is called when a step begins and when it ends.

    Raises:
        SettingsError: a setting or a prompt file is wrong.
        SourceError: the article could not be loaded.
        ModelError: the model could not answer.
    """
    settings = _with_model(settings, model)
    article = await _load(source, settings, progress)
    start = time.monotonic()
    prompts = Prompts(settings.prompt_dir)
    language = settings.brief_language or article.language
    settings = await _with_profile(settings, model, progress)
    cached = CachedBrief(article, cacheable_name(model, settings), settings, prompts)
    if (stored := cached.get()) is not None:
        return stored
    if settings.model == NO_MODEL:
        analysis = await _analyze(article, settings, progress)
        provenance = provenance_of(NO_MODEL, started=start)
        sections = await in_time(
            partial(extractive_sections, article, analysis, language),
            doing="choosing the article's own words",
            seconds=settings.processing_timeout,
        )
    else:
        async with _analysis_and_model(article, model, settings, progress) as (analyzing, asked):
            context = PassContext(article, analyzing, asked, prompts, language)
            written = await write_brief(context, progress, verify=settings.verify)
            analysis, sections = await analyzing, written.sections
        provenance = provenance_of(
            asked,
            started=start,
            prompts=prompts.digest(prompts_for(asked.profile.size)),
            usage=written.usage,
            counts=written.counts,
        )
    result = _brief(article, analysis, sections, provenance, language)
    cached.put(result)
    return result


def brief(
    source: str | Path | bytes | Article,
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
    progress: Progress = no_progress,
) -> Brief:
    """Brief one article: the synchronous version of :func:`abrief`."""
    return asyncio.run(abrief(source, model=model, settings=settings, progress=progress))


def load(source: str | Path | bytes, *, settings: Settings | None = None) -> Article:
    """Load an article from a URL, a path, or the bytes of a page or a text, without a model.

    Raises:
        SourceError: the article could not be loaded.
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
    """Fill a custom schema from one article, with the same checks as for a brief.

    Args:
        source: a URL, a path, the bytes of a page or a text, or an Article.
        schema: a pydantic model with Evidence fields at any depth.
        prompt: your own prompt file (see ``prompts/README.md``).
        model: a model or a model's name; overrides ``settings.model``.
        settings: all other settings; None reads them from the environment.
        progress: is called when a step begins and when it ends.

    Raises:
        SettingsError: a setting, the schema or the prompt file is wrong.
        SourceError: the article could not be loaded.
        ModelError: the model could not answer, or the article supports nothing of its answer.
    """
    settings = _with_model(settings, model).model_copy(update={"prompt_dir": prompt.parent})
    article = await _load(source, settings, progress)
    start = time.monotonic()
    prompts = Prompts(settings.prompt_dir)
    if injections := find_injections(article):
        _log.warning("%s", injections_left_out(len(injections)))
    async with _analysis_and_model(article, model, settings, progress) as (analyzing, asked):
        extracted, usage = await extract_custom(
            schema, prompt.name, PassContext(article, analyzing, asked, prompts, article.language)
        )
    digest = prompts.digest((prompt.name, "brief/system.j2"))
    return Extraction[Data](
        data=extracted.data,
        article=article,
        rejected=extracted.rejected,
        provenance=provenance_of(asked, started=start, prompts=digest, usage=usage),
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
    """Fill a custom schema: the synchronous version of :func:`aextract`."""
    return asyncio.run(
        aextract(
            source, schema=schema, prompt=prompt, model=model, settings=settings, progress=progress
        )
    )


def _with_model(settings: Settings | None, model: str | Model | None) -> Settings:
    """Return the settings with the name of ``model``, or without a name for a model object."""
    settings = settings or Settings()
    if model is None:
        return settings
    name = model if isinstance(model, str) else None
    return settings.model_copy(update={"model": name})


async def _with_profile(
    settings: Settings, model: str | Model | None, progress: Progress
) -> Settings:
    """Return the settings with the size class of the model that they name, or None without one.

    What only the header of a file on the hub says is known after the download.
    """
    named = settings.model != NO_MODEL and (model is None or isinstance(model, str))
    if named and isinstance(spec := parse_model_spec(settings), HubSpec):
        from briefer.model.local import find_weights  # noqa: PLC0415 (imports the SDKs)

        await find_weights(spec, settings, progress=progress)
    return settings.model_copy(update={"profile": resolve_size(settings) if named else None})


async def _load(
    source: str | Path | bytes | Article, settings: Settings, progress: Progress
) -> Article:
    if isinstance(source, Article):
        require_length(source, settings=settings)
        return source
    progress(ProgressEvent("loading the article", "began"))
    article = await open_source(source, settings=settings)
    progress(ProgressEvent("loading the article", "ended"))
    return article


async def _analyze(article: Article, settings: Settings, progress: Progress) -> Analysis:
    progress(ProgressEvent("analysing the article", "began"))
    analysis = await in_time(
        partial(analyze, article),
        doing="analysing the article",
        seconds=settings.processing_timeout,
    )
    progress(ProgressEvent("analysing the article", "ended"))
    return analysis


@asynccontextmanager
async def _analysis_and_model(
    article: Article, model: str | Model | None, settings: Settings, progress: Progress
) -> AsyncIterator[tuple[asyncio.Task[Analysis], Model]]:
    """Start the analysis and open the model at the same time.

    The analysis may still be running while the model is asked.
    """
    async with task_group() as group:  # if one fails, the other is cancelled
        analyzing = group.create_task(_analyze(article, settings, progress))
        async with _open(model, settings, progress) as opened:
            yield analyzing, opened


@asynccontextmanager
async def _open(
    model: str | Model | None, settings: Settings, progress: Progress
) -> AsyncIterator[Model]:
    """Open the model of that name, and close it at the end; a model object is left open."""
    if model is not None and not isinstance(model, str):
        yield model
        return
    # the SDKs take a second to import, which a brief without a model does not need
    from briefer.model.factory import open_model  # noqa: PLC0415

    opened = await open_model(settings, progress=progress)
    try:
        yield opened
    finally:
        await opened.aclose()


def _brief(
    article: Article,
    analysis: Analysis,
    sections: BriefSections,
    provenance: Provenance,
    language: str,
) -> Brief:
    coverage = coverage_of(
        article,
        analysis,
        sections=sections,
        profile=provenance.profile,
        notes=(
            *limitation_notes(
                article,
                analysis,
                summary=sections.summary,
                language=language,
                read_by_model=provenance.profile == "capable",
            ),
            *sections.notes,
        ),
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
        language=language,
        article=article,
        coverage=coverage,
        provenance=provenance,
    )
