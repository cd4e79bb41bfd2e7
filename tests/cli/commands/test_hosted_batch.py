import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.scripted_model import invented_articles
from tests.cli.conftest import ROOT, Briefer
from tests.model.hosted_batches.stand_in import BatchApiStandIn


@pytest.fixture
def api() -> Iterator[BatchApiStandIn]:
    server = BatchApiStandIn()
    yield server
    server.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    rows = "".join(f"{json.dumps(one)}\n" for one in invented_articles(2))
    path.write_text(rows, encoding="utf-8")
    return path


def statuses(output: Path) -> list[object]:
    return [json.loads(line)["status"] for line in output.read_text("utf-8").splitlines()]


def test_export_submit_and_collect_go_on_after_a_kill(
    briefer: Briefer, api: BatchApiStandIn, source: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    ran = briefer(
        "batch", "export", source, "-o", output, "--workers", "1",
        "--base-url", api.address, "--model", "scripted",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "6 requests are in 1 file" in ran.err
    [shard] = (tmp_path / "out.jsonl.requests" / "shards").iterdir()
    assert len(shard.read_bytes().splitlines()) == 6
    assert shard.stat().st_mode & 0o077 == 0, "what someone reads is for nobody else"

    api.slow_create = 60.0
    command = [sys.executable, "-P", "-m", "briefer", "batch", "submit", str(output)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})
    deadline = time.monotonic() + 60
    while not api.batches and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    api.slow_create = 0.0

    ran = briefer("batch", "submit", output, "--wait", "--every", "0.1")
    assert ran.code == 0, ran.err
    assert "no request waits: the batch is finished" in ran.err
    assert statuses(output) == ["done", "done"]
    assert len(api.batches) == 2, "one for each round; the first one was not created twice"
    assert set(api.sent.values()) == {1}
    assert not api.sent_after_answer
    ran = briefer("batch", "collect", output)
    assert (ran.code, statuses(output)) == (0, ["done", "done"])


def test_what_cannot_be_a_hosted_batch_is_an_error_that_says_why(
    briefer: Briefer, source: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    ran = briefer("batch", "export", source, "-o", output, "--model", "local")
    assert ran.code == 2
    assert "a hosted batch needs a model with a batch API" in ran.err
    ran = briefer("batch", "export", "-", "-o", output, "--model", "openai/gpt-5-mini")
    assert ran.code == 2
    assert "save it in a file" in ran.err
    ran = briefer("batch", "submit", output)
    assert ran.code == 2
    assert f"begin with `briefer batch export INPUT -o {output}`" in ran.err
    assert not (tmp_path / "out.jsonl.requests").exists()
