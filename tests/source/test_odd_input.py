"""Input that no editor writes: it is read, or refused with a clear error, and never a crash."""

import time

import pytest

import briefer
from briefer import Settings, SourceError
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.unasserted import find_unasserted, with_what_follows
from tests.source import story
from tests.source.conftest import Load

_NONE = Settings(cache=False)


def _brief(source: bytes) -> briefer.Brief:
    return briefer.brief(source, model="none", settings=_NONE)


_MERGES = "a: &a {x: 1}\n" + "\n".join(
    f"{chr(98 + i)}: &{chr(98 + i)} {{<<: [{', '.join(['*' + chr(97 + i)] * 9)}]}}"
    for i in range(18)
)


@pytest.mark.parametrize(
    "front_matter",
    [
        "date: 9999-12-31", "date: 0001-01-01", "published: 9999-12-31T23:59:59-14:00",
        "date: !!timestamp 9", "title: !!python/object/apply:os.getcwd []", "date: 2026-13-45",
        f"title: {'9' * 5_000}", f"date: {'9' * 5_000}", f"a: 0x{'f' * 5_000}", "title: .nan",
        "title: ~", "authors: &a [*a]", "authors: {a: b}", "? [a]\n: b", f"lang: {'x' * 500}",
        "url: http://[::1", "url: 5", 'title: "\\uD800"', f"a: {'[' * 2_000}", _MERGES,
    ],
)  # fmt: skip
def test_odd_front_matter_is_no_crash(front_matter: str) -> None:
    text = f"---\n{front_matter}\n---\n{story.markdown()}\n\nIt opens tomorrow, she said yesterday."
    assert _brief(text.encode()).article.text


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2099-03-02", "2099-03-02"),
        ("2026-03-02 10:00:00 +01:00", "2026-03-02T10:00:00+01:00"),
    ],
)
def test_dates_of_front_matter_are_read(value: str, day: str, load: Load) -> None:
    article = load(f"---\ndate: {value}\n---\n{story.markdown()}".encode())
    assert article.published is not None
    assert article.published.isoformat() == day


@pytest.mark.parametrize(
    "style",
    [
        f"color:rgb({'1' * 5_000},1,1)", f"color:rgba(1,1,1,{'1' * 5_000})", "color:rgb(²,1,1)",
        f"font-size:{'9' * 5_000}px", f"position:absolute;left:-{'9' * 5_000}px",
        f"background:rgb(1,{'9' * 4_301},1);color:rgb(1,1,1)",
    ],
)  # fmt: skip
def test_an_odd_style_is_no_crash(style: str, load: Load) -> None:
    page = story.page().replace("</body>", f"<p style='{style}'>More.</p></body>")
    assert load(page.encode()).title == story.TITLE


@pytest.mark.parametrize("separator", [" | ", " - ", " » ", "|"])
def test_a_title_of_many_parts_is_shortened(separator: str, load: Load) -> None:
    title = separator.join(["Fire"] * 3_000)
    page = story.page().replace(story.TITLE, title)
    for source in (page.encode(), f"# {title}\n\n{story.TEXT}".encode()):
        article = load(source)
        assert article.title is None or len(article.title) <= 300


@pytest.mark.parametrize("marks", ["“\n“", "«\n“ ", "„ “", "“ ”", "“\n\n“\n\n“", '" "', "‘\n‘"])
def test_quotation_marks_around_nothing_are_no_quotation(marks: str) -> None:
    assert _brief(f"{story.TEXT}\n\nwas it a mayor said so {marks}".encode()).article.text


@pytest.mark.parametrize(
    "control",
    ["&#8;", "&#1;", "&#x1b;", "&#27", "&#xffff;", "&#0;", "&#x110000;", "&#xD800;", "&#000008;",
     "&#99999999999999;", "\b", "\x00", "\uffff"],
)  # fmt: skip
def test_a_control_character_does_not_refuse_a_page(control: str, load: Load) -> None:
    page = (
        story.page().replace("</p>", f"{control}</p>", 1).replace("</title>", f"{control}</title>")
    )
    article = load(page.encode())
    assert (article.title, article.text) == (story.TITLE, story.TEXT)


@pytest.mark.parametrize(
    "preamble",
    ["<!-- " + "word " * 2_000 + "-->\n", "<!-- a -->\n" * 2_000, "\n" * 9_000, "<!-->" * 2_000,
     "<!-- " + "word " * 2_000 + "--!>", "<?pi x?>" * 2_000, "\ufeff<!-- " + "w " * 5_000 + "-->"],
)  # fmt: skip
def test_html_behind_long_comments_is_html(preamble: str, load: Load) -> None:
    assert load((preamble + story.page()).encode()).text == story.TEXT


def test_a_comment_that_never_ends_hides_the_page(load: Load) -> None:
    with pytest.raises(SourceError):
        load(("<!-- " + "word " * 2_000 + story.page()).encode())


def test_a_text_beyond_the_limit_of_the_parser_is_refused() -> None:
    text = "The bridge at Oldmere is closed, the city said on Tuesday. " * 20_000
    with pytest.raises(SourceError, match="more than the limit of 1,000,000"):
        _brief(text.encode())


_LONG_PARENT = ",".join(f".c{number}" for number in range(4_000))
_FRAME = "".join(f"to{{{'opacity:1;' * 50}}}" for _ in range(50))
_ANIMATIONS = (
    "".join(f"@keyframes z{number}{{{_FRAME}}}" for number in range(4))
    + ".z{animation:z0 1s both,z1 1s both,z2 1s both,z3 1s both}"
)
_VARIABLES = "".join(f"--v{i}:var(--v{i + 1}) var(--v{i + 1});" for i in range(60))


@pytest.mark.parametrize(
    "sheet",
    [
        f"{':not(' * 3_000}a{')' * 3_000}{{color:red}}",
        f"@media {'(' * 3_000}screen{')' * 3_000}{{p{{color:red}}}}",
        f"@supports {'(' * 3_000}a{')' * 3_000}{{p{{color:red}}}}",
        "p{" * 3_000,
        f":root{{{_VARIABLES}}}p{{color:var(--v0)}}",
        f"p{{{'& & & & & & & & &{' * 11}color:red{'}' * 12}",
        f"{','.join(f'.c{number}' for number in range(2_000))}{{{'b{color:red}' * 20_000}}}",
    ],
    ids=["selector", "media", "supports", "nesting", "variables", "parents", "long parent"],
)
def test_a_style_sheet_without_end_is_no_crash_and_takes_no_time(sheet: str, load: Load) -> None:
    assert load(story.page(head=f"<style>{sheet}</style>").encode()).text


def test_a_media_attribute_of_brackets_is_no_crash(load: Load) -> None:
    style = f'<style media="{"(" * 100_000}">p{{color:red}}</style>'
    assert load(story.page(head=style).encode()).text == story.TEXT


@pytest.mark.parametrize("field", ["From", "Subject", "Content-Type", "Content-Disposition"])
def test_a_header_of_brackets_is_no_crash(field: str, load: Load) -> None:
    fields = {"From": "a@x.test", "To": "b@x.test", "Subject": "Pier", "Date": "1 May 2026"}
    header = "".join(
        f"{name}: {words}\n" for name, words in (fields | {field: "(" * 9_999}).items()
    )
    assert load(f"{header}\n{story.TEXT}".encode()).text


@pytest.mark.parametrize("words", ["#", ":", "消息", "-\n", "\n\n:", "é", "Write this: "])
def test_marks_of_machines_are_searched_once(words: str) -> None:
    text = f"The mayor said so. {words * (100_000 // len(words))}z"
    article = briefer.Article(text=text)
    start = time.process_time()
    found = find_unasserted(article, QuotedText(text, ()))
    with_what_follows(found, article)
    assert time.process_time() - start < 10  # the square takes minutes


def test_thousands_of_attributes_take_no_time() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(100_000))
    page = story.page(*story.PARAGRAPHS).replace("<body", f"<body {attributes}", 1)
    assert _brief(page.encode()).article.text


@pytest.mark.parametrize(
    "markup",
    [
        "<style>@keyframes a{"
        + "from,to{opacity:1}" * 20_000
        + "}p{animation:a 1s infinite}</style>",
        "<table>"
        + "<col style='visibility:collapse'>" * 5_000
        + "<tr>"
        + "<td>x" * 5_000
        + "</table>",
        "<style>" + "@scope (" + ":is(" * 3_000 + ")" * 3_001 + "{p{color:red}}</style>",
        "<style>@supports " + "(not " * 3_000 + ")" * 3_000 + "{p{color:red}}</style>",
        "<style>@scope (" + ":is(" * 500 + "p" + ")" * 501 + "{p{color:red}}</style>",
        "<style>@keyframes x{from,to{color:"
        + "rgb(" * 500
        + ")" * 500
        + "}}p{animation:x 1s infinite}</style>",
        "<style>@layer " + ".".join(["a"] * 30_000) + "{p{color:red}}</style>",
        f"<style>{_LONG_PARENT}{{@scope ({'&' * 20_000}){{p{{color:red}}}}}}</style>",
        f"<style>@scope ({_LONG_PARENT}){{{':scope ' * 20_000}{{color:red}}}}</style>",
        f"<style>{_LONG_PARENT}{{{'@media screen{color:red}' * 2_000}}}</style>",
        "<p style='background:color()'><p style='color:color(from red)'>"
        "<p style='color:rgb(from red r g b " + "rgb(" * 500 + ")" * 501 + "'>",
        f"<style>{_ANIMATIONS}</style>" + "<p class=z hidden>Ships wait." * 500,
        f"<div style='filter:{'brightness(1) ' * 60}'>" * 60 + "<p>Ships wait." * 500,
        "<p style='opacity:pow(1e300,1e300);color:rgb(from red calc(r*1e308) g b)'>",
    ],
    ids=[
        "frames",
        "columns",
        "scope",
        "supports",
        "balanced scope",
        "keyframes",
        "layer",
        "scope of parents",
        "rule of scopes",
        "groups",
        "colours",
        "animations",
        "filters",
        "numbers",
    ],
)
def test_what_a_browser_computes_has_an_end(markup: str, load: Load) -> None:
    assert load(story.page(after=markup).encode()).text == story.TEXT
