"""What reaches the terminal: no escape sequences and no credentials, whoever wrote them."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, ROOT, Briefer, Site

_TITLE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
_RAW = set(_TITLE) - set("]0;owned[2J31m")


def _is_clean(text: str) -> bool:
    return not _RAW & set(text)


@pytest.mark.parametrize(
    "arguments",
    [
        [f"http://127.0.0.1:1/{_TITLE}", "--allow-private"],
        [f"missing{_TITLE}.html"],
        [f"--{_TITLE}"],
        ["-f", _TITLE, "x"],
        ["--lang", _TITLE, "x"],
        ["--model", _TITLE, str(ARTICLES / "harbour.md")],
        ["-o", f"/nowhere{_TITLE}/b.json", str(ARTICLES / "harbour.md")],
        ["check", f"missing{_TITLE}.json"],
        ["models", "path", _TITLE],
        ["prompts", "show", _TITLE],
    ],
)
def test_the_users_own_arguments_cannot_control_the_terminal(
    arguments: list[str], briefer: Briefer
) -> None:
    ran = briefer(*arguments)
    assert ran.code in {2, 3, 4}
    assert _is_clean(ran.err)
    assert _is_clean(ran.out)


def test_a_field_name_of_a_file_cannot_control_the_terminal(
    briefer: Briefer, tmp_path: Path
) -> None:
    text = '{"article": {"text": "Words"}, "\\u001b[2J\\u009b\\u202e": [{"quote": 1, "start": 2}]}'
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    ran = briefer("check", tmp_path / "b.json")
    assert ran.code == 1
    assert _is_clean(ran.err)


@pytest.mark.parametrize("status", [400, 401, 404, 422, 429, 500])
def test_the_error_of_a_model_server_cannot_control_the_terminal(
    status: int, briefer: Briefer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_TRANSPORT_RETRIES", "0")
    site.pages["/v1/models"] = (200, "application/json", b'{"data": [{"id": "m"}]}')
    body = f'{{"error": {{"message": "no \\u001b[2J {_TITLE}"}}}}'.encode()
    site.pages["/v1/chat/completions"] = (status, "application/json", body)
    ran = briefer("--base-url", f"{site.url}/v1", ARTICLES / "harbour.md")
    assert ran.code == 4
    assert _is_clean(ran.err)


def test_a_terminal_gets_no_escape_sequence_from_a_path() -> None:
    leader, follower = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFER_CACHE_DIR": f"/nowhere{_TITLE}"}
    subprocess.run(
        [sys.executable, "-m", "briefer", "cache", "info"],
        stdout=follower, stderr=follower, env=environment, check=True,
    )  # fmt: skip
    shown = os.read(leader, 10_000).decode()
    os.close(leader)
    os.close(follower)
    assert "/nowhere␛]0;owned␇␛[2J" in shown
    assert _is_clean(shown)


@pytest.mark.parametrize(
    "source",
    ["http://ann:S3cret@127.0.0.1:1/a", "http://ann:S3/cret@127.0.0.1:1/", "ann:S3cret@news.test/a",
     "http://ann:S3cret\\@news.test/", "ftp://ann:S3cret@news.test/"],
)  # fmt: skip
def test_no_message_shows_a_password(source: str, briefer: Briefer) -> None:
    for options in ([], ["--debug"], ["--offline"]):
        ran = briefer("--model", "none", "--allow-private", *options, source)
        assert ran.code in {2, 3}
        assert "cret" not in ran.err.replace("test_no_message", "")


def test_no_message_shows_the_password_of_a_model_server(briefer: Briefer) -> None:
    page = ARTICLES / "harbour.md"
    for options in ([], ["--debug"], ["--offline"]):
        ran = briefer("--base-url", "http://ann:S3cret@127.0.0.1:1/v1", *options, page)
        assert ran.code == 4
        assert "S3cret" not in ran.err


def test_file_names_and_briefs_have_no_password(
    briefer: Briefer, site: Site, tmp_path: Path
) -> None:
    page = (ARTICLES / "harbour.html").read_bytes()
    for path in ("/", "/a"):
        site.pages[path] = (200, "text/html; charset=utf-8", page)
    address = site.url.replace("http://", "http://ann:S3cret@")
    folder = tmp_path / "briefs"
    ran = briefer("--model", "none", "--allow-private", "-o", folder, f"{address}/", f"{address}/a")
    assert ran.code == 0
    assert len(list(folder.iterdir())) == 2
    for file in (*folder.iterdir(), *(tmp_path / "cache").iterdir()):
        assert "S3cret" not in file.name
        assert b"S3cret" not in file.read_bytes()


def test_a_long_name_is_shortened_and_a_bad_one_does_not_end_the_batch(
    briefer: Briefer, tmp_path: Path
) -> None:
    page = (ARTICLES / "harbour.md").read_bytes()
    long = tmp_path / ("ä" * 120 + ".md")
    long.write_bytes(page)
    (tmp_path / "taken.md").write_bytes(page)
    folder = tmp_path / "briefs"
    (folder / "taken.html").mkdir(parents=True)
    ran = briefer("--model", "none", "-o", folder, tmp_path / "taken.md", long)
    assert ran.code == 2
    assert "taken.html" in ran.err
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["ä" * 60 + ".html"]


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "nonsense://x", "http://[::1", "://"])
def test_a_proxy_that_cannot_be_used_is_named_in_the_error(
    variable: str, proxy: str, briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, proxy)
    monkeypatch.setenv("BRIEFER_TRANSPORT_RETRIES", "0")
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    for options in (["--base-url", "http://server.invalid/v1"], ["--model", "openai/gpt-5-mini"]):
        ran = briefer(*options, ARTICLES / "harbour.md")
        assert ran.code == 2
        assert "HTTP_PROXY" in ran.error_line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BRIEFER_FETCH_TIMEOUT", "inf"), ("BRIEFER_FETCH_TIMEOUT", "nan"),
        ("BRIEFER_FETCH_TIMEOUT", "1e18"), ("BRIEFER_MAX_SOURCE_BYTES", "9" * 30),
        ("BRIEFER_MAX_SOURCE_BYTES", "9" * 5_000), ("BRIEFER_CONTEXT_TOKENS", "9" * 5_000),
        ("BRIEFER_LANGUAGE", "x" * 300),
    ],
)  # fmt: skip
def test_a_setting_that_no_one_can_mean_is_wrong_usage(
    name: str, value: str, briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    ran = briefer("--model", "none", ARTICLES / "harbour.md")
    assert ran.code == 2
    assert name in ran.error_line


@pytest.mark.parametrize("size", ["²", "9" * 5000, "-5", "99999999999"])
def test_a_size_that_no_terminal_has_is_ignored(size: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "briefer", str(ARTICLES / "harbour.md"), "--model", "none"],
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "COLUMNS": size, "LINES": size, "FORCE_COLOR": "1"},
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
