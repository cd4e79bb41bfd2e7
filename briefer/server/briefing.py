"""Make one brief as a job asks for it: from its options and source to the events of ``stream``."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import PurePath
from typing import Final

from briefer.addresses import address_in
from briefer.errors import FetchError, SettingsError, UnknownModelError
from briefer.events import BriefEvent
from briefer.model.known_names import NO_MODEL
from briefer.model.spec import FilesSpec, LocalSpec, ModelSpec, ServerSpec, parse_model_spec
from briefer.progress import ProgressEvent
from briefer.schema.article import Article
from briefer.server.records import Options, Work
from briefer.settings import Settings
from briefer.source.loader import open_source
from briefer.source.named_bytes import NamedBytes

Stream = Callable[..., AsyncGenerator[BriefEvent, None]]
"""``briefer.stream``, or the same with a model object."""

_DEFAULT: Final = "default"


class Models:
    """The models that clients may choose.

    Args:
        settings: they name the default model.
        named: further names that the operator allows.

    Attributes:
        settings: as above.
        default: name of the default model.
        names: all names, the default first.

    Raises:
        SettingsError: the default model cannot be served.
        UnknownModelError: a name is not that of a model.
    """

    def __init__(self, settings: Settings, named: tuple[str, ...]) -> None:
        self.settings = settings
        self.default = _default_name(settings)
        self.names = tuple(dict.fromkeys((self.default, *named, NO_MODEL)))
        for name in self.names:
            self._spec(name)

    def settings_for(self, options: Options) -> Settings:
        """Return the settings of one job; nothing else of the server's settings can be changed.

        Raises:
            UnknownModelError: the model is not among ``names`` any more.
        """
        if options.model is not None and options.model not in self.names:
            raise UnknownModelError(
                f"the server no longer offers the model '{options.model}': choose another one"
            )
        changes: dict[str, object] = {
            name: value
            for name in ("profile", "language", "brief_language", "verify")
            if (value := getattr(options, name)) is not None
        }
        changes["force"] = options.force or self.settings.force
        if options.model not in {None, self.default}:
            changes["model"] = options.model
        return self.settings.model_copy(update=changes)

    def is_embedded(self, name: str | None) -> bool:
        """Return True if a model runs in this process, where one brief is made at a time."""
        name = name or self.default
        return name in self.names and isinstance(self._spec(name), LocalSpec)

    def _spec(self, name: str) -> ModelSpec | None:
        if name == NO_MODEL:
            return None
        named = {} if name == self.default else {"model": name}
        spec = parse_model_spec(self.settings.model_copy(update=named))
        if isinstance(spec, FilesSpec):
            raise SettingsError(
                "a server cannot use 'files:DIR', whose answers come by hand: name another model"
            )
        return spec


def _default_name(settings: Settings) -> str:
    """Return what clients call the default model, without an address or a path."""
    if settings.model is not None:
        return settings.model
    spec = parse_model_spec(settings)
    if isinstance(spec, ServerSpec | FilesSpec):
        return _DEFAULT
    return "local" if isinstance(spec, LocalSpec) else f"{spec.provider}/{spec.model}"


def source_of(work: Work) -> str | NamedBytes:
    """Return what a job is about; only an address is a string, which could be a path."""
    kind, name = work.job.source.kind, work.job.source.name
    if kind == "url":
        return name
    if kind == "file":
        return NamedBytes(repr(name), work.data, PurePath(name).suffix)
    return NamedBytes("the text", work.data)


async def brief_events(
    source: str | NamedBytes, settings: Settings, *, stream: Stream
) -> AsyncGenerator[BriefEvent, None]:
    """Yield what happens while a brief is made; the last event has the brief.

    Args:
        source: a web address, or the bytes of a file that is not on this machine.
        settings: all settings.
        stream: makes a brief.

    Raises:
        BrieferError: the brief could not be made.
    """
    loaded: str | Article
    if isinstance(source, str):
        if address_in(source) is None:  # it would be read as a path
            raise FetchError(f"{source!r} is not a web address: it must start with https://")
        loaded = source
    else:
        yield ProgressEvent("loading the article", "began")
        loaded = await open_source(source, settings=settings)
        yield ProgressEvent("loading the article", "ended")
    async with aclosing(stream(loaded, settings=settings)) as events:
        async for event in events:
            yield event
