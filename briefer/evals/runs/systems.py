"""Systems: what makes a brief of an article. Every run has the two baselines without a model."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefer.article import Article
from briefer.errors import SettingsError
from briefer.evals.runs.baselines import lead_brief, plain_brief
from briefer.evals.runs.replay import Recorder
from briefer.model.factory import open_model
from briefer.model.protocol import Model
from briefer.model.spec import resolve_model_name
from briefer.pipeline import NO_MODEL, abrief
from briefer.progress import Progress, no_progress
from briefer.prompts import Prompts
from briefer.resources import data_path
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
class ModelUnderTest:
    """A model's name or a model, with the systems that use it.

    Attributes:
        model: its name, or a model that was handed in.
        settings: how briefs are made.
        record: a file for the model's replies, or None.
        prompts: what the prompt set is called, where there are several to tell apart.
        plain: whether the plain call is made; once for each model is enough.
    """

    model: str | Model
    settings: Settings
    record: Path | None = None
    prompts: str | None = None
    plain: bool = True

    @property
    def model_name(self) -> str:
        """What provenance calls the model."""
        return self.model if isinstance(self.model, str) else self.model.name

    @property
    def asks(self) -> bool:
        """Whether a model is asked at all."""
        return self.model_name != NO_MODEL

    @property
    def name(self) -> str:
        """What reports call it."""
        return f"{self.model_name} with {self.prompts}" if self.prompts else self.model_name

    @property
    def plain_name(self) -> str:
        """What reports call the plain call to the same model."""
        return f"{PLAIN} {self.model_name}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its systems."""
        return (self.plain_name, self.name) if self.asks and self.plain else (self.name,)

    @asynccontextmanager
    async def opened(self, progress: Progress = no_progress) -> AsyncIterator[tuple[System, ...]]:
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
        systems = {self.plain_name: plain, self.name: own}
        return tuple(System(name, systems[name], at_once) for name in self.names)


async def _brief(article: Article, *, model: str | Model, settings: Settings) -> Brief:
    if not isinstance(model, str):
        settings = settings.model_copy(update={"model": None})  # no name stands beside a model
    return await abrief(article, model=model, settings=settings)


def models_under_test(
    models: Sequence[str | Model],
    *,
    settings: Settings,
    record: Path | None = None,
    prompts: Sequence[Path] = (),
) -> tuple[ModelUnderTest, ...]:
    """Return the baseline without a model, then each model once with each set of prompts.

    Args:
        models: names or models; none of them means the one that ``settings`` choose.
        settings: how briefs are made. Nothing is looked up in the cache of briefs, so every
            repeat is a new one.
        record: a file for the replies of the model, of which there must be one only.
        prompts: folders of prompt files; without one it is the folder of the settings.

    Raises:
        SettingsError: replies of several models, or of none, cannot be recorded in one file; or
            a folder has no prompt file that would be used.
    """
    settings = settings.model_copy(update={"cache": False})
    chosen: list[str | Model] = list(models)
    if not chosen:
        chosen = [settings.model if settings.model == NO_MODEL else resolve_model_name(settings)]
    once: dict[str, str | Model] = {NO_MODEL: NO_MODEL}
    for model in chosen:
        once.setdefault(model if isinstance(model, str) else model.name, model)
    if record is not None and (len(once) != 2 or len(prompts) > 1):
        raise SettingsError(
            "'--record' keeps the replies of one model, to one set of prompts: name it with "
            "'--model'"
        )
    del once[NO_MODEL]
    if prompts and not once:
        raise SettingsError("'--prompts' needs a model to ask: name one with '--model'")
    sets = _prompt_sets(prompts) if prompts else {None: settings.prompt_dir}
    found = [ModelUnderTest(NO_MODEL, settings)]
    for model in once.values():
        for number, (name, folder) in enumerate(sets.items()):
            own = settings.model_copy(update={"prompt_dir": folder})
            found.append(ModelUnderTest(model, own, record, prompts=name, plain=not number))
    return tuple(found)


def _prompt_sets(folders: Sequence[Path]) -> dict[str | None, Path]:
    """Name each folder of prompts: by its last part, or in full where two share that."""
    known = Prompts(data_path("prompts")).names()
    for folder in folders:
        if not any((folder / name).is_file() for name in known):
            raise SettingsError(
                f"the folder '{folder}' holds no prompt file that is used: it should have some of "
                f"{', '.join(known)}; 'briefer prompts copy' writes them"
            )
    whole = list(dict.fromkeys(folder.resolve() for folder in folders))
    last = [folder.name for folder in whole]
    return {f.name if last.count(f.name) == 1 else str(f): f for f in whole}


def lead_system() -> System:
    """Return the baseline of title and first sentences."""
    return System(LEAD, lead_brief)
