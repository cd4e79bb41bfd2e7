"""The posts of a live blog keep their times."""

import json
from datetime import UTC, datetime

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.analysis.live_posts import post_stamp
from briefer.assembly.extractive import extractive_sections
from briefer.schema.article import Article, Post
from tests.source.conftest import Load

OLD, NEW = "2024-03-02T21:10:00Z", "2024-03-03T00:30:00Z"
TITLE = "Storm Orla live: six missing as ferry founders"
NEW_TEXT = "Six people have died on the ferry Alma off Nordby, the police said. It sank yesterday."
OLD_TEXT = "Two people have died on the ferry Alma off Nordby, the hospital said. The wind rises."
WRAPPED = "<div class=post><h3>{head}</h3><time datetime={time}>{clock}</time><p>{text}</p></div>"
FLAT = "<h3><time datetime={time}>{clock}</time> {head}</h3><p>{text}</p>"
NO_TIMES = "<section><h3>{head}</h3><p>{text}</p></section>"


def page(template: str, *, oldest_first: bool = False) -> bytes:
    posts = [
        {"head": "Six dead", "time": NEW, "clock": "00:30", "text": NEW_TEXT},
        {"head": "Two dead", "time": OLD, "clock": "21:10", "text": OLD_TEXT},
    ]
    node = {
        "@type": "LiveBlogPosting",
        "headline": TITLE,
        "datePublished": "2024-03-02T16:00:00Z",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": post["head"], "datePublished": post["time"]}
            for post in posts
        ],
    }
    body = "".join(template.format(**post) for post in (reversed(posts) if oldest_first else posts))
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE}</title>"
        f'<script type="application/ld+json">{json.dumps(node)}</script></head>'
        f"<body><main><h1>{TITLE}</h1><div>{body}</div></main></body></html>"
    ).encode()


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("template", [WRAPPED, FLAT, NO_TIMES])
def test_each_post_begins_with_its_time_and_the_newest_comes_first(
    template: str, *, oldest_first: bool, load: Load
) -> None:
    article = load(page(template, oldest_first=oldest_first))
    assert [post.published for post in article.posts] == [
        datetime(2024, 3, 3, 0, 30, tzinfo=UTC),
        datetime(2024, 3, 2, 21, 10, tzinfo=UTC),
    ]
    starts = [article.text[post.start :].split("\n")[0] for post in article.posts]
    assert starts == ["00:30", "21:10"]


@pytest.mark.parametrize(
    ("clocks", "moments"),
    [
        (("01:05 Uhr", "00:30 Uhr", "21:10 Uhr"), ["03T01:05", "03T00:30", "02T21:10"]),
        (("9.05pm", "12.20pm", "7.40am"), ["03T21:05", "03T12:20", "03T07:40"]),
        (("7.40am", "12.20pm", "9.05pm"), ["03T21:05", "03T12:20", "03T07:40"]),  # oldest first
    ],
)
def test_posts_with_a_time_of_day_only_have_the_day_of_the_page(
    clocks: tuple[str, ...], moments: list[str], load: Load
) -> None:
    post = "<div class=entry><span class=time>{clock}</span><h3>Sea</h3><p>{text}</p></div>"
    texts = (NEW_TEXT, OLD_TEXT, "The ferry Alma left the port of Nordby at noon today.")
    posts = "".join(post.format(clock=c, text=t) for c, t in zip(clocks, texts, strict=True))
    article = load(
        f"<!doctype html><html lang=en><head><title>{TITLE}</title>"
        '<meta property="article:published_time" content="2024-03-03T01:00:00Z"></head>'
        f"<body><main><h1>{TITLE}</h1>{posts}</main></body></html>".encode()
    )
    assert [f"{one.published:%dT%H:%M}" for one in article.posts] == moments


def test_a_relative_time_counts_from_its_post_and_a_later_count_supersedes(load: Load) -> None:
    article = load(page(WRAPPED))
    analysis = analyze(article)
    values = {time.span.text_in(article.text): time.value for time in analysis.times}
    assert values["yesterday"] == "2024-03-02"
    assert values["21:10"] == "2024-03-02T21:10Z"
    [finding] = [one for one in analysis.uncertainty if len(one.sides) == 2]
    assert finding.kind == "superseded"
    assert (finding.params["first_time"], finding.params["second_time"]) == ("21:10", "00:30")


def test_an_article_with_times_is_not_a_live_blog() -> None:
    article = Article(text="The port closed at 21:10. It opened again at 23:00.")
    assert article.posts == ()
    assert article.post_at(3) is None


@pytest.mark.parametrize("title", ["Storm Orla : suivez notre direct", "Tormenta, minuto a minuto"])
def test_titles_of_live_blogs_are_known_in_other_languages(title: str, load: Load) -> None:
    html = page(WRAPPED).decode().replace(TITLE, title).replace("LiveBlogPosting", "NewsArticle")
    assert len(load(html.encode()).posts) == 2


HEADED = "<h3>{clock} {head}</h3><p>{text}</p>"
LABELLED = "<div><span class=ts>{clock}</span><p>{text}</p></div>"


@pytest.mark.parametrize("template", [HEADED, LABELLED])
@pytest.mark.parametrize(
    "clocks", [("21:10", "8:05"), ("9:10 p.m.", "8:05 a.m."), ("9.10pm", "8.05am")]
)
def test_times_at_the_head_of_a_post_need_no_markup(
    template: str, clocks: tuple[str, str], load: Load
) -> None:
    posts = zip(clocks, ("Six dead", "Two dead"), (NEW_TEXT, OLD_TEXT), strict=True)
    body = "".join(template.format(clock=c, head=h, text=t) for c, h, t in posts)
    article = load(
        f"<!doctype html><html lang=en><head><title>Storm Orla: live</title></head><body><main>"
        f"<h1>Storm Orla: live</h1><p>Published 3 March 2024</p>{body}</main></body>".encode()
    )
    moments = [post.published.isoformat() for post in article.posts]
    assert moments == ["2024-03-03T21:10:00", "2024-03-03T08:05:00"]


TEXT_BLOG = (
    f"{{title}}\n\nPublished 3 March 2024\n\n{{head}}21:10\n\n{NEW_TEXT}\n\n8:05 {OLD_TEXT}\n"
)


def test_a_text_can_be_a_live_blog(load: Load) -> None:
    article = load(TEXT_BLOG.format(title="Storm Orla live: ferry founders", head="").encode())
    assert [post.published.hour for post in article.posts] == [21, 8]
    assert article.text[article.posts[0].start :].startswith("21:10\n\nSix people")
    assert article.text[article.posts[1].start :].startswith("8:05\n\nTwo people")


def test_a_story_with_times_of_day_is_no_live_blog(load: Load) -> None:
    assert load(TEXT_BLOG.format(title="Storm Orla founders ferry", head="").encode()).posts == ()


def test_a_time_with_its_heading_stays_one_line_and_the_newest_post_leads(load: Load) -> None:
    text = (
        "Storm Orla live: ferry founders\n\nPublished 3 March 2024\n\n"
        f"8:05 Two dead\n\n{OLD_TEXT}\n\n21:10 Six dead\n\n{NEW_TEXT}\n"
    )
    article = load(text.encode())
    assert "\n\n21:10 Six dead\n\nSix people" in article.text
    times = [one.span.text_in(article.text) for one in analyze(article).times]
    assert {"8:05", "21:10"} <= set(times)
    sections = extractive_sections(article, analyze(article), "en")
    points = [one.text for one in (sections.headline, *sections.summary) if one]
    assert points[0].startswith("21:10: Six people")
    assert any(point.startswith("8:05: Two people") for point in points[1:])


def test_a_post_may_begin_with_capitals(load: Load) -> None:
    text = TEXT_BLOG.format(title="Storm Orla live: ferry founders", head="")
    text = text.replace("8:05 ", "8:05 UN envoy Ida Brook spoke. ").replace("21:10", "21:10 GMT")
    article = load(text.encode())
    posts = [article.text[post.start :].split("\n\n")[:2] for post in article.posts]
    assert [stamp for stamp, _ in posts] == ["21:10 GMT", "8:05"]
    assert posts[1][1].startswith("UN envoy Ida Brook spoke.")


def test_the_stamp_of_a_post_is_its_time_without_its_heading() -> None:
    text = "The quay is closed.\n\n14:20 GMT Water falls\nThe quay may open, Ida Brook said."
    post = Post(start=text.index("14:20"), published=datetime(2026, 3, 3, 14, 20, tzinfo=UTC))
    article = Article(text=text, posts=(post,))
    start = text.index("may open")
    stamp = post_stamp(Span(start, start + 8), article)
    assert stamp is not None
    assert stamp.text_in(text) == "14:20 GMT"
    assert post_stamp(Span(0, 8), article) is None


@pytest.mark.parametrize(
    "heads", [("## 21:10 – Six dead\n\n", "## 8:05\n\n"), ("**21:10** ", "**8:05** ")]
)
def test_the_posts_of_markdown_have_their_times(heads: tuple[str, str], load: Load) -> None:
    text = f"{heads[0]}{NEW_TEXT}\n\n{heads[1]}{OLD_TEXT}\n"
    article = load(f'---\ntitle: "{TITLE}"\ndate: 2024-03-03\n---\n\n{text}'.encode())
    assert [str(post.published) for post in article.posts] == [
        "2024-03-03 21:10:00",
        "2024-03-03 08:05:00",
    ]
    assert article.text[article.posts[1].start :].startswith("8:05\n\nTwo people")


def test_a_date_between_posts_is_the_day_of_those_below_it(load: Load) -> None:
    text = (
        f"Ferry Alma: the latest\n\nSunday, 3 March 2024\n\n21:10 {NEW_TEXT}\n\n"
        f"06:00 {NEW_TEXT}\n\nSaturday, 2 March 2024\n\n22:45 {OLD_TEXT}\n\n18:05 {OLD_TEXT}\n"
    )
    assert [str(post.published) for post in load(text.encode()).posts] == [
        "2024-03-03 21:10:00",
        "2024-03-03 06:00:00",
        "2024-03-02 22:45:00",
        "2024-03-02 18:05:00",
    ]


def test_the_head_of_a_post_may_stand_right_above_its_text(load: Load) -> None:
    text = (
        "Storm Orla live\n\n3 March 2024\n\n"
        f"21:10 Six dead\n{NEW_TEXT}\n\nPosted at 8:05 3 Mar\n{OLD_TEXT}\n"
    )
    article = load(text.encode())
    assert [post.published.hour for post in article.posts] == [21, 8]
    events = [event.span.text_in(article.text) for event in analyze(article).events]
    assert [event[:10] for event in events] == ["Six people", "Two people"]


def test_a_page_may_say_when_a_post_was_posted(load: Load) -> None:
    posted = '<section><span class="ts">Posted at {clock} 2 Mar</span><p>{text}</p></section>'
    node = f'"headline": "{TITLE}", "datePublished": "2024-03-02", "liveBlogUpdate": []'
    body = "".join(
        posted.format(clock=clock, text=text)
        for clock, text in (("21:10", NEW_TEXT), ("08:05", OLD_TEXT))
    )
    source = (
        f'<html lang=en><head><script type="application/ld+json">{{"@type": "LiveBlogPosting", '
        f"{node}}}</script></head><body><main><h1>{TITLE}</h1>{body}</main></body></html>"
    )
    article = load(source.encode())
    assert [str(post.published) for post in article.posts] == [
        "2024-03-02 21:10:00",
        "2024-03-02 08:05:00",
    ]


@pytest.mark.parametrize(
    ("clocks", "moments"),
    [
        (("20:50 2 Mar", "8:05 28 Feb 2024"), ["2024-03-02T20:50", "2024-02-28T08:05"]),
        (("8:05 29 février", "20:50 2 mars"), ["2024-02-29T08:05", "2024-03-02T20:50"]),
        (("0:20", "23:40 2 Mar", "22:15"), ["03T00:20", "02T23:40", "02T22:15"]),
        (("7:30 4 Mar", "23:15 31 Dec"), ["2024-03-04T07:30", "2023-12-31T23:15"]),
        (("9:30", "8:05 31 Feb"), ["03T09:30", "03T08:05"]),
    ],
)
def test_a_post_has_the_day_that_it_states(
    clocks: tuple[str, ...], moments: list[str], load: Load
) -> None:
    posts = "".join(f"{clock}\n\n{NEW_TEXT}\n\n" for clock in clocks)
    article = load(f"Storm Orla live\n\n3 March 2024\n\n{posts}".encode())
    for post, moment in zip(article.posts, moments, strict=True):
        assert f"{post.published:%Y-%m-%dT%H:%M}".endswith(moment)


def test_the_time_of_a_post_without_a_day_is_no_event() -> None:
    text = f"Posted at 21:10 2 Mar\n\n{NEW_TEXT}\n\n8:05\n\n{OLD_TEXT}"
    events = [event.span.text_in(text) for event in analyze(Article(text=text)).events]
    assert events[0].startswith("Six people")
    assert not any("8:05" in event for event in events)
