"""``briefer open``, with a browser that writes down what it is asked to open."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Briefer

PAGE = ARTICLES / "harbour.md"


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    script, opened = tmp_path / "browser.py", tmp_path / "opened.txt"
    script.write_text(f"import sys; open({str(opened)!r}, 'w').write(sys.argv[1])", "utf-8")
    monkeypatch.setenv("BROWSER", f"{sys.executable} {script} %s")
    monkeypatch.setattr("webbrowser._tryorder", None)  # so that BROWSER is read again
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return opened


def test_a_source_is_briefed_and_its_page_opened(briefer: Briefer, browser: Path) -> None:
    ran = briefer("open", PAGE, "--model", "none")
    assert ran.code == 0
    page = Path(ran.out.strip())
    assert browser.read_text("utf-8") == page.as_uri()
    assert page.name == "harbour.html"
    assert "Port Ellisand" in page.read_text("utf-8")
    assert page.parent.stat().st_mode & 0o077 == 0


def test_a_brief_is_rendered_and_a_page_opened_as_it_is(
    briefer: Briefer, browser: Path, tmp_path: Path
) -> None:
    brief, page = tmp_path / "b.json", tmp_path / "b.html"
    for target in (brief, page):
        briefer(PAGE, "--model", "none", "-o", target)
    shown = Path(briefer("open", brief).out.strip())
    assert shown.read_text("utf-8") == page.read_text("utf-8")
    assert briefer("open", page) == (0, f"{page}\n", "")
    assert browser.read_text("utf-8") == page.as_uri()


def test_a_page_of_someone_else_is_briefed_and_never_opened(
    briefer: Briefer, browser: Path
) -> None:
    ran = briefer("open", ARTICLES / "harbour.html", "--model", "none")
    assert browser.read_text("utf-8") == Path(ran.out.strip()).as_uri()
    assert 'name="generator" content="briefer' in Path(ran.out.strip()).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<head>", "<head><script src=https://news.test/x.js></script>"),
        ("default-src 'none'", "default-src https://news.test"),
        ("img-src data:", "img-src *"),
        ("</title>", '</title><META HTTP-EQUIV = "refresh" content="0;url=https://news.test/">'),
    ],
)
def test_a_page_that_could_load_anything_is_not_opened_as_it_is(
    briefer: Briefer, browser: Path, tmp_path: Path, old: str, new: str
) -> None:
    page = tmp_path / "b.html"
    briefer(PAGE, "--model", "none", "-o", page)
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")
    briefer("open", page, "--model", "none")
    assert not browser.exists() or browser.read_text("utf-8") != page.as_uri()


def test_the_page_may_be_kept(briefer: Briefer, browser: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.html"
    assert briefer("open", PAGE, "--model", "none", "-o", kept).out == f"{kept}\n"
    assert browser.read_text("utf-8") == kept.as_uri()


def test_without_a_browser_the_path_is_printed(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser._tryorder", [])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = briefer("open", PAGE, "--model", "none", "-q")
    assert ran.code == 0
    assert Path(ran.out.strip()).is_file()
    assert "there is no browser" in ran.error_line


def test_json_that_is_no_brief_is_wrong_usage(briefer: Briefer, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"a": 1}', "utf-8")
    ran = briefer("open", tmp_path / "b.json")
    assert ran.code == 2
    assert "is not a brief" in ran.error_line
