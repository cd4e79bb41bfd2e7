"""``briefer mcp`` refuses what is unsafe before it serves; tests/mcp_server has the serving."""

import os
import pty
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Briefer


def test_an_address_that_others_reach_needs_a_token(briefer: Briefer) -> None:
    ran = briefer("mcp", "--http", "--host", "0.0.0.0")  # noqa: S104 (it is refused)
    assert (ran.code, ran.out) == (2, "")
    assert "set BRIEFER_MCP_TOKEN, or listen at 127.0.0.1" in ran.error_line


def test_a_short_token_is_refused(briefer: Briefer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFER_MCP_TOKEN", "secret")
    ran = briefer("mcp", "--http")
    assert ran.code == 2
    assert "fewer than 16 characters" in ran.error_line
    assert "'secret'" not in ran.err


def test_a_port_in_use_is_an_error_of_usage(briefer: Briefer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as used:
        ran = briefer("mcp", "--http", "--port", str(used.getsockname()[1]))
    assert (ran.code, ran.out) == (2, "")
    assert "use another --port" in ran.error_line


def test_there_is_no_option_that_turns_the_guard_off(briefer: Briefer) -> None:
    for option in ("--allow-private", "--force"):
        ran = briefer("mcp", option)
        assert ran.code == 2
        assert "No such option" in ran.error_line


def test_on_a_terminal_it_says_that_it_waits_for_a_client(tmp_path: Path) -> None:
    terminal, other_end = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BRIEFER_CACHE_DIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-m", "briefer", "mcp"],
        stdin=other_end, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        assert server.stderr is not None
        assert "waiting for a client" in server.stderr.readline()
        os.write(terminal, b"\x04")  # Ctrl-D
        assert server.stdout.read() == ""
        assert server.wait() == 0
    os.close(terminal)
    os.close(other_end)
