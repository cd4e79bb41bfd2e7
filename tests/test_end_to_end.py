"""The whole way with a real embedded model, from a served page to a brief on disk.

SmolLM2 is a weak model, which suits these tests: whatever it writes, the brief must pass all checks
and list what was rejected.
"""

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import briefer
from briefer import Brief, Settings

ARTICLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
SMALL = "local/smollm2-135m"

pytestmark = [pytest.mark.weights, pytest.mark.usefixtures("smollm2")]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    handler = partial(_Quiet, directory=str(ARTICLES))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def settings(folder: Path) -> Settings:
    return Settings(cache_dir=folder, prompt_dir=folder / "prompts", allow_private=True)


def test_a_brief_by_the_real_small_model_passes_all_checks(tmp_path: Path) -> None:
    brief = briefer.brief(ARTICLES / "harbour.md", model=SMALL, settings=settings(tmp_path))
    assert brief.provenance.model == SMALL
    assert brief.provenance.calls >= 1
    assert brief.provenance.output_tokens > 0
    assert all(evidence.holds_in(brief.article.text) for evidence in brief.all_evidence())
    assert Brief.model_validate_json(brief.model_dump_json()) == brief
    # the results of the analysis are there, whatever the model wrote
    assert {claim.source.name for claim in brief.claimed_by} >= {"Ilse Varnholt", "Norrgate Grain"}
    assert any(item.kind == "unnamed_source" for item in brief.uncertainty)


def test_the_embedded_model_forgets_the_brief_before(tmp_path: Path) -> None:
    options = settings(tmp_path).model_copy(update={"cache": False})
    briefer.brief(ARTICLES / "harbour.md", model=SMALL, settings=options)
    again = briefer.brief(ARTICLES / "harbour.md", model=SMALL, settings=options)
    assert (again.provenance.calls, again.provenance.cached_tokens) == (1, 0)


def test_a_served_page_and_its_text_give_the_same_brief(address: str, tmp_path: Path) -> None:
    options = settings(tmp_path).model_copy(update={"cache": False})
    page = briefer.brief(f"{address}/harbour.html", model="none", settings=options)
    text = briefer.brief(ARTICLES / "harbour.md", model="none", settings=options)
    same = {"provenance", "article"}
    assert page.model_dump(exclude=same) == text.model_dump(exclude=same)
    assert page.article.text == text.article.text


def test_the_command_line_writes_a_brief_that_passes_the_check(
    address: str, tmp_path: Path
) -> None:
    written = tmp_path / "brief.json"
    command = [sys.executable, "-m", "briefer", "--allow-private", "--no-cache", "--model", SMALL]
    ran = subprocess.run(
        [*command, f"{address}/harbour.html", "-o", str(written)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "writing the gist" in ran.stderr
    assert "Traceback" not in ran.stderr
    checked = subprocess.run(
        [sys.executable, "-m", "briefer", "check", str(written)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
