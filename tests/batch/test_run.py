import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from briefer import (
    BatchOptions,
    BatchRow,
    BatchSource,
    FakeModel,
    ModelAuthError,
    ModelUnavailableError,
    Settings,
    SettingsError,
    brief_many,
)
from briefer.batch.failures import BatchStoppedError
from briefer.batch.journal import read_status
from briefer.batch.many import abrief_many
from tests.batch.stories import GIST, small_model, source, story


def run(
    sources: list[BatchSource], model: FakeModel, settings: Settings, **options: object
) -> list[BatchRow]:
    chosen = BatchOptions.model_validate({"concurrency": 2, **options})
    rows = brief_many(sources, model=model, settings=settings, options=chosen)
    return sorted(rows, key=lambda row: row.row)


def test_each_source_gives_one_row_with_its_brief(settings: Settings) -> None:
    rows = run([source(1, name="first"), source(2)], small_model(), settings)
    assert [(row.row, row.status, row.input_id) for row in rows] == [
        (1, "done", "first"), (2, "done", None)
    ]  # fmt: skip
    assert rows[0].brief is not None
    assert "line 1 in June" in rows[0].brief.article.text
    assert rows[0].calls == 1
    assert rows[0].input_tokens > 100


def test_an_error_is_a_row_with_its_kind_and_the_others_are_briefed(
    settings: Settings, tmp_path: Path
) -> None:
    sources = [
        BatchSource(path=str(tmp_path / "missing.txt")),
        BatchSource(text="Too short."),
        BatchSource(problem="row 3 is empty"),
        source(4),
    ]
    rows = run(sources, small_model(), settings)
    assert [row.error.kind if row.error else row.status for row in rows] == [
        "source", "not_article", "input", "done"
    ]  # fmt: skip
    assert rows[0].error is not None
    assert "there is no file" in rows[0].error.message


def test_what_the_input_says_has_priority_over_the_article(settings: Settings) -> None:
    given = source(1, title="Line one ends", publisher="The Post", url="https://post.example/1")
    [row] = run([given], small_model(), settings)
    assert row.brief is not None
    article = row.brief.article
    assert (article.title, article.publisher) == ("Line one ends", "The Post")
    assert (article.url, str(article.published)) == ("https://post.example/1", "2026-03-18")
    assert article.text.startswith("The ferry company")


def test_the_same_article_has_the_same_id_whatever_else_is_in_the_batch(settings: Settings) -> None:
    [alone] = run([source(7)], small_model(), settings)
    [_, second] = run([source(1), source(7)], small_model(), settings)
    assert alone.id == second.id
    [other] = run([source(7)], FakeModel([GIST], profile="small", name="other"), settings)
    assert other.id != alone.id, "another model makes another brief"


@pytest.mark.parametrize("journal", [True, False])
def test_an_article_that_appears_twice_is_briefed_once(
    settings: Settings, tmp_path: Path, *, journal: bool
) -> None:
    model = small_model()
    again = source(1, url="https://other.example/copy")
    options = {"journal": tmp_path / "j"} if journal else {}
    rows = run([source(1), source(2), again, source(1)], model, settings, **options)
    assert [row.status for row in rows] == ["done", "done", "duplicate", "duplicate"]
    assert {row.duplicate_of for row in rows[2:]} == {rows[0].id}
    assert [row.similarity for row in rows[2:]] == [1.0, 1.0]
    assert len(model.calls) == 2


def test_the_first_of_two_copies_is_briefed_even_if_it_is_read_last(
    settings: Settings,
) -> None:
    for _ in range(3):
        rows = run([source(1), source(1), source(1)], small_model(), settings)
        assert [row.status for row in rows] == ["done", "duplicate", "duplicate"]


def test_the_same_run_again_does_nothing_twice(settings: Settings, tmp_path: Path) -> None:
    model = small_model()
    journal = tmp_path / "journal"
    sources = [source(number) for number in range(1, 6)]
    first = run(sources[:3], model, settings, journal=journal)
    second = run(sources, model, settings, journal=journal)
    assert [row.row for row in first] == [1, 2, 3]
    assert [row.row for row in second] == [4, 5]
    assert len(model.calls) == 5


def test_input_that_has_moved_is_read_again_but_not_briefed_again(
    settings: Settings, tmp_path: Path
) -> None:
    model = small_model()
    journal = tmp_path / "journal"
    run([source(1), source(2)], model, settings, journal=journal)
    rows = run([source(9), source(1), source(2)], model, settings, journal=journal)
    assert [row.status for row in rows] == ["done", "done", "done"]
    assert len(model.calls) == 3
    assert rows[1].brief is not None


def test_errors_are_tried_again_only_if_asked_for(settings: Settings, tmp_path: Path) -> None:
    model = small_model([ModelUnavailableError("down")])
    journal = tmp_path / "journal"
    [row] = run([source(1)], model, settings, journal=journal)
    assert row.error is not None
    assert row.error.kind == "model_unavailable"
    assert run([source(1)], model, settings, journal=journal) == []
    [row] = run([source(1)], model, settings, journal=journal, retry=True)
    assert row.status == "done"


def test_a_copy_of_an_article_that_failed_is_briefed_by_the_next_run(
    settings: Settings, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    model = small_model([ModelUnavailableError("down")])
    rows = run([source(1), source(1)], model, settings, journal=journal)
    assert [row.status for row in rows] == ["error", "duplicate"]
    [row] = run([source(1), source(1)], model, settings, journal=journal)
    assert (row.row, row.status) == (2, "done")


def test_a_rejected_key_stops_the_batch_and_keeps_what_is_finished(
    settings: Settings, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    model = small_model([GIST, ModelAuthError("the key was rejected")])
    with pytest.raises(BatchStoppedError, match="the key was rejected") as raised:
        run([source(n) for n in range(9)], model, settings, journal=journal, concurrency=1)
    assert raised.value.exit_code == 4
    totals = read_status(journal).totals
    assert totals.by_status == {"done": 1}


def test_a_model_that_is_down_stops_the_batch_and_its_articles_are_not_errors(
    settings: Settings, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    model = small_model([GIST, *[ModelUnavailableError("down")] * 60])
    sources = [source(number) for number in range(50)]
    with pytest.raises(BatchStoppedError, match="has not answered for 20 articles in a row"):
        run(sources, model, settings, journal=journal, concurrency=1)
    assert read_status(journal).totals.by_status == {"done": 1}


def test_the_rest_of_an_input_that_breaks_is_an_error_after_what_was_read_is_done(
    settings: Settings,
) -> None:
    def broken() -> Iterator[BatchSource]:
        yield source(1)
        yield source(2)
        raise BatchStoppedError("row 3 is not CSV", 3)

    found = brief_many(broken(), model=small_model(), settings=settings)
    rows = [next(found), next(found)]
    with pytest.raises(BatchStoppedError, match="row 3"):
        next(found)
    assert [row.status for row in rows] == ["done", "done"]


def test_sources_are_read_only_as_far_as_there_is_room(settings: Settings) -> None:
    taken = 0

    def endless() -> Iterator[BatchSource]:
        nonlocal taken
        while True:
            taken += 1
            yield replace(source(taken))

    async def first_ones() -> int:
        options = BatchOptions(concurrency=2)
        rows = abrief_many(endless(), model=small_model(), settings=settings, options=options)
        for _ in range(5):
            await anext(rows)
        await rows.aclose()
        return taken

    assert asyncio.run(first_ones()) <= 5 + 64 + 2


def test_prices_give_the_cost_of_each_row(settings: Settings) -> None:
    price = {"input": 2.0, "output": 10.0}
    [row] = run([source(1)], small_model(), settings, price=price)
    expected = (row.input_tokens * 2 + row.output_tokens * 10) / 1e6
    assert row.cost == pytest.approx(expected)


def test_strings_are_addresses_or_paths(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(story(3), encoding="utf-8")
    rows = list(brief_many([str(path), path], model=small_model(), settings=settings))
    assert sorted(row.status for row in rows) == ["done", "duplicate"]


@pytest.mark.parametrize("change", ["briefs SET brief = x'00'", "briefs SET row = '{'"])
def test_a_damaged_row_of_a_journal_is_an_error_that_says_so(
    change: str, settings: Settings, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    run([source(1)], small_model(), settings, journal=journal)
    with closing(sqlite3.connect(journal)) as database, database:
        database.execute(f"UPDATE {change}")
    with pytest.raises(SettingsError, match="a row is damaged"):
        run([source(2), source(1)], small_model(), settings, journal=journal)
