"""A remote model: all requests are sent during the analysis, and none without need."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pydantic import JsonValue

import briefer
from briefer import Article, Brief, Settings
from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis
from briefer.model.client.chat import Chat
from briefer.model.protocol import Answer, Message, Reply
from tests.model.server import Request, Scripted, ScriptedServer, completion

TEXT = (
    "A fire at the Halvorsen terminal killed three people on Tuesday night, the harbour authority "
    "said on Wednesday.\n\nMayor Ingrid Okafor said the alarms had worked. Tomás Reyes, the "
    "union’s secretary, said the sirens had stayed silent. Two workers were in hospital on "
    "Thursday.\n"
)
GIST: JsonValue = {
    "who": ["Ingrid Okafor", "Tomás Reyes"],
    "when": ["Tuesday night"],
    "where": [],
    "headline": "Fire at Halvorsen terminal killed three, the authority said",
    "summary": ["Mayor Ingrid Okafor said the alarms had worked."],
}
WEIGH: JsonValue = {"claims": ["the sirens had stayed silent"], "open": ["Who owns the terminal?"]}
GOOD = {"GistDraft": GIST, "WeighDraft": WEIGH}
PATIENCE = 20.0  # seconds until a test that hangs fails

Serve = Callable[..., ScriptedServer]


def asked_for(request: Request) -> str:
    """Return the name of the schema that a request asks for."""
    name: str = json.loads(request.raw)["response_format"]["json_schema"]["name"]
    return name


@pytest.fixture
def serve() -> Iterator[Serve]:
    started: list[ScriptedServer] = []

    def start(
        answers: dict[str, JsonValue], arrived: Callable[[], object] = lambda: None
    ) -> ScriptedServer:
        def answer(request: Request) -> Scripted:
            arrived()
            return completion(json.dumps(answers[asked_for(request)]), prompt_tokens=2_000)

        server = ScriptedServer(answer=answer)
        started.append(server)
        return server

    yield start
    for server in started:
        server.close()


def made(server: ScriptedServer, tmp_path: Path, text: str = TEXT) -> Brief:
    settings = Settings(
        base_url=server.address, model="scripted", cache=False, prompt_dir=tmp_path / "prompts"
    )
    return briefer.brief(Article(text=text, published="2026-03-18"), settings=settings)


def test_a_good_answer_costs_two_calls(serve: Serve, tmp_path: Path) -> None:
    server = serve(GOOD)
    brief = made(server, tmp_path)
    assert sorted(map(asked_for, server.chats)) == ["GistDraft", "WeighDraft"]
    assert (brief.provenance.calls, brief.provenance.reasks) == (2, 0)
    assert brief.coverage.rejected == ()
    assert brief.claimed_by[0].source.name == "Tomás Reyes"  # the model chose it


def test_both_requests_are_sent_before_either_is_answered(serve: Serve, tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=PATIENCE)
    assert made(serve(GOOD, both.wait), tmp_path).provenance.calls == 2


def test_an_answer_that_arrives_before_the_analysis_is_checked_against_it(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Semaphore(0)
    ask = Chat.ask

    async def asked(
        self: Chat, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        reply = await ask(self, messages, answer, max_tokens=max_tokens)
        answered.release()
        return reply

    def analyze_when_answered(article: Article) -> Analysis:
        assert all(answered.acquire(timeout=PATIENCE) for _ in GOOD)
        return analyze(article)

    monkeypatch.setattr("briefer.model.client.chat.Chat.ask", asked)
    monkeypatch.setattr("briefer.pipeline.analyze", analyze_when_answered)
    brief = made(serve(GOOD), tmp_path)
    assert brief.provenance.calls == 2
    assert brief.coverage.rejected == ()
    assert brief.headline.text == "Fire at Halvorsen terminal killed three, the authority said"
    assert {"Ingrid Okafor", "Tomás Reyes"} <= {who.name for who in brief.who}
    assert brief.when[0].phrase == "Tuesday night"
    assert brief.summary[0].text == "Mayor Ingrid Okafor said the alarms had worked."
    assert brief.claimed_by[0].source.name == "Tomás Reyes"


def test_only_an_unsupported_line_costs_a_third_call(serve: Serve, tmp_path: Path) -> None:
    assert isinstance(GIST, dict)
    wrong = GIST | {"headline": "Fire at Halvorsen terminal killed nine, the authority said"}
    server = serve(GOOD | {"GistDraft": wrong, "Corrections": {"lines": [GIST["headline"]]}})
    brief = made(server, tmp_path)
    assert (brief.provenance.calls, brief.provenance.reasks) == (3, 1)
    assert asked_for(server.chats[-1]) == "Corrections"
    assert brief.headline.text == GIST["headline"]


def test_a_ranked_statement_without_a_source_costs_no_third_call(
    serve: Serve, tmp_path: Path
) -> None:
    chosen: JsonValue = {"claims": ["Two workers were in hospital"], "open": []}
    brief = made(serve(GOOD | {"WeighDraft": chosen}), tmp_path)
    assert brief.provenance.calls == 2
    assert brief.coverage.rejected == ()
