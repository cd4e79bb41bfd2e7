"""One question to the model of a hosted batch: the request, and what a result line means."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from briefer.errors import BrieferError, ContextError, WaitingForAnswersError
from briefer.model.client.json_schema import simplify_schema
from briefer.model.hosted_batches.model import DeferredModel
from briefer.model.hosted_batches.results import result_of
from briefer.model.hosted_batches.store import RequestStore
from briefer.model.protocol import Message
from briefer.settings import Settings

QUESTION = [
    Message(role="system", content="Be exact."),
    Message(role="user", content="Which town?"),
]


class TownDraft(BaseModel):
    name: str


def model_in(folder: Path, *, name: str = "openai/gpt-5-mini", schema: bool = True,
             window: int | None = None) -> DeferredModel:  # fmt: skip
    settings = Settings(model=name, prompt_dir=folder / "none", context_tokens=window)
    return DeferredModel(folder, settings, response_schema=schema)


async def kept_request(model: DeferredModel) -> dict[str, Any]:
    with pytest.raises(WaitingForAnswersError):
        await model.about("a" * 32).ask(QUESTION, TownDraft, max_tokens=50)
    [waiting] = model.store.waiting()
    found: dict[str, Any] = json.loads(waiting.line)
    return found


async def test_a_request_has_the_id_of_its_article_and_the_schema_of_the_answer(
    tmp_path: Path,
) -> None:
    request = await kept_request(model_in(tmp_path))
    assert request["custom_id"].startswith("a" * 32 + "-town-")
    assert (request["method"], request["url"]) == ("POST", "/v1/chat/completions")
    body = request["body"]
    assert body["model"] == "gpt-5-mini"
    assert body["messages"] == QUESTION
    assert body["max_completion_tokens"] == 8_050, "with room for reasoning, as when asked at once"
    wanted = body["response_format"]["json_schema"]
    assert wanted["name"] == "TownDraft"
    assert (
        wanted["schema"]["properties"]
        == simplify_schema(TownDraft.model_json_schema())["properties"]
    )


async def test_without_a_response_schema_the_question_says_what_the_form_is(tmp_path: Path) -> None:
    body = (await kept_request(model_in(tmp_path, schema=False)))["body"]
    assert "response_format" not in body
    question = body["messages"][-1]["content"]
    assert question.startswith("Which town?\n\nForm of the answer: one JSON object")
    assert '"name"' in question


async def test_the_same_question_is_kept_once(tmp_path: Path) -> None:
    first, second = model_in(tmp_path), model_in(tmp_path)
    assert await kept_request(first) == await kept_request(second)
    assert first.store.counts() == {"new": 1}


async def test_odd_fields_of_an_answer_are_ignored(tmp_path: Path) -> None:
    model = model_in(tmp_path)
    request_id = (await kept_request(model))["custom_id"]
    choices = [{"message": {"role": "assistant", "content": '{"name": "Alder"}'}}]
    odd = {"choices": choices, "usage": "none", "_fields_set": 5, "model_config": 1, "self": 1}
    model.store.take([(request_id, json.dumps(odd))])
    reply = await model.about("a" * 32).ask(QUESTION, TownDraft, max_tokens=50)
    assert reply.answer == TownDraft(name="Alder")


async def test_a_question_that_does_not_fit_is_not_kept(tmp_path: Path) -> None:
    model = model_in(tmp_path, window=40)
    with pytest.raises(ContextError, match="BRIEFER_CONTEXT_TOKENS"):
        await model.about("a").ask(QUESTION, TownDraft, max_tokens=50)
    assert not model.store.counts()


@pytest.mark.parametrize("name", ["local", "none/x", "anthropic/some-model", "files:answers"])
def test_a_model_without_such_an_api_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(BrieferError, match=r"batch API|No model is called"):
        model_in(tmp_path, name=name)


def test_several_writers_keep_each_request_once(tmp_path: Path) -> None:
    stores = [RequestStore(tmp_path / "requests.db") for _ in range(4)]

    def write(store: RequestStore) -> None:
        for number in range(100):
            store.get_or_add(f"request-{number}", b"{}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, stores))
    assert stores[0].counts() == {"new": 100}
    for store in stores:
        store.close()


def line(**result: object) -> bytes:
    return json.dumps({"custom_id": "x", **result}).encode()


CHOICES = {"choices": [{"message": {"content": "{}"}}]}


@pytest.mark.parametrize(
    ("result", "kind", "text"),
    [
        (line(response={"status_code": 200, "body": CHOICES}), "answer", '{"choices"'),
        (line(response={"status_code": 200, "body": {}}), "returned", "status 200, without an"),
        (line(response={"status_code": 429, "body": {"error": {"message": "slow"}}}), "returned",
         "slow"),
        (line(response={"status_code": 500, "body": None}), "returned", "status 500"),
        (line(response={"status_code": 400, "body": {"error": {"code": "too_long"}}}), "failed",
         "too_long"),
        (line(response=None, error={"code": "batch_expired", "message": "late"}), "returned",
         "batch_expired: late"),
        (line(response="?", error="?"), "returned", "status None"),
    ],
)  # fmt: skip
def test_what_a_result_line_means(result: bytes, kind: str, text: str) -> None:
    found = result_of(result)
    assert found is not None
    assert found.kind == kind
    assert found.text.startswith(text)


@pytest.mark.parametrize("damaged", [b"", b"[]", b"{", b"7", b'{"custom_id": 7}', b"[" * 100_000])
def test_what_is_no_result_line(damaged: bytes) -> None:
    assert result_of(damaged) is None
