import pytest

from briefer.errors import NotAnArticleError
from briefer.source.rejections import count_words
from tests.source import story
from tests.source.conftest import Load

_LEAD = story.PARAGRAPHS[0]
_NOT_FREE = (
    '<script type="application/ld+json">{"@context": "https://schema.org", '
    '"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
)
_HEADLINES = [
    "Ferry fares to rise in the new year",
    "Council votes for a second tunnel",
    "Why the old pier was never repaired",
    "Storm leaves a thousand homes in the dark",
    "Port workers call off their strike",
    "New school opens two years late",
    "Mayor says she will not stand again",
    "Fishermen warn of an empty season",
    "Hospital gets its long awaited wing",
    "City archive saved from the flood",
]
_TEASER = "The decision came after a long night of talks that ended only at dawn, sources said."


def _cards(teaser: str) -> str:
    return "".join(
        f'<div class="card"><h3><a href="/n/{number}">{words}</a></h3>{teaser}</div>'
        for number, words in enumerate(_HEADLINES)
    )


def _front_page(teaser: str) -> str:
    return (
        '<html lang="en"><head><title>The Port Alder Post</title></head><body><main>'
        f"{_cards(teaser)}</main></body></html>"
    )


_REJECTED = {
    "paywall, declared": ("paywall", story.page(_LEAD, _LEAD, head=_NOT_FREE)),
    "paywall, in words": (
        "paywall",
        story.page(_LEAD, after="<div class=wall>Subscribe to continue reading</div>"),
    ),
    "paywall, in French": (
        "paywall",
        story.page(
            "Le vieux pont du port est fermé depuis mardi, après la découverte de fissures dans "
            "deux de ses piles, a annoncé la ville dans un communiqué.",
            "Il vous reste 82.5% de cet article à lire. La suite est réservée aux abonnés.",
        ),
    ),
    "consent": (
        "consent",
        story.page(
            "We and our 842 partners store and access information on a device, such as cookies, "
            "and process personal data.",
            "You can accept all or manage your preferences. Some partners rely on legitimate "
            "interest and do not ask for your consent.",
            title="Before you continue to The Post",
        ),
    ),
    "soft 404": (
        "error_page",
        story.page(
            "The page you are looking for may have been moved, or it never was here. Try the "
            "search above, or go back to the front page of our site and start again there.",
            title="404 - Page not found | The Post",
        ),
    ),
    "captcha": (
        "error_page",
        story.page("Please verify you are a human to go on.", title="Just a moment..."),
    ),
    "script": (
        "needs_script",
        (
            "<html><body><noscript>You need to enable JavaScript to run this app.</noscript>"
            "<div id=root></div></body></html>"
        ),
    ),
    "headlines": ("listing", _front_page("")),
    "headlines with teasers": ("listing", _front_page(f"<p>{_TEASER}</p>")),
    "one line": ("too_short", story.page("Bridge closed on Tuesday, says city.")),
}


@pytest.mark.parametrize("name", _REJECTED)
def test_a_page_that_is_not_an_article_is_rejected_with_its_verdict(name: str, load: Load) -> None:
    verdict, page = _REJECTED[name]
    with pytest.raises(NotAnArticleError) as caught:
        load(page.encode())
    assert caught.value.verdict == verdict
    assert ": " in str(caught.value), "the message ends with what to do"


_LONG = tuple(paragraph for _ in range(4) for paragraph in story.PARAGRAPHS)
_ARTICLES = {
    "a brief of few words": story.page(_LEAD, story.PARAGRAPHS[1]),
    "a metered story shown in full": story.page(*_LONG, head=_NOT_FREE),
    "a long story with a subscription box": story.page(
        *_LONG, after="<div>Subscribe to continue reading</div>"
    ),
    "a story about cookies": story.page(
        *_LONG, "The site asked visitors to accept all cookies, or to manage their preferences."
    ),
    "a story about a page not found": story.page(title="404 Media wins the Alder prize"),
    "a story above cards": story.page(after=f"<section>{_cards(f'<p>{_TEASER}</p>')}</section>"),
    "a story in boxes above cards": story.page(after=_cards("")).replace(
        "<p>", '<div class="block"><p>'
    ),
}


@pytest.mark.parametrize("name", _ARTICLES)
def test_an_article_is_accepted(name: str, load: Load) -> None:
    text = load(_ARTICLES[name].encode()).text
    assert _LEAD in text
    assert _TEASER not in text


def test_a_pasted_teaser_is_recognised_without_the_page(load: Load) -> None:
    with pytest.raises(NotAnArticleError) as caught:
        load(f"{_LEAD}\n\nSign in to continue reading.".encode())
    assert caught.value.verdict == "paywall"


def test_words_are_counted_also_in_scripts_without_spaces() -> None:
    assert count_words("Two words, 3 really") == 4
    assert count_words("橋は火曜日から通行止めです") == 7
