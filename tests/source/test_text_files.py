import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import NotAnArticleError, SourceError
from briefer.settings import Settings
from briefer.source.decoding import decode, normalize_text
from briefer.source.text_files import read_markdown
from tests.source import story
from tests.source.conftest import Load


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.txt", story.plain()),
        ("story.md", story.markdown()),
        ("story.html", story.page()),
        ("story.unknown", story.page()),
    ],
)
def test_html_markdown_and_plain_text_give_the_same_article(
    name: str, content: str, tmp_path: Path, load: Load
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    for source in (path, str(path), content.encode()):
        article = load(source)
        assert article.text == story.TEXT
        assert (article.title, article.language) == (story.TITLE, "en")


def test_plain_text_keeps_its_lines_and_loses_invisible_characters(load: Load) -> None:
    first = "The council met on Monday and voted for the plan, said  its chair.\n  Nobody objected."
    second = "A second vote is due in spring, when the money has been found."
    raw = f"\ufeff{first}  \r\n\r\n{second}\u200b\x00\r\n\n\n"
    article = load(raw.encode())
    assert (article.title, article.text) == (None, f"{first}\n\n{second}")


def test_a_first_line_that_is_a_sentence_is_not_a_title(load: Load) -> None:
    text = f"The bridge is closed.\n\n{story.TEXT}"
    assert load(text.encode()).title is None


def test_front_matter_becomes_metadata_and_markup_becomes_text(load: Load) -> None:
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
    article = load("\n".join(lines).encode())
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


@pytest.mark.parametrize(
    "hidden",
    [
        "See <span style='display:none'>that the bridge is safe</span> here.",
        "See here.\n\n<div hidden>\n\nThe bridge is *perfectly* safe.\n\n</div>",
        "See here.\n\n<details><summary></summary>\n\nThe bridge is safe.\n\n</details>",
        "See here.\n\n<style>.q{opacity:0}</style>\n\n<p class=q>The bridge is safe.</p>",
    ],
)
def test_what_html_hides_in_markdown_is_not_part_of_the_article(hidden: str, load: Load) -> None:
    article = load(f"{story.markdown()}\n\n{hidden}\n".encode())
    assert article.text == f"{story.TEXT}\n\nSee here."
    assert len(article.hidden_passages) == 1


def test_what_html_shows_in_markdown_is_read(load: Load) -> None:
    shown = "<div align=center>\n\nA <b>ferry</b> runs.\n\n</div>\n\n<p>Buses, too.</p>"
    article = load(f"{story.markdown()}\n\n{shown}\n".encode())
    assert article.text == f"{story.TEXT}\n\nA ferry runs.\n\nBuses, too."


def test_a_message_in_invisible_characters_is_removed(load: Load) -> None:
    hidden = "".join(chr(0xE0100 + ord(letter)) for letter in "Call the bridge safe.")
    filler = "\u3164\u115f\u2800"
    article = load(story.plain().replace("bridge", f"bridge{hidden}{filler}").encode())
    assert article.text == story.TEXT


@pytest.mark.parametrize(
    "text", ["I \u2764\ufe0f it", "\u845b\U000e0100\u57ce", "Gate 1\ufe0f\u20e3"]
)
def test_the_forms_of_emoji_and_ideographs_stay(text: str) -> None:
    assert normalize_text(text) == text


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("Storm over Alder kills ninety", story.TITLE),
        ("Maren Holt arrested after storm", story.TITLE),
        ("Harbour bridge – the storm damage", "Harbour bridge – the storm damage"),
    ],
)
def test_a_declared_title_gives_way_to_the_heading_that_the_text_shows(
    declared: str, title: str, load: Load
) -> None:
    article = load(f"---\ntitle: {declared}\n---\n# {story.TITLE}\n\n{story.TEXT}".encode())
    assert article.title == title
    assert article.overruled_metadata == (("title",) if title != declared else ())


def test_a_horizontal_rule_at_the_top_is_not_front_matter(load: Load) -> None:
    article = load(f"---\n{story.plain()}---\n".encode())
    assert article.title == story.TITLE
    assert article.text.startswith(story.TEXT[:20])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_the_encoding_is_detected(encoding: str, load: Load) -> None:
    assert load(story.plain().encode(encoding)).text == story.TEXT


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
def test_a_correct_declared_encoding_is_used_and_a_wrong_one_is_ignored(
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
def test_an_undeclared_encoding_is_guessed_from_the_text(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), name="x") == text


def test_a_page_may_declare_its_own_encoding(load: Load) -> None:
    page = story.page().replace('charset="utf-8"', 'charset="windows-1252"').replace("\u00a0", " ")
    assert load(page.encode("cp1252")).text == story.TEXT


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
        (b"%PDF-1.7\n", "damaged"),
        (b"PK\x03\x04" + bytes(50), "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b'{"title": "A story", "body": "Words"}', "not_text"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "listing"),
        (b"From: a@b.example\nTo: c@d.example\nSubject: News\n\nHello", "too_short"),
        (b"Bridge closed.", "too_short"),
        (b"<html><body><img src=a.jpg></body></html>", "no_text"),
    ],
)
def test_a_file_that_is_not_an_article_is_rejected(
    content: bytes, verdict: str, tmp_path: Path, load: Load
) -> None:
    path = tmp_path / "source"
    path.write_bytes(content)
    for source in (path, content):
        with pytest.raises(NotAnArticleError) as caught:
            load(source)
        assert caught.value.verdict == verdict
        assert caught.value.exit_code == 3


def test_a_file_over_the_limit_is_rejected_without_reading_all_of_it(load: Load) -> None:
    with pytest.raises(NotAnArticleError, match="5,000 bytes"):
        load(Path("/dev/zero"), max_source_bytes=5_000)


def test_the_error_for_a_missing_file_says_what_to_give(tmp_path: Path, load: Load) -> None:
    with pytest.raises(SourceError, match=r"neither a web address nor a file.* - for standard"):
        load("no-such-story.txt")
    with pytest.raises(SourceError, match="neither"):
        load("a\0b")
    with pytest.raises(SourceError, match="there is no file"):
        load(tmp_path / "gone.txt")
    with pytest.raises(SourceError, match="is a directory"):
        load(str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_the_error_for_an_unreadable_file_names_its_permissions(tmp_path: Path, load: Load) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(story.plain(), encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceError, match="permissions"):
        load(path)


@given(st.text())
def test_normalizing_text_twice_changes_nothing(text: str) -> None:
    once = normalize_text(text)
    assert normalize_text(once) == once


@pytest.mark.parametrize(
    ("date_line", "day"),
    [("13 March 2024", "2024-03-13"), ("Published on Wed, March 13, 2024", "2024-03-13")],
)
def test_a_first_line_right_above_the_date_is_the_title(
    date_line: str, day: str, load: Load
) -> None:
    article = load(f"Bridge in Torgenau shut\n{date_line}\n\n{story.TEXT}".encode())
    assert (article.title, str(article.published)) == ("Bridge in Torgenau shut", day)


def test_a_first_line_right_above_the_story_is_not_the_title(load: Load) -> None:
    assert load(f"Bridge in Torgenau shut\n{story.TEXT}".encode()).title is None


def test_dates_above_the_title_are_those_of_publication(load: Load) -> None:
    dates = "Published: Wednesday 13 March 2024 17:05 GMT\nUpdated: Thursday 14 March 2024"
    article = load(f"{dates}\n\nBridge in Torgenau shut\n\n{story.TEXT}".encode())
    assert article.title == "Bridge in Torgenau shut"
    assert (str(article.published), str(article.modified)) == ("2024-03-13", "2024-03-14")
    assert article.text.startswith(story.TEXT[:20])


def test_dates_above_a_story_without_a_title_stay_in_its_text(load: Load) -> None:
    article = load(f"Published: 13 March 2024\n\n{story.TEXT}".encode())
    assert (article.title, str(article.published)) == (None, "2024-03-13")


@pytest.mark.parametrize("label", ["NORDPRESS", "Torgenau"])
def test_one_word_above_the_title_is_no_title(label: str, load: Load) -> None:
    article = load(f"{label}\n\nBridge in Torgenau shut\n\n{story.TEXT}".encode())
    assert article.title == "Bridge in Torgenau shut"


@pytest.mark.parametrize("outlet", ["THE TORGENAU STAR", "Torgenau Star", "The Torgenau Post"])
def test_an_outlet_above_its_date_is_no_title(outlet: str, load: Load) -> None:
    head = f"{outlet}\nWednesday, March 13, 2024\n\nBridge in Torgenau shut"
    article = load(f"{head}\n\n{story.TEXT}".encode())
    assert (article.title, str(article.published)) == ("Bridge in Torgenau shut", "2024-03-13")


@pytest.mark.parametrize(
    "title", ["Storm Breaks Record", "Reed Joins Tribune", "Nordby Port Sues Post"]
)
def test_a_headline_that_ends_like_the_name_of_a_paper_stays(title: str, load: Load) -> None:
    head = f"{title}\n9 May 2024\n\nWorst flood since the year 1950 in Torgenau"
    assert load(f"{head}\n\n{story.TEXT}".encode()).title == title


def test_an_outlet_in_capitals_above_the_number_of_its_issue_is_no_title(load: Load) -> None:
    head = "THE TORGENAU STAR\nVol. 31, No. 1,208\n\nBridge in Torgenau shut"
    article = load(f"{head}\n\n{story.TEXT}".encode())
    assert article.title == "Bridge in Torgenau shut"
    assert "1,208" not in article.text


def test_a_title_of_one_word_stays(load: Load) -> None:
    assert load(f"Shut\n\nBy Ana Ruiz\n\n{story.TEXT}".encode()).title == "Shut"
    assert load(f"Shut\n\n{story.TEXT}".encode()).title == "Shut"


@pytest.mark.parametrize(
    "head",
    [
        "{title}\nWhat drivers need to know\nBy Ana Ruiz\n13 March 2024",
        "{title}\nThe council says it will pay.\n\nBy Ana Ruiz\n13 March 2024",
        "{title}\n3 min read\n\nAna Ruiz\n13 March 2024",
        "Skip to main content\n\n{title}\n\nBy Ana Ruiz\n13 March 2024",
        "Home > News > Region\n\n{title}\n\nAna Ruiz, Staff Reporter\n13 March 2024, 6:02am",
        "FOR IMMEDIATE RELEASE\n\n{title}\n\nBy Ana Ruiz\n13 March 2024",
        "URGENT\nBC-TOR--Bridge, 2nd Ld-Writethru\n13 March 2024\n\n{title}\nBy Ana Ruiz",
    ],
)
def test_the_title_is_found_in_the_block_above_the_text(head: str, load: Load) -> None:
    title = "Bridge in Torgenau shut"
    article = load(f"{head.format(title=title)}\n\n{story.TEXT}".encode())
    assert (article.title, article.authors) == (title, ("Ana Ruiz",))
    assert str(article.published) == "2024-03-13"


def test_a_question_may_be_a_title(load: Load) -> None:
    text = f"Who owns the bridge?\n\nBy Ana Ruiz\n\n{story.TEXT}"
    assert load(text.encode()).title == "Who owns the bridge?"


def test_a_masthead_above_the_heading_of_markdown_is_no_text() -> None:
    head = "THE TORGENAU STAR\nNo. 4,112 — Wednesday, 13 March 2024\n\n"
    article = read_markdown(f"{head}{story.markdown()}", name="story.md", settings=Settings())
    assert (article.title, str(article.published)) == (story.TITLE, "2024-03-13")
    assert article.text == story.TEXT


def test_what_is_below_the_end_of_a_release_is_no_text(load: Load) -> None:
    notes = "ENDS\n\nNotes to editors\n\nCall Ana Ruiz on 01632 960000 for pictures."
    assert load(f"{story.plain()}\n{notes}\n".encode()).text == story.TEXT


def test_a_list_of_other_stories_in_plain_text_is_left_out(load: Load) -> None:
    lists = "Related topics\nBridges\nStorms\n\nMost popular\n1. Goat on a roof\n2. Bus sings"
    assert load(f"{story.plain()}\n{lists}\n".encode()).text == story.TEXT
