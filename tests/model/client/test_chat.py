import asyncio
import json
from dataclasses import replace
from pathlib import Path

import instructor
import openai
import pytest

from briefer.errors import ContextError, ModelAnswerError
from briefer.model.client.chat import Chat, ChatConfig
from briefer.model.client.error_mapping import Endpoint
from briefer.model.client.parameters import Limit, Parameters
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.factory import open_model
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Message, Usage
from briefer.prompts import Prompts
from tests.model.client.town import GOOD, MESSAGES, Town, ask
from tests.model.conftest import Serve, settings_for
from tests.model.server import Scripted, completion, failure, tool_call


async def test_messages_are_sent_unchanged_and_nothing_is_added(serve: Serve) -> None:
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


async def test_the_schema_is_sent_without_limits(serve: Serve) -> None:
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
async def test_after_an_invalid_answer_the_model_is_asked_again_with_the_problem(
    serve: Serve, bad: str
) -> None:
    server = serve(completion(bad, cached=10), completion(GOOD, cached=390))
    reply = await ask(server)
    assert reply.answer == Town(name="Calais", kind="port")
    assert replace(reply.usage, seconds=0) == Usage(
        calls=2, reasks=1, input_tokens=800, cached_tokens=400, output_tokens=14
    )
    assert reply.usage.seconds > 0
    messages = server.chats[1].body["messages"]
    assert isinstance(messages, list)
    assert messages[:2] == [dict(message) for message in MESSAGES]
    assert messages[2] == {"role": "assistant", "content": bad}
    reask = messages[3]
    assert isinstance(reask, dict)
    assert str(reask["content"]).startswith("That answer was not usable: ")


@pytest.mark.parametrize("field", ["{{ 7*7 }} {% x", "name"])
async def test_the_reask_states_the_problem_and_does_not_render_the_answer_as_a_template(
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


async def test_a_prompt_file_of_the_user_replaces_the_reask(serve: Serve, tmp_path: Path) -> None:
    prompt_file = tmp_path / "brief" / "reask.j2"
    prompt_file.parent.mkdir()
    prompt_file.write_text("Once more, please: {{ problem }}", encoding="utf-8")
    server = serve(completion("[]"), completion(GOOD))
    settings = settings_for(server).model_copy(update={"prompt_dir": tmp_path})
    model = await open_model(settings)
    await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    messages = server.chats[1].body["messages"]
    assert isinstance(messages, list)
    assert "Once more, please: " in str(messages[3])


async def test_a_provider_that_uses_tool_calls_is_asked_again_in_the_same_way(
    serve: Serve, tmp_path: Path
) -> None:
    server = serve(tool_call('{"name": "calais"}'), tool_call(GOOD))
    client = openai.AsyncOpenAI(base_url=server.address, api_key="k", max_retries=0)
    model = Chat(
        instructor.from_openai(client, mode=instructor.Mode.TOOLS),
        config=ChatConfig(
            endpoint=Endpoint("tools/scripted", "the server", "KEY"),
            parameters=Parameters({"model": "scripted"}, limit=Limit()),
            counter=EstimatedTokens(),
            profile=ModelProfile(
                size="capable", context_tokens=1_000, concurrent=True, enforces_schema=False
            ),
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


async def test_a_chat_that_forgets_tells_its_server_so_with_the_first_request_alone(
    serve: Serve, tmp_path: Path
) -> None:
    server = serve(completion("[]"), completion(GOOD), completion(GOOD))
    client = openai.AsyncOpenAI(base_url=server.address, api_key="k", max_retries=0)
    model = Chat(
        instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA),
        config=ChatConfig(
            endpoint=Endpoint("embedded/scripted", "the server", "KEY"),
            parameters=Parameters({"model": "scripted"}, limit=Limit()),
            counter=EstimatedTokens(),
            profile=ModelProfile(
                size="small", context_tokens=1_000, concurrent=False, enforces_schema=True
            ),
            prompts=Prompts(tmp_path),
            forgets=True,
        ),
        retries=0,
        reasks=1,
    )
    await model.ask(MESSAGES, Town, max_tokens=50)
    await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    assert [chat.body.get("cache_prompt") for chat in server.chats] == [False, None, None]


async def test_a_model_that_never_answers_validly_is_an_error_that_carries_the_cost(
    serve: Serve,
) -> None:
    server = serve(*[completion("{}")] * 3)
    with pytest.raises(ModelAnswerError, match=r"name: Field required.*--model") as caught:
        await ask(server, reasks=2)
    assert replace(caught.value.usage, seconds=0) == Usage(
        calls=3, reasks=2, input_tokens=1200, output_tokens=21
    )


@pytest.mark.parametrize(
    ("reply", "message"),
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
async def test_an_answer_that_asking_again_cannot_improve_is_an_error_at_once(
    serve: Serve, reply: Scripted, message: str
) -> None:
    server = serve(reply)
    with pytest.raises(ModelAnswerError, match=message) as caught:
        await ask(server)
    assert caught.value.usage.calls == 1
    assert caught.value.usage.output_tokens == 7


async def test_an_answer_to_a_silently_truncated_prompt_is_rejected(serve: Serve) -> None:
    server = serve(completion(GOOD, prompt_tokens=256))
    model = await open_model(settings_for(server))
    long = [Message(role="user", content="The minister message that nothing was lost. " * 200)]
    with pytest.raises(ModelAnswerError, match="used only 256 tokens"):
        await model.ask(long, Town, max_tokens=50)
    await model.aclose()


async def test_counts_that_cannot_be_right_are_none(serve: Serve) -> None:
    server = serve(completion(GOOD, prompt_tokens=10**24, answer_tokens=-5))
    model = await open_model(settings_for(server))
    usage = (await model.ask(MESSAGES, Town, max_tokens=50)).usage
    assert (usage.input_tokens, usage.output_tokens) == (0, 0)
    await model.aclose()


async def test_a_prompt_that_does_not_fit_is_never_sent(serve: Serve) -> None:
    server = serve()
    settings = settings_for(server).model_copy(update={"context_tokens": 60})
    model = await open_model(settings)
    with pytest.raises(ContextError, match="the answer up to 50"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    assert server.chats == []
    await model.aclose()


async def test_parameters_that_a_model_rejects_are_not_sent_again(serve: Serve) -> None:
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


async def test_concurrent_requests_are_sent_again_without_a_rejected_parameter(
    serve: Serve,
) -> None:
    rejection = failure(400, "no temperature here", param="temperature")
    server = serve(*[rejection._replace(delay=0.2)] * 3, *[completion(GOOD)] * 3)
    model = await open_model(settings_for(server))
    replies = await asyncio.gather(*[model.ask(MESSAGES, Town, max_tokens=50) for _ in range(3)])
    await model.aclose()
    assert [reply.answer.name for reply in replies] == ["Calais"] * 3


async def test_an_answer_with_a_lone_surrogate_is_invalid_and_asked_again(
    serve: Serve,
) -> None:
    server = serve(completion('{"name": "Cal\ud800ais", "kind": "port"}'), completion(GOOD))
    reply = await ask(server)
    assert reply.answer == Town(name="Calais", kind="port")
    assert reply.usage.reasks == 1


async def test_an_answer_must_satisfy_the_limits_of_its_schema(serve: Serve) -> None:
    server = serve(completion(json.dumps({"name": "C" * 41, "kind": "port"})))
    with pytest.raises(ModelAnswerError, match="at most 40 characters"):
        await ask(server, reasks=0)
