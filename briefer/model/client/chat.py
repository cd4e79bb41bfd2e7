"""A chat with any model through instructor: send, validate, ask again, count the cost."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Generic, NamedTuple, cast

import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from pydantic import ValidationError

from briefer.errors import ContextError, ModelAnswerError
from briefer.model.client.error_mapping import Endpoint, not_a_completion, to_briefer_error
from briefer.model.client.json_schema import WireForm, wire_form
from briefer.model.client.parameters import Parameters
from briefer.model.client.responses import cost, refusal_of, text_of
from briefer.model.client.retries import cause_of, with_retries
from briefer.model.client.token_counting import TokenCounter
from briefer.model.protocol import Answer, Message, Reply, Usage
from briefer.prompts import Prompts

_REASK = "brief/reask.j2"
_PROBLEMS_TOLD = 5


class ChatConfig(NamedTuple):
    """How to speak to one model.

    Attributes:
        origin: who answers, for messages and for provenance.
        parameters: what goes with every request.
        counter: counts the tokens of a prompt.
        context_tokens: the window, in tokens.
        prompts: the prompt files, for the one that asks again.
        counted: whether the server's grammar can hold lists and strings to small limits.
    """

    origin: Endpoint
    parameters: Parameters
    counter: TokenCounter
    context_tokens: int
    prompts: Prompts
    counted: bool = False


class _Outcome(NamedTuple, Generic[Answer]):
    """What one request came to: an answer, or the problem with it."""

    answer: Answer | None
    problem: str
    text: str
    usage: Usage


class Chat:
    """A model that is reached through instructor.

    Args:
        client: the instructor client; its SDK must not retry by itself.
        wiring: how to speak to the model behind it.
        retries: how often a request is sent again when its failure may pass.
        reasks: how often the model is asked again for an answer of the wrong form.
        embedded: whether it runs in this process: requests in a row are then faster than at once,
            and it is a small model, which can neither weigh claims nor mend lines of its own
            (docs/decisions.md has the figures).
        on_close: called when the model is closed.
    """

    def __init__(
        self,
        client: instructor.AsyncInstructor,
        *,
        wiring: ChatConfig,
        retries: int,
        reasks: int,
        embedded: bool = False,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = wiring.origin.name
        self.concurrent = not embedded
        self.weighs = not embedded
        self.context_tokens = wiring.context_tokens
        self._client = client
        self._wiring = wiring
        self._parameters = wiring.parameters
        self._retries = retries
        self._reasks = reasks
        self._on_close = on_close

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Ask for an answer that validates as ``answer``; see ``Model.ask``."""
        form = wire_form(answer, counted=self._wiring.counted)
        talk = list(messages)
        spent = Usage()
        problem = ""
        for attempt in range(self._reasks + 1):
            counted = await self._require_room(talk, max_tokens)
            outcome = await self._send(talk, form, max_tokens=max_tokens, spent=spent)
            read = outcome.usage.input_tokens - spent.input_tokens
            spent = outcome.usage
            self._require_whole(read, self._wiring.counter.least(talk, counted=counted), spent)
            if outcome.answer is not None:
                return Reply(outcome.answer, outcome.text, spent)
            problem = outcome.problem
            if attempt < self._reasks:
                spent = spent._replace(reasks=spent.reasks + 1)
                again = self._wiring.prompts.render(_REASK, {"problem": problem})
                talk += [
                    Message(role="assistant", content=outcome.text),
                    Message(role="user", content=f"{again}\n"),
                ]
        raise ModelAnswerError(
            f"The model '{self.name}' gave no answer of the asked form in {self._reasks + 1} "
            f"tries: {problem} Try a larger model with --model, or more tries with "
            "BRIEFER_REASKS.",
            usage=spent,
        )

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages``; see ``Model.count_tokens``."""
        try:
            return await self._wiring.counter.count(messages)
        except openai.OpenAIError as error:
            raise to_briefer_error(error, self._wiring.origin) from error

    async def aclose(self) -> None:
        """Close the connections."""
        sdk = self._client.client
        if isinstance(sdk, openai.AsyncOpenAI):  # other SDKs close when they are collected
            await sdk.close()
        self._on_close()

    async def _require_room(self, talk: Sequence[Message], max_tokens: int) -> int:
        """Return the tokens of a prompt that fits, before it is sent."""
        prompt = await self.count_tokens(talk)
        if prompt + max_tokens > self.context_tokens:
            raise ContextError(
                f"The prompt takes {prompt} tokens and the answer up to {max_tokens}, and the "
                f"window of '{self.name}' holds {self.context_tokens}. Use a model with a larger "
                "window, or raise BRIEFER_CONTEXT_TOKENS if it has one."
            )
        return prompt

    async def _send(
        self,
        talk: list[Message],
        form: type[WireForm[Answer]],
        *,
        max_tokens: int,
        spent: Usage,
    ) -> _Outcome[Answer]:
        """Send one request, and add its cost to ``spent``."""
        began = perf_counter()
        parsed: WireForm[Answer] | None = None
        problem = ""
        cut = False
        try:
            parsed, completion = await with_retries(
                lambda: self._request(talk, form, max_tokens), retries=self._retries
            )
        except IncompleteOutputException as error:
            completion, cut = error.last_completion, True
        except InstructorRetryException as error:
            if not error.failed_attempts:
                cause = cause_of(error)
                raise to_briefer_error(cause, self._wiring.origin) from cause
            completion = error.failed_attempts[-1].completion
            problem = _problem(error.failed_attempts[-1].exception)
        if isinstance(completion, str):  # what the SDK makes of a reply that is not JSON
            raise not_a_completion(completion, self._wiring.origin)
        usage = spent.plus(cost(completion, seconds=perf_counter() - began, reask=False))
        text = text_of(completion)
        if cut:
            raise ModelAnswerError(
                f"The answer of '{self.name}' was cut off at {max_tokens} tokens. Try a larger "
                "model with --model, or a shorter article.",
                usage=usage,
            )
        if (refusal := refusal_of(completion)) is not None:
            raise ModelAnswerError(
                f"The model '{self.name}' refused to answer: {refusal}. Try another with --model.",
                usage=usage,
            )
        if not text:
            raise ModelAnswerError(
                f"The model '{self.name}' gave an empty answer. Try again, or another model with "
                "--model.",
                usage=usage,
            )
        return _Outcome(parsed.root if parsed else None, problem, text, usage)

    def _require_whole(self, read: int, least: int, usage: Usage) -> None:
        """Refuse an answer to a prompt that the server cut without a word."""
        if 0 < read < least:
            raise ModelAnswerError(
                f"The server of '{self.name}' read only {read} tokens of the prompt and cut the "
                "rest without a word. Start it with a larger context, or set "
                "BRIEFER_CONTEXT_TOKENS to the one it has.",
                usage=usage,
            )

    async def _request(
        self, talk: list[Message], form: type[WireForm[Answer]], max_tokens: int
    ) -> tuple[WireForm[Answer], object]:
        """Send one request, once more for each parameter that the model turns out to refuse."""
        while True:
            parameters = self._parameters.for_answer(max_tokens)
            try:
                # strict=False: a number in quotes is an answer too. No context: with one,
                # instructor would run the messages through a template engine.
                result = await self._client.create_with_completion(
                    messages=talk,  # type: ignore[arg-type]  # the same dicts under another name
                    response_model=form,
                    max_retries=0,
                    strict=False,
                    **parameters,  # type: ignore[arg-type]  # the SDK's own
                )
            except InstructorRetryException as error:
                self._parameters.learn(cause_of(error))
                if self._parameters.for_answer(max_tokens) == parameters:
                    raise
            else:
                return cast("tuple[WireForm[Answer], object]", result)


def _problem(error: Exception) -> str:
    """Say in short sentences what is wrong with an answer."""
    if not isinstance(error, ValidationError):
        return f"{' '.join(str(error).split())[:300]}."
    told = [
        f"{'.'.join(str(step) for step in detail['loc']) or 'the answer'}: {detail['msg']}."
        for detail in error.errors(include_url=False, include_input=False)[:_PROBLEMS_TOLD]
    ]
    return " ".join(told)
