from collections import Counter
from pathlib import Path

import pytest

from briefer.analysis.analyzer import analyze
from briefer.assembly.coverage import limitation_notes
from briefer.errors import VERDICT_KINDS, NotAnArticleError
from tests.source.conftest import Load
from tests.source.verdict_pages import NEWS, PAGES, UNSEEN, Page, page, paragraphs
from tests.source.verdict_variants import VARIANTS

_ALL = [*PAGES, *VARIANTS, *UNSEEN]
_KINDS = ("ok", "teaser", "consent_wall", "error_page", "not_article", "empty")
_DOCS = Path(__file__).parents[2] / "docs" / "extraction.md"


def _verdict(load: Load, one: Page) -> str:
    try:
        load(one.html.encode())
    except NotAnArticleError as error:
        return error.kind
    return "ok"


def _table(counts: Counter[tuple[str, str]]) -> str:
    """Return the confusion table as it stands in the documentation."""
    rows = [f"| page is ↓, verdict → | {' | '.join(_KINDS)} |", "|---" * (len(_KINDS) + 1) + "|"]
    rows += [
        f"| {kind} | {' | '.join(str(counts[kind, found]) for found in _KINDS)} |"
        for kind in _KINDS
    ]
    return "\n".join(rows)


def test_the_documented_confusion_table_is_true(load: Load) -> None:
    found = {(one.kind, one.name): _verdict(load, one) for one in _ALL}
    counts = Counter((kind, verdict) for (kind, _), verdict in found.items())
    wrong = {name: verdict for (kind, name), verdict in found.items() if kind != verdict}
    assert _table(counts) in _DOCS.read_text(encoding="utf-8"), f"{_table(counts)}\n{wrong}"
    refused = sum(kind == "ok" != verdict for (kind, _), verdict in found.items())
    missed = sum(kind != "ok" == verdict for (kind, _), verdict in found.items())
    assert refused <= missed, "an article is rather briefed with a bad page than refused"


def test_the_set_has_enough_pages_of_both_kinds() -> None:
    kinds = Counter(one.kind for one in _ALL)
    assert kinds["ok"] >= 60
    assert kinds.total() - kinds["ok"] >= 60


@pytest.mark.parametrize("one", [one for one in PAGES if "wall and the article" in one.name])
def test_the_words_of_a_wall_are_no_part_of_the_article_below_it(one: Page, load: Load) -> None:
    assert "842" not in load(one.html.encode()).text


def test_a_card_under_a_short_article_is_no_part_of_it(load: Load) -> None:
    one = next(one for one in PAGES if one.name == "cards after it")
    assert load(one.html.encode()).text == "\n\n".join(NEWS[:3])


@pytest.mark.parametrize(
    "one", [one for one in _ALL if one.kind == "teaser" and one.name != "no classes no ld"]
)
def test_a_forced_teaser_is_read_and_says_that_it_is_one(one: Page, load: Load) -> None:
    article = load(one.html.encode(), force=True)
    assert article.forced_verdict == "paywall"
    notes = limitation_notes(
        article, analyze(article), summary=(), language="en", read_by_model=False
    )
    assert "only the beginning" in notes[0]


@pytest.mark.parametrize("kind", ["consent_wall", "error_page", "not_article", "empty"])
def test_any_visible_text_can_be_forced(kind: str, load: Load) -> None:
    one = next(one for one in _ALL if one.kind == kind and one.name != "nothing")
    if kind == "empty":
        one = next(one for one in _ALL if one.name == "app shell with a menu")
    article = load(one.html.encode(), force=True)
    assert VERDICT_KINDS[article.forced_verdict or ""] == kind


def test_a_page_without_text_cannot_be_forced(load: Load) -> None:
    one = next(one for one in PAGES if one.name == "nothing")
    with pytest.raises(NotAnArticleError) as caught:
        load(one.html.encode(), force=True)
    assert "--force" not in str(caught.value)


def test_force_changes_nothing_about_an_article(load: Load) -> None:
    html = page(f"<article>{paragraphs(*NEWS)}</article>").encode()
    assert load(html, force=True) == load(html)


def test_a_forced_text_file_has_its_verdict(load: Load) -> None:
    text = f"{NEWS[0]}\n\nSign in to continue reading.".encode()
    with pytest.raises(NotAnArticleError, match="--force"):
        load(text)
    assert load(text, force=True).forced_verdict == "paywall"


@pytest.mark.parametrize(
    ("title", "body", "verdict"),
    [
        (
            "Ferries need no captcha",
            (
                "<p>“Verify that you are a human” is to vanish from the site of the ferries, "
                "said Oda Lund, who runs them. Travellers had complained for "
                "years.</p><p>Another way to keep programs out of the ferries’ site was found"
                " in May.</p>"
            ),
            "ok",
        ),
        (
            "Just a moment...",
            (
                "<h1>varn-post.test</h1><p>Verifying you are human. This may take a few "
                "seconds.</p><p>varn-post.test needs to review the security of your "
                "connection.</p>"
            ),
            "error_page",
        ),
        (
            "Varn Post",
            (
                "<form><h1>Before you continue to the Post</h1><p>We use cookies and data to "
                "measure how our pages are read and to show you what suits you.</p><p>If you "
                "reject all, we will not.</p><button>Yes</button></form>"
            ),
            "consent_wall",
        ),
        (
            "Varn closes its pool",
            (
                "<p>The pool in Varn closes in May, the council said, and will be sold by the"
                " end of the year to whoever pays most.</p><h3>This story is for "
                "members</h3><p>Become a member today.</p><ul><li>Unlimited "
                "reading</li><li>Fewer ads</li></ul>"
            ),
            "teaser",
        ),
    ],
)
def test_signs_of_walls_and_errors(title: str, body: str, verdict: str, load: Load) -> None:
    page = Page(verdict, title, f"<title>{title}</title><body><main>{body}</main></body>")
    assert _verdict(load, page) == verdict
