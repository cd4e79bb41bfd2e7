"""A chat about a town, and the schema of its answer."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from briefer.model.factory import open_model
from briefer.model.protocol import Message, Reply
from tests.model.conftest import settings_for
from tests.model.server import ScriptedServer


class Town(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(max_length=40, pattern="^[A-Z]")
    kind: Literal["port", "capital"]


MESSAGES = [
    Message(role="system", content="You read.\n  {{ 7*7 }} \r\n\t“quoted”"),
    Message(role="user", content="   {% if z %} unclosed {# & <b> \u2028 é 漢字 \n\n"),
]
GOOD = '{"name": "Calais", "kind": "port"}'


async def ask(server: ScriptedServer, *, retries: int = 2, reasks: int = 1) -> Reply[Town]:
    """Send ``MESSAGES`` once to a model on ``server``."""
    model = await open_model(settings_for(server, retries=retries, reasks=reasks))
    try:
        return await model.ask(MESSAGES, Town, max_tokens=50)
    finally:
        await model.aclose()
