"""Systems: what makes a brief of an article. Every run has the two baselines without a model."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefer.article import Article
from briefer.errors import SettingsError
from briefer.evals.baselines import lead_brief, plain_brief
from briefer.evals.replay import Recorder
from briefer.model.names import resolve_name
from briefer.model.opening import open_model
from briefer.model.protocol import Model
from briefer.pipeline import NO_MODEL, abrief
from briefer.progress import Progress, silent
from briefer.schema import Brief
from briefer.settings import Settings

LEAD = "lead"
PLAIN = "plain"
_AT_ONCE = 8  # articles in flight on a remote model


@dataclass(frozen=True, slots=True)
class System:
    """Something that briefs articles.

    Attributes:
        name: what reports call it.
        brief: makes a brief.
        at_once: how many articles it should be given at a time.
    """

    name: str
    brief: Callable[[Article], Awaitable[Brief]]
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Contender:
    """A model's name or a model, with the systems that use it.

    Attributes:
        model: its name, or a model that was handed in.
        settings: how briefs are made.
        record: a file for the model's replies, or None.
    """

    model: str | Model
    settings: Settings
    record: Path | None = None

    @property
    def name(self) -> str:
        """What provenance calls the model."""
        return self.model if isinstance(self.model, str) else self.model.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its systems."""
        return (self.name,) if self.name == NO_MODEL else (f"{PLAIN} {self.name}", self.name)

    @asynccontextmanager
    async def opened(self, progress: Progress = silent) -> AsyncIterator[tuple[System, ...]]:
        """Open the model for as long as its systems are used."""
        if self.model == NO_MODEL:
            yield (System(NO_MODEL, partial(_brief, model=NO_MODEL, settings=self.settings)),)
            return
        if not isinstance(self.model, str):
            yield self._systems(self.model)
            return
        settings = self.settings.model_copy(update={"model": self.model})
        model = await open_model(settings, progress=progress)
        if self.record is not None:
            model = Recorder(model, self.record)
        try:
            yield self._systems(model)
        finally:
            await model.aclose()

    def _systems(self, model: Model) -> tuple[System, ...]:
        at_once = _AT_ONCE if model.concurrent else 1
        plain = partial(plain_brief, model=model)
        own = partial(_brief, model=model, settings=self.settings)
        return (System(self.names[0], plain, at_once), System(self.name, own, at_once))


async def _brief(article: Article, *, model: str | Model, settings: Settings) -> Brief:
    if not isinstance(model, str):
        settings = settings.model_copy(update={"model": None})  # no name stands beside a model
    return await abrief(article, model=model, settings=settings)


def contenders(
    models: Sequence[str | Model], *, settings: Settings, record: Path | None = None
) -> tuple[Contender, ...]:
    """Return the baseline without a model, then each model once.

    Args:
        models: names or models; none of them means the one that ``settings`` choose.
        settings: how briefs are made. Nothing is looked up in the cache of briefs, so every
            repeat is a new one.
        record: a file for the replies of the model, of which there must be one only.

    Raises:
        SettingsError: replies of several models, or of none, cannot be recorded in one file.
    """
    settings = settings.model_copy(update={"cache": False})
    chosen: list[str | Model] = list(models)
    if not chosen:
        chosen = [settings.model if settings.model == NO_MODEL else resolve_name(settings)]
    once: dict[str, str | Model] = {NO_MODEL: NO_MODEL}
    for model in chosen:
        once.setdefault(model if isinstance(model, str) else model.name, model)
    if record is not None and len(once) != 2:
        raise SettingsError("'--record' keeps the replies of one model: name it with '--model'")
    return tuple(
        Contender(model, settings, None if model == NO_MODEL else record) for model in once.values()
    )


def lead_system() -> System:
    """Return the baseline of title and first sentences."""
    return System(LEAD, lead_brief)
