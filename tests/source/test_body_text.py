"""What is between the paragraphs of a page: text of the article stays, furniture does not."""

import pytest

from tests.source import story
from tests.source.conftest import Load

_MORE = "Divers will look at the piers again before the spring tide."
_BEFORE = f"<p>{story.PARAGRAPHS[3][:17]}"


def _text_with(markup: str, load: Load, *, at_end: bool = False) -> str:
    page = story.page()
    place = "</article>" if at_end else _BEFORE
    assert place in page
    return load(page.replace(place, f"{markup}{place}").encode()).text


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{_MORE}</div>",
        f"<div><div>{_MORE}</div></div>",
        f"<section><p>{_MORE}</p></section>",
        f"<aside class=box><p>{_MORE}</p></aside>",
        f"{_MORE}",
        f"<!-- note -->{_MORE}",
        f"<br><br>{_MORE}<br>",
        f"<ul><li><span>{_MORE}</span></li></ul>",
        f"<table width=100%><tr><td>{_MORE}</td></tr></table>",
        f"<blockquote>{_MORE}</blockquote>",
    ],
)
def test_text_in_unusual_markup_is_kept(markup: str, load: Load) -> None:
    assert _text_with(markup, load).replace(f"\n\n{_MORE}\n\n", "\n\n", 1) == story.TEXT
    assert _MORE in _text_with(markup, load)
    assert _text_with(markup, load, at_end=True) == f"{story.TEXT}\n\n{_MORE}"


@pytest.mark.parametrize(
    "markup",
    [
        "<p><b>READ ALSO:</b> <a href=/1>Ferry fares to rise in spring</a></p>",
        "<p><a href=/1>Ferry fares to rise in spring</a></p>",
        "<p>Te puede interesar</p>",
        "<p>La suite après la publicité</p>",
        "<p>Anzeige</p>",
        "<div class=newsletter-box><p>The best of the week, each Friday.</p></div>",
        "<p>Sign up for our newsletter and never miss a story.</p>",
        "<figure><img src=a><figcaption>The pier in May. It is shut.</figcaption></figure>",
        "<div><img src=a><p>The old pier in May</p></div>",
        "<div>Advertisement</div>",
        "<div class=trending><p>Crab prices fall again. The market closed early.</p></div>",
        "<aside class=pullquote><p>That may take until the end of the month.</p></aside>",
        "<div>12 comments</div>",
        "<p>(Reporting by Nils Aker in Varn; editing by Oda Lund)</p>",
        "<p>Copyright 2026 The Post. All rights reserved.</p>",
    ],
)
def test_furniture_is_left_out(markup: str, load: Load) -> None:
    assert _text_with(markup, load) == story.TEXT
    assert _text_with(markup, load, at_end=True) == story.TEXT


def test_a_paragraph_about_a_reporter_is_left_out_at_the_end(load: Load) -> None:
    box = "<p>Oda Lund is a reporter who covers the coast.</p>"
    assert _text_with(box, load, at_end=True) == story.TEXT
    assert "Oda Lund" in _text_with(box, load), "elsewhere it may be news"


def test_a_caption_in_a_paragraph_is_cut_out(load: Load) -> None:
    markup = f"<p><span class=caption>The pier in May</span>{_MORE}</p>"
    assert f"\n\n{_MORE}\n\n" in _text_with(markup, load)


def test_a_body_in_two_parts_is_whole(load: Load) -> None:
    page = story.page().replace("<article>", "<article><div class=body>")
    page = page.replace(_BEFORE, f"</div><div class=ad>Offer</div><div class=body>{_BEFORE}")
    assert load(page.encode()).text == story.TEXT


def test_a_cell_of_a_table_has_the_head_of_its_column(load: Load) -> None:
    table = "<table><tr><th>Pier</th><th>Cracks</th></tr><tr><td>North</td><td>7</td></tr></table>"
    assert "\n\nPier: North; Cracks: 7\n\n" in _text_with(table, load)


def test_a_body_without_spaces_is_not_taken_for_something_beside_it(load: Load) -> None:
    words = ["乌石渡口将停航至明年四月。" * 4, "村里已经一周没有医生。" * 4, "蔬菜运不出去。" * 6]
    body = "".join(f"<p>{line}</p>" for line in words)
    page = (
        "<!doctype html><html lang=zh><head><title>渡口停航</title></head><body>"
        f'<div class="main-rail"><h1>渡口停航至四月</h1><article>{body}</article></div>'
        "<nav>Home Region Sport Sea Land Air Rail Road Town Law Art Film</nav></body>"
    )
    assert load(page.encode()).text == "\n\n".join(words)


@pytest.mark.parametrize(
    "box",
    [
        "<blockquote><p>“{words}”</p><footer>Kaja Dahl, diver</footer></blockquote>",
        "<blockquote><p>“{words}” <cite>Kaja Dahl, diver</cite></p></blockquote>",
        (
            "<figure class=quote><blockquote>“{words}”</blockquote><figcaption>— Kaja Dahl, diver"
            "</figcaption></figure>"
        ),
    ],
)
def test_a_quotation_in_a_box_keeps_who_is_quoted(box: str, load: Load) -> None:
    assert f"“{_MORE}” — Kaja Dahl, diver" in _text_with(box.format(words=_MORE), load)


def test_the_mark_of_a_footnote_is_left_out_and_a_power_stays(load: Load) -> None:
    marked = f"<p>{_MORE}<sup>1</sup></p><p>The quay has 40 m<sup>2</sup> of cracks.</p>"
    text = _text_with(marked, load)
    assert f"{_MORE}\n\n" in text
    assert "40 m2 of cracks" in text


@pytest.mark.parametrize("label", ["Zur Startseite", "Artikel teilen Merken Drucken", "(nda/ak)"])
def test_buttons_above_and_below_the_story_are_left_out(label: str, load: Load) -> None:
    button = f"<p>{label}</p>"
    page = story.page().replace("</article>", f"{button}</article>")
    assert load(page.replace("</h1>", f"</h1>{button}").encode()).text == story.TEXT


def test_a_sentence_without_a_full_stop_between_two_stays(load: Load) -> None:
    assert "\n\nNobody was hurt\n\n" in _text_with("<p>Nobody was hurt</p>", load)


def test_a_short_item_before_a_longer_one_ends_the_story(load: Load) -> None:
    items = "<ul><li>Buses run at noon.</li><li>Each bus has room for forty people.</li></ul>"
    text = _text_with(items, load, at_end=True)
    assert text.endswith("\n\nBuses run at noon.\n\nEach bus has room for forty people.")


def test_a_box_between_the_headline_and_the_body_is_kept(load: Load) -> None:
    lead = "The bridge over the Alder was shut on Friday, and nobody knows for how long."
    body = "".join(f"<p>{line}</p>" for line in story.PARAGRAPHS)
    page = (
        f"<html lang=en><head><title>{story.TITLE}</title></head><body><div><h1>{story.TITLE}</h1>"
        f"<div class=intro>{lead}</div><div class=text>{body}</div></div></body></html>"
    )
    assert load(page.encode()).text.startswith(f"{lead}\n\n")
