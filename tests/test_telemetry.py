"""Spans of a brief and of a batch, with the in-memory exporter and with a real collector."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import BaseModel

from briefer import Evidence, FakeModel, abrief, aextract, telemetry
from briefer.batch.many import abrief_many
from briefer.errors import ModelUnavailableError, SettingsError
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message
from briefer.settings import Settings
from briefer.telemetry import model_attributes
from tests.batch.stories import small_model, source, story

ROOT = Path(__file__).resolve().parents[1]
ON = Settings(telemetry=True, cache=False)


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(telemetry, "_provider", lambda: provider)
    for name in list(os.environ):
        if name.startswith("OTEL_"):
            monkeypatch.delenv(name)
    return exporter


def named(spans: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in spans.get_finished_spans()}


def everything_in(found: Sequence[ReadableSpan]) -> str:
    return "".join(span.to_json() for span in found)


def capable_model() -> FakeModel:
    answers: dict[str, FakeAnswer] = {
        "FullGistDraft": {
            "who": [], "when": [], "where": [], "what": [],
            "headline": "The ferry company of Vessing will stop line 1 in June", "summary": [],
        },
        "StatementsDraft": {"sources": [], "statements": [], "main": []},
        "UncertaintyDraft": {"uncertainty": []},
        "VerdictsDraft": {"wrong": []},
    }  # fmt: skip

    def answer(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        return answers[schema.__name__]

    return FakeModel(answer, profile="capable", reasks=0)


async def test_a_brief_has_a_span_for_each_stage_with_the_tokens_of_the_model(
    spans: InMemorySpanExporter, tmp_path: Path
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(story(1), encoding="utf-8")
    made = await abrief(path, model=capable_model(), settings=ON)
    found = named(spans)
    assert set(found) == {
        "briefer brief", "briefer loading the article", "briefer analysing the article",
        "briefer writing the gist", "briefer writing the claims",
        "briefer writing the uncertainty", "briefer verifying the lines", "briefer assembly",
    }  # fmt: skip
    root = found["briefer brief"]
    assert root.context is not None
    assert all(
        span.parent is not None and span.parent.span_id == root.context.span_id
        for name, span in found.items()
        if span is not root
    )
    stages = {(span.attributes or {}).get("briefer.stage") for span in found.values()}
    assert stages == {None, "load", "analysis", "pass", "verification", "assembly"}
    gist = found["briefer writing the gist"].attributes or {}
    assert gist["gen_ai.operation.name"] == "chat"
    assert gist["gen_ai.request.model"] == "fake"
    whole = root.attributes or {}
    assert whole["gen_ai.usage.input_tokens"] == made.provenance.input_tokens > 0
    assert whole["gen_ai.usage.output_tokens"] == made.provenance.output_tokens > 0
    asked = [
        span.attributes or {}
        for name, span in found.items()
        if "writing" in name or "verif" in name
    ]
    assert (
        sum(int(str(one["gen_ai.usage.input_tokens"])) for one in asked)
        == made.provenance.input_tokens
    )
    assert (whole["briefer.article.language"], whole["briefer.from_cache"]) == ("en", False)


async def test_no_words_of_the_article_and_no_message_of_an_error_are_in_a_span(
    spans: InMemorySpanExporter,
) -> None:
    failing = small_model([ModelUnavailableError("no answer about the ferries of Vessing")])
    with pytest.raises(ModelUnavailableError):
        await abrief(story(1).encode(), model=failing, settings=ON)
    await abrief(story(2).encode(), model=capable_model(), settings=ON)
    written = everything_in(spans.get_finished_spans())
    assert not [word for word in ("ferr", "Vessing", "Corvane", "crowns") if word in written]
    failed = [
        span for span in spans.get_finished_spans() if (span.attributes or {}).get("error.type")
    ]
    assert [(one.name, one.status.status_code.name) for one in failed] == [
        ("briefer brief", "ERROR")
    ]
    assert (failed[0].attributes or {})["error.type"] == "ModelUnavailableError"
    assert not failed[0].events


async def test_each_article_of_a_batch_is_traced(spans: InMemorySpanExporter) -> None:
    rows = [
        row async for row in abrief_many([source(1), source(2)], model=small_model(), settings=ON)
    ]
    assert len(rows) == 2
    names = [span.name for span in spans.get_finished_spans()]
    assert names.count("briefer batch article") == names.count("briefer brief") == 2
    assert names.count("briefer batch source") == 2
    ids = {(span.attributes or {}).get("briefer.batch.id") for span in spans.get_finished_spans()
           if span.name == "briefer batch article"}  # fmt: skip
    assert ids == {row.id for row in rows}


class Towns(BaseModel):
    towns: list[str] = []
    where: Evidence | None = None


async def test_an_extraction_is_traced(spans: InMemorySpanExporter, tmp_path: Path) -> None:
    prompt = tmp_path / "towns.j2"
    prompt.write_text("<article>\n{{ text }}\n</article>\nWhich towns?\n", encoding="utf-8")

    def answer(_messages: Sequence[Message], _schema: type[BaseModel]) -> FakeAnswer:
        return {"towns": ["Vessing"], "where": None}

    model = FakeModel(answer, profile="capable", reasks=0)
    made = await aextract(story(1).encode(), schema=Towns, prompt=prompt, model=model, settings=ON)
    whole = named(spans)["briefer extraction"].attributes or {}
    assert whole["gen_ai.usage.input_tokens"] == made.provenance.input_tokens > 0
    assert "Vessing" not in everything_in(spans.get_finished_spans())


async def test_it_is_off_unless_someone_asks(
    spans: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = small_model()
    await abrief(story(1).encode(), model=model, settings=Settings(cache=False))
    assert not spans.get_finished_spans()
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    await abrief(story(1).encode(), model=model, settings=Settings(cache=False, telemetry=False))
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    await abrief(story(1).encode(), model=model, settings=ON)
    monkeypatch.delenv("OTEL_SDK_DISABLED")
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "none")
    await abrief(story(1).encode(), model=model, settings=Settings(cache=False))
    assert not spans.get_finished_spans()
    monkeypatch.delenv("OTEL_TRACES_EXPORTER")
    await abrief(story(1).encode(), model=model, settings=Settings(cache=False))
    assert "briefer brief" in named(spans)


async def test_without_the_packages_it_is_an_error_only_if_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [one for one in sys.modules if one.startswith("opentelemetry")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    model = small_model()
    made = await abrief(story(1).encode(), model=model, settings=Settings(cache=False))
    assert made.headline
    with pytest.raises(SettingsError, match=r'pip install "briefer\[telemetry\]"'):
        await abrief(story(1).encode(), model=model, settings=ON)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("openai/gpt-5-mini", ("openai", "gpt-5-mini", None)),
        ("scripted at http://gpu1:8000/v1", ("openai_compatible", "scripted", "gpu1")),
        ("local:/home/someone/secret/m.gguf@1-2", ("local", "m.gguf@1-2", None)),
        ("files:answers", ("files", "files:answers", None)),
        ("fake", ("other", "fake", None)),
    ],
)
def test_a_model_is_named_without_paths(name: str, expected: tuple[str, str, str | None]) -> None:
    found = model_attributes(name)
    assert (
        found["gen_ai.provider.name"], found["gen_ai.request.model"], found.get("server.address")
    ) == expected  # fmt: skip


@pytest.fixture
def collector() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A collector of OTLP over HTTP, and what it has received."""
    received: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", received
    server.shutdown()
    server.server_close()


def test_the_command_sends_its_spans_to_a_collector(
    collector: tuple[str, list[tuple[str, bytes]]], tmp_path: Path
) -> None:
    address, received = collector
    path = tmp_path / "story.txt"
    path.write_text(story(1), encoding="utf-8")
    command = [sys.executable, "-P", "-m", "briefer", str(path), "--model", "none", "--no-cache"]
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "OTEL_EXPORTER_OTLP_ENDPOINT": address,
        "OTEL_SERVICE_NAME": "news-desk", "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
    }  # fmt: skip
    subprocess.run(command, env=environment, check=True, capture_output=True)
    paths, bodies = zip(*received, strict=True)
    assert set(paths) == {"/v1/traces"}
    sent = b"".join(bodies)
    assert b"news-desk" in sent
    assert b"briefer analysing the article" in sent
    assert b"Vessing" not in sent
