"""The systems of a run: each makes briefs of articles.

Every run has the two baselines without a model (``lead`` and ``none``); each model adds one plain
call (``plain NAME``) and briefer itself (``NAME``).
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefer.errors import SettingsError
from briefer.evals.concurrency import requests_at_a_time
from briefer.evals.runs.baselines import lead_brief, plain_brief
from briefer.evals.runs.replay import Recorder
from briefer.model.factory import open_model
from briefer.model.known_names import NO_MODEL
from briefer.model.protocol import Model
from briefer.model.spec import (
    FileSpec,
    FilesSpec,
    HubSpec,
    parse_model_spec,
    resolve_model_name,
)
from briefer.pipeline import abrief
from briefer.progress import Progress, no_progress
from briefer.prompts import Prompts
from briefer.resources import data_path
from briefer.schema.article import Article
from briefer.schema.brief import Brief
from briefer.schema.vocabulary import ModelSize
from briefer.settings import Settings

LEAD = "lead"
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class System:
    """Something that makes briefs of articles.

    Attributes:
        name: its name in reports.
        brief: makes a brief of an article.
        concurrency: how many articles it may be given at a time.
    """

    name: str
    brief: Callable[[Article], Awaitable[Brief]]
    concurrency: int = 1


@dataclass(frozen=True, slots=True)
class ModelUnderTest:
    """A model, or ``none``, with the systems that use it.

    Attributes:
        model: a name to open, or an open model.
        settings: how briefs are made.
        record: a file to record the model's replies in, or None.
        prompts: name of the prompt set, if there are several.
        plain: True if the plain call is one of its systems; once for each model is enough.
    """

    model: str | Model
    settings: Settings
    record: Path | None = None
    prompts: str | None = None
    plain: bool = True

    @property
    def model_name(self) -> str:
        """The model's name in the provenance of briefs."""
        return self.model if isinstance(self.model, str) else self.model.name

    @property
    def profile(self) -> ModelSize | None:
        """Its size class; None if it is not set, and the model decides when it is opened."""
        return self.settings.profile if isinstance(self.model, str) else self.model.profile.size

    @property
    def is_none(self) -> bool:
        """True if briefs are made without a model."""
        return self.model_name == NO_MODEL

    @property
    def name(self) -> str:
        """Its name in reports."""
        return f"{self.model_name} with {self.prompts}" if self.prompts else self.model_name

    @property
    def plain_name(self) -> str:
        """The name of the plain call to the same model in reports."""
        return f"{PLAIN} {self.model_name}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its systems."""
        return (self.plain_name, self.name) if self.plain and not self.is_none else (self.name,)

    @asynccontextmanager
    async def opened(self, progress: Progress = no_progress) -> AsyncIterator[tuple[System, ...]]:
        """Open the model while its systems are in use."""
        if self.model == NO_MODEL:
            yield (System(NO_MODEL, partial(_brief, model=NO_MODEL, settings=self.settings)),)
            return
        async with self.opened_model(progress) as model:
            yield self._systems(model)

    @asynccontextmanager
    async def opened_model(self, progress: Progress = no_progress) -> AsyncIterator[Model]:
        """Open the model itself while it is in use; it cannot be ``none``."""
        if not isinstance(self.model, str):
            yield self.model
            return
        settings = self.settings.model_copy(update={"model": self.model})
        model = await open_model(settings, progress=progress)
        if self.record is not None:
            model = Recorder(model, self.record)
        try:
            yield model
        finally:
            await model.aclose()

    def _systems(self, model: Model) -> tuple[System, ...]:
        concurrency = requests_at_a_time(model.profile)
        systems = {
            self.plain_name: partial(plain_brief, model=model),
            self.name: partial(_brief, model=model, settings=self.settings),
        }
        return tuple(System(name, systems[name], concurrency) for name in self.names)


async def _brief(article: Article, *, model: str | Model, settings: Settings) -> Brief:
    if not isinstance(model, str):
        # An open model and a model name in the settings would contradict each other.
        settings = settings.model_copy(update={"model": None})
    return await abrief(article, model=model, settings=settings)


def models_under_test(
    models: Sequence[str | Model],
    *,
    settings: Settings,
    record: Path | None = None,
    prompts: Sequence[Path] = (),
) -> tuple[ModelUnderTest, ...]:
    """Return the baseline without a model, then each model once with each prompt set.

    Args:
        models: names or open models; if empty, the model of ``settings``.
        settings: how briefs are made. The cache of briefs is switched off, so that every repeat is
            a new brief.
        record: a file to record the model's replies in; allowed for exactly one model.
        prompts: folders of prompt files; if empty, the folder of ``settings``.

    Raises:
        SettingsError: ``record`` is given for several models or for none, two models have the same
            name, prompts are given without a model, or a folder has no prompt file that briefer
            uses.
    """
    settings = settings.model_copy(update={"cache": False})
    chosen: list[str | Model] = list(models)
    if not chosen:
        chosen = [_default_model(settings)]
    unique: dict[str, str | Model] = {}
    for model in chosen:
        key = model if isinstance(model, str) else model.name
        if unique.setdefault(key, model) != model:
            raise SettingsError(
                f"two models have the name '{key}', and a report cannot tell them apart: give "
                "only one of them, or of their recordings"
            )
    unique.pop(NO_MODEL, None)
    if record is not None and (len(unique) != 1 or len(prompts) > 1):
        raise SettingsError(
            "'--record' records the replies of one model, to one prompt set: name it with '--model'"
        )
    if prompts and not unique:
        raise SettingsError("'--prompts' needs a model to ask: name one with '--model'")
    prompt_sets = _prompt_sets(prompts) if prompts else {None: settings.prompt_dir}
    under_test = [ModelUnderTest(NO_MODEL, settings)]
    for model in unique.values():
        for number, (name, folder) in enumerate(prompt_sets.items()):
            with_prompts = settings.model_copy(update={"prompt_dir": folder})
            under_test.append(
                ModelUnderTest(model, with_prompts, record, prompts=name, plain=not number)
            )
    return tuple(under_test)


def _default_model(settings: Settings) -> str:
    """Return the name of the model of ``settings``, as `open_model` accepts it."""
    in_files = FileSpec | FilesSpec | HubSpec
    if settings.model == NO_MODEL or isinstance(parse_model_spec(settings), in_files):
        return str(settings.model)  # the canonical name does not say where the files are
    return resolve_model_name(settings)


def _prompt_sets(folders: Sequence[Path]) -> dict[str | None, Path]:
    """Name each folder by its last part, or by its full path if two folders share that part."""
    known = Prompts(data_path("prompts")).names()
    for folder in folders:
        if not any((folder / name).is_file() for name in known):
            raise SettingsError(
                f"the folder '{folder}' has no prompt file that briefer uses: it should have some "
                f"of {', '.join(known)}; 'briefer prompts copy' writes them"
            )
    paths = list(dict.fromkeys(folder.resolve() for folder in folders))
    last_parts = [path.name for path in paths]
    return {p.name if last_parts.count(p.name) == 1 else str(p): p for p in paths}


def lead_system() -> System:
    """Return the baseline that takes the title and the first sentences."""
    return System(LEAD, lead_brief)
