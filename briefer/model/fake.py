"""A model for tests: it answers what it was given to answer."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from briefer.errors import ContextError, ModelAnswerError
from briefer.model.client.responses import encodable
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.protocol import Answer, Message, Reply, Usage

FakeAnswer = Mapping[str, object] | BaseModel | str | Exception
Answering = Callable[[Sequence[Message], type[BaseModel]], FakeAnswer]


class Call(NamedTuple):
    """What a fake model was asked.

    Attributes:
        messages: the chat as it would have been sent.
        schema: the class that the answer had to validate as.
    """

    messages: tuple[Message, ...]
    schema: type[BaseModel]


class FakeModel:
    """A model that gives queued answers, for tests without a network, a key or weights.

    An answer is a mapping, an instance of the asked schema, JSON text as a model would write it,
    or an exception, which is raised. An answer that does not validate as the asked schema uses up
    one try, as with a real model: the next in the queue is taken for it, ``reasks`` times.

    ::

        model = FakeModel([{"headline": "Strike ends"}, ModelUnavailableError("down")])
        reply = await model.ask(messages, Headline, max_tokens=50)
        assert reply.answer.headline == "Strike ends"
        assert "strike" in model.calls[0].messages[-1]["content"]

    Its cost is deterministic: a token for every three bytes, and no time.

    Args:
        answers: given in turn; or a function of the messages and the asked schema.
        name: what provenance calls it.
        concurrent: whether passes are sent to it at once.
        weighs: whether it is asked which claims matter, and again for lines that do not hold.
        context_tokens: its window.
        reasks: how often it is asked again for an answer that does not validate.

    Attributes:
        calls: every request so far, re-asks included.
    """

    def __init__(
        self,
        answers: Iterable[FakeAnswer] | Answering,
        *,
        name: str = "fake",
        concurrent: bool = False,
        weighs: bool = True,
        context_tokens: int = 32_768,
        reasks: int = 1,
    ) -> None:
        self.name = name
        self.concurrent = concurrent
        self.weighs = weighs
        self.context_tokens = context_tokens
        self.calls: list[Call] = []
        self._answering = answers if callable(answers) else None
        self._queue = [] if callable(answers) else list(answers)
        self._reasks = reasks
        self._tokens = EstimatedTokens()

    def queue(self, *answers: FakeAnswer) -> None:
        """Add answers behind those that wait."""
        self._queue += answers

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Give the next answer; see ``Model.ask``."""
        input_tokens = await self.count_tokens(messages)
        if input_tokens + max_tokens > self.context_tokens:
            raise ContextError(
                f"The prompt takes {input_tokens} tokens and the answer up to {max_tokens}, and "
                f"the window of '{self.name}' holds {self.context_tokens}. Make it larger."
            )
        spent = Usage()
        problem: ValidationError | None = None
        for attempt in range(self._reasks + 1):
            given = _as_text(self._next(messages, answer))
            text = encodable(given)
            spent = spent.plus(
                Usage(
                    calls=1,
                    reasks=int(attempt > 0),
                    input_tokens=input_tokens,
                    output_tokens=await self.count_tokens(
                        [Message(role="assistant", content=text)]
                    ),
                )
            )
            try:
                return Reply(answer.model_validate_json(given), text, spent)
            except ValidationError as error:
                problem = error
        raise ModelAnswerError(
            f"The answer queued in '{self.name}' is no {answer.__name__}: {problem} Queue one "
            "that is.",
            usage=spent,
        ) from problem

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count a token for every three bytes, and eight for each message."""
        return await self._tokens.count(messages)

    async def aclose(self) -> None:
        """Hold nothing, so give nothing back."""

    def _next(self, messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        self.calls.append(Call(tuple(messages), schema))
        if self._answering is not None:
            given = self._answering(messages, schema)
        elif self._queue:
            given = self._queue.pop(0)
        else:
            raise ModelAnswerError(
                f"'{self.name}' was asked for a {schema.__name__} and has no answer left. Queue "
                "one more."
            )
        if isinstance(given, Exception):
            raise given
        return given


def _as_text(given: FakeAnswer) -> str:
    if isinstance(given, str):
        return given
    if isinstance(given, BaseModel):
        return given.model_dump_json()
    return json.dumps(given, ensure_ascii=False)
