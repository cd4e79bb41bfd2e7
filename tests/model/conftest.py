from collections.abc import Callable, Iterator

import pytest

from briefer.settings import Settings
from tests.model.server import Scripted, ScriptedServer

Serve = Callable[..., ScriptedServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a scripted server, which stops at the end of the test."""
    started: list[ScriptedServer] = []

    def start(*script: Scripted, models: list[str] | None = None) -> ScriptedServer:
        listed = ["scripted"] if models is None else models
        server = ScriptedServer(
            *script, models=[{"id": name, "object": "model"} for name in listed]
        )
        started.append(server)
        return server

    yield start
    for server in started:
        server.close()


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "BRIEFER_MODEL"):
        monkeypatch.delenv(name, raising=False)


def settings_for(server: ScriptedServer, *, retries: int = 2, reasks: int = 1) -> Settings:
    return Settings(
        base_url=server.address,
        model="scripted",
        transport_retries=retries,
        reasks=reasks,
        model_timeout=5,
        connect_timeout=2,
    )
