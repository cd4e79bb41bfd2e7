from pathlib import Path
from typing import cast

import pytest

from briefer.errors import SettingsError
from briefer.rendering.registry import OutputFormat, format_for, render
from briefer.schema import Brief
from tests.rendering import factories


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("b.md", "md"),
        ("b.markdown", "md"),
        ("b.HTML", "html"),
        ("b.htm", "html"),
        ("b.tar.json", "json"),
        ("b.txt", "terminal"),
    ],
)
def test_the_suffix_of_a_file_names_the_face(name: str, face: OutputFormat) -> None:
    assert format_for(Path("somewhere") / name) == face


@pytest.mark.parametrize("name", ["brief.docx", "brief", ".html"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(SettingsError, match=r"use one of \.md, \.markdown, \.html, \.htm, \.json"):
        format_for(Path(name))


def test_an_unknown_face_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r'"docx".*use one of "md", "html", "json", "terminal"'):
        render(factories.brief(), cast("OutputFormat", "docx"))


def test_the_json_face_parses_back_to_an_equal_brief() -> None:
    brief = factories.brief()
    assert Brief.model_validate_json(render(brief, "json")) == brief


@pytest.mark.parametrize("face", ["md", "html", "terminal"])
def test_a_brief_with_nothing_but_a_headline_has_every_face(face: OutputFormat) -> None:
    brief = factories.brief()
    bare = Brief(
        headline=brief.headline,
        article=brief.article.model_copy(
            update={"title": None, "url": None, "publisher": None, "authors": (), "published": None}
        ),
        coverage=brief.coverage,
        provenance=brief.provenance,
    )
    page = render(bare, face)
    assert page.count("None found.") == 4
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


@pytest.mark.parametrize("face", ["md", "html", "terminal"])
def test_lone_surrogates_do_not_keep_a_page_from_being_written(face: OutputFormat) -> None:
    brief = factories.brief()
    point = brief.headline.model_copy(update={"text": "half an emoji: \ud83d"})
    page = render(brief.model_copy(update={"headline": point}), face)
    assert page.encode()
    assert "half an emoji: \N{REPLACEMENT CHARACTER}" in page
