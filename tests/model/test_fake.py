from collections.abc import Sequence

import pytest
from pydantic import BaseModel

from briefer.errors import ContextError, ModelAnswerError, ModelUnavailableError
from briefer.model.fake import FakeModel
from briefer.model.protocol import Message, Model, Usage


class Town(BaseModel):
    name: str


MESSAGES = [Message(role="user", content="Which town?")]


async def test_it_gives_mappings_instances_and_text_in_turn_and_keeps_what_it_was_asked() -> None:
    model = FakeModel([{"name": "Calais"}, Town(name="Lille")])
    model.queue('{"name": "Nice"}')
    answers = [await model.ask(MESSAGES, Town, max_tokens=9) for _ in range(3)]
    assert [reply.answer.name for reply in answers] == ["Calais", "Lille", "Nice"]
    assert model.calls[0].messages == tuple(MESSAGES)
    assert model.calls[0].schema is Town


async def test_it_raises_queued_errors_and_says_when_it_has_no_answer_left() -> None:
    model = FakeModel([ModelUnavailableError("down")])
    with pytest.raises(ModelUnavailableError, match="down"):
        await model.ask(MESSAGES, Town, max_tokens=9)
    with pytest.raises(ModelAnswerError, match="no answer left"):
        await model.ask(MESSAGES, Town, max_tokens=9)


async def test_an_invalid_answer_uses_up_a_try_and_costs_the_same_each_time() -> None:
    model = FakeModel(["no JSON", {"name": "Calais"}])
    reply = await model.ask(MESSAGES, Town, max_tokens=9)
    assert reply.usage == Usage(calls=2, reasks=1, input_tokens=24, output_tokens=25)
    model.queue({}, {})
    with pytest.raises(ModelAnswerError, match="is no Town") as caught:
        await model.ask(MESSAGES, Town, max_tokens=9)
    assert caught.value.usage.calls == 2


async def test_it_can_answer_by_a_function_of_what_it_is_asked() -> None:
    def answering(messages: Sequence[Message], schema: type[BaseModel]) -> dict[str, str]:
        return {"name": f"{schema.__name__}: {messages[-1]['content']}"}

    model: Model = FakeModel(answering, concurrent=True)
    reply = await model.ask(MESSAGES, Town, max_tokens=9)
    assert reply.answer.name == "Town: Which town?"
    assert model.concurrent


async def test_it_refuses_a_prompt_that_does_not_fit_into_its_window() -> None:
    model = FakeModel([{"name": "Calais"}], context_tokens=20)
    with pytest.raises(ContextError, match="holds 20"):
        await model.ask(MESSAGES, Town, max_tokens=9)
