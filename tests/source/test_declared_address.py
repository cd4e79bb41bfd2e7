"""Which address of an article is believed, and which is only declared."""

import pytest

import briefer
from briefer import Brief, Settings, render
from tests.source import story
from tests.source.conftest import Load

_CANONICAL = '<link rel="canonical" href="{}">'


def _page(address: str) -> bytes:
    return story.page(head=_CANONICAL.format(address)).encode()


def _brief(address: str) -> Brief:
    return briefer.brief(_page(address), model="none", settings=Settings(cache=False))


def test_the_address_that_a_file_declares_is_marked_in_every_format() -> None:
    brief = _brief("https://famous.test/story")
    assert (brief.article.url, brief.article.url_declared) == ("https://famous.test/story", True)
    for format_name in ("terminal", "md", "html"):
        assert "not checked" in str(render(brief, format_name))


def test_front_matter_declares_an_address_too(load: Load) -> None:
    text = f"---\nurl: https://famous.test/story\n---\n{story.markdown()}"
    article = load(text.encode())
    assert (article.url, article.url_declared) == ("https://famous.test/story", True)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://[::1", "file:///etc/passwd", "no address", ""]
)
def test_what_is_no_web_address_is_not_recorded(address: str, load: Load) -> None:
    assert load(_page(address)).url is None


def test_credentials_of_a_declared_address_are_dropped(load: Load) -> None:
    assert load(_page("https://ann:S3cret@famous.test/story")).url == "https://famous.test/story"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:url" content="{}">',
        '<meta property="og:site_name" content="{}">',
        '<script type="application/ld+json">{{"@type":"Article","publisher":"{}"}}</script>',
    ],
)
def test_no_part_of_an_address_is_the_publisher(head: str, load: Load) -> None:
    for address in ("https://ann:S3cret@famous.test/story", "https://evil.test\\@famous.test/"):
        article = load(story.page(head=head.format(address)).encode())
        assert article.publisher in {None, "famous.test"}
        assert "S3cret" not in article.model_dump_json()


def test_an_article_never_has_credentials() -> None:
    article = briefer.Article(text="Words.", url="https://ann:S3cret@famous.test/story")
    assert article.url == "https://famous.test/story"


@pytest.mark.parametrize("path", ["/famous", "/famous.md", "/other-port"])
def test_a_fetched_page_has_the_address_that_it_was_fetched_from(
    path: str, site: str, load: Load
) -> None:
    article = load(f"{site}{path}")
    assert (article.url, article.url_declared) == (f"{site}{path}", False)
