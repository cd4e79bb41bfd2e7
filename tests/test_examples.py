"""The examples run as a user would run them; the sample article is the same in both forms."""

import asyncio
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.model.fake import FakeModel
from briefer.settings import Settings
from briefer.source.loader import open_source

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


def test_every_example_script_is_tested_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    scripts = {path.name for path in EXAMPLES.glob("*.py")}
    assert {name for name in scripts if f'"{name}"' not in here} == set()


def test_the_sample_article_has_the_same_text_as_html_and_markdown() -> None:
    settings = Settings()
    page = asyncio.run(open_source(ARTICLES / "harbour.html", settings=settings))
    text = asyncio.run(open_source(ARTICLES / "harbour.md", settings=settings))
    assert page.text == text.text
    assert (page.title, page.authors, page.publisher) == (text.title, text.authors, text.publisher)
    assert 450 <= len(page.text.split()) <= 600
    for words in ("cookies", "Newsletter", "More on this story", "Sport"):
        assert words not in page.text
