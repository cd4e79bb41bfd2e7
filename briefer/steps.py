"""The steps from a source to a Brief, which ``pipeline.py`` puts in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis
from briefer.assembly.coreferences import with_coreferences
from briefer.assembly.coverage import coverage_of, limitation_notes
from briefer.assembly.sections import BriefSections
from briefer.concurrency import in_time, task_group
from briefer.events import ArticleAnalysed, ArticleLoaded, Emit
from briefer.model.known_names import NO_MODEL
from briefer.model.protocol import Model
from briefer.model.spec import HubSpec, parse_model_spec, resolve_size
from briefer.progress import ProgressEvent
from briefer.schema.article import Article
from briefer.schema.brief import Brief
from briefer.schema.coverage import Provenance
from briefer.settings import Settings
from briefer.source.loader import open_source
from briefer.source.rejections import require_length


def with_model(settings: Settings | None, model: str | Model | None) -> Settings:
    """Return the settings with the name of ``model``, or without a name for a model object."""
    settings = settings or Settings()
    if model is None:
        return settings
    name = model if isinstance(model, str) else None
    return settings.model_copy(update={"model": name})


async def with_profile(settings: Settings, model: str | Model | None, emit: Emit) -> Settings:
    """Return the settings with the size class of the model that they name, or None without one.

    What only the header of a file on the hub says is known after the download.
    """
    named = settings.model != NO_MODEL and (model is None or isinstance(model, str))
    if named and isinstance(spec := parse_model_spec(settings), HubSpec):
        from briefer.model.local import find_weights  # noqa: PLC0415 (imports the SDKs)

        await find_weights(spec, settings, progress=emit)
    return settings.model_copy(update={"profile": resolve_size(settings) if named else None})


async def load_article(
    source: str | Path | bytes | Article, settings: Settings, emit: Emit
) -> Article:
    """Load the article, unless it is one already."""
    if isinstance(source, Article):
        require_length(source.text, of="the article", settings=settings)
        emit(ArticleLoaded(source))
        return source
    emit(ProgressEvent("loading the article", "began"))
    article = await open_source(source, settings=settings)
    emit(ProgressEvent("loading the article", "ended"))
    emit(ArticleLoaded(article))
    return article


async def analyze_article(article: Article, settings: Settings, emit: Emit) -> Analysis:
    """Analyse the article, in the time that the settings give."""
    emit(ProgressEvent("analysing the article", "began"))
    analysis = await in_time(
        partial(analyze, article),
        doing="analysing the article",
        seconds=settings.processing_timeout,
    )
    emit(ProgressEvent("analysing the article", "ended"))
    emit(
        ArticleAnalysed(
            analysis.parser,
            len(analysis.entities),
            len(analysis.quotations),
            len(analysis.attributions),
        )
    )
    return analysis


@asynccontextmanager
async def analysis_and_model(
    article: Article, model: str | Model | None, settings: Settings, emit: Emit
) -> AsyncIterator[tuple[asyncio.Task[Analysis], Model]]:
    """Start the analysis and open the model at the same time.

    The analysis may still be running while the model is asked.
    """
    async with task_group() as group:  # if one fails, the other is cancelled
        analyzing = group.create_task(analyze_article(article, settings, emit))
        async with _open(model, settings, emit) as opened:
            yield analyzing, opened


@asynccontextmanager
async def _open(model: str | Model | None, settings: Settings, emit: Emit) -> AsyncIterator[Model]:
    """Open the model of that name, and close it at the end; a model object is left open."""
    if model is not None and not isinstance(model, str):
        yield model
        return
    # the SDKs take a second to import, which a brief without a model does not need
    from briefer.model.factory import open_model  # noqa: PLC0415

    opened = await open_model(settings, progress=emit)
    try:
        yield opened
    finally:
        await opened.aclose()


def assembled(
    article: Article,
    analysis: Analysis,
    sections: BriefSections,
    provenance: Provenance,
    language: str,
) -> Brief:
    """Return the brief with these sections, and how much of the article it covers."""
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
        claimed_by=tuple(
            with_coreferences(claim, article=article, analysis=analysis)
            for claim in sections.claimed_by
        ),
        uncertainty=sections.uncertainty,
        language=language,
        article=article,
        coverage=coverage,
        provenance=provenance,
    )
