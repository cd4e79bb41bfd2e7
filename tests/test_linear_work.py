"""Work on repetitive text grows with its length: lines of Python that are run, not seconds.

What a regular expression does has no lines: there, the processor time of one run is compared.
"""

import runpy
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice, product
from string import ascii_lowercase
from typing import SupportsIndex

import pytest
from lxml.html import document_fromstring

from briefer import Article, Brief, Settings, brief, render
from briefer.analysis.analyzer import analyze
from briefer.analysis.english.uncertainty.differing_tolls import toll_differences
from briefer.analysis.parser import parse
from briefer.analysis.quotations import find_quotations
from briefer.source import publication_dates
from briefer.source.live_posts import read_live_lines
from briefer.source.text_files import _split_title
from briefer.text.sentences import split_sentences
from tests.cli.conftest import ROOT

SHORT, LONG = 3_000, 12_000  # characters: both longer than a sentence may be
LIMIT = 5.0  # times the steps, for four times the length; the square is sixteen

PATTERNS = {
    "names": "Tom, ",
    "he said": "he said ",
    "quotations": '"No," said Tom Lund. ',
    "open quotation marks": "“a ",
    "speech": "“We left the mill.\n\n",
    "single quotation marks": "‘a’a ‘b ",
    "sources": "It burnt, according to Lund. ",
    "denials": "Lund said so. Norrgate denied it. ",
    "pronouns": "Lund met Reed. She told him it was so. ",
    "dates": "3 May 2026, May, ",
    "corrections": "Correction: “May” was wrong.\n",
    "roles": "the mayor of Westmere, Tom Lund, ",
    "clock times": "at 9 a.m. ",
    "numbers": "Lund said 12 people died. Reed said 14 people died. ",
    "colons": "Lund: “It burnt.”\n",
    "questions": "Asked if it was safe, 70 percent of them said yes. ",
    "signs": "a sign that read “Keep out” burnt. ",
}


def text_of(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length].strip()


def steps(work: Callable[[], object]) -> int:
    """Return how many functions and comprehensions of the package's own code are entered."""
    count = 0

    def trace(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(trace)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("between", [" ", "\n"])
def test_four_times_the_text_takes_about_four_times_the_steps(between: str) -> None:
    pattern = between.join((words * 3).strip() for words in PATTERNS.values()) + between
    analyze(Article(text="Warm up, said Tom Lund on 3 May. Reed denied it."))
    counts: list[int] = []
    for length in (SHORT, LONG):
        article = Article(text=text_of(pattern, length), published="2026-01-02")
        counts.append(steps(lambda article=article: analyze(article)))  # type: ignore[misc]
    assert counts[1] <= LIMIT * counts[0]


def names(number: int) -> Iterator[str]:
    """Yield different words that may be names: Vaaa, Vaab, ..."""
    for letters in islice(product(ascii_lowercase, repeat=3), number):
        yield "V" + "".join(letters)


@pytest.mark.parametrize(
    ("language", "pattern"),
    [
        ("en", "The {} Fund said that it was late."),
        ("de", "Ministerin {} Lind sagte, es sei spät."),
        ("fr", "La ministre {} Lind a dit qu’il était tard."),
        ("es", "La ministra {} Lind dijo que era tarde."),
    ],
)
def test_each_of_many_names_is_compared_with_a_few(language: str, pattern: str) -> None:
    short, long = (" ".join(map(pattern.format, names(number))) for number in (150, 600))
    first, second = (
        steps(lambda text=text: analyze(Article(text=text, language=language)))  # type: ignore[misc]
        for text in (short, long)
    )
    assert second < LIMIT * first


def test_counts_of_a_part_are_compared_once_with_those_of_the_whole() -> None:
    counts: list[int] = []
    for length in (SHORT, LONG):
        text = text_of(
            "In May Reed said nine cooks died. In June Lund said two people died. ", length
        )
        article = Article(text=text)
        doc, said = parse(article), analyze(article).attributions
        counts.append(steps(lambda d=doc, a=article, s=said: [*toll_differences(d, a, s)]))  # type: ignore[misc]
    assert counts[1] <= LIMIT * counts[0]


def test_rendering_takes_steps_by_the_length_of_the_article() -> None:
    counts: list[int] = []
    for length in (SHORT, LONG):
        text = text_of('"No," said Tom Lund. ', length)
        made: Brief = brief(Article(text=text), model="none", settings=Settings(cache=False))
        render(made, "html")
        counts.append(steps(lambda made=made: render(made, "html")))  # type: ignore[misc]
    assert counts[1] <= LIMIT * counts[0]


@pytest.mark.parametrize("pattern", ["“a ", "‘a ", "‘a’a ", '"a ', "‘s’ ", "(May. A "])
def test_marks_without_a_partner_are_searched_once(pattern: str) -> None:
    counts = [steps(lambda n=n: find_quotations(text_of(pattern, n))) for n in (SHORT, LONG)]  # type: ignore[misc]
    assert counts[1] <= LIMIT * counts[0]
    counts = [steps(lambda n=n: split_sentences(text_of(pattern, n), "en")) for n in (SHORT, LONG)]  # type: ignore[misc]
    assert counts[1] <= LIMIT * counts[0]


@pytest.mark.parametrize("language", ["ja", "zh"])
@pytest.mark.parametrize(
    "repeated",
    ["、市長は「", "。は「「「「", "「は「「", "、市長が「水」と", "他说“", "“水”他说", "据他说"],
)
def test_clauses_are_searched_in_linear_time(language: str, repeated: str) -> None:
    check = runpy.run_path(str(ROOT / "scripts" / "check_patterns.py"))
    for pattern in check["clause_patterns"](language):
        assert check["slowness"](pattern, repeated, "", anchored=False) <= check["LIMIT"]


def test_an_equal_article_is_compared_a_few_times_and_not_for_each_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    equals = Article.__eq__

    def counted(one: Article, other: object) -> bool:
        nonlocal compared
        compared += 1
        return equals(one, other)

    monkeypatch.setattr(Article, "__eq__", counted)
    for _ in range(2):  # the second time, its analysis is known
        article = Article(text="市長は「水。" * 300, language="ja")
        brief(article, model="none", settings=Settings(cache=False))
    assert compared < 50


def test_posts_of_a_live_blog_are_placed_in_one_pass() -> None:
    def work(posts: int) -> Callable[[], object]:
        lines = ["12:15", "The mill in Westmere burns."] * posts
        return lambda: read_live_lines(lines, day=date(2026, 5, 3))

    counts = [steps(work(posts)) for posts in (100, 400)]
    assert counts[1] <= LIMIT * counts[0]


def test_the_words_around_times_are_read_once_for_each_paragraph(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def no_stamps(words: str) -> tuple[()]:
        read.append(words)
        return ()

    monkeypatch.setattr(publication_dates, "stamps_in", no_stamps)
    times = "The mill burnt on <span class=date>3 May</span> and then on " * 50
    tree = document_fromstring(f"<html><body><p>{times}</p><p>{times}</p></body></html>")
    publication_dates.hide_times_in_story(tree)
    assert len(read) == 2
    assert next(tree.iter("span"), None) is None


def test_dates_above_a_title_are_not_copied_with_the_rest_of_the_text() -> None:
    copied = 0

    class Counted(str):
        __slots__ = ()

        def __getitem__(self, key: SupportsIndex | slice) -> "Counted":
            nonlocal copied
            part = Counted(super().__getitem__(key))
            copied += len(part)
            return part

    text = Counted(
        "WESTMERE STAR\n" + "9 May 2026\n\n" * 300 + "Mill burns in Westmere\n\nIt burnt."
    )
    title, above, rest = _split_title(text)
    assert (title, len(above), rest) == ("Mill burns in Westmere", 300, "It burnt.")
    assert copied <= len(text)
