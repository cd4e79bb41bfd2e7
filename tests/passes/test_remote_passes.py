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
GOOD: dict[str, JsonValue] = {
    "FullGistDraft": {
        "headline": "Fire at Halvorsen terminal killed three, the authority said [1]",
        "who": [{"name": "Ingrid Okafor"}, {"name": "Tomás Reyes"}],
        "when": ["Tuesday night"],
        "where": [],
        "what": [],
        "summary": ["Mayor Ingrid Okafor said the alarms had worked. [2]"],
    },
    "StatementsDraft": {
        "sources": [{"name": "Tomás Reyes", "kind": "person"}],
        "statements": [{"by": 1, "at": 3, "cue": "said", "first": "the sirens had stayed silent"}],
        "main": [1],
    },
    "UncertaintyDraft": {"uncertainty": []},
    "VerdictsDraft": {"wrong": []},
}
FIRST = ["FullGistDraft", "StatementsDraft", "UncertaintyDraft"]  # asked at once
HEADLINE = "Fire at Halvorsen terminal killed three, the authority said"
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


def test_good_answers_cost_four_calls(serve: Serve, tmp_path: Path) -> None:
    server = serve(GOOD)
    brief = made(server, tmp_path)
    asked = list(map(asked_for, server.chats))
    assert sorted(asked[:3]) == FIRST
    assert asked[3:] == ["VerdictsDraft"]
    assert (brief.provenance.calls, brief.provenance.reasks) == (4, 0)
    assert brief.coverage.rejected == ()
    assert brief.claimed_by[0].source.name == "Tomás Reyes"  # the model put it first


def test_three_requests_are_sent_before_any_is_answered(serve: Serve, tmp_path: Path) -> None:
    waiting = iter([threading.Barrier(3, timeout=PATIENCE)] * 3)

    def arrived() -> None:
        if (barrier := next(waiting, None)) is not None:
            barrier.wait()

    assert made(serve(GOOD, arrived), tmp_path).provenance.calls == 4


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
        assert all(answered.acquire(timeout=PATIENCE) for _ in FIRST)
        return analyze(article)

    monkeypatch.setattr("briefer.model.client.chat.Chat.ask", asked)
    monkeypatch.setattr("briefer.steps.analyze", analyze_when_answered)
    brief = made(serve(GOOD), tmp_path)
    assert brief.provenance.calls == 4
    assert brief.coverage.rejected == ()
    assert brief.headline.text == HEADLINE
    assert {"Ingrid Okafor", "Tomás Reyes"} <= {who.name for who in brief.who}
    assert brief.when[0].phrase == "Tuesday night"
    assert brief.summary[0].text == "Mayor Ingrid Okafor said the alarms had worked."
    assert brief.claimed_by[0].source.name == "Tomás Reyes"


def test_an_unsupported_line_costs_no_further_call(serve: Serve, tmp_path: Path) -> None:
    gist = GOOD["FullGistDraft"]
    assert isinstance(gist, dict)
    wrong = gist | {"headline": "Fire at Halvorsen terminal killed 90, the authority said [1]"}
    # one point and three claims, of which two are by the rules alone, come before it
    verdicts: JsonValue = {"wrong": [{"line": 5, "words": "90", "corrected": HEADLINE}]}
    server = serve(GOOD | {"FullGistDraft": wrong, "VerdictsDraft": verdicts})
    brief = made(server, tmp_path)
    assert (brief.provenance.calls, brief.provenance.lines_corrected) == (4, 1)
    assert brief.headline.text == HEADLINE
