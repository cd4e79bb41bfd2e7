import json
from pathlib import Path

import pytest

from tests.cli.commands.test_batch import page
from tests.cli.conftest import Briefer, Site

pytestmark = pytest.mark.usefixtures("no_workers")

COMMON = ("--once", "--model", "none", "--allow-private", "--ignore-robots", "--quiet")


def feed(site: Site, *numbers: int) -> str:
    """Put pages and their feed on the site; return the feed's address."""
    items = ""
    for number in numbers:
        site.pages[f"/{number}"] = (200, "text/html", page(number))
        items += f"<item><link>{site.url}/{number}</link></item>"
    xml = f"<rss><channel><title>T</title>{items}</channel></rss>"
    site.pages["/feed"] = (200, "application/rss+xml", xml.encode())
    return f"{site.url}/feed"


def test_a_feed_is_watched_into_a_file(briefer: Briefer, site: Site, tmp_path: Path) -> None:
    output = tmp_path / "new.jsonl"
    assert briefer("watch", feed(site, 1), "-o", output, *COMMON).code == 0
    assert briefer("watch", feed(site, 2, 1), "-o", output, *COMMON).code == 0
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [row["source"] for row in rows] == [f"{site.url}/1", f"{site.url}/2"]
    assert site.requested.count("/1") == 1
    assert (tmp_path / "new.jsonl.state").exists()


def test_a_webhook_needs_a_secret(
    briefer: Briefer, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ("watch", feed(site, 1), "--webhook", f"{site.url}/hook", *COMMON)
    ran = briefer(*arguments)
    assert ran.code == 2
    assert "BRIEFER_WEBHOOK_SECRET" in ran.error_line
    monkeypatch.setenv("BRIEFER_WEBHOOK_SECRET", "secret")
    site.pages["/hook"] = (200, "text/plain", b"")
    assert briefer(*arguments).code == 0
    assert site.requested.count("/hook") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("https://a.example/rss",), "Say where briefs go"),
        (("https://a.example/rss", "-o", "x", "--webhook", "https://b.example"), "Say where"),
        (("https://a.example/rss", "-o", "x", "--every", "soon"), "is not a time"),
        (("feed.xml", "-o", "x"), "is not the web address of a feed"),
    ],
)
def test_wrong_use_is_one_error(
    briefer: Briefer, arguments: tuple[str, ...], words: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    ran = briefer("watch", *arguments)
    assert ran.code in {2, 3}
    assert words in ran.error_line
