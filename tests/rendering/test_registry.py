from pathlib import Path
from typing import cast, get_args

import pytest

from briefer.errors import SettingsError
from briefer.rendering.registry import (
    FORMATS,
    OutputFormat,
    TextFormat,
    format_for,
    has_known_suffix,
    render,
)
from briefer.schema.brief import Brief
from tests.rendering import factories
from tests.rendering.pages import shown


def pdf_stub(brief: Brief) -> bytes:
    """Render a brief in a format that is not text."""
    return b"%PDF-" + brief.headline.text.encode("utf-16")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("b.md", "md"),
        ("b.markdown", "md"),
        ("b.HTML", "html"),
        ("b.htm", "html"),
        ("b.tar.json", "json"),
        ("b.txt", "terminal"),
    ],
)
def test_the_suffix_of_a_file_selects_the_format(name: str, expected: str) -> None:
    assert format_for(Path("somewhere") / name).name == expected
    assert has_known_suffix(Path(name))


@pytest.mark.parametrize("name", ["brief.odt", "brief", ".html"])
def test_an_unknown_suffix_is_rejected_with_a_list_of_the_known_ones(name: str) -> None:
    with pytest.raises(
        SettingsError,
        match=r"\.txt, \.md, \.markdown, \.html, \.htm, \.pdf, \.docx, \.json, \.jsonld$",
    ):
        format_for(Path(name))
    assert not has_known_suffix(Path(name))


def test_an_unknown_format_is_rejected_with_a_list_of_the_known_ones() -> None:
    with pytest.raises(
        SettingsError, match=r'"odt".*"terminal", "md", "html", "pdf", "docx", "json", "jsonld"$'
    ):
        render(factories.brief(), cast("TextFormat", "odt"))


def test_no_two_formats_share_a_name_or_a_suffix() -> None:
    names = [output_format.name for output_format in FORMATS]
    suffixes = [suffix for output_format in FORMATS for suffix in output_format.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix.islower() for suffix in suffixes)


@pytest.mark.parametrize("output_format", FORMATS, ids=lambda each: each.name)
def test_every_format_renders_a_brief_and_has_a_media_type(output_format: OutputFormat) -> None:
    content = output_format.render(factories.brief())
    assert content == render(factories.brief(), output_format.name)
    assert isinstance(content, str) or output_format.name not in get_args(TextFormat)
    assert output_format.media_type.partition("/")[0] in {"application", "text"}


def test_the_formats_that_are_typed_as_text_are_in_the_table() -> None:
    assert set(get_args(TextFormat)) <= {output_format.name for output_format in FORMATS}


def test_a_renderer_may_return_bytes() -> None:
    row = OutputFormat("pdf", (".pdf",), "application/pdf", f"{__name__}:pdf_stub")
    assert row.render(factories.brief()) == pdf_stub(factories.brief())


def test_json_parses_back_to_an_equal_brief() -> None:
    brief = factories.brief()
    assert Brief.model_validate_json(render(brief, "json")) == brief


@pytest.mark.parametrize("output_format", ["md", "html", "terminal"])
def test_a_brief_with_only_a_headline_can_be_rendered(output_format: TextFormat) -> None:
    brief = factories.brief()
    bare = Brief(
        headline=brief.headline,
        article=brief.article.model_copy(
            update={"title": None, "url": None, "publisher": None, "authors": (), "published": None}
        ),
        coverage=brief.coverage,
        provenance=brief.provenance,
    )
    page = shown(render(bare, output_format))
    assert page.count("None found.") == 4
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


@pytest.mark.parametrize("output_format", ["md", "html", "terminal"])
def test_lone_surrogates_do_not_prevent_writing_a_page(output_format: TextFormat) -> None:
    brief = factories.brief()
    point = brief.headline.model_copy(update={"text": "half an emoji: \ud83d"})
    page = render(brief.model_copy(update={"headline": point}), output_format)
    assert page.encode()
    assert "half an emoji: \N{REPLACEMENT CHARACTER}" in page
