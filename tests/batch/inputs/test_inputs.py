import asyncio
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from briefer import BatchOptions, BatchSource, Settings, SettingsError, SourceError
from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.inputs.columns import Columns
from briefer.batch.inputs.documents import is_sitemap, read_sitemap
from briefer.batch.inputs.lines import read_jsonl, read_lines, read_list
from briefer.batch.inputs.opening import BatchInput, InputFormat
from briefer.batch.inputs.tables import read_csv
from tests.cli.conftest import Site, site

__all__ = ["site"]

LIMIT = 1_000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sources(
    given: str | Path,
    *,
    form: InputFormat | None = None,
    columns: dict[str, str] | None = None,
    settings: Settings | None = None,
) -> list[BatchSource]:
    async def run() -> list[BatchSource]:
        chosen = settings or Settings(allow_private=True)
        fetcher = PoliteFetcher(chosen, BatchOptions(host_delay=0))
        opened = BatchInput(str(given), form=form, columns=Columns(columns or {}), settings=chosen)
        return [source async for source in opened.sources(fetcher)]

    return asyncio.run(run())


def jsonl(*lines: str | bytes) -> list[BatchSource]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return list(read_jsonl(io.BytesIO(data), name="in", limit=LIMIT, columns=Columns({})))


def table(data: bytes, **columns: str) -> list[BatchSource]:
    return list(read_csv(io.BytesIO(data), name="in", limit=LIMIT, columns=Columns(columns)))


def test_a_list_has_addresses_paths_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xef\xbb\xbf# today\nhttps://a.example/1\r\n\n a story.html \n")
    found = sources(path)
    assert [(one.row, one.url, one.path) for one in found] == [
        (1, "https://a.example/1", None), (2, None, "a story.html")
    ]  # fmt: skip


def test_a_line_that_cannot_be_used_is_a_problem_and_the_next_one_is_read() -> None:
    found = jsonl(
        '{"text": "a", "id": 7}', "{not json}", "[1]", b'{"text": "\xe9"}', '{"id": "x"}',
        '{"url": ["a"]}', '{"text": "b", "published": "yesterday"}',
        '{"text": "c", "language": "english"}', '{"text": "d"}',
    )  # fmt: skip
    problems = [one.problem for one in found]
    assert [one is None for one in problems] == [True, *[False] * 7, True]
    assert found[0].id == "7"
    for problem, words in zip(
        problems[1:-1],
        (
            "line 2, column 2", "line 3 of in is not an object", "line 4, byte 11",
            "row 5 of in is empty", "row 6, column 'url'", "row 7, column 'published'",
            "row 8, column 'language'",
        ),
        strict=True,
    ):  # fmt: skip
        assert words in str(problem)
    assert [one.row for one in found] == list(range(1, 10))


def test_the_first_row_without_any_known_column_is_an_error_that_names_the_columns() -> None:
    with pytest.raises(SourceError, match=r"its columns are 'link', 'n'.*--column url=NAME"):
        jsonl('{"link": "https://a.example", "n": 1}')


def test_columns_may_have_other_names() -> None:
    found = table(b"link;when\nhttps://a.example/1;2026-05-05\n", url="link", published="when")
    assert (found[0].url, found[0].published) == ("https://a.example/1", "2026-05-05")
    with pytest.raises(SourceError, match="has no column 'adress'"):
        table(b"link\nhttps://a.example/1\n", url="adress")
    with pytest.raises(SettingsError, match="names no field"):
        Columns({"headline": "x"})


class Endless(io.RawIOBase):
    """A line without an end, of which it counts how much was read."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.largest = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), self.left)
        self.largest = max(self.largest, len(buffer))
        buffer[:count] = b"x" * count
        self.left -= count
        return count


def test_a_line_over_the_limit_is_skipped_without_being_kept() -> None:
    endless = Endless(50_000_000)
    file: BinaryIO = io.BufferedReader(endless)
    found = list(read_lines(file, limit=LIMIT))
    assert found == [(1, None)]
    assert endless.largest <= 65_536 + LIMIT
    short = b'{"text": "a"}'
    rows = jsonl(short, b'{"text": "' + b"y" * 3 * LIMIT + b'"}', short)
    assert [one.problem is None for one in rows] == [True, False, True]
    assert "line 2 of in has more than 1,000 bytes" in str(rows[1].problem)


def test_a_line_of_exactly_the_limit_is_read() -> None:
    line = b"x" * LIMIT
    assert list(read_lines(io.BytesIO(line + b"\r\n" + line), limit=LIMIT)) == [
        (1, line),
        (2, line),
    ]
    assert list(read_lines(io.BytesIO(line + b"x\n"), limit=LIMIT)) == [(1, None)]


def test_a_table_may_have_quotations_over_several_lines() -> None:
    found = table(b'text,id\r\n"one, ""two""\nthree",1\r\n\r\nfour,2\r\n')
    assert [(one.text, one.id) for one in found] == [('one, "two"\nthree', "1"), ("four", "2")]
    assert [one.row for one in found] == [1, 2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"text,id\ra,1\r", r"the first row of in is not CSV"),
        (b"text,id\na,1\nb\n", r"row 2 of in \(line 3\) has 1 values .*column 'id' is missing"),
        (b"text,id\na,1,2\n", "column 3 has no name"),
        (b'text,id\n"a"b,1\n', r"row 1 of in \(line 2\) is not CSV"),
        (b"text,id\na,1\nb,\xff\n", "line 3, byte 3 of in is not UTF-8 .0xff"),
        (b'text,id\n"' + b"a\n" * LIMIT, "the row in line 2 of in has more than 1,000 bytes"),
    ],
)
def test_a_broken_table_is_one_error_with_its_row(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        table(data)


def test_a_folder_gives_its_articles_by_name(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "sub/c.PDF", "picture.png", ".hidden/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [Path(str(one.path)).name for one in sources(tmp_path)]
    assert found == ["a.txt", "b.html", "c.PDF"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="has no file that ends in"):
        sources(tmp_path / "empty")


def sitemap(*addresses: str, kind: str = "urlset", item: str = "url") -> bytes:
    items = "".join(f"<{item}><loc>{address}</loc></{item}>" for address in addresses)
    return f'<?xml version="1.0"?><{kind} xmlns="{SITEMAP}">{items}</{kind}>'.encode()


def test_a_sitemap_may_name_other_sitemaps(site: Site) -> None:
    index = sitemap(
        f"{site.url}/one.xml", f"{site.url}/two.xml.gz", kind="sitemapindex", item="sitemap"
    )
    site.pages["/sitemap.xml"] = (200, "application/xml", index)
    site.pages["/one.xml"] = (200, "application/xml", sitemap("https://a.example/1"))
    packed = gzip.compress(sitemap("https://a.example/2", "ftp://a.example/3"))
    site.pages["/two.xml.gz"] = (200, "application/octet-stream", packed)
    found = sources(f"{site.url}/sitemap.xml")
    assert [(one.row, one.url) for one in found] == [
        (1, "https://a.example/1"), (2, "https://a.example/2")
    ]  # fmt: skip


def test_entities_of_a_sitemap_are_not_expanded() -> None:
    data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><urlset><url><loc>https://a.example/&e;</loc></url></urlset>'
    assert read_sitemap(data, name="x").pages in {(), ("https://a.example/",)}
    assert not is_sitemap(b"<rss><channel/></rss>")


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot read .*missing"):
        sources(tmp_path / "missing.csv")
    binary = tmp_path / "list.txt"
    binary.write_bytes(b"a\0b")
    with pytest.raises(SourceError, match="is not text in UTF-8"):
        sources(binary)


def test_a_list_can_be_read_while_it_is_written() -> None:
    def lines() -> Iterator[bytes]:
        yield b"https://a.example/1\n"
        raise AssertionError("the second line is not needed for the first")

    class Pipe(io.BytesIO):
        parts = lines()

        def readline(self, size: int | None = -1) -> bytes:
            del size
            return next(self.parts)

    assert next(read_list(Pipe(), name="-", limit=LIMIT)).url == "https://a.example/1"


def test_the_errors_of_a_batch_can_be_the_input_of_another(tmp_path: Path) -> None:
    path = tmp_path / "again.jsonl"
    given = BatchSource(url="https://a.example/1", id="x", language="en", row=4)
    line = json.loads(given.to_json()) | {"row": 4, "error": {"kind": "fetch"}}
    path.write_text(json.dumps(line), encoding="utf-8")
    [found] = sources(path)
    assert (found.url, found.id, found.language) == (given.url, "x", "en")


def test_half_characters_are_replaced() -> None:
    [found] = jsonl('{"text": "caf\\ud800", "title": "\\udfff é"}')
    assert (found.text, found.title) == ("caf?", "? é")
    assert json.loads(found.to_json())["text"] == "caf?"
