"""The rounds of a hosted batch: what was asked for, kept until the last answer is there.

``briefer batch export`` notes its input and options in a folder next to the output; ``submit`` and
``collect`` go on from there. The first round asks what can be asked about an article, the second
one asks for the verification of the answers, and a further one repeats what was not valid.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from filelock import FileLock, Timeout
from pydantic import Field, JsonValue, ValidationError

from briefer.batch.fetching.kept_pages import PAGES
from briefer.batch.inputs.opening import InputFormat
from briefer.batch.options import BatchOptions
from briefer.errors import SettingsError
from briefer.model.hosted_batches.model import STORE, target_of
from briefer.model.hosted_batches.shards import ShardLimits
from briefer.model.hosted_batches.store import RequestStore
from briefer.schema.evidence import FrozenModel
from briefer.settings import Settings

_PLAN: Final = "plan"
_NOT_KEPT: Final = frozenset(
    {"api_key", "cache", "cache_dir", "connect_timeout", "fetch_timeout", "model_dir",
     "model_timeout", "offline", "processing_timeout", "telemetry", "transport_retries"}
)  # fmt: skip


class Plan(FrozenModel):
    """What ``export`` was asked for.

    Attributes:
        source: the input: an absolute path, or an address.
        input_format: what it is; None finds out.
        columns: where the fields of an article are.
        options: how the batch runs.
        settings: the settings that decide about briefs; no key.
        limits: how large a file of requests may be.
        prices: file with the price of the model.
    """

    source: str
    input_format: InputFormat | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    options: BatchOptions = BatchOptions()
    settings: dict[str, JsonValue] = Field(default_factory=dict)
    limits: ShardLimits = ShardLimits()
    prices: Path | None = None

    def load_settings(self) -> Settings:
        """Return the settings, with the key and the time limits of the environment."""
        return Settings.model_validate(self.settings)


class Rounds(NamedTuple):
    """An opened folder of requests.

    Attributes:
        store: requests and answers.
        folder: the folder.
    """

    store: RequestStore
    folder: Path

    def keep(self, plan: Plan) -> None:
        """Keep what was asked for."""
        self.store.note(_PLAN, plan.model_dump(mode="json"))

    def plan(self) -> Plan:
        """Return what was asked for.

        Raises:
            SettingsError: nothing was exported.
        """
        try:
            return Plan.model_validate(self.store.noted(_PLAN))
        except ValidationError as error:
            raise SettingsError(
                f"'{self.folder}' has no hosted batch: begin with "
                "`briefer batch export INPUT -o OUTPUT`"
            ) from error

    def end(self) -> None:
        """Delete the pages that were kept: no round is to come."""
        for path in self.folder.glob(f"{PAGES}*"):
            path.unlink(missing_ok=True)


def folder_of(output: Path) -> Path:
    """Return the folder of the requests of an output."""
    return output.with_name(f"{output.name}.requests")


@contextmanager
def opened_rounds(output: Path, *, create: bool = False) -> Iterator[Rounds]:
    """Open the folder of an output's requests, for this process alone.

    Args:
        output: the output of the batch.
        create: whether the folder may be new.

    Raises:
        SettingsError: there is no such folder, or another process uses it.
    """
    folder = folder_of(output)
    if not create and not (folder / STORE).is_file():
        raise SettingsError(
            f"'{output}' has no hosted batch: begin with `briefer batch export INPUT -o {output}`"
        )
    store = RequestStore(folder / STORE)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        store.close()
        raise SettingsError(
            f"another process uses '{folder}': wait until it ends, or name another output"
        ) from error
    try:
        yield Rounds(store, folder)
    finally:
        store.close()
        lock.release()


def kept_settings(settings: Settings) -> dict[str, JsonValue]:
    """Return the settings that decide about briefs, as JSON, with the name of the model.

    Raises:
        SettingsError: the model has no batch API in OpenAI's format.
    """
    target = target_of(settings)
    kept: dict[str, JsonValue] = settings.model_dump(mode="json", exclude=set(_NOT_KEPT))
    return kept if settings.base_url is not None else {**kept, "model": target.name}
