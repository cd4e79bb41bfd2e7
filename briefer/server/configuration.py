"""The settings of ``briefer serve``: where it listens, who may use it, and its limits.

Each field can be set in the environment: ``BRIEFER_SERVER_PORT=9000``. How briefs are made is in
`briefer.settings.Settings`, as everywhere.
"""

from pathlib import Path
from typing import Annotated, Self

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from briefer.addresses import is_loopback_host

MIN_TOKEN = 16
DEFAULT_PORT = 8765


def _parts(value: object) -> object:
    """Split a variable of the environment at its commas."""
    if not isinstance(value, str):
        return value
    return tuple(part for part in map(str.strip, value.split(",")) if part)


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parts)]
Count = Annotated[int, Field(gt=0, le=1_000_000)]


class ServerSettings(BaseSettings):
    """All settings of the server.

    Attributes:
        host: IP address or name to listen on.
        port: port to listen on; 0 takes a free one.
        token: secret that clients must know; required if ``host`` is not a loopback address.
        hosts: names under which the server is reached, besides its own.
        models: names of models that clients may choose, besides the default one and ``none``.
        data_dir: folder of the jobs and their briefs.
        concurrency: how many briefs are made at once; by the embedded model always one.
        queue: how many briefs may wait for their turn.
        rate: how many briefs one client may ask for in a minute.
        keep: how many finished briefs are kept; the oldest are deleted.
        shutdown_seconds: how long running briefs may take to finish when the server is stopped.
    """

    model_config = SettingsConfigDict(
        env_prefix="BRIEFER_SERVER_", env_ignore_empty=True, frozen=True, extra="forbid"
    )

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = DEFAULT_PORT
    token: SecretStr | None = None
    hosts: Names = ()
    models: Names = ()
    data_dir: Path = Field(default_factory=lambda: user_data_path("briefer"))
    concurrency: Annotated[int, Field(gt=0, le=64)] = 4
    queue: Count = 100
    rate: Count = 60
    keep: Count = 1_000
    shutdown_seconds: Annotated[float, Field(ge=0, le=3_600)] = 20.0

    @property
    def is_loopback(self) -> bool:
        """Return True if only this machine can reach the server."""
        return is_loopback_host(self.host)

    @model_validator(mode="after")
    def _require_token(self) -> Self:
        if self.token is None:
            if not self.is_loopback:
                raise ValueError(
                    f"a server on {self.host} can be reached from other machines, so it needs a "
                    "token: set BRIEFER_SERVER_TOKEN, for example to the output of "
                    "'openssl rand -hex 32'"
                )
        elif len(self.token.get_secret_value()) < MIN_TOKEN:
            raise ValueError(f"BRIEFER_SERVER_TOKEN needs at least {MIN_TOKEN} characters")
        return self
