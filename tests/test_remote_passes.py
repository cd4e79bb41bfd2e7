"""A remote model: its passes go out at once, while the article is read, and none without need."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import JsonValue

import briefer
from briefer import Article, Brief, Settings
from briefer.reading.candidates import Reading
from briefer.reading.reader import read_article
from tests.model.server import Request, Scripted, ScriptedServer, completion

TEXT = (
    "A fire at the Halvorsen terminal killed three people on Tuesday night, the harbour authority "
    "said on Wednesday.\n\nMayor Ingrid Okafor said the alarms had worked. Tomás Reyes, the "
    "union’s secretary, said the sirens had stayed silent. Two workers were in hospital on "
    "Thursday.\n"
)
GIST: JsonValue = {
    "who": ["Ingrid Okafor", "Tomás Reyes"],
    "what": ["A fire at the Halvorsen terminal killed three people, the authority said"],
    "when": ["Tuesday night"],
    "where": [],
    "headline": "Fire at Halvorsen terminal killed three, the authority said",
    "summary": ["Mayor Ingrid Okafor said the alarms had worked."],
}
WEIGH: JsonValue = {"claims": ["the sirens had stayed silent"], "open": ["Who owns the terminal?"]}
GOOD = {"GistDraft": GIST, "WeighDraft": WEIGH}
PATIENCE = 20.0  # seconds until a test that waits in vain fails

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
    assert brief.claimed_by[0].source.name == "Tomás Reyes"  # what the model chose stands first


def test_both_passes_are_under_way_before_either_is_answered(serve: Serve, tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=PATIENCE)
    assert made(serve(GOOD, both.wait), tmp_path).provenance.calls == 2


def test_the_model_is_asked_while_the_article_is_still_being_read(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_three = threading.Barrier(3, timeout=PATIENCE)

    def read_when_asked(article: Article) -> Reading:
        all_three.wait()
        return read_article(article)

    monkeypatch.setattr("briefer.pipeline.read_article", read_when_asked)
    assert made(serve(GOOD, all_three.wait), tmp_path).provenance.calls == 2


def test_only_a_line_that_does_not_hold_is_asked_again(serve: Serve, tmp_path: Path) -> None:
    assert isinstance(GIST, dict)
    wrong = GIST | {"headline": "Fire at Halvorsen terminal killed nine, the authority said"}
    server = serve(GOOD | {"GistDraft": wrong, "Corrections": {"lines": [GIST["headline"]]}})
    brief = made(server, tmp_path)
    assert (brief.provenance.calls, brief.provenance.reasks) == (3, 1)
    assert asked_for(server.chats[-1]) == "Corrections"
    assert brief.headline.text == GIST["headline"]


def test_a_chosen_statement_that_nobody_is_said_to_make_is_no_reason_to_ask_again(
    serve: Serve, tmp_path: Path
) -> None:
    chosen: JsonValue = {"claims": ["Two workers were in hospital"], "open": []}
    brief = made(serve(GOOD | {"WeighDraft": chosen}), tmp_path)
    assert brief.provenance.calls == 2
    assert brief.coverage.rejected == ()
