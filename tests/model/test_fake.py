from collections.abc import Sequence

import pytest
from pydantic import BaseModel

from briefer.errors import ContextError, ModelAnswerError, ModelUnavailableError
from briefer.model.fake import FakeModel
from briefer.model.protocol import Message, Model, Usage


class Town(BaseModel):
    name: str


MESSAGES = [Message(role="user", content="Which town?")]


async def test_queued_answers_of_any_type_are_returned_in_order_and_calls_recorded() -> None:
    model = FakeModel([{"name": "Calais"}, Town(name="Lille")])
    model.queue('{"name": "Nice"}')
    answers = [await model.ask(MESSAGES, Town, max_tokens=9) for _ in range(3)]
    assert [reply.answer.name for reply in answers] == ["Calais", "Lille", "Nice"]
    assert model.calls[0].messages == tuple(MESSAGES)
    assert model.calls[0].schema is Town


async def test_queued_errors_are_raised_and_an_empty_queue_is_an_error() -> None:
    model = FakeModel([ModelUnavailableError("down")])
    with pytest.raises(ModelUnavailableError, match="down"):
        await model.ask(MESSAGES, Town, max_tokens=9)
    with pytest.raises(ModelAnswerError, match="no answer left"):
        await model.ask(MESSAGES, Town, max_tokens=9)


async def test_an_invalid_answer_uses_up_a_try_and_each_try_costs_the_same() -> None:
    model = FakeModel(["no JSON", {"name": "Calais"}])
    reply = await model.ask(MESSAGES, Town, max_tokens=9)
    assert reply.usage == Usage(calls=2, reasks=1, input_tokens=24, output_tokens=25)
    model.queue({}, {})
    with pytest.raises(ModelAnswerError, match="is not a valid Town") as caught:
        await model.ask(MESSAGES, Town, max_tokens=9)
    assert caught.value.usage.calls == 2


async def test_a_function_can_compute_the_answers() -> None:
    def answer(messages: Sequence[Message], schema: type[BaseModel]) -> dict[str, str]:
        return {"name": f"{schema.__name__}: {messages[-1]['content']}"}

    model: Model = FakeModel(answer, concurrent=True)
    reply = await model.ask(MESSAGES, Town, max_tokens=9)
    assert reply.answer.name == "Town: Which town?"
    assert model.profile.concurrent


async def test_a_prompt_that_does_not_fit_into_the_window_is_an_error() -> None:
    model = FakeModel([{"name": "Calais"}], context_tokens=20)
    with pytest.raises(ContextError, match="holds 20"):
        await model.ask(MESSAGES, Town, max_tokens=9)
