"""A model for tests that returns the answers queued in it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from briefer.errors import ContextError, ModelAnswerError
from briefer.model.client.responses import encodable
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Answer, Message, Reply, Usage
from briefer.schema.vocabulary import ModelSize

FakeAnswer = Mapping[str, object] | BaseModel | str | Exception
AnswerFunction = Callable[[Sequence[Message], type[BaseModel]], FakeAnswer]


class Call(NamedTuple):
    """One request to a fake model.

    Attributes:
        messages: the chat as it would have been sent.
        schema: the class that the answer must validate as.
    """

    messages: tuple[Message, ...]
    schema: type[BaseModel]


class FakeModel:
    """A model that returns queued answers, for tests without a network, a key or weights.

    An answer is a mapping, an instance of the requested schema, JSON text as a model would write
    it, or an exception, which is raised. As with a real model, an answer that does not validate
    uses up one try: the next answer in the queue is used instead, up to ``reasks`` times.

    ::

        model = FakeModel([{"headline": "Strike ends"}, ModelUnavailableError("down")])
        reply = await model.ask(messages, Headline, max_tokens=50)
        assert reply.answer.headline == "Strike ends"
        assert "strike" in model.calls[0].messages[-1]["content"]

    Its cost is deterministic: one token for every three bytes, and zero seconds.

    Args:
        answers: the answers in order, or a function of the messages and the requested schema.
        name: its name in a brief's provenance.
        profile: "capable" to be asked which claims matter most, and to correct lines that the
            article does not support; "small" not to be asked.
        concurrent: whether passes are sent to it concurrently.
        context_tokens: size of its context window, in tokens.
        reasks: how often it is asked again after an answer that does not validate.

    Attributes:
        calls: all requests so far, including those that asked again.
    """

    def __init__(
        self,
        answers: Iterable[FakeAnswer] | AnswerFunction,
        *,
        name: str = "fake",
        profile: ModelSize = "capable",
        concurrent: bool = False,
        context_tokens: int = 32_768,
        reasks: int = 1,
    ) -> None:
        self.name = name
        self.profile = ModelProfile(
            size=profile,
            context_tokens=context_tokens,
            concurrent=concurrent,
            enforces_schema=False,
        )
        self.calls: list[Call] = []
        self._answer_function = answers if callable(answers) else None
        self._queue = [] if callable(answers) else list(answers)
        self._reasks = reasks
        self._tokens = EstimatedTokens()

    def queue(self, *answers: FakeAnswer) -> None:
        """Add answers to the end of the queue."""
        self._queue += answers

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Return the next answer; see ``Model.ask``."""
        input_tokens = await self.count_tokens(messages)
        if input_tokens + max_tokens > self.profile.context_tokens:
            raise ContextError(
                f"The prompt takes {input_tokens} tokens and the answer up to {max_tokens}, but "
                f"the window of '{self.name}' holds {self.profile.context_tokens}. Set a "
                "larger context_tokens."
            )
        spent = Usage()
        invalid: ValidationError | None = None
        for attempt in range(self._reasks + 1):
            raw_text = _as_text(self._next(messages, answer))
            text = encodable(raw_text)
            reply = Message(role="assistant", content=text)
            spent += Usage(
                calls=1,
                reasks=int(attempt > 0),
                input_tokens=input_tokens,
                output_tokens=await self.count_tokens([reply]),
            )
            try:
                return Reply(answer.model_validate_json(raw_text), text, spent)
            except ValidationError as error:
                invalid = error
        raise ModelAnswerError(
            f"The answer queued in '{self.name}' is not a valid {answer.__name__}: {invalid} "
            "Queue a valid one.",
            usage=spent,
        ) from invalid

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count one token for every three bytes, and eight for each message."""
        return await self._tokens.count(messages)

    async def aclose(self) -> None:
        """Do nothing: a fake model has nothing to close."""

    def _next(self, messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        self.calls.append(Call(tuple(messages), schema))
        if self._answer_function is not None:
            answer = self._answer_function(messages, schema)
        elif self._queue:
            answer = self._queue.pop(0)
        else:
            raise ModelAnswerError(
                f"'{self.name}' was asked for a {schema.__name__}, but has no answer left. Queue "
                "one more."
            )
        if isinstance(answer, Exception):
            raise answer
        return answer


def _as_text(answer: FakeAnswer) -> str:
    if isinstance(answer, str):
        return answer
    if isinstance(answer, BaseModel):
        return answer.model_dump_json()
    return json.dumps(answer, ensure_ascii=False)
