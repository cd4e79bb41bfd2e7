"""The model that talks to a server through instructor.

It sends the messages, validates the answer, asks again if the answer is invalid, and adds up the
cost.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Generic, NamedTuple, cast

import instructor
import openai
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

from briefer.errors import ContextError, ModelAnswerError
from briefer.model.client.error_mapping import Endpoint, not_a_completion, to_briefer_error
from briefer.model.client.json_schema import WireForm, wire_form
from briefer.model.client.pacing import Pace
from briefer.model.client.parameters import Parameters
from briefer.model.client.responses import cost, problem_of, refusal_of, text_of
from briefer.model.client.retries import cause_of, with_retries
from briefer.model.client.token_counting import TokenCounter
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Answer, Message, Reply, Usage
from briefer.prompts import Prompts

_REASK = "brief/reask.j2"


class ChatConfig(NamedTuple):
    """How to use one model.

    Attributes:
        endpoint: names the model and its server in error messages and in provenance.
        parameters: parameters of every request.
        counter: counts the tokens of a prompt.
        profile: what the model can do.
        prompts: the prompt files, of which the chat uses the one that asks again.
        grammar_counts: whether the server's grammar can limit the length of lists and strings.
        forgets: whether the first request lets the server forget earlier chats. An answer depends
            a little on how much of its prompt was read before, so that otherwise the same question
            could get another answer.
        pace: when requests may be sent; None is at once.
    """

    endpoint: Endpoint
    parameters: Parameters
    counter: TokenCounter
    profile: ModelProfile
    prompts: Prompts
    grammar_counts: bool = False
    forgets: bool = False
    pace: Pace | None = None


class _Outcome(NamedTuple, Generic[Answer]):
    """The result of one request: a valid answer, or the problem with an invalid one."""

    answer: Answer | None
    problem: str
    text: str
    usage: Usage


class Chat:
    """A model that is called through instructor.

    Args:
        client: the instructor client; its SDK must not retry by itself.
        config: how to use the model behind the client.
        retries: how often a request is sent again after a transient failure.
        reasks: how often the model is asked again after an invalid answer.
        on_close: called when the model is closed.
    """

    def __init__(
        self,
        client: instructor.AsyncInstructor,
        *,
        config: ChatConfig,
        retries: int,
        reasks: int,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = config.endpoint.name
        self.profile = config.profile
        self._client = client
        self._config = config
        self._parameters = config.parameters
        self._retries = retries
        self._reasks = reasks
        self._on_close = on_close
        self._is_first = config.forgets

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Ask for an answer that validates as ``answer``; see ``Model.ask``."""
        form = wire_form(answer, grammar_counts=self._config.grammar_counts)
        chat = list(messages)
        spent = Usage()
        problem = ""
        for attempt in range(self._reasks + 1):
            counted = await self._require_room(chat, max_tokens)
            outcome = await self._send(
                chat, form, counted=counted, max_tokens=max_tokens, spent=spent
            )
            received = outcome.usage.input_tokens - spent.input_tokens
            spent = outcome.usage
            minimum = self._config.counter.minimum(chat, counted=counted)
            self._require_whole_prompt(received, minimum, spent)
            if outcome.answer is not None:
                return Reply(outcome.answer, outcome.text, spent)
            problem = outcome.problem
            if attempt < self._reasks:
                spent += Usage(reasks=1)
                reask = self._config.prompts.render(_REASK, {"problem": problem})
                chat += [
                    Message(role="assistant", content=outcome.text),
                    Message(role="user", content=f"{reask}\n"),
                ]
        raise ModelAnswerError(
            f"The model '{self.name}' gave no valid answer in {self._reasks + 1} tries: {problem} "
            "Try a larger model with --model, or more tries with BRIEFER_REASKS.",
            usage=spent,
        )

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages``; see ``Model.count_tokens``."""
        try:
            return await self._config.counter.count(messages)
        except openai.OpenAIError as error:
            raise to_briefer_error(error, self._config.endpoint) from error

    async def aclose(self) -> None:
        """Close the connections."""
        sdk = self._client.client
        if isinstance(sdk, openai.AsyncOpenAI):  # other SDKs close on garbage collection
            await sdk.close()
        self._on_close()

    async def _require_room(self, chat: Sequence[Message], max_tokens: int) -> int:
        """Return the tokens of the prompt; raise ``ContextError`` if it does not fit."""
        prompt_tokens = await self.count_tokens(chat)
        if prompt_tokens + max_tokens > self.profile.context_tokens:
            raise ContextError(
                f"The prompt takes {prompt_tokens} tokens and the answer up to {max_tokens}, but "
                f"the window of '{self.name}' holds {self.profile.context_tokens}. Use a model "
                "with a larger window, or increase BRIEFER_CONTEXT_TOKENS if this one has more."
            )
        return prompt_tokens

    async def _send(
        self,
        chat: list[Message],
        form: type[WireForm[Answer]],
        *,
        counted: int,
        max_tokens: int,
        spent: Usage,
    ) -> _Outcome[Answer]:
        """Send one request of ``counted`` tokens; the usage returned is ``spent`` plus its cost."""
        began = perf_counter()
        parsed: WireForm[Answer] | None = None
        problem = ""
        truncated = False
        try:
            parsed, completion = await with_retries(
                lambda: self._in_turn(chat, form, counted=counted, max_tokens=max_tokens),
                retries=self._retries,
            )
        except IncompleteOutputException as error:
            completion, truncated = error.last_completion, True
        except InstructorRetryException as error:
            if not error.failed_attempts:
                cause = cause_of(error)
                raise to_briefer_error(cause, self._config.endpoint) from cause
            completion = error.failed_attempts[-1].completion
            problem = problem_of(error.failed_attempts[-1].exception)
        if isinstance(completion, str):  # the SDK returns a reply that is not JSON as a string
            raise not_a_completion(completion, self._config.endpoint)
        usage = spent + cost(completion, seconds=perf_counter() - began, reask=False)
        if self._config.pace is not None:
            self._config.pace.spent(usage.output_tokens - spent.output_tokens)
        text = text_of(completion)
        if truncated:
            raise ModelAnswerError(
                f"The answer of '{self.name}' was cut off at {max_tokens} tokens. Try a larger "
                "model with --model, or a shorter article.",
                usage=usage,
            )
        if (refusal := refusal_of(completion)) is not None:
            raise ModelAnswerError(
                f"The model '{self.name}' refused to answer: {refusal}. Try another model with "
                "--model.",
                usage=usage,
            )
        if not text:
            raise ModelAnswerError(
                f"The model '{self.name}' gave an empty answer. Try again, or try another model "
                "with --model.",
                usage=usage,
            )
        return _Outcome(parsed.root if parsed else None, problem, text, usage)

    def _require_whole_prompt(self, received: int, minimum: int, usage: Usage) -> None:
        """Reject the answer if the server silently truncated the prompt."""
        if 0 < received < minimum:
            raise ModelAnswerError(
                f"The server of '{self.name}' used only {received} tokens of the prompt and "
                "silently dropped the rest. Start it with a larger context, or set "
                "BRIEFER_CONTEXT_TOKENS to the size that it has.",
                usage=usage,
            )

    async def _in_turn(
        self, chat: list[Message], form: type[WireForm[Answer]], *, counted: int, max_tokens: int
    ) -> tuple[WireForm[Answer], object]:
        """Send one request when the pace allows it."""
        if self._config.pace is None:
            return await self._request(chat, form, max_tokens)
        async with self._config.pace.turn(counted):
            return await self._request(chat, form, max_tokens)

    async def _request(
        self, chat: list[Message], form: type[WireForm[Answer]], max_tokens: int
    ) -> tuple[WireForm[Answer], object]:
        """Send one request, and send it again without each parameter that the model rejects."""
        extra = {"cache_prompt": False} if self._is_first else None
        self._is_first = False
        while True:
            parameters = self._parameters.for_answer(max_tokens)
            try:
                # strict=False accepts a number in quotes, too. Pass no context: with one,
                # instructor would render the messages as templates.
                result = await self._client.create_with_completion(
                    messages=chat,  # type: ignore[arg-type]  # the same dicts under another name
                    response_model=form,
                    max_retries=0,
                    strict=False,
                    **parameters,  # type: ignore[arg-type]  # the SDK's own
                    extra_body=extra,
                )
            except InstructorRetryException as error:
                self._parameters.learn(cause_of(error))
                if self._parameters.for_answer(max_tokens) == parameters:
                    raise
            else:
                return cast("tuple[WireForm[Answer], object]", result)
