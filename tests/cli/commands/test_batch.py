import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.batch.stories import story
from tests.cli.conftest import ROOT, Briefer, Site

PAGE = """<html lang="{lang}"><head><title>{title}</title>{head}</head>
<body><article><h1>{title}</h1>{body}</article></body></html>"""
GERMAN = (
    "Die Fährgesellschaft von Vessing stellt im Juni ihre Linie ein, sagte der Besitzer am "
    "Dienstag. "
    "„Wir haben jede Woche Geld verloren“, sagte Ansel Corvane vor Journalisten in Vessing. "
    "Die Gesellschaft betreibt seit 1961 Fähren über die Bucht. Die Gewerkschaft der Seeleute "
    "teilte mit, dass zwölf ihrer Mitglieder ihre Arbeit verlieren würden. Der Rat wird die Sache "
    "in der nächsten Woche beraten, wie seine Pressestelle mitteilte."
)
PAYWALL = (
    "The ferry company of Vessing will stop a line in June.",
    "Subscribe to read the full story. Already a subscriber? Log in.",
)


def page(number: int, text: str | None = None, *, lang: str = "en", head: str = "") -> bytes:
    paragraphs = (text or story(number)).split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = f"Ferry company will stop line {number}"
    return PAGE.format(lang=lang, title=title, head=head, body=body).encode()


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def written(folder: Path, count: int) -> Path:
    path = folder / "in.jsonl"
    rows = ({"text": story(number), "id": f"n{number}"} for number in range(count))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_a_batch_writes_rows_tables_errors_and_a_summary(briefer: Briefer, tmp_path: Path) -> None:
    source, output = written(tmp_path, 3), tmp_path / "out.jsonl"
    with source.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps({'path': 'missing.txt'})}\nnot json\n")
    tables, errors, summary = tmp_path / "tables", tmp_path / "again.jsonl", tmp_path / "sum.json"
    arguments = ("batch", source, "-o", output, "--model", "none", "--tables", tables)
    ran = briefer(*arguments, "--errors", errors, "--summary", summary)
    assert ran.code == 0
    rows = rows_of(output)
    assert [row["status"] for row in rows] == ["done"] * 3 + ["error"] * 2
    assert rows[0]["input_id"] == "n0"
    brief = rows[0]["brief"]
    assert isinstance(brief, dict)
    assert "line 0 in June" in brief["article"]["text"]
    assert [row["path"] for row in rows_of(errors)[:1]] == ["missing.txt"]
    figures = json.loads(summary.read_text())
    assert (figures["done"], figures["errors_by_kind"]) == (3, {"input": 1, "source": 1})
    claims = rows_of(tables / "claims.jsonl")
    assert {row["brief_id"] for row in claims} == {row["id"] for row in rows[:3]}
    text = brief["article"]["text"]
    assert all(
        c["quote"] == text[c["start"] : c["end"]] for c in claims if c["brief_id"] == rows[0]["id"]
    )
    assert len(rows_of(tables / "briefs.jsonl")) == 3
    assert any(row["name"] == "Ansel Corvane" for row in rows_of(tables / "sources.jsonl"))
    assert "line 5, column 1" in str(rows[4]["error"])
    status = briefer("batch", "status", output)
    assert "complete: 5 rows by none" in status.out
    assert "3 briefed, 0 duplicates, 2 errors" in status.out


@pytest.mark.usefixtures("no_workers")
def test_the_same_command_again_finishes_at_once_and_writes_the_same(
    briefer: Briefer, tmp_path: Path
) -> None:
    source, output = written(tmp_path, 2), tmp_path / "out.jsonl"
    command = ("batch", source, "-o", output, "--model", "none", "--workers", "1")
    assert briefer(*command).code == 0
    first = output.read_bytes()
    output.unlink()
    ran = briefer(*command)
    assert "2 rows" in ran.err
    assert output.read_bytes() == first


@pytest.mark.usefixtures("no_workers")
def test_rows_and_tables_can_be_parquet(briefer: Briefer, tmp_path: Path) -> None:
    output, tables = tmp_path / "out.parquet", tmp_path / "tables"
    arguments = ("batch", written(tmp_path, 2), "-o", output, "--model", "none")
    assert briefer(*arguments, "--tables", tables, "--workers", "1").code == 0
    rows = pq.read_table(output).to_pylist()
    assert [row["status"] for row in rows] == ["done", "done"]
    assert json.loads(rows[0]["brief"])["article"]["language"] == "en"
    assert pq.read_table(tables / "claims.parquet").num_rows > 0
    again = tmp_path / "again.jsonl"
    columns = ("--column", "text=source", "--column", "id=id")
    ran = briefer("batch", output, "-o", again, "--model", "none", *columns)
    assert ran.code == 0
    assert [row["status"] for row in rows_of(again)] == ["error", "error"], "Parquet is read, too"


@pytest.mark.usefixtures("no_workers")
def test_a_feed_gives_the_expected_rows(briefer: Briefer, site: Site, tmp_path: Path) -> None:
    """30 items: 5 broken pages, 3 copies, 2 paywalls, 1 page in German, 19 others."""
    site.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nDisallow: /private\n")
    paths = []
    for number in range(19):
        site.pages[f"/ok/{number}"] = (200, "text/html", page(number))
        paths.append(f"/ok/{number}")
    broken = {
        "/broken/missing": (404, "text/html", b"<h1>Not found</h1>"),
        "/broken/server": (500, "text/html", b"failed"),
        "/broken/empty": (200, "text/html", b""),
        "/broken/picture": (200, "image/png", b"\x89PNG\r\n\x1a\n"),
        "/private/story": (200, "text/html", page(50)),
    }
    site.pages |= broken
    paths[3:3] = broken
    for number in range(3):
        site.pages[f"/copy/{number}"] = (200, "text/html", page(number))
    paths += [f"/copy/{number}" for number in range(3)]
    declared = (
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    )
    for number in range(2):
        text = "\n\n".join((PAYWALL[0], f"Line {number}.", PAYWALL[1]))
        site.pages[f"/pay/{number}"] = (200, "text/html", page(70 + number, text, head=declared))
        paths.append(f"/pay/{number}")
    site.pages["/german"] = (200, "text/html", page(90, GERMAN, lang="de"))
    paths.append("/german")
    assert len(paths) == 30
    items = "".join(f"<item><title>A</title><link>{site.url}{path}</link></item>" for path in paths)
    feed = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    site.pages["/feed"] = (200, "application/rss+xml", feed.encode())
    output = tmp_path / "out.jsonl"
    options = ("--model", "none", "--allow-private", "--host-delay", "0", "--host-fetches", "4")
    ran = briefer("batch", f"{site.url}/feed", "-o", output, *options)
    assert ran.code == 0, ran.err
    rows = rows_of(output)
    found = {
        str(row["source"]).removeprefix(site.url): (
            row["error"]["kind"] if isinstance(row["error"], dict) else row["status"]
        )
        for row in rows
    }
    assert list(found) == paths, "one row for each item, in the order of the feed"
    expected = dict.fromkeys(paths, "done")
    expected |= {
        "/broken/missing": "not_found", "/broken/server": "server_error",
        "/broken/empty": "empty", "/broken/picture": "not_text", "/private/story": "robots",
        "/copy/0": "duplicate", "/copy/1": "duplicate", "/copy/2": "duplicate",
        "/pay/0": "teaser", "/pay/1": "teaser",
    }  # fmt: skip
    assert found == expected
    by_path = dict(zip(paths, rows, strict=True))
    assert by_path["/copy/1"]["duplicate_of"] == by_path["/ok/1"]["id"]
    assert by_path["/german"]["language"] == "de"
    assert site.requested.count("/robots.txt") == 1
    assert "/private/story" not in site.requested


def start(*arguments: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "briefer", "batch", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def wait_for_rows(briefer: Briefer, output: Path, count: int) -> None:
    """Wait until the journal has so many rows."""
    for _ in range(1200):
        if output.with_name(f"{output.name}.journal").exists():
            ran = briefer("batch", "status", output, "--json")
            if ran.code == 0 and json.loads(ran.out)["rows"] >= count:
                return
        time.sleep(0.1)
    raise AssertionError("the batch does not get on")


def test_a_batch_that_is_killed_goes_on_and_loses_nothing(briefer: Briefer, tmp_path: Path) -> None:
    source, output = written(tmp_path, 30), tmp_path / "out.jsonl"
    arguments = (source, "-o", output, "--model", "none", "--workers", "1")
    kept = []
    for count in (3, 12):
        process = start(*arguments)
        wait_for_rows(briefer, output, count)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not output.exists(), "no half output"
        kept.append(json.loads(briefer("batch", "status", output, "--json").out)["rows"])
    ran = briefer("batch", *arguments)
    assert ran.code == 0, ran.err
    rows = rows_of(output)
    assert [row["row"] for row in rows] == list(range(1, 31))
    assert len({row["id"] for row in rows}) == 30
    assert {row["status"] for row in rows} == {"done"}
    finished_now = json.loads(briefer("batch", "status", output, "--json").out)["run"][
        "finished_now"
    ]
    assert finished_now == 30 - kept[1]


def test_ctrl_c_writes_what_is_finished_and_says_how_to_go_on(
    briefer: Briefer, tmp_path: Path
) -> None:
    source, output = written(tmp_path, 60), tmp_path / "out.jsonl"
    process = start(source, "-o", output, "--model", "none", "--workers", "1")
    wait_for_rows(briefer, output, 2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "the same command again goes on from there" in errors
    assert "Traceback" not in errors
    rows = rows_of(output)
    assert 2 <= len(rows) < 60
    assert "interrupted" in briefer("batch", "status", output).out


def test_two_runs_of_one_output_exclude_each_other(briefer: Briefer, tmp_path: Path) -> None:
    source, output = written(tmp_path, 40), tmp_path / "out.jsonl"
    process = start(source, "-o", output, "--model", "none", "--workers", "1")
    try:
        wait_for_rows(briefer, output, 1)
        ran = briefer("batch", source, "-o", output, "--model", "none")
        assert ran.code == 2
        assert "another run is writing" in ran.error_line
    finally:
        process.kill()
        process.communicate()


@pytest.mark.usefixtures("no_workers")
@pytest.mark.parametrize(
    ("name", "content", "words", "finished"),
    [
        ("in.csv", b"link,id\nhttps://a.example/1,7\n", "has none of the columns 'url'", 0),
        ("in.csv", b"text,id\n%b,1\n%b,2,3\n", "row 2 of", 1),
        ("in.csv", b'text,id\n%b,1\n"%b,2\n', "row 2 of", 1),
        ("in.csv", b"text,id\n%b,1\n\xe9t\xe9,2\n", "line 3, byte 1", 1),
        ("in.parquet", b"PAR1 but not really", "cannot be read as Parquet", 0),
    ],
)
def test_input_that_is_not_what_it_says_is_one_error_and_what_came_before_stays(
    briefer: Briefer, tmp_path: Path, name: str, content: bytes, words: str, finished: int
) -> None:
    source, output = tmp_path / name, tmp_path / "out.jsonl"
    quoted = json.dumps(story(1).replace("“", "").replace("”", "").replace("\n\n", " ")).encode()
    source.write_bytes(content.replace(b"%b", quoted, 1).replace(b"%b", b"text of row two"))
    ran = briefer("batch", source, "-o", output, "--model", "none", "--quiet", "--workers", "1")
    assert ran.code == 3
    assert words in ran.error_line
    assert [row["status"] for row in rows_of(output)] == ["done"] * finished


@pytest.mark.usefixtures("no_workers")
def test_messages_can_be_json(briefer: Briefer, tmp_path: Path) -> None:
    source = written(tmp_path, 1)
    ran = briefer("batch", source, "-o", tmp_path / "o.jsonl", "--model", "none", "--log-json")
    lines = [json.loads(line) for line in ran.err.splitlines()]
    assert [line["event"] for line in lines if "event" in line] == ["row", "end"]
    assert "ferry" not in ran.err
