"""Ctrl-C, in a separate process: one line, exit code 130, no incomplete file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, ROOT, Site

TIMEOUT = 30.0


def interrupted(
    arguments: list[str], *, site: Site, folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run briefer until it requests the site's slow path, and interrupt it there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefer", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    deadline = time.monotonic() + TIMEOUT
    while (
        site.slow not in site.requested and process.poll() is None and time.monotonic() < deadline
    ):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    try:
        out, err = process.communicate(timeout=TIMEOUT)
    finally:
        process.kill()
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def test_interrupted_while_a_page_is_fetched(site: Site, tmp_path: Path) -> None:
    arguments = ["--allow-private", "--model", "none", "-o", "brief.html", site.url + site.slow]
    ran = interrupted(arguments, site=site, folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (130, "")
    assert ran.stderr == "briefer: interrupted\n"
    assert list(tmp_path.iterdir()) == []


def test_interrupted_while_a_model_answers_keeps_the_old_file(site: Site, tmp_path: Path) -> None:
    (tmp_path / "brief.md").write_text("the old brief", encoding="utf-8")
    site.slow = "/v1/chat/completions"
    server = ["--model", "some", "--base-url", f"{site.url}/v1"]
    arguments = [*server, "-o", "brief.md", str(ARTICLES / "harbour.md")]
    ran = interrupted(arguments, site=site, folder=tmp_path)
    assert ran.returncode == 130
    assert ran.stderr.endswith("briefer: interrupted\n")
    assert "Traceback" not in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]
    assert (tmp_path / "brief.md").read_text(encoding="utf-8") == "the old brief"


def test_interrupted_while_weights_are_downloaded_leaves_no_model(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.slow = (
        "/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    )
    monkeypatch.setenv("HF_ENDPOINT", site.url)
    ran = interrupted(["models", "pull"], site=site, folder=tmp_path)
    assert ran.returncode == 130
    assert ran.stderr.endswith("briefer: interrupted\n")
    assert not list(tmp_path.rglob("*.gguf"))


def test_interrupted_during_a_long_analysis_ends_within_seconds(tmp_path: Path) -> None:
    sentence = "Mayor Ingrid Okafor said on Tuesday that pier {} would stay closed until 3 May.\n\n"
    (tmp_path / "long.txt").write_text("".join(sentence.format(i) for i in range(9000)))
    command = [sys.executable, "-m", "briefer", "--model", "none", "--no-cache", "long.txt"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    time.sleep(6.0)  # it takes much longer
    assert process.poll() is None
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=TIMEOUT)
    assert time.monotonic() - start < 2.0
    assert process.returncode == 130
    assert err.endswith("briefer: interrupted\n")
    assert "Traceback" not in err
