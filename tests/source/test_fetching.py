import pytest

from briefer.errors import FetchError, NotAnArticleError
from tests.source import story
from tests.source.conftest import Open


@pytest.mark.parametrize("path", ["/story", "/story.txt", "/story.md"])
def test_a_served_story_is_the_same_text_in_every_format(
    path: str, site: str, opened: Open
) -> None:
    article = opened(site + path)
    assert (article.title, article.text, article.url) == (story.TITLE, story.TEXT, site + path)


def test_a_redirect_is_followed_and_its_target_is_the_address(site: str, opened: Open) -> None:
    assert opened(f"{site}/moved").url == f"{site}/story?from=moved"


def test_utf8_under_a_latin_label_keeps_its_characters(site: str, opened: Open) -> None:
    assert opened(f"{site}/latin").text == story.TEXT


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/circle", "circles"),
        ("/far", "more than 10 times"),
        ("/to-file", "is no web address"),
        ("/status/404", "does not exist"),
        ("/status/410", "does not exist"),
        ("/status/403", "refuses"),
        ("/status/451", "refuses"),
        ("/status/429", "wait"),
        ("/status/500", "failed"),
        ("/status/503", "failed"),
        ("/status/204", "without a page"),
        ("/damaged", "damaged"),
        ("/cut-off", "broke off"),
        ("/away", "there is no 'news.invalid'"),
    ],
)
def test_an_address_without_a_page_says_why(path: str, says: str, site: str, opened: Open) -> None:
    with pytest.raises(FetchError, match=says) as caught:
        opened(site + path)
    assert ": " in str(caught.value), "the message ends with what to do"


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_slow_server_is_not_waited_for(path: str, site: str, opened: Open) -> None:
    with pytest.raises(FetchError, match=r"within 0.2 seconds"):
        opened(site + path, fetch_timeout=0.2)


def test_a_private_address_is_refused_unless_allowed(site: str, opened: Open) -> None:
    with pytest.raises(FetchError, match="--allow-private"):
        opened(f"{site}/story", allow_private=False)


def test_offline_reaches_this_machine_and_nothing_else(site: str, opened: Open) -> None:
    assert opened(f"{site}/story", offline=True).title == story.TITLE
    for address in ("https://example.org/story", f"{site}/away"):
        with pytest.raises(FetchError, match="offline"):
            opened(address, offline=True)


def test_a_closed_port_and_a_wrong_protocol_are_told_apart(site: str, opened: Open) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        opened("http://127.0.0.1:1/")
    with pytest.raises(FetchError, match="trusted"):
        opened(site.replace("http://", "https://"))


@pytest.mark.parametrize("path", ["/huge", "/bomb"])
def test_a_huge_page_is_refused_packed_or_not(path: str, site: str, opened: Open) -> None:
    with pytest.raises(NotAnArticleError, match="1,000,000 bytes") as caught:
        opened(site + path, max_source_bytes=1_000_000)
    assert caught.value.verdict == "too_large"


@pytest.mark.parametrize(
    ("path", "verdict"), [("/photo", "binary"), ("/report", "binary"), ("/empty", "empty")]
)
def test_an_answer_that_is_no_page_is_refused(
    path: str, verdict: str, site: str, opened: Open
) -> None:
    with pytest.raises(NotAnArticleError) as caught:
        opened(site + path)
    assert caught.value.verdict == verdict


@pytest.mark.parametrize("address", ["ftp://example.org/a", "http://[::1", "http:///story"])
def test_what_is_no_web_address_is_refused(address: str, opened: Open) -> None:
    with pytest.raises(FetchError, match="no web address"):
        opened(address)
