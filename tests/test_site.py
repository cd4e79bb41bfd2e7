"""The documentation site: it builds without a warning, and asks nothing of other hosts."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytest.importorskip("mkdocs", reason="the site needs mkdocs-material")

LOADS = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src",
}  # fmt: skip
LOADING_LINKS = {"stylesheet", "preload", "prefetch", "icon", "preconnect", "modulepreload"}


class Loads(HTMLParser):
    """Collects what a page loads, and where it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in LOADS and (address := values.get(LOADS[tag])):
            self.loaded.append(address)
        if tag == "link" and LOADING_LINKS & set((values.get("rel") or "").split()):
            self.loaded.append(values.get("href") or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


def pages(site: Path) -> Iterator[tuple[str, Loads]]:
    for path in sorted(site.rglob("*.html")):
        parsed = Loads()
        parsed.feed(path.read_text(encoding="utf-8"))
        yield str(path.relative_to(site)), parsed


def test_every_page_of_the_docs_is_there(site: Path) -> None:
    for page in (ROOT / "docs").glob("*.md"):
        assert (site / page.with_suffix(".html").name).is_file()
    for name in ("SECURITY", "CONTRIBUTING", "CHANGELOG", "evals/index", "prompts/index"):
        assert (site / f"{name}.html").is_file()
    assert "def claims_of" in "".join(dict(pages(site))["examples.html"].text)


def test_pages_load_only_what_is_on_the_site(site: Path) -> None:
    found = list(pages(site))
    assert len(found) > 20
    for name, page in found:
        for address in page.loaded:
            assert not re.match(r"(?:[a-z]+:)?//", address), f"{name} loads {address}"
            local = re.sub(
                r"[?#].*", "", address
            )  # the page for errors has addresses from the root
            base = site if local.startswith("/") else (site / name).parent
            path = base / local.lstrip("/")
            assert path.is_file(), f"{name} loads {address}"


def test_style_sheets_load_only_what_is_on_the_site(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        for address in re.findall(
            r"(?:url\(|@import)\s*[\"']?([^\"')]+)", sheet.read_text("utf-8")
        ):
            assert not re.match(r"(?:https?:)?//", address), f"{sheet.name} loads {address}"


def test_the_pictures_are_small(site: Path) -> None:
    pictures = list((site / "images").glob("*.png"))
    assert len(pictures) >= 3
    for picture in pictures:
        assert picture.stat().st_size < 200_000
