"""The cached brief: when it is used, and what happens to a row that cannot be used."""

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import NoReturn

import pytest

import briefer
from briefer import Article, Brief, Settings
from briefer.cache.cached_brief import CachedBrief
from briefer.prompts import Prompts
from tests.factories import GIST, TEXT, brief_with


def test_the_same_article_returns_the_cached_brief(article: Article, settings: Settings) -> None:
    first = briefer.brief(article, model="none", settings=settings)
    again = briefer.brief(article, model="none", settings=settings)
    assert again == first
    changed = article.model_copy(update={"published": None})
    assert briefer.brief(changed, model="none", settings=settings) != first


def stored_row(settings: Settings) -> str:
    with closing(sqlite3.connect(settings.cache_dir / "briefs.sqlite")) as database:
        [(row,)] = database.execute("SELECT value FROM briefs").fetchall()
    return str(row)


def changed(row: str, **changes: object) -> str:
    return json.dumps(json.loads(row) | changes)


def of_another_article(row: str) -> str:
    another = Article(text=TEXT + "Nobody was hurt.\n", published="2026-03-18")
    return changed(row, article=another.model_dump(mode="json"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda row: changed(row, mood="calm"),
        lambda row: changed(row, schema_version="0.9"),
        lambda row: changed(row, coverage={}),
        lambda row: row[: len(row) // 2],
        lambda _row: "",
        lambda _row: None,
        lambda _row: 7,
        lambda row: row.encode(),
        lambda row: row.replace('"start":0', '"start":1', 1),
        lambda row: row.replace('"start":0', f'"start":{"9" * 5_000}', 1),
        lambda row: row.replace("killed three", "killed\0three"),
        lambda row: row + "\0",
        lambda _row: "[" * 100_000,
        of_another_article,
    ],
    ids=[
        "an unknown field", "another schema", "a missing field", "cut off", "empty", "nothing",
        "a number", "bytes", "a moved slice", "a number too large", "NUL in the text",
        "NUL at the end", "deep", "another article",
    ],
)  # fmt: skip
def test_an_unusable_row_of_the_cache_logs_a_warning_and_is_replaced(
    article: Article,
    settings: Settings,
    damage: Callable[[str], str | bytes | int | None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    first = briefer.brief(article, model="none", settings=settings)
    whole = stored_row(settings)
    damaged = damage(whole)
    assert damaged != whole
    with closing(sqlite3.connect(settings.cache_dir / "briefs.sqlite")) as database, database:
        database.execute("UPDATE briefs SET value = ?", (damaged,))
    with caplog.at_level(logging.WARNING, logger="briefer"):
        again = briefer.brief(article, model="none", settings=settings)
    assert again.article == article
    assert again.headline == first.headline
    [note] = caplog.messages
    assert "cannot be used" in note
    assert len(note) < 600
    assert Brief.model_validate_json(stored_row(settings)) == again
    assert briefer.brief(article, model="none", settings=settings) == again
    assert caplog.messages == [note]


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("code_digest", lambda: "other code"),
        ("pipeline_name", lambda _language: "en_core_web_lg"),
        ("package_versions", lambda names: dict.fromkeys(names, "9.9")),
    ],
)
def test_changed_code_or_another_parser_makes_a_new_brief(
    article: Article,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    instead: Callable[..., object],
) -> None:
    first = briefer.brief(article, model="none", settings=settings)
    monkeypatch.setattr(f"briefer.cache.cached_brief.{what}", instead)
    assert briefer.brief(article, model="none", settings=settings) != first


def test_a_changed_reask_prompt_makes_a_new_brief(article: Article, settings: Settings) -> None:
    first = briefer.brief(article, model="none", settings=settings)
    own = settings.prompt_dir / "brief" / "reask.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Once more: {{ problem }}", encoding="utf-8")
    assert briefer.brief(article, model="none", settings=settings) != first


def test_the_profile_is_part_of_the_key(article: Article, settings: Settings) -> None:
    prompts = Prompts(settings.prompt_dir)
    made = briefer.brief(article, model="none", settings=settings)
    capable = settings.model_copy(update={"profile": "capable"})
    small = settings.model_copy(update={"profile": "small"})
    CachedBrief(article, "some/model", capable, prompts).put(made)
    assert CachedBrief(article, "some/model", small, prompts).get() is None
    assert CachedBrief(article, "some/model", capable, prompts).get() == made


@pytest.mark.parametrize(
    ("model", "profile", "in_key"),
    [
        ("openai/gpt-5-mini", None, "capable"),
        ("openai/gpt-5-mini", "small", "small"),
        ("local", None, "small"),
        ("local", "capable", "capable"),
        ("none", "capable", None),
    ],
)
def test_the_key_has_the_profile_that_the_model_will_have(
    article: Article,
    settings: Settings,
    model: str,
    profile: str | None,
    in_key: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def stop(_article: Article, name: str, used: Settings, _prompts: Prompts) -> NoReturn:
        seen.append((name.partition("/")[0], used.profile))
        raise KeyboardInterrupt

    monkeypatch.setattr("briefer.pipeline.CachedBrief", stop)
    with pytest.raises(KeyboardInterrupt):
        briefer.brief(
            article, model=model, settings=settings.model_copy(update={"profile": profile})
        )
    assert seen == [(model.partition("/")[0], in_key)]


def test_a_brief_by_a_model_object_is_never_cached(article: Article, settings: Settings) -> None:
    first = brief_with(article, settings)
    second = brief_with(article, settings, gist=GIST | {"summary": []})
    assert first.summary != second.summary
