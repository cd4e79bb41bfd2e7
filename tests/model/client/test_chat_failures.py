import pytest

from briefer.errors import (
    ContextError,
    ModelAuthError,
    ModelError,
    ModelUnavailableError,
    UnknownModelError,
)
from briefer.model.factory import open_model
from tests.model.client.town import GOOD, MESSAGES, Town, ask
from tests.model.conftest import Serve, settings_for
from tests.model.server import Scripted, completion, failure


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
async def test_a_transient_failure_is_retried(serve: Serve, status: int) -> None:
    server = serve(failure(status, "busy"), failure(status, "busy"), completion(GOOD))
    reply = await ask(server)
    assert reply.answer.name == "Calais"
    assert len(server.chats) == 3
    assert reply.usage.calls == 1
    assert reply.usage.reasks == 0


@pytest.mark.parametrize(
    ("scripted", "kind", "message"),
    [
        (failure(401, "bad key"), ModelAuthError, "BRIEFER_API_KEY"),
        (failure(403, "not for you"), ModelAuthError, "not for you"),
        (failure(404, "no such model"), UnknownModelError, "--model"),
        (
            failure(400, "too long", code="context_length_exceeded"),
            ContextError,
            "larger window",
        ),
        (
            failure(400, "request (9 tokens) exceeds", type="exceed_context_size_error"),
            ContextError,
            "larger window",
        ),
        (failure(400, "no such format"), ModelError, "no such format"),
        (failure(429, "pay", code="insufficient_quota"), ModelUnavailableError, "pay"),
    ],
)
async def test_a_permanent_failure_is_not_retried(
    serve: Serve, scripted: Scripted, kind: type[ModelError], message: str
) -> None:
    server = serve(scripted)
    with pytest.raises(kind, match=message) as caught:
        await ask(server)
    assert type(caught.value) is kind
    assert len(server.chats) == 1


async def test_a_server_that_keeps_failing_is_unavailable_after_all_retries(serve: Serve) -> None:
    server = serve(*[failure(500, "out of order")] * 3)
    with pytest.raises(ModelUnavailableError, match=r"status 500: out of order.*--model local"):
        await ask(server)
    assert len(server.chats) == 3


async def test_a_reply_that_is_not_a_chat_completion_is_a_model_error(serve: Serve) -> None:
    server = serve(Scripted("<html>Welcome to the proxy</html>"))
    with pytest.raises(ModelError, match="does not use OpenAI's protocol: it answered '<html>"):
        await ask(server, retries=0, reasks=0)


async def test_a_slow_model_is_unavailable_after_the_timeout(serve: Serve) -> None:
    server = serve(completion(GOOD)._replace(delay=0.6))
    settings = settings_for(server, retries=0).model_copy(update={"model_timeout": 0.1})
    model = await open_model(settings)
    with pytest.raises(ModelUnavailableError, match="BRIEFER_MODEL_TIMEOUT"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()


async def test_a_server_that_stops_between_calls_is_unavailable(serve: Serve) -> None:
    server = serve(completion(GOOD))
    model = await open_model(settings_for(server, retries=0))
    server.close()
    with pytest.raises(ModelUnavailableError, match="Cannot reach the server at http://127"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
