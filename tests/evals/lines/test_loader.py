"""Labelled lines: what can be loaded, what the errors say, and the form of the shipped set."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from briefer.errors import SettingsError
from briefer.evals.lines.format import FaultKind
from briefer.evals.lines.loader import load_lines
from briefer.evals.suites.format import Case, Suite
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.resources import data_path
from briefer.schema.article import Article
from tests.evals.factories import case
from tests.evals.lines.factories import TEXT, lines_file, row

SUITE = Suite(name="mine", cases=(case(),))
SHIPPED = data_path("evals") / "lines" / "news.jsonl"


def test_a_row_has_its_article_or_names_it(tmp_path: Path) -> None:
    path = lines_file(
        tmp_path,
        row(title="Lin resigns", language="en", published="2031-03-05", note="ignored"),
        "",
        {"article": "ferries", "line": "Two ferries sank.", "supported": False,
         "fault": "wrong_predicate", "rests_on": "Two ferries collided"},
    )  # fmt: skip
    own, named = load_lines(path, suites=[SUITE])
    assert (own.article.text, own.article.title) == (TEXT, "Lin resigns")
    assert own.article.published == date(2031, 3, 5)
    assert own.fault is None
    assert (named.article, named.article_id) == (case().article, "ferries")
    assert (named.supported, named.fault) == (False, "wrong_predicate")
    assert named.rests_on == "Two ferries collided"


def test_the_language_of_a_text_is_detected_if_it_is_not_given(tmp_path: Path) -> None:
    text = "La maternité du village ferme ses portes lundi, a annoncé la direction de l'hôpital."
    lines = load_lines(
        lines_file(tmp_path, row(article_text=text), row(article_text=text, language="de"))
    )
    assert [line.article.language for line in lines] == ["fr", "de"]


def test_lines_about_the_same_text_are_about_the_same_article(tmp_path: Path) -> None:
    lines = load_lines(lines_file(tmp_path, row("One."), row("Two."), row(article_text="Three.")))
    assert len({line.article_id for line in lines}) == 2


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{", "row 2: Invalid JSON"),
        (row(supported=None), "row 2: supported: Input should be a valid boolean"),
        (row(supported="yes"), "row 2: supported: Input should be a valid boolean"),
        ({"article_text": TEXT, "supported": True}, "row 2: line: Field required"),
        (row(supported=False, fault="odd"), "row 2: fault: Input should be 'wrong_source'"),
        (row(fault="merged"), "row 2: a line that is supported has no fault"),
        (row(article="ferries"), "row 2: give either 'article' (an id) or 'article_text'"),
        ({"line": "One.", "supported": True}, "row 2: give either 'article'"),
        (row(article_text="  "), "row 2: the text is empty"),
        (row(published="soon"), "row 2: published"),
        ({"article": "nobody", "line": "One.", "supported": True},
         "row 2: no article 'nobody' in mine: name its suite next to '--lines'"),
    ],
)  # fmt: skip
def test_the_error_names_the_bad_row_and_the_reason(
    tmp_path: Path, bad: object, message: str
) -> None:
    path = lines_file(tmp_path, row(), bad)
    with pytest.raises(SettingsError) as caught:
        load_lines(path, suites=[SUITE])
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_file_that_is_missing_or_empty_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"cannot read .*nowhere"):
        load_lines(tmp_path / "nowhere")
    with pytest.raises(SettingsError, match="has no lines"):
        load_lines(lines_file(tmp_path, ""))


def test_an_id_of_different_articles_in_two_suites_is_an_error(tmp_path: Path) -> None:
    other = Case.model_validate({"id": "ferries", "article": Article(text=TEXT), "gold": {}})
    path = lines_file(tmp_path, {"article": "ferries", "line": "One.", "supported": True})
    assert load_lines(path, suites=[SUITE, SUITE])
    with pytest.raises(SettingsError, match="several suites have an article 'ferries'"):
        load_lines(path, suites=[SUITE, Suite(name="other", cases=(other,))])


def test_the_shipped_lines_cover_every_article_and_every_fault() -> None:
    lines = load_lines(SHIPPED)
    [suite] = map(load_suite, shipped_suites())
    by_article = Counter(line.article_id for line in lines)
    assert set(by_article) == {case.id for case in suite.cases}
    assert min(by_article.values()) >= 12
    faults = Counter(line.fault for line in lines if not line.supported)
    assert set(faults) == set(get_args(FaultKind))
    assert min(faults.values()) >= 30
    assert {line.article.language for line in lines} == {"en", "fr", "es"}


def test_a_shipped_line_is_there_once_and_rests_on_words_of_its_article() -> None:
    lines = load_lines(SHIPPED)
    assert [key for key, n in Counter((x.article_id, x.line) for x in lines).items() if n > 1] == []
    for line in lines:
        # the date of publication is in the front matter
        file = data_path("evals") / "suites" / "news" / line.article_id / "article.md"
        words = " ".join(file.read_text(encoding="utf-8").split())
        for part in (line.rests_on or "").split(" ... "):
            assert part
            assert " ".join(part.split()) in words, line.line


def test_the_shipped_file_is_sorted_and_has_its_fields_in_one_order() -> None:
    rows = [json.loads(text) for text in SHIPPED.read_text(encoding="utf-8").splitlines()]
    assert [one["article"] for one in rows] == sorted(one["article"] for one in rows)
    assert {tuple(one) for one in rows} == {("article", "line", "supported", "fault", "rests_on")}
