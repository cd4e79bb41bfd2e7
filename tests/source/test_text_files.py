import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import NotAnArticleError, SourceError
from briefer.source.decoding import decode, tidy
from tests.source import story
from tests.source.conftest import Open


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.txt", story.plain()),
        ("story.md", story.markdown()),
        ("story.html", story.page()),
        ("story.unknown", story.page()),
    ],
)
def test_html_markdown_and_text_give_the_same_article(
    name: str, content: str, tmp_path: Path, opened: Open
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    for source in (path, str(path), content.encode()):
        article = opened(source)
        assert article.text == story.TEXT
        assert (article.title, article.language) == (story.TITLE, "en")


def test_plain_text_keeps_its_lines_and_loses_what_nobody_sees(opened: Open) -> None:
    first = "The council met on Monday and voted for the plan, said  its chair.\n  Nobody objected."
    second = "A second vote is due in spring, when the money has been found."
    raw = f"\ufeff{first}  \r\n\r\n{second}\u200b\x00\r\n\n\n"
    article = opened(raw.encode())
    assert (article.title, article.text) == (None, f"{first}\n\n{second}")


def test_a_first_line_that_is_a_sentence_is_no_title(opened: Open) -> None:
    text = f"The bridge is closed.\n\n{story.TEXT}"
    assert opened(text.encode()).title is None


def test_front_matter_becomes_metadata_and_markup_becomes_text(opened: Open) -> None:
    lines = (
        "---",
        "title: 'Storm: the bill'",
        "url: https://post.example/storm",
        "publisher: The Post",
        "authors: [Ana Ruiz, Ben Cole]",
        "published: 2026-03-02",
        "modified: 2026-03-03T08:30:00Z",
        "language: en-GB",
        "---",
        "# Storm: the bill\n",
        "A *storm* cost [the city](https://x.example) **four",
        "million**, said `code` its treasurer.  ",
        "No tax will rise, she added on Monday.\n",
        "![photo](a.jpg)\n",
        "## What it paid for\n",
        "- roofs of schools",
        "- two piers\n",
        "| Item | Cost |",
        "|---|---|",
        "| Roofs | 3 |\n",
        "```\nprint(1)\n```",
        "<script>x</script>",
    )
    article = opened("\n".join(lines).encode())
    assert article.text.split("\n\n") == [
        "A storm cost the city four million, said its treasurer.",
        "No tax will rise, she added on Monday.",
        "What it paid for",
        "roofs of schools",
        "two piers",
        "Item | Cost",
        "Roofs | 3",
    ]
    assert article.title == "Storm: the bill"
    assert (article.publisher, article.authors) == ("The Post", ("Ana Ruiz", "Ben Cole"))
    assert article.published == date(2026, 3, 2)
    assert str(article.modified) == "2026-03-03 08:30:00+00:00"
    assert (article.url, article.language) == ("https://post.example/storm", "en")


def test_a_rule_at_the_top_is_no_front_matter(opened: Open) -> None:
    assert opened(f"---\n{story.plain()}---\n".encode()).text.startswith("---\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_the_encoding_is_found(encoding: str, opened: Open) -> None:
    assert opened(story.plain().encode(encoding)).text == story.TEXT


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("windows-1251", "windows-1251", "Мост закрыт из-за трещин"),
        ("shift_jis", "Shift_JIS", "橋は火曜日から通行止めです"),
        ("iso2022_jp", "iso-2022-jp", "橋は火曜日から通行止めです"),
        ("utf-8", "iso-8859-1", "Die Brücke ist gesperrt"),
        (
            "cp1252",
            "utf-8",
            "“Die Brücke ist gesperrt”, sagte die Behörde für Straßenbau am Montag",
        ),
        ("utf-8", "no-such-charset", "Die Brücke"),
    ],
)
def test_a_right_declaration_is_used_and_a_wrong_one_survived(
    encoding: str, declared: str, text: str
) -> None:
    assert decode(text.encode(encoding), name="x", declared=declared) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Der Minister sagte am Montag, die Brücke bleibe gesperrt und werde geprüft."),
        ("cp1252", "Le ministre a déclaré que le pont resterait fermé jusqu’à la fin de l’été."),
        (
            "cp1250",
            (
                "Ministr v pondělí řekl, že most zůstane uzavřen až do konce měsíce, protože v "
                "pilířích byly nalezeny praskliny."
            ),
        ),
        ("koi8_r", "Министр сказал в понедельник, что мост закрыт до конца месяца."),
        ("gb18030", "市交通局表示由于检查人员在两个桥墩上发现裂缝。旧港大桥禁止一切车辆通行。"),
    ],
)
def test_an_undeclared_encoding_is_recognised_by_its_text(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), name="x") == text


def test_a_page_may_declare_its_own_encoding(opened: Open) -> None:
    page = story.page().replace('charset="utf-8"', 'charset="windows-1252"').replace("\u00a0", " ")
    assert opened(page.encode("cp1252")).text == story.TEXT


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
        (b"%PDF-1.7\n", "binary"),
        (b"PK\x03\x04" + bytes(50), "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b'{"title": "A story", "body": "Words"}', "not_text"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "listing"),
        (b"From: a@b.example\nTo: c@d.example\nSubject: News\n\nHello", "not_text"),
        (b"Bridge closed.", "too_short"),
        (b"<html><body><img src=a.jpg></body></html>", "no_text"),
    ],
)
def test_a_file_that_is_no_article_is_refused(
    content: bytes, verdict: str, tmp_path: Path, opened: Open
) -> None:
    path = tmp_path / "source"
    path.write_bytes(content)
    for source in (path, content):
        with pytest.raises(NotAnArticleError) as caught:
            opened(source)
        assert caught.value.verdict == verdict
        assert caught.value.exit_code == 3


def test_a_file_over_the_limit_is_not_read_whole(opened: Open) -> None:
    with pytest.raises(NotAnArticleError, match="5,000 bytes"):
        opened(Path("/dev/zero"), max_source_bytes=5_000)


def test_a_source_that_is_not_there_says_so(tmp_path: Path, opened: Open) -> None:
    with pytest.raises(SourceError, match=r"neither a web address nor a file.* - for standard"):
        opened("no-such-story.txt")
    with pytest.raises(SourceError, match="neither"):
        opened("a\0b")
    with pytest.raises(SourceError, match="there is no file"):
        opened(tmp_path / "gone.txt")
    with pytest.raises(SourceError, match="is a directory"):
        opened(str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, opened: Open) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(story.plain(), encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceError, match="permissions"):
        opened(path)


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
