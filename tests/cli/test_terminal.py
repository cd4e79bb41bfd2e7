"""Colours and progress, in separate processes: in a pipe and on a terminal of 80 columns."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from briefer.cli.estimate import Durations, time_left
from tests.cli.conftest import ARTICLES, ROOT, Briefer, Site

PAGE = str(ARTICLES / "harbour.md")
COLOUR = re.compile(r"\x1b\[[\d;]*3\d")


def run(*arguments: str, terminal: bool, **environment: str) -> tuple[str, str]:
    """Return stdout and stderr of briefer; on a terminal both are in the first."""
    command = [sys.executable, "-m", "briefer", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment}
    if not terminal:
        ran = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        return ran.stdout, ran.stderr
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(command, stdout=follower, stderr=follower, env=env)
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 65_536):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    os.close(leader)
    assert process.wait() == 0
    return shown.decode(), ""


@pytest.mark.parametrize(
    ("terminal", "environment", "is_styled", "is_coloured"),
    [
        (False, {}, False, False),
        (False, {"FORCE_COLOR": "1"}, True, True),
        (False, {"FORCE_COLOR": "0"}, False, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        (True, {}, True, True),
        (True, {"NO_COLOR": "1"}, True, False),
        (True, {"FORCE_COLOR": "0"}, True, False),
        (True, {"TERM": "dumb"}, False, False),
    ],
)
def test_colours(
    terminal: bool,  # noqa: FBT001 (a parameter of the test)
    environment: dict[str, str],
    is_styled: bool,  # noqa: FBT001
    is_coloured: bool,  # noqa: FBT001
) -> None:
    shown, _ = run(PAGE, "--model", "none", terminal=terminal, **environment)
    assert "Port Ellisand" in shown
    assert ("\x1b[" in shown) == is_styled
    assert bool(COLOUR.search(shown)) == is_coloured


def test_the_time_left_is_shown_on_a_terminal_only_if_it_is_known(tmp_path: Path) -> None:
    arguments = (PAGE, "--model", "none", "-o", str(tmp_path / "b.html"))
    shown, _ = run(*arguments, terminal=True)
    assert "analysing the article" in shown
    assert " left" not in shown
    file = tmp_path / "cache" / "durations.json"
    assert list(json.loads(file.read_text("utf-8"))) == ["none"]
    file.write_text('{"none": [[2986, 40.0]]}', "utf-8")
    (tmp_path / "cache" / "briefs.sqlite").unlink()
    shown, _ = run(*arguments, terminal=True)
    assert "about 40 s left" in shown
    (tmp_path / "cache" / "briefs.sqlite").unlink()
    assert " left" not in "".join(run(*arguments, terminal=False))


def test_the_duration_of_a_brief_is_estimated_from_those_before(tmp_path: Path) -> None:
    known = Durations(tmp_path, "none")
    assert known.expected(4_000) is None
    for seconds in (30.0, 34.0, 300.0):
        known.remember(4_000, seconds)
    assert known.expected(4_000) == 34.0
    assert known.expected(8_000) == 51.0
    assert Durations(tmp_path, "local").expected(4_000) is None
    for damaged in ("", "[]", '{"none": 1}', '{"none": [[]]}', '{"none": [["x", "y"]]}', "\udcff"):
        (tmp_path / "durations.json").write_bytes(damaged.encode("utf-8", "surrogateescape"))
        assert known.expected(4_000) is None
    known.remember(4_000, 20.0)
    assert known.expected(4_000) == 20.0
    Durations(None, "none").remember(4_000, 20.0)


def test_the_time_left_in_words() -> None:
    words = [time_left(seconds) for seconds in (200, 119, 61, 18, 4, 0, -5)]
    assert words == [
        "about 3 min left", "about 2 min left", "about 60 s left", "about 20 s left",
        "a few seconds left", "longer than usual", "longer than usual",
    ]  # fmt: skip


def test_verbose_says_on_stderr_what_was_done(briefer: Briefer) -> None:
    ran = briefer(PAGE, "--model", "none", "-v", "-f", "json")
    assert json.loads(ran.out)["provenance"]["model"] == "none"
    for line in (r"loading the article …",
                 r"article: [\d,]+ characters, \d+ sentences, language en",
                 r"analysing the article … \d+\.\d s", r"analysis: \d+ names, .*, by syntax",
                 r"brief: none, \d+\.\d s, 0 calls"):  # fmt: skip
        assert re.search(rf"^briefer: {line}$", ran.err, re.MULTILINE), line
    assert "briefer: brief: from the cache" in briefer("-v", PAGE, "--model", "none").err


def test_verbose_names_requests_that_are_sent_again(
    briefer: Briefer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_TRANSPORT_RETRIES", "1")
    monkeypatch.setattr("briefer.model.client.retries._MAX_WAIT_SECONDS", 0.0)
    monkeypatch.setattr("briefer.model.client.retries._exponential_wait", lambda _state: 0.0)
    site.pages["/v1/models"] = (200, "application/json", b'{"data": [{"id": "m"}]}')
    site.pages["/v1/chat/completions"] = (503, "application/json", b"{}")
    ran = briefer("--base-url", f"{site.url}/v1", PAGE, "-v")
    assert ran.code == 4
    assert "briefer: note: attempt 1 failed" in ran.err


def test_quiet_and_verbose_exclude_each_other(briefer: Briefer) -> None:
    assert briefer("-q", "-v", PAGE).code == 2
