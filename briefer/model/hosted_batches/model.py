"""A model that is asked through a hosted batch: a question is kept until its answer is there.

``DeferredModel.about(id)`` returns a model for one article. A question without an answer raises
``WaitingForAnswersError``, so every pass asks what it can; once the answers are collected, the same
questions are answered from the store, and the questions that follow from them are kept in turn.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, cast

from openai.types.chat import ChatCompletion
from pydantic import JsonValue

from briefer.errors import ContextError, ModelError, SettingsError, WaitingForAnswersError
from briefer.model.client.json_schema import WireForm, wire_form
from briefer.model.client.parameters import Limit, Parameters
from briefer.model.client.responses import cost, problem_of, refusal_of, text_of
from briefer.model.client.server_models import server_endpoint
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.files import json_in
from briefer.model.hosted_batches.store import RequestStore
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Answer, Message, Reply, Usage
from briefer.model.remote import SAMPLING, hosted_parameters
from briefer.model.spec import ProviderSpec, ServerSpec, parse_model_spec, resolve_size
from briefer.prompts import Prompts
from briefer.settings import Settings

ENDPOINT: Final = "/v1/chat/completions"
STORE: Final = "requests.db"
"""The name of the store in its folder."""

_REASK: Final = "brief/reask.j2"
_FORM: Final = "files/form.j2"
_TRIES: Final = 2  # a question, and once more if its answer is not valid
_ASSUMED_WINDOW: Final = 128_000
_DIGEST: Final = 12  # hexadecimal digits
_MAX_SLUG: Final = 14


class UnusableAnswerError(ModelError):
    """The model's answers do not fit the schema, in the first round and in the second one.

    Attributes:
        usage: calls and tokens of both.
    """

    def __init__(self, message: str, *, usage: Usage) -> None:
        super().__init__(message)
        self.usage = usage


class FailedRequestError(ModelError):
    """The batch API rejected a request, or did not process it after several tries."""


class Target(NamedTuple):
    """The model behind a batch API.

    Attributes:
        name: its full name, as of the same model that is asked at once.
        model: its name in a request.
        parameters: of every request.
        response_schema: whether requests have the schema of the answer as their response format;
            if not, the prompt says what the form of the answer is.
    """

    name: str
    model: str
    parameters: Parameters
    response_schema: bool = True


def target_of(settings: Settings, *, response_schema: bool = True) -> Target:
    """Return the model that the settings name.

    Raises:
        SettingsError: it has no batch API in OpenAI's format.
    """
    spec = parse_model_spec(settings)
    if isinstance(spec, ServerSpec) and spec.model is not None:
        name = server_endpoint(spec.base_url, spec.model).name
        fixed = Parameters({**SAMPLING}, limit=Limit())
        return Target(name, spec.model, fixed, response_schema)
    if isinstance(spec, ProviderSpec) and spec.provider == "openai":
        return Target(f"openai/{spec.model}", spec.model, hosted_parameters(spec), response_schema)
    raise SettingsError(
        "a hosted batch needs a model with a batch API in OpenAI's format: give --model "
        "openai/NAME, or --model NAME with --base-url and the address of the provider"
    )


class DeferredModel:
    """The model of a hosted batch; ``about`` returns it for one article.

    Args:
        folder: where requests and answers are kept.
        settings: which model, and the prompt files.
        response_schema: see `Target`.

    Raises:
        SettingsError: the model has no batch API, or the folder cannot be used.
    """

    def __init__(self, folder: Path, settings: Settings, *, response_schema: bool = True) -> None:
        self.target = target_of(settings, response_schema=response_schema)
        self.name = self.target.name
        self.profile = ModelProfile(
            size=resolve_size(settings),
            context_tokens=settings.context_tokens or _ASSUMED_WINDOW,
            concurrent=True,
            enforces_schema=False,
        )
        self.store = RequestStore(folder / STORE)
        self._prompts = Prompts(settings.prompt_dir)
        self._tokens = EstimatedTokens()

    def about(self, article_id: str) -> "AboutOne":
        """Return the model for an article; the ids of its requests begin with its id."""
        return AboutOne(self, article_id)

    async def aclose(self) -> None:
        """Close the store."""
        self.store.close()

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Estimate the tokens of ``messages`` from above."""
        return await self._tokens.count(messages)

    async def ask_about(
        self, article_id: str, messages: Sequence[Message], answer: type[Answer], max_tokens: int
    ) -> Reply[Answer]:
        """Return the answer from the store, or keep the request; see ``Model.ask``.

        Raises:
            ContextError: the question does not fit into the window.
            FailedRequestError: the batch API rejected the request.
            UnusableAnswerError: no valid answer after asking twice.
            WaitingForAnswersError: there is no answer yet.
        """
        await self._require_room(messages, max_tokens)
        form = wire_form(answer)
        chat, spent, problem = list(messages), Usage(), ""
        first = ""
        for attempt in range(1, _TRIES + 1):
            body = self._body(chat, form, max_tokens)
            first = first or _request_id(article_id, answer.__name__, body)
            request_id = first if attempt == 1 else f"{first}-{attempt}"
            completion = self._answered(request_id, body)
            spent += cost(completion, seconds=0.0, reask=attempt > 1)
            text = text_of(completion)
            if (refusal := refusal_of(completion)) is not None:
                self.store.reject(request_id, refusal)
                raise UnusableAnswerError(
                    f"The model '{self.name}' refused to answer: {refusal}. Try another model with "
                    "--model.",
                    usage=spent,
                )
            try:
                json_text = json_in(text.encode())
                found = form.model_validate_json(json_text, strict=False).root
            except (ValueError, RecursionError) as error:
                problem = problem_of(error)
            else:
                return Reply(cast("Answer", found), json_text, spent)
            if attempt == _TRIES:
                self.store.reject(request_id, problem)
            reask = self._prompts.render(_REASK, {"problem": problem})
            chat += [
                Message(role="assistant", content=text or "(empty)"),
                Message(role="user", content=f"{reask}\n"),
            ]
        raise UnusableAnswerError(
            f"The model '{self.name}' gave no valid answer in {_TRIES} rounds: {problem} Try a "
            "larger model with --model, or ask again with --retry.",
            usage=spent,
        )

    def _answered(self, request_id: str, body: dict[str, JsonValue]) -> ChatCompletion:
        """Return the answer to a request."""
        kept = self.store.get_or_add(request_id, _line(request_id, body))
        if kept is not None and kept.state == "failed":
            raise FailedRequestError(
                f"The batch API did not answer the request '{request_id}' ({kept.problem}). Send "
                "it again with --retry, or brief this article without a batch."
            )
        if kept is None or kept.reply is None:
            raise WaitingForAnswersError([Path(request_id)])
        body = json.loads(kept.reply)
        return ChatCompletion.construct(choices=body.get("choices"), usage=body.get("usage"))

    def _body(
        self, chat: Sequence[Message], form: type[WireForm[Answer]], max_tokens: int
    ) -> dict[str, JsonValue]:
        """Return a request, as it would be sent to the same model at once."""
        target = self.target
        schema = form.model_json_schema()
        messages = [dict(message) for message in chat]
        body: dict[str, JsonValue] = {
            "model": target.model,
            **target.parameters.for_answer(max_tokens),
        }
        if target.response_schema:
            wanted: JsonValue = {"name": form.__name__, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": wanted}
        else:
            text = self._prompts.render(_FORM, {"schema": json.dumps(schema, ensure_ascii=False)})
            messages[-1]["content"] = f"{messages[-1]['content']}\n\n{text}\n"
        body["messages"] = cast("list[JsonValue]", messages)
        return body

    async def _require_room(self, messages: Sequence[Message], max_tokens: int) -> None:
        prompt_tokens = await self.count_tokens(messages)
        if prompt_tokens + max_tokens > self.profile.context_tokens:
            raise ContextError(
                f"The prompt takes up to {prompt_tokens} tokens and the answer up to {max_tokens}, "
                f"but the window of '{self.name}' is set to {self.profile.context_tokens}. "
                "Increase BRIEFER_CONTEXT_TOKENS if your model has a larger one."
            )


class AboutOne:
    """The model of a hosted batch, for one article."""

    def __init__(self, model: DeferredModel, article_id: str) -> None:
        self.name = model.name
        self.profile = model.profile
        self._model = model
        self._article_id = article_id

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Return the answer if it is there; see ``DeferredModel.ask_about``."""
        return await self._model.ask_about(self._article_id, messages, answer, max_tokens)

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Estimate the tokens of ``messages`` from above."""
        return await self._model.count_tokens(messages)

    async def aclose(self) -> None:
        """Do nothing: the store is open for the other articles."""


def _request_id(article_id: str, schema: str, body: dict[str, JsonValue]) -> str:
    """Return the id of a request: of its article, its pass, and all that is sent.

    For example, ``9f…e1-statements-4c1f02aa90d7``. At most 64 characters.
    """
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:_DIGEST]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", schema.removesuffix("Draft")).lower()
    slug = re.sub(r"[^a-z0-9-]", "", words)[:_MAX_SLUG]
    return "-".join(filter(None, (article_id, slug, digest)))


def _line(request_id: str, body: dict[str, JsonValue]) -> bytes:
    """Return a request as one line of a file, without the line end."""
    line = {"custom_id": request_id, "method": "POST", "url": ENDPOINT, "body": body}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace")
