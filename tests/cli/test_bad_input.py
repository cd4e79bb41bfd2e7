"""Wrong input of every kind: one clear line, the right exit code, no traceback."""

import json
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from briefer.model.weights import catalogue
from briefer.model.weights.catalogue import Entry, HubFile
from tests.cli.conftest import ARTICLES, Briefer, Site

SOURCE, MODEL, USAGE = 3, 4, 2


def test_a_missing_file(briefer: Briefer) -> None:
    ran = briefer("--model", "none", "nowhere.html")
    assert ran.code == SOURCE
    assert "'nowhere.html'" in ran.error_line


def test_an_empty_file(briefer: Briefer, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = briefer("--model", "none", tmp_path / "empty.txt")
    assert ran.code == SOURCE
    assert "empty" in ran.error_line


def test_a_directory(briefer: Briefer, tmp_path: Path) -> None:
    ran = briefer("--model", "none", tmp_path)
    assert ran.code == SOURCE
    assert "directory" in ran.error_line


def test_a_binary_file(briefer: Briefer, tmp_path: Path) -> None:
    (tmp_path / "photo.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    ran = briefer("--model", "none", tmp_path / "photo.html")
    assert ran.code == SOURCE
    assert "photo.html" in ran.error_line


def test_a_page_with_a_wrong_encoding_declaration_is_read_nevertheless(
    briefer: Briefer, tmp_path: Path
) -> None:
    page = (ARTICLES / "harbour.html").read_text(encoding="utf-8")
    assert '<meta charset="utf-8">' in page
    (tmp_path / "latin.html").write_bytes(page.encode("cp1252"))
    ran = briefer("--model", "none", "-f", "json", tmp_path / "latin.html")
    assert ran.code == 0
    assert "the country’s largest harbour" in json.loads(ran.out)["article"]["text"]


def test_a_host_that_cannot_be_reached(briefer: Briefer, closed_port: int) -> None:
    ran = briefer("--model", "none", "--allow-private", f"http://127.0.0.1:{closed_port}/story")
    assert ran.code == SOURCE
    assert "'127.0.0.1' cannot be reached" in ran.error_line


def test_a_host_that_does_not_exist(briefer: Briefer) -> None:
    ran = briefer("--model", "none", "https://newspaper.invalid/story")
    assert ran.code == SOURCE
    assert "newspaper.invalid" in ran.error_line


def test_a_page_that_does_not_exist(briefer: Briefer, site: Site) -> None:
    ran = briefer("--model", "none", "--allow-private", f"{site.url}/gone")
    assert ran.code == SOURCE
    assert "404" in ran.error_line


def test_a_redirect_loop(briefer: Briefer, site: Site) -> None:
    site.pages = {"/one": "/two", "/two": "/one"}
    ran = briefer("--model", "none", "--allow-private", f"{site.url}/one")
    assert ran.code == SOURCE
    assert "redirect" in ran.error_line


def test_a_private_address_is_not_contacted(briefer: Briefer, site: Site) -> None:
    ran = briefer("--model", "none", f"{site.url}/story")
    assert ran.code == SOURCE
    assert "--allow-private" in ran.error_line
    assert site.requested == []


def test_a_huge_page(briefer: Briefer, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFER_MAX_SOURCE_BYTES", "50000")
    site.pages["/huge"] = (200, "text/html", b"<p>Words and words.</p>" * 10_000)
    ran = briefer("--model", "none", "--allow-private", f"{site.url}/huge")
    assert ran.code == SOURCE
    assert "/huge" in ran.error_line


def test_a_page_without_text(briefer: Briefer, site: Site) -> None:
    site.pages["/bare"] = (200, "text/html", b"<html><body><div></div></body></html>")
    ran = briefer("--model", "none", "--allow-private", f"{site.url}/bare")
    assert ran.code == SOURCE
    assert "/bare" in ran.error_line


def test_no_model_is_called_for_a_page_that_is_not_an_article(briefer: Briefer, site: Site) -> None:
    site.pages["/bare"] = (200, "text/html", b"<html><body><div></div></body></html>")
    server = f"{site.url}/v1"
    page = f"{site.url}/bare"
    ran = briefer("--model", "some", "--base-url", server, "--allow-private", page)
    assert ran.code == SOURCE
    assert site.requested == ["/bare"]


def test_an_unknown_model(briefer: Briefer) -> None:
    ran = briefer("--model", "local/nonesuch", ARTICLES / "harbour.html")
    assert ran.code == MODEL
    assert "nonesuch" in ran.error_line


def test_an_unknown_provider(briefer: Briefer) -> None:
    ran = briefer("--model", "nobody/some-model", ARTICLES / "harbour.html")
    assert ran.code == MODEL
    assert "nobody" in ran.error_line


def test_a_missing_key(briefer: Briefer) -> None:
    ran = briefer("--model", "openai/gpt-5-mini", ARTICLES / "harbour.html")
    assert ran.code == MODEL
    assert "OPENAI_API_KEY" in ran.error_line


def test_a_bad_key(briefer: Briefer, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFER_API_KEY", "wrong-key-7f3a")
    rejection = json.dumps({"error": {"message": "Incorrect API key", "code": "invalid_api_key"}})
    site.pages["/v1/chat/completions"] = (401, "application/json", rejection.encode())
    ran = briefer("--model", "some", "--base-url", f"{site.url}/v1", ARTICLES / "harbour.html")
    assert ran.code == MODEL
    assert "key" in ran.error_line
    assert "wrong-key-7f3a" not in ran.err


def test_an_escape_sequence_in_a_file_name_does_not_reach_the_terminal(briefer: Briefer) -> None:
    ran = briefer("check", "brief\x1b[2J.json")
    assert ran.code == USAGE
    assert "'brief␛[2J.json'" in ran.error_line


@pytest.mark.parametrize("options", [[], ["--debug"]])
def test_an_escape_sequence_in_the_error_of_a_server_does_not_reach_the_terminal(
    briefer: Briefer, site: Site, options: list[str]
) -> None:
    rejection = json.dumps({"error": {"message": "Incorrect \x1b[2J key", "code": "key"}})
    site.pages["/v1/chat/completions"] = (401, "application/json", rejection.encode())
    server = f"{site.url}/v1"
    ran = briefer("--model", "some", "--base-url", server, *options, ARTICLES / "harbour.html")
    assert ran.code == MODEL
    assert "Incorrect ␛[2J key" in ran.err
    assert "\x1b" not in ran.err


def test_a_model_server_that_is_down(
    briefer: Briefer, closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_TRANSPORT_RETRIES", "0")
    server = f"http://127.0.0.1:{closed_port}/v1"
    ran = briefer("--model", "some", "--base-url", server, ARTICLES / "harbour.html")
    assert ran.code == MODEL
    assert f"127.0.0.1:{closed_port}" in ran.error_line


def test_a_model_folder_that_cannot_be_created(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("BRIEFER_MODEL_DIR", str(tmp_path / "file" / "models"))
    ran = briefer("models", "pull", "smollm2-135m")
    assert ran.code == MODEL
    assert "BRIEFER_MODEL_DIR" in ran.error_line


def test_a_full_disk(briefer: Briefer, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", ["total", "used", "free"])  # noqa: PYI024 (the type that shutil returns)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10, 10, 0))
    ran = briefer("-q", "models", "pull", "smollm2-135m")
    assert ran.code == MODEL
    assert "full" in ran.error_line


def test_weights_with_a_wrong_checksum_are_not_kept(
    briefer: Briefer, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Entry(
        name="small", file="small.gguf", size=9, sha256="0" * 64, profile="small",
        memory=9, licence="Apache-2.0", about="nine bytes",
        sources=(HubFile(repository="owner/small", file="small.gguf"),),
    )  # fmt: skip
    monkeypatch.setattr(catalogue, "CATALOGUE", (small,))
    monkeypatch.setenv("HF_ENDPOINT", site.url)
    site.pages["/owner/small/resolve/main/small.gguf"] = (
        200, "application/octet-stream", b"other ham",
    )  # fmt: skip
    ran = briefer("models", "pull", "-q", "small")
    assert ran.code == MODEL
    assert "checksum" in ran.error_line
    assert not list((tmp_path / "models").glob("small*"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("MODEL_TIMEOUT", "soon"), ("REASKS", "-1"), ("LANGUAGE", "english"), ("CACHE", "perhaps")],
)
def test_a_wrong_environment_variable_is_named(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"BRIEFER_{name}", value)
    ran = briefer("--model", "none", ARTICLES / "harbour.html")
    assert ran.code == USAGE
    assert f"'BRIEFER_{name}' is '{value}'" in ran.error_line


def test_an_empty_environment_variable_counts_as_unset(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_CONTEXT_TOKENS", "")
    assert briefer("cache", "info").code == 0


@pytest.mark.parametrize("option", ["--lang", "--brief-lang"])
def test_a_wrong_option_value_is_named_as_the_user_wrote_it(briefer: Briefer, option: str) -> None:
    ran = briefer(option, "english", ARTICLES / "harbour.html")
    assert ran.code == USAGE
    assert f"'{option}' is 'english': must be an ISO 639 code" in ran.error_line


@pytest.mark.parametrize(
    "arguments",
    [
        ["--colour", "story.html"],
        ["-f", "odt", "story.html"],
        ["--model"],
        ["cache", "burn"],
        ["check"],
        ["-", "-"],
        ["-o", "brief.md", "one.html", "two.html"],
        ["-f", "html", "one.html", "two.html"],
        ["-o", "brief.odt", "one.html"],
        ["-o", "no/such/folder/brief.md", "one.html"],
    ],
    ids=" ".join,
)
def test_wrong_usage(briefer: Briefer, arguments: list[str]) -> None:
    ran = briefer(*arguments)
    assert ran.code == USAGE
    assert ran.error_line.startswith("briefer: error: ")
    assert ran.out == ""
