"""The stages of a batch that compute: read a source into an article, and brief an article.

Everything that goes in and comes out can be pickled, so the stages run in this process, in workers,
or on other machines. `Stages` holds what is used for all articles: the model and the prompts.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from briefer.analysis.parser import can_parse, pipeline_for
from briefer.batch.failures import Failure, InvalidInputError, failed, failure_of
from briefer.batch.options import BatchOptions
from briefer.batch.recipe import Recipe, content_digest
from briefer.batch.rows import BatchSource, Timings
from briefer.errors import BrieferError, WaitingForAnswersError
from briefer.extras import require_extra
from briefer.model.client.pacing import Pace
from briefer.model.factory import open_model
from briefer.model.hosted_batches.model import DeferredModel
from briefer.model.known_names import NO_MODEL
from briefer.model.protocol import Model
from briefer.pipeline import abrief
from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.fetching import Page
from briefer.source.loader import open_page, open_source
from briefer.steps import analyze_article
from briefer.telemetry import Trace, traced

Report = Callable[[Literal["began", "ended"]], None]
"""Is called when the stages begin to compute for an article, and when they end."""


@dataclass(frozen=True, slots=True)
class StageConfig:
    """What the stages need.

    Attributes:
        settings: all settings; ``profile`` is that of the model.
        recipe: what the ids depend on.
        options: how the batch runs.
        share: which part of the limits is for these stages: 0.5 for one of two workers.
    """

    settings: Settings
    recipe: Recipe
    options: BatchOptions
    share: float = 1.0

    def pace(self) -> Pace:
        """Return the pace of the requests to the model."""
        options, share = self.options, self.share
        requests, tokens = options.requests_per_minute, options.tokens_per_minute
        return Pace(
            concurrency=max(1, round(options.concurrency * share)),
            requests_per_minute=requests and requests * share,
            tokens_per_minute=tokens and tokens * share,
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source, with its page if it was fetched."""

    source: BatchSource
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article, and by what it is recognised again.

    Attributes:
        article: the article.
        id: the id of its brief.
        content: digest of its words.
        signature: what near-duplicates are compared by, if they are looked for.
        seconds: how long reading took.
    """

    article: Article
    id: str
    content: str
    signature: bytes | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Briefed:
    """A brief as JSON, and what it cost."""

    brief_json: str
    usage: dict[str, int]
    timings: Timings


class Stages:
    """Reads and briefs articles, several at the same time, but computes for one at a time.

    Args:
        config: what the stages need.
        model: a model object that is used for all articles; None opens the one that the settings
            name.
        report: is called when computing for an article begins, and when it ends; the current task
            is that of the article.
    """

    def __init__(
        self, config: StageConfig, model: Model | None = None, report: Report = lambda _state: None
    ) -> None:
        self.articles = config.options.concurrency
        self._config = config
        self._model = model
        self._deferred: DeferredModel | None = None
        self._report = report
        self._computing = asyncio.Semaphore(1)  # the interpreter computes for one at a time anyway
        self._opened = AsyncExitStack()

    async def open(self) -> Failure | None:
        """Open the model and load the parser; return why the batch cannot run, if so."""
        try:
            options = self._config.options
            if options.requests is not None:
                self._deferred = DeferredModel(
                    options.requests,
                    self._config.settings,
                    response_schema=options.response_schema,
                )
                self._opened.push_async_callback(self._deferred.aclose)
            elif self._model is None and self._config.settings.model != NO_MODEL:
                model = await open_model(self._config.settings, pace=self._config.pace())
                self._opened.push_async_callback(model.aclose)
                self._model = model
            if can_parse("en"):
                await asyncio.to_thread(pipeline_for, "en")
        except BrieferError as error:
            return failure_of(error)._replace(exit_code=error.exit_code)
        return None

    async def aclose(self) -> None:
        """Close the model, if it was opened here."""
        await self._opened.aclose()

    async def read(self, loaded: Loaded) -> ReadArticle | Failure:
        """Make an article of a source."""
        async with self._computing:
            start = time.monotonic()
            self._report("began")
            try:
                with traced("batch source", self._config.settings) as trace:
                    trace.note({"stage": "load", "batch.row": loaded.source.row})
                    article = await self._article(loaded)
                    signature = self._signature(article)
            except BrieferError as error:
                return failure_of(error)
            finally:
                self._report("ended")
            seconds = time.monotonic() - start
            article_id = self._config.recipe.article_id(article)
            return ReadArticle(article, article_id, content_digest(article), signature, seconds)

    async def brief(self, article: Article) -> Briefed | Failure:
        """Brief an article."""
        with traced("batch article", self._config.settings) as trace:
            trace.note({"batch.id": self._config.recipe.article_id(article)})
            result = await self._brief(article, trace)
            if isinstance(result, Failure):
                trace.fail(result.error.kind)
            return result

    async def _brief(self, article: Article, trace: Trace) -> Briefed | Failure:
        start = time.monotonic()
        try:
            async with self._computing:
                began = time.monotonic()
                self._report("began")
                try:
                    # its result is kept for a moment, so the brief does not analyse it again
                    await analyze_article(article, self._config.settings, trace.hear)
                finally:
                    self._report("ended")
                analysed = time.monotonic()
            model = self._model_for(article)
            brief = await abrief(article, model=model, settings=self._config.settings)
        except WaitingForAnswersError as error:
            if self._deferred is None:
                return failure_of(error)
            return failed("waiting", _waits(len(error.prompts)))
        except BrieferError as error:
            return failure_of(error)
        made = brief.provenance
        return Briefed(
            brief.model_dump_json(),
            {
                "calls": made.calls,
                "input_tokens": made.input_tokens,
                "cached_tokens": made.cached_tokens,
                "output_tokens": made.output_tokens,
            },
            Timings(analysis=analysed - began, writing=time.monotonic() - start - analysed + began),
        )

    def _model_for(self, article: Article) -> Model | str:
        if self._deferred is not None:
            return self._deferred.about(self._config.recipe.article_id(article))
        return NO_MODEL if self._model is None else self._model

    async def _article(self, loaded: Loaded) -> Article:
        source, settings = loaded.source, self._config.settings
        if source.language is not None:
            settings = settings.model_copy(update={"language": source.language})
        if loaded.page is not None:
            article = await open_page(loaded.page, settings=settings)
        elif source.text is None and source.path is not None:
            article = await open_source(Path(source.path), settings=settings)
        else:
            article = await open_source(_contents(source), settings=settings)
        return with_metadata(article, source)

    def _signature(self, article: Article) -> bytes | None:
        if self._config.options.near_duplicates is None:
            return None
        require_extra("batch", "datasketch")
        from briefer.batch.near_duplicates import signature_of  # noqa: PLC0415 (an extra)

        return signature_of(article.text)


def with_metadata(article: Article, source: BatchSource) -> Article:
    """Return the article with what the input says about it.

    Raises:
        InvalidInputError: a value is not valid.
    """
    given = {
        name: value
        for name in ("title", "published", "publisher", "url")
        if (value := getattr(source, name)) is not None and not (name == "url" and source.is_remote)
    }
    if not given:
        return article
    try:
        return Article.model_validate({**article.model_dump(), **given})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "a value"
        raise InvalidInputError(
            f"row {source.row}, column '{field}': {str(first['input'])[:60]!r} is not valid; "
            "correct it or leave it empty"
        ) from error


def _contents(source: BatchSource) -> bytes:
    """Return the text of a source with its title, as it would be in a file."""
    text = source.text or ""
    title = f"{source.title}\n\n" if source.title and "<" not in text[:1] else ""
    return f"{title}{text}".encode("utf-8", "replace")


def _waits(requests: int) -> str:
    return (
        f"{requests} {'request waits' if requests == 1 else 'requests wait'} for an answer of the "
        "hosted batch: run `briefer batch submit`, later `briefer batch collect`"
    )
