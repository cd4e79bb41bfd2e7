import asyncio
import json
from pathlib import Path
from typing import Literal

import instructor
import openai
import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefer.errors import (
    ContextError,
    ModelAnswerError,
    ModelAuthError,
    ModelError,
    ModelUnavailableError,
    UnknownModelError,
)
from briefer.model.client.chat import Chat, ChatConfig
from briefer.model.client.error_mapping import Endpoint
from briefer.model.client.json_schema import wire_form
from briefer.model.client.parameters import Limit, Parameters
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.factory import open_model
from briefer.model.protocol import Message, Reply, Usage
from briefer.prompts import Prompts
from tests.model.conftest import Serve, settings_for
from tests.model.server import Scripted, ScriptedServer, completion, failure, tool_call


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
    model = await open_model(settings_for(server, retries=retries, reasks=reasks))
    try:
        return await model.ask(MESSAGES, Town, max_tokens=50)
    finally:
        await model.aclose()


async def test_messages_arrive_byte_for_byte_and_nothing_is_added_to_them(serve: Serve) -> None:
    server = serve(completion(GOOD))
    reply = await ask(server)
    assert reply.answer == Town(name="Calais", kind="port")
    assert reply.text == GOOD
    assert server.chats[0].body["messages"] == [dict(message) for message in MESSAGES]
    assert set(server.chats[0].body) == {
        "messages",
        "model",
        "max_tokens",
        "temperature",
        "seed",
        "response_format",
    }


async def test_the_schema_is_sent_without_the_limits_that_pydantic_checks(serve: Serve) -> None:
    server = serve(completion(GOOD))
    await ask(server)
    assert server.chats[0].body["response_format"] == {
        "type": "json_schema",
        "json_schema": {
            "name": "Town",
            "schema": {
                "title": "Town",
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "kind": {"enum": ["port", "capital"], "type": "string"},
                },
                "required": ["name", "kind"],
                "additionalProperties": False,
            },
        },
    }


@pytest.mark.parametrize(
    "bad", ["Sure! Here it is:", '{"name": "calais", "kind": "port"}', '{"name": "Calais"}', "[]"]
)
async def test_an_answer_of_the_wrong_form_is_asked_again_with_its_problem(
    serve: Serve, bad: str
) -> None:
    server = serve(completion(bad, cached=10), completion(GOOD, cached=390))
    reply = await ask(server)
    assert reply.answer == Town(name="Calais", kind="port")
    assert reply.usage._replace(seconds=0) == Usage(
        calls=2, reasks=1, input_tokens=800, cached_tokens=400, output_tokens=14
    )
    assert reply.usage.seconds > 0
    messages = server.chats[1].body["messages"]
    assert isinstance(messages, list)
    assert messages[:2] == [dict(message) for message in MESSAGES]
    assert messages[2] == {"role": "assistant", "content": bad}
    told = messages[3]
    assert isinstance(told, dict)
    assert str(told["content"]).startswith("That answer was not usable: ")


@pytest.mark.parametrize("field", ["{{ 7*7 }} {% x", "name"])
async def test_the_request_for_another_answer_reads_so_and_renders_nothing_of_the_answer(
    serve: Serve, field: str
) -> None:
    bad = json.dumps({"name": "Calais", "kind": "port"} | {field: None})
    problem = (
        "name: Input should be a valid string."
        if field == "name"
        else f"{field}: Extra inputs are not permitted."
    )
    server = serve(completion(bad), completion(GOOD))
    await ask(server)
    messages = server.chats[1].body["messages"]
    assert isinstance(messages, list)
    assert messages[3] == {
        "role": "user",
        "content": f"That answer was not usable: {problem}\n"
        "Answer the same question again, as JSON of the asked form and nothing else.\n",
    }


async def test_an_own_prompt_file_asks_again_in_its_own_words(serve: Serve, tmp_path: Path) -> None:
    own = tmp_path / "brief" / "reask.j2"
    own.parent.mkdir()
    own.write_text("Once more, please: {{ problem }}", encoding="utf-8")
    server = serve(completion("[]"), completion(GOOD))
    settings = settings_for(server).model_copy(update={"prompt_dir": tmp_path})
    model = await open_model(settings)
    await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    messages = server.chats[1].body["messages"]
    assert isinstance(messages, list)
    assert "Once more, please: " in str(messages[3])


async def test_a_provider_that_is_asked_by_tools_answers_and_is_asked_again_just_so(
    serve: Serve, tmp_path: Path
) -> None:
    server = serve(tool_call('{"name": "calais"}'), tool_call(GOOD))
    client = openai.AsyncOpenAI(base_url=server.address, api_key="k", max_retries=0)
    model = Chat(
        instructor.from_openai(client, mode=instructor.Mode.TOOLS),
        wiring=ChatConfig(
            origin=Endpoint("tools/scripted", "the server", "KEY"),
            parameters=Parameters({"model": "scripted"}, limit=Limit()),
            counter=EstimatedTokens(),
            context_tokens=1_000,
            prompts=Prompts(tmp_path),
        ),
        retries=0,
        reasks=1,
    )
    reply = await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    assert reply.answer == Town(name="Calais", kind="port")
    assert reply.text == GOOD
    assert reply.usage.reasks == 1
    assert server.chats[0].body["messages"] == [dict(message) for message in MESSAGES]


async def test_a_model_that_never_answers_in_form_is_an_error_that_tells_its_cost(
    serve: Serve,
) -> None:
    server = serve(*[completion("{}")] * 3)
    with pytest.raises(ModelAnswerError, match=r"name: Field required.*--model") as caught:
        await ask(server, reasks=2)
    assert caught.value.usage._replace(seconds=0) == Usage(
        calls=3, reasks=2, input_tokens=1200, output_tokens=21
    )


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (completion('{"name": "Cal', finish="length"), "cut off at 50 tokens"),
        (
            completion(None, more={"refusal": "I cannot help with that."}),
            "refused to answer: I cannot",
        ),
        (completion("", finish="content_filter"), "content filter"),
        (completion(""), "empty answer"),
    ],
)
async def test_an_answer_that_asking_again_cannot_mend_is_an_error_at_once(
    serve: Serve, reply: Scripted, said: str
) -> None:
    server = serve(reply)
    with pytest.raises(ModelAnswerError, match=said) as caught:
        await ask(server)
    assert caught.value.usage.calls == 1
    assert caught.value.usage.output_tokens == 7


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
async def test_a_failure_that_may_pass_is_tried_again(serve: Serve, status: int) -> None:
    server = serve(failure(status, "busy"), failure(status, "busy"), completion(GOOD))
    reply = await ask(server)
    assert reply.answer.name == "Calais"
    assert len(server.chats) == 3
    assert reply.usage.calls == 1
    assert reply.usage.reasks == 0


@pytest.mark.parametrize(
    ("scripted", "kind", "said"),
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
async def test_a_failure_that_will_not_pass_is_told_at_once(
    serve: Serve, scripted: Scripted, kind: type[ModelError], said: str
) -> None:
    server = serve(scripted)
    with pytest.raises(kind, match=said) as caught:
        await ask(server)
    assert type(caught.value) is kind
    assert len(server.chats) == 1


async def test_a_server_that_stays_broken_is_unavailable_after_all_retries(serve: Serve) -> None:
    server = serve(*[failure(500, "out of order")] * 3)
    with pytest.raises(ModelUnavailableError, match=r"status 500: out of order.*--model local"):
        await ask(server)
    assert len(server.chats) == 3


async def test_a_reply_that_is_no_chat_completion_is_an_error_of_ours(serve: Serve) -> None:
    server = serve(Scripted("<html>Welcome to the proxy</html>"))
    with pytest.raises(ModelError, match="does not speak OpenAI's protocol: it answered '<html>"):
        await ask(server, retries=0, reasks=0)


async def test_a_slow_model_is_given_up_after_the_time_that_is_allowed(serve: Serve) -> None:
    server = serve(completion(GOOD)._replace(delay=0.6))
    settings = settings_for(server, retries=0).model_copy(update={"model_timeout": 0.1})
    model = await open_model(settings)
    with pytest.raises(ModelUnavailableError, match="BRIEFER_MODEL_TIMEOUT"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()


async def test_a_server_that_goes_away_between_calls_is_unavailable(serve: Serve) -> None:
    server = serve(completion(GOOD))
    model = await open_model(settings_for(server, retries=0))
    server.close()
    with pytest.raises(ModelUnavailableError, match="Cannot reach the server at http://127"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()


async def test_a_prompt_that_the_server_cut_in_silence_is_refused(serve: Serve) -> None:
    server = serve(completion(GOOD, prompt_tokens=256))
    model = await open_model(settings_for(server))
    long = [Message(role="user", content="The minister said that nothing was lost. " * 200)]
    with pytest.raises(ModelAnswerError, match="read only 256 tokens"):
        await model.ask(long, Town, max_tokens=50)
    await model.aclose()


async def test_a_prompt_that_does_not_fit_is_never_sent(serve: Serve) -> None:
    server = serve()
    settings = settings_for(server).model_copy(update={"context_tokens": 60})
    model = await open_model(settings)
    with pytest.raises(ContextError, match="the answer up to 50"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    assert server.chats == []
    await model.aclose()


async def test_parameters_that_a_model_refuses_are_left_out_from_then_on(serve: Serve) -> None:
    server = serve(
        failure(400, "Unsupported value: 'temperature' must be 1.", param="temperature"),
        failure(400, "'max_tokens' is not supported: use 'max_completion_tokens' instead."),
        completion(GOOD),
        completion(GOOD),
    )
    model = await open_model(settings_for(server))
    for _ in range(2):
        reply = await model.ask(MESSAGES, Town, max_tokens=50)
        assert reply.usage.calls == 1
    await model.aclose()
    for request in server.chats[2:]:
        assert "temperature" not in request.body
        assert "max_tokens" not in request.body
        assert request.body["max_completion_tokens"] == 50
        assert request.body["seed"] == 1
    assert len(server.chats) == 4


async def test_a_refused_parameter_is_left_out_of_requests_that_were_on_their_way(
    serve: Serve,
) -> None:
    refusal = failure(400, "no temperature here", param="temperature")
    server = serve(*[refusal._replace(delay=0.2)] * 3, *[completion(GOOD)] * 3)
    model = await open_model(settings_for(server))
    replies = await asyncio.gather(*[model.ask(MESSAGES, Town, max_tokens=50) for _ in range(3)])
    await model.aclose()
    assert [reply.answer.name for reply in replies] == ["Calais"] * 3


async def test_half_a_character_in_an_answer_is_of_the_wrong_form_and_asked_again(
    serve: Serve,
) -> None:
    server = serve(completion('{"name": "Cal\ud800ais", "kind": "port"}'), completion(GOOD))
    reply = await ask(server)
    assert reply.answer == Town(name="Calais", kind="port")
    assert reply.usage.reasks == 1


class Remark(BaseModel):
    text: str


def test_half_a_character_is_refused_however_an_sdk_hands_it_over() -> None:
    with pytest.raises(ValidationError, match="surrogates not allowed"):
        wire_form(Remark).model_validate({"text": "Cal\ud800ais"})


async def test_the_limits_and_validators_of_the_schema_hold_for_the_answer(serve: Serve) -> None:
    server = serve(completion(json.dumps({"name": "C" * 41, "kind": "port"})))
    with pytest.raises(ModelAnswerError, match="at most 40 characters"):
        await ask(server, reasks=0)
