import pytest

from briefer.errors import FetchError, NotAnArticleError
from tests.source import story
from tests.source.conftest import Load


@pytest.mark.parametrize("path", ["/story", "/story.txt", "/story.md"])
def test_a_fetched_story_has_the_same_text_in_every_format(
    path: str, site: str, load: Load
) -> None:
    article = load(site + path)
    assert (article.title, article.text, article.url) == (story.TITLE, story.TEXT, site + path)


def test_a_redirect_is_followed_and_the_url_is_its_target(site: str, load: Load) -> None:
    assert load(f"{site}/moved").url == f"{site}/story?from=moved"


def test_utf_8_with_a_wrong_latin_1_label_is_decoded_as_utf_8(site: str, load: Load) -> None:
    assert load(f"{site}/latin").text == story.TEXT


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/circle", "circles"),
        ("/far", "more than 10 times"),
        ("/to-file", "is not a web address"),
        ("/status/404", "does not exist"),
        ("/status/410", "does not exist"),
        ("/status/403", "does not allow access"),
        ("/status/451", "does not allow access"),
        ("/status/429", "wait"),
        ("/status/500", "failed"),
        ("/status/503", "failed"),
        ("/status/204", "did not return a page"),
        ("/damaged", "damaged"),
        ("/cut-off", "was lost"),
        ("/away", "there is no host 'news.invalid'"),
    ],
)
def test_the_error_for_an_address_without_a_page_says_why(
    path: str, message: str, site: str, load: Load
) -> None:
    with pytest.raises(FetchError, match=message) as caught:
        load(site + path)
    assert ": " in str(caught.value), "the message ends with what to do"


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_a_slow_server_is_given_up_at_the_deadline(path: str, site: str, load: Load) -> None:
    with pytest.raises(FetchError, match=r"within 0.2 seconds"):
        load(site + path, fetch_timeout=0.2)


def test_a_private_address_is_rejected_unless_allowed(site: str, load: Load) -> None:
    with pytest.raises(FetchError, match="--allow-private"):
        load(f"{site}/story", allow_private=False)


def test_offline_allows_only_addresses_on_this_machine(site: str, load: Load) -> None:
    assert load(f"{site}/story", offline=True).title == story.TITLE
    for address in ("https://example.org/story", f"{site}/away"):
        with pytest.raises(FetchError, match="offline"):
            load(address, offline=True)


def test_a_closed_port_and_a_wrong_protocol_have_different_errors(site: str, load: Load) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        load("http://127.0.0.1:1/")
    with pytest.raises(FetchError, match="is not secure"):
        load(site.replace("http://", "https://"))


@pytest.mark.parametrize("path", ["/huge", "/bomb"])
def test_a_huge_page_is_rejected_compressed_or_not(path: str, site: str, load: Load) -> None:
    with pytest.raises(NotAnArticleError, match="1,000,000 bytes") as caught:
        load(site + path, max_source_bytes=1_000_000)
    assert caught.value.verdict == "too_large"


@pytest.mark.parametrize(
    ("path", "verdict"), [("/photo", "binary"), ("/report", "damaged"), ("/empty", "empty")]
)
def test_a_response_that_is_not_a_page_is_rejected(
    path: str, verdict: str, site: str, load: Load
) -> None:
    with pytest.raises(NotAnArticleError) as caught:
        load(site + path)
    assert caught.value.verdict == verdict


@pytest.mark.parametrize("address", ["ftp://example.org/a", "http://[::1", "http:///story"])
def test_a_malformed_web_address_is_rejected(address: str, load: Load) -> None:
    with pytest.raises(FetchError, match="is not a web address"):
        load(address)
