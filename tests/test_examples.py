"""The examples run as a user would run them; the sample article is the same in both forms."""

import asyncio
import csv
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import nbclient
import nbformat
import pytest

import briefer
from briefer.model.fake import FakeModel
from briefer.settings import Settings
from briefer.source.loader import open_source
from tests.model.server import Request, Scripted, ScriptedServer, completion

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ARTICLES = EXAMPLES / "articles"


@pytest.fixture
def run(tmp_path: Path) -> "Runner":
    return Runner(tmp_path)


class Runner:
    """Runs examples in an empty folder, with a cache of its own and without keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        self.environment = {**kept, "BRIEFER_CACHE_DIR": str(folder / "cache")}

    def __call__(self, script: str, *arguments: str) -> str:
        """Run ``examples/<script>`` and return what it printed."""
        ran = subprocess.run(
            [sys.executable, str(EXAMPLES / script), *arguments],
            capture_output=True, text=True, cwd=self.folder, env=self.environment, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


def _is_ours(name: str) -> bool:
    return name.startswith("BRIEFER_") or name.endswith("_API_KEY")


def test_quickstart_prints_who_said_what_and_writes_a_page(run: Runner) -> None:
    printed = run("quickstart.py")
    assert "- Ilse Varnholt: " in printed
    assert "<!doctype html>" in (run.folder / "brief.html").read_text(encoding="utf-8").lower()


def test_the_stream_example_prints_events_in_their_order(run: Runner) -> None:
    printed = run("stream.py")
    begins = [line.partition(":")[0] for line in printed.splitlines()]
    assert begins == [
        "loading the article …", "article", "analysing the article …", "analysis", "brief",
    ]  # fmt: skip


def test_the_demo_briefs_a_served_page_and_writes_html(run: Runner) -> None:
    printed = run("demo.py", "--model", "none")
    assert "CLAIMED BY" in printed
    assert "Varnholt" in printed
    assert (run.folder / "brief.html").is_file()


def test_a_custom_schema_is_filled_with_slices_of_the_article(
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = runpy.run_path(str(EXAMPLES / "own_schema.py"))
    answer = {
        "tolls": [
            {"who_says": "Ilse Varnholt", "people": 4, "evidence": "four people had died"},
            {"who_says": "the union", "people": 7, "evidence": "put the number of dead at seven"},
        ]
    }
    script["main"](FakeModel([answer]))
    assert capsys.readouterr().out == (
        "  4 Ilse Varnholt: “four people had died”\n"
        "  7 the union: “put the number of dead at seven”\n"
    )


def test_the_fake_model_example_runs_without_a_model(run: Runner) -> None:
    assert run("fake_model.py") == "3 tests passed, no model was called\n"


def test_claims_become_a_table_by_source_and_a_file(run: Runner) -> None:
    printed = run("claims_table.py", *map(str, sorted(ARTICLES.iterdir())))
    assert printed.splitlines()[0].split() == ["claims", "quoted", "hedged"]
    assert "Ilse Varnholt" in printed
    rows = list(csv.DictReader((run.folder / "claims.csv").read_text("utf-8").splitlines()))
    text = briefer.load(ARTICLES / "harbour.md").text
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    assert len(spans) == 2 * len(set(spans)) > 20  # the two files have the same text
    assert max(spans)[1] <= len(text)


@pytest.fixture
def provider() -> Iterator[ScriptedServer]:
    """A server that answers in OpenAI's protocol what a capable model might write."""

    def answer(request: Request) -> Scripted:
        chosen = json.dumps(request.body["response_format"])
        draft = next(name for name in ANSWERS if f'"{name}"' in chosen)
        return completion(json.dumps(ANSWERS[draft]), prompt_tokens=3_000)

    server = ScriptedServer(answer=answer, models=[{"id": "qwen3:8b", "object": "model"}])
    yield server
    server.close()


ANSWERS = {
    "FullGistDraft": {
        "headline": "Fire at Port Ellisand grain terminal kills at least four dock workers [1]",
        "summary": ["The Dockers’ Union of Vessing put the number of dead at seven. [6]"],
        "who": [{"name": "Ilse Varnholt", "kind": "person", "role": ""}],
        "what": [], "when": ["Tuesday night"], "where": ["Port Ellisand"],
    },
    "StatementsDraft": {
        "sources": [{"name": "Ilse Varnholt", "kind": "person"}],
        "statements": [{"by": 1, "at": 5, "cue": "told", "first": "four people had died"}],
        "main": [1],
    },
    "UncertaintyDraft": {"uncertainty": []},
    "VerdictsDraft": {"wrong": []},
}  # fmt: skip


def test_a_model_on_a_local_server_is_asked_in_openais_protocol(
    run: Runner, provider: ScriptedServer
) -> None:
    printed = run("local_server.py", provider.address, "qwen3:8b")
    assert "• The Dockers’ Union of Vessing put the number of dead at seven." in printed
    assert "qwen3:8b at " in printed
    assert "4 calls, 12000 + 28 tokens" in printed
    assert len(provider.chats) == 4


def test_a_hosted_model_is_asked_with_the_key_of_its_provider(
    run: Runner, provider: ScriptedServer
) -> None:
    run.environment |= {"OPENAI_API_KEY": "invented", "OPENAI_BASE_URL": provider.address}
    printed = run("hosted_model.py", "openai/gpt-5-mini")
    assert "[both] Ilse Varnholt: “four people had died" in printed
    assert "lines and claims verified, 0 left out" in printed
    assert "[rules] " in printed
    assert {request.headers["authorization"] for request in provider.chats} == {"Bearer invented"}


def test_a_hosted_model_that_cannot_answer_is_replaced_by_the_rules(run: Runner) -> None:
    run.environment |= {"BRIEFER_TRANSPORT_RETRIES": "0", "OPENAI_API_KEY": "invented"}
    run.environment |= {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    printed = run("hosted_model.py")
    assert printed.startswith("without a model: ")
    assert "[rules] Ilse Varnholt" in printed


def test_the_web_handler_briefs_bodies_and_explains_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_MODEL", "none")
    monkeypatch.setenv("BRIEFER_CACHE_DIR", str(tmp_path))
    app = runpy.run_path(str(EXAMPLES / "web_handler.py"))["app"]
    page = (ARTICLES / "harbour.html").read_bytes()

    async def use() -> None:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://app.test") as client:
            made = await client.post("/briefs", content=page)
            assert briefer.Brief.model_validate_json(made.text).article.authors
            steps = await client.post("/steps", content=page)
            last = json.loads(steps.text.splitlines()[-1])
            assert last == {"headline": made.json()["headline"]["text"]}
            refused = await client.post("/briefs", content=b"Too short.")
            assert refused.status_code == 422
            assert "fewer than 20 words" in refused.json()["error"]
            [line] = [
                line for line in (await client.post("/steps", content=b"Short.")).text.splitlines()
                if "error" in line
            ]  # fmt: skip
            assert "fewer than 20 words" in line
            large = await client.post("/briefs", content=b"a" * 500_001)
            assert large.status_code == 413

    asyncio.run(use())


async def test_the_notebook_runs_from_top_to_bottom(run: Runner) -> None:
    notebook = nbformat.read(EXAMPLES / "claims.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") for cell in notebook.cells), "clear the outputs"
    client = nbclient.NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(EXAMPLES)}}
    )
    await client.async_execute(env=run.environment)
    shown = json.dumps([cell.get("outputs") for cell in notebook.cells])
    for words in (
        "kills at least four dock workers",
        "Ilse Varnholt",
        "discrepancy",
        "[investigators",
    ):
        assert words in shown, shown


def test_every_example_script_is_tested_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    scripts = {path.name for path in EXAMPLES.iterdir() if path.suffix in {".py", ".ipynb"}}
    assert {name for name in scripts if f'"{name}"' not in here} == set()


def test_every_example_is_on_one_screen_and_in_the_docs() -> None:
    listed = (EXAMPLES.parent / "docs" / "examples.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        if path.suffix in {".py", ".ipynb"}:
            assert f"`{path.name}`" in listed
        if path.suffix == ".py":
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 70


def test_the_sample_article_has_the_same_text_as_html_and_markdown() -> None:
    settings = Settings()
    page = asyncio.run(open_source(ARTICLES / "harbour.html", settings=settings))
    text = asyncio.run(open_source(ARTICLES / "harbour.md", settings=settings))
    assert page.text == text.text
    assert (page.title, page.authors, page.publisher) == (text.title, text.authors, text.publisher)
    assert 450 <= len(page.text.split()) <= 600
    for words in ("cookies", "Newsletter", "More on this story", "Sport"):
        assert words not in page.text
