"""The public functions: load an article, brief it, or fill a custom schema from it.

``_make_brief`` shows the whole way from a source to a Brief: load the article, analyse it, ask the
model, check its answers, and combine both. Its steps are in ``steps.py``.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from briefer.analysis.prompt_injection import find_injections
from briefer.assembly.extractive import extractive_sections
from briefer.assembly.provenance import provenance_of
from briefer.cache.cached_brief import CachedBrief, cacheable_name
from briefer.concurrency import in_time
from briefer.events import BriefEvent, BriefReady, Emit, LinesVerified
from briefer.model.known_names import NO_MODEL
from briefer.model.protocol import Model
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
from briefer.source.loader import open_source
from briefer.steps import (
    analysis_and_model,
    analyze_article,
    assembled,
    load_article,
    with_model,
    with_profile,
)
from briefer.telemetry import Trace, traced

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


async def stream(
    source: str | Path | bytes | Article,
    *,
    model: str | Model | None = None,
    settings: Settings | None = None,
) -> AsyncGenerator[BriefEvent, None]:
    """Brief one article, and yield what happens on the way.

    For example::

        async for event in briefer.stream("story.html"):
            if event.kind == "step":
                print(event.step, event.state)
            elif event.kind == "brief":
                print(event.brief.headline.text)

    Args:
        source: a URL, a path, the bytes of a page or a text, or an Article.
        model: a model, a model's name, or ``"none"``; overrides ``settings.model``.
        settings: all other settings; None reads them from the environment and the config file.

    Yields:
        Events (see ``events.py``); the last one is `BriefReady`. A loop that is left early cancels
        the work as soon as the generator is closed: at once without a reference to it, or at the
        end of ``contextlib.aclosing``.

    Raises:
        BrieferError: as :func:`abrief`, after the events that came before.
    """
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[BriefEvent | None] = asyncio.Queue()

    def emit(event: BriefEvent) -> None:
        loop.call_soon_threadsafe(events.put_nowait, event)  # downloads report from their thread

    work = asyncio.create_task(_make_brief(source, model=model, settings=settings, emit=emit))
    work.add_done_callback(lambda _: events.put_nowait(None))
    try:
        while (event := await events.get()) is not None:
            yield event
        work.result()  # raises the error
    finally:
        work.cancel()
        await asyncio.wait([work])
        if not work.cancelled():
            work.exception()  # it has been raised, or the caller has left the loop


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
        settings: all other settings; None reads them from the environment and the config file.
        progress: is called when a step begins and when it ends.

    Raises:
        SettingsError: a setting or a prompt file is wrong.
        SourceError: the article could not be loaded.
        ModelError: the model could not answer.
    """
    emit = _only_steps(progress)
    return await _make_brief(source, model=model, settings=settings, emit=emit)


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
        settings: all other settings; None reads them from the environment and the config file.
        progress: is called when a step begins and when it ends.

    Raises:
        SettingsError: a setting, the schema or the prompt file is wrong.
        SourceError: the article could not be loaded.
        ModelError: the model could not answer, or the article supports nothing of its answer.
    """
    settings = with_model(settings, model).model_copy(update={"prompt_dir": prompt.parent})
    with traced("extraction", settings) as trace:
        emit = trace.heard(_only_steps(progress))
        article = await load_article(source, settings, emit)
        start = time.monotonic()
        prompts = Prompts(settings.prompt_dir)
        if injections := find_injections(article):
            _log.warning("%s", injections_left_out(len(injections)))
        async with analysis_and_model(article, model, settings, emit) as (analyzing, asked):
            trace.model(asked.name)
            context = PassContext(article, analyzing, asked, prompts, article.language)
            extracted, usage = await extract_custom(schema, prompt.name, context)
            trace.spent(usage)
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


def _only_steps(progress: Progress) -> Emit:
    def emit(event: BriefEvent) -> None:
        if isinstance(event, ProgressEvent):
            progress(event)

    return emit


async def _make_brief(
    source: str | Path | bytes | Article,
    *,
    model: str | Model | None,
    settings: Settings | None,
    emit: Emit,
) -> Brief:
    settings = with_model(settings, model)
    with traced("brief", settings) as trace:
        return await _make_traced(
            source, model=model, settings=settings, emit=trace.heard(emit), trace=trace
        )


async def _make_traced(
    source: str | Path | bytes | Article,
    *,
    model: str | Model | None,
    settings: Settings,
    emit: Emit,
    trace: Trace,
) -> Brief:
    article = await load_article(source, settings, emit)
    start = time.monotonic()
    prompts = Prompts(settings.prompt_dir)
    language = settings.brief_language or article.language
    settings = await with_profile(settings, model, emit)
    cached = CachedBrief(article, cacheable_name(model, settings), settings, prompts)
    if (stored := cached.get()) is not None:
        emit(BriefReady(stored, from_cache=True))
        return stored
    if settings.model == NO_MODEL:
        analysis = await analyze_article(article, settings, emit)
        provenance = provenance_of(NO_MODEL, started=start)
        sections = await in_time(
            partial(extractive_sections, article, analysis, language),
            doing="choosing the article's own words",
            seconds=settings.processing_timeout,
        )
    else:
        async with analysis_and_model(article, model, settings, emit) as (analyzing, asked):
            trace.model(asked.name)
            context = PassContext(article, analyzing, asked, prompts, language)
            written = await write_brief(context, emit, verify=settings.verify)
            analysis, sections = await analyzing, written.sections
        if written.counts.verified:
            emit(LinesVerified(*written.counts))
        provenance = provenance_of(
            asked,
            started=start,
            prompts=prompts.digest(prompts_for(asked.profile.size)),
            usage=written.usage,
            counts=written.counts,
        )
    with trace.stage("assembly"):
        result = assembled(article, analysis, sections, provenance, language)
    cached.put(result)
    emit(BriefReady(result, from_cache=False))
    return result
