"""Pages whose verdict is known: articles, and pages that a reader would not call one.

Each page is made of a compact specification. Many articles have what walls and error pages have,
and many pages that are none have what articles have.
"""

import tomllib
from html import escape
from pathlib import Path
from typing import Any, NamedTuple


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_TEXTS = _read("verdict_texts.toml")
NEWS, SHORT, TITLES, CARDS = (_TEXTS[key] for key in ("news", "short", "titles", "cards"))
STORIES, WALLS, ERRORS = (_TEXTS[key] for key in ("stories", "walls", "errors"))
PROMPTS, MARKETING, LOGIN = (_TEXTS[key] for key in ("prompts", "marketing", "login"))
POLICY = [*_TEXTS["policy"], *MARKETING]


class Page(NamedTuple):
    """A page and what it is: "ok", or the kind of its verdict."""

    name: str
    kind: str
    html: str


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def json_ld(**fields: object) -> str:
    pairs = ", ".join(f'"{key}": {value}' for key, value in fields.items())
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", '
        f'"@type": "NewsArticle"{", " + pairs if pairs else ""}}}</script>'
    )


def page(
    *parts: str,
    title: str = "Ferry to Solholm sails again after repairs",
    head: str = "",
    language: str = "en",
    heading: bool = True,
) -> str:
    h1 = f"<h1>{title}</h1>" if heading else ""
    return (
        f'<!doctype html><html lang="{language}"><head><title>{title} | The Solholm Courier</title>'
        f'{head}</head><body><header><a href="/">The Solholm Courier</a> <a href="/login">Log in'
        f'</a></header><nav><a href="/news">News</a> <a href="/sport">Sport</a></nav><main>{h1}'
        f"{''.join(parts)}</main><footer>© The Solholm Courier. <a href='/c'>Cookie settings</a> "
        "<a href='/p'>Privacy policy</a></footer></body></html>"
    )


def story(*texts: str, **options: str) -> str:
    return page(f"<article>{paragraphs(*texts)}</article>", **options)  # type: ignore[arg-type]


def cards(teaser: str = "", tag: str = "div") -> str:
    return "".join(
        f'<{tag} class="card"><h3><a href="/n/{index}">{line}</a></h3>{teaser}</{tag}>'
        for index, line in enumerate(CARDS)
    )


def wall(language: str, *, attributes: str = 'class="cmp-container"') -> str:
    first, second, *buttons = WALLS[language]
    pressed = "".join(f"<button>{label}</button>" for label in buttons)
    return f"<div {attributes}>{paragraphs(first, second)}{pressed}</div>"


def prompt(text: str, *, attributes: str = "") -> str:
    return f'<div {attributes}><p>{text}</p><a href="/plans">→</a></div>'


def _articles() -> list[Page]:
    """Return articles; the names say what could mislead."""
    full = NEWS
    pages = {
        "plain": story(*full),
        "very short": story(SHORT["en"]),
        "one paragraph and a quotation": story(full[0], full[1]),
        "declared metered, whole": story(
            *full, head=json_ld(isAccessibleForFree='"False"', wordCount=180)
        ),
        "declared metered, the metered part shown": page(
            f'<article>{paragraphs(*full[:1])}<div class="paid">{paragraphs(*full[1:3])}</div>'
            "</article>",
            head=json_ld(
                isAccessibleForFree="false",
                hasPart='{"@type": "WebPageElement", "isAccessibleForFree": false, '
                '"cssSelector": ".paid"}',
            ),
        ),
        "declared word count counts characters": story(*full[:4], head=json_ld(wordCount=610)),
        "newsletter box": page(
            f"<article>{paragraphs(*full[:3])}</article>"
            '<form class="newsletter"><p>Subscribe to our newsletter</p><input type="email">'
            "<button>Sign up</button></form>"
        ),
        "log in to comment": page(
            f"<article>{paragraphs(*full[:3])}</article>"
            '<section class="comments"><p>Log in or register to comment.</p><form><input '
            'type="password"><button>Log in</button></form></section>'
        ),
        "login form in the header": story(*full[:3]).replace(
            "</header>", '<form><input name="u"><input type="password"></form></header>'
        ),
        "cards after it": page(
            f"<article>{paragraphs(*full[:3])}</article>"
            f"<section>{cards('<p>' + full[4] + '</p>')}</section>"
        ),
        "photo gallery with a story": page(
            "<article>"
            + paragraphs(*full[:3])
            + "".join(f"<figure><img src={n}.jpg><figcaption>Pier {n}</figcaption></figure>"
                      for n in range(9))
            + "</article>"
        ),
        "link round-up": page(
            "<article>"
            + "".join(f'<p>{text} <a href="/x/{n}">Read what the harbour board wrote</a>.</p>'
                      for n, text in enumerate(full[:4]))
            + "</article>"
        ),
        "hidden consent dialog": page(
            wall("en", attributes='style="display:none"'), f"<article>{paragraphs(*full[:3])}"
            "</article>"
        ),
        "script note": page(
            "<noscript>You need to enable JavaScript to run this app.</noscript>",
            f"<article>{paragraphs(*full[:2])}</article>",
        ),
        "read-more button": page(
            f'<article><div class="collapsible">{paragraphs(*full[:4])}</div>'
            "<button>Continue reading</button></article>"
        ),
        "promotion under it": page(
            f"<article>{paragraphs(*full[:4])}</article>",
            '<div class="promo"><p>Subscribe now to read our full archive, too.</p></div>',
        ),
        "live blog": page(
            "<article>"
            + "".join(f"<section><h2>{10 + n}:15 The ferry, part {n}</h2><p>{text}</p></section>"
                      for n, text in enumerate(full[:4]))
            + "</article>",
            head=json_ld().replace("NewsArticle", "LiveBlogPosting"),
            title="Live: the first ferry to Solholm",
        ),
        "press release": story(
            *full[:3], "About Solholm Ferries: the company runs nine ships in the sound.",
            "Contact: Tove Brask, press office, press@solholm.example",
            title="Solholm Ferries resumes service",
        ),
        "bare divs": page("".join(f"<div>{text}</div>" for text in full[:3])),
        **{f"about {topic}": story(*texts, title=TITLES[topic])
           for topic, texts in STORIES.items()},
        **{f"about {topic}, first lines": story(*texts[:2], title=TITLES[topic])
           for topic, texts in STORIES.items()},
        **{f"short, {code}": story(text, language=code, title=TITLES[code])
           for code, text in SHORT.items() if code != "en"},
        **{f"banner above it, {code}": page(
               f'<div class="notice">{paragraphs(*banner[:2])}<button>OK</button></div>',
               f"<article>{paragraphs(SHORT[code])}</article>",
               language=code, title=TITLES.get(code, "Ferry to Solholm sails again"))
           for code, banner in WALLS.items()},
        **{f"wall and the article below, {code}": page(
               wall(code), f"<article>{paragraphs(SHORT[code])}</article>",
               language=code, title=TITLES.get(code, "Ferry to Solholm sails again"))
           for code in WALLS},
    }  # fmt: skip
    return [Page(name, "ok", html) for name, html in pages.items()]


def _teasers() -> list[Page]:
    one, two = NEWS[:2]
    pages = {
        "declared": story(one, two, head=json_ld(isAccessibleForFree='"False"')),
        "declared, of many words": story(
            *NEWS[:5], head=json_ld(isAccessibleForFree="false", wordCount=1240)
        ),
        "word count alone": story(one, two, head=json_ld(wordCount=900)),
        "fade-out": page(
            f'<article>{paragraphs(one, two)}<div class="article-fade"></div></article>',
            prompt("Become a member for the whole story", attributes='class="paywall-box"'),
        ),
        "register": page(
            f"<article>{paragraphs(one)}</article>"
            '<div class="regwall"><p>Create a free account for the rest.</p><form><input '
            'type="email"><input type="password"><button>Go on</button></form></div>'
        ),
        "long": page(
            f"<article>{paragraphs(*NEWS[:5])}</article>",
            prompt("Subscribe to continue reading", attributes='class="paywall"'),
            head=json_ld(isAccessibleForFree="false"),
        ),
        **{
            f"prompt, {code}": page(
                f"<article>{paragraphs(SHORT[code])}</article>",
                prompt(text, attributes='id="subscription-wall"'),
                language=code,
                title=TITLES.get(code, "Ferry to Solholm sails again"),
            )
            for code, text in PROMPTS.items()
        },
        "prompt in the text": story(one, PROMPTS["en"]),
    }
    return [Page(f"teaser, {name}", "teaser", html) for name, html in pages.items()]


def _walls() -> list[Page]:
    pages = {
        **{
            code: page(wall(code), language=code, title="The Solholm Courier", heading=False)
            for code in WALLS
        },
        **{
            f"article hidden, {code}": page(
                wall(code, attributes='role="dialog"'),
                f'<article style="display:none">{paragraphs(SHORT[code])}</article>',
                language=code,
            )
            for code in ("en", "de", "ar")
        },
        "unmarked": page(wall("en", attributes=""), title="Before you continue"),
        "with its policy": page(
            f'<div id="consent-dialog">{wall("en", attributes="")}{paragraphs(*POLICY)}</div>'
        ),
    }
    return [Page(f"consent wall, {name}", "consent_wall", html) for name, html in pages.items()]


def _error_pages() -> list[Page]:
    pages = {
        **{code: page(paragraphs(text), language=code, title=title)
           for code, (title, text) in ERRORS.items()},
        "long": page(paragraphs(ERRORS["en"][1], *MARKETING), title="404 – Page not found"),
        "with other stories": page(
            paragraphs(ERRORS["en"][1]), cards(), title="Page not found"),
        "withdrawn": page(
            paragraphs("This article is no longer available. It may have been withdrawn by the "
                        "agency that wrote it, or its licence has ended. Our search finds others."),
            title="Sorry"),
        "robots": page(
            paragraphs("Please verify you are a human to go on."), title="Just a moment..."),
        "blocked": page(
            paragraphs("You don’t have permission to access this page on this server. "
                        "Reference number: 18.4a9f1302.1763. Write to us if that is wrong."),
            title="Access denied"),
        "maintenance": page(
            paragraphs("The site is being repaired and will be back within the hour. We thank you "
                        "for your patience, and are sorry for the trouble that this causes you."),
            title="503 Service unavailable"),
    }  # fmt: skip
    return [Page(f"error page, {name}", "error_page", html) for name, html in pages.items()]


def _other_pages() -> list[Page]:
    teaser = f"<p>{NEWS[3]}</p>"
    long_teaser = f"<p>{NEWS[0]} {NEWS[4]}</p>"
    pages = {
        "front page": page(cards(), title="News", heading=False),
        "front page with teasers": page(cards(teaser), title="News", heading=False),
        "section with long teasers": page(cards(long_teaser), title="Harbour news"),
        "author": page(
            paragraphs("Tove Brask has written about the sound and its ships since 2011."),
            cards(teaser, tag="li"), title="Tove Brask"),
        "search": page(
            paragraphs("8 results for “ferry”"), cards(teaser, tag="li"), title="Search"),
        "login": page(LOGIN, title="Log in"),
        "login with reasons": page(
            LOGIN, paragraphs(*MARKETING[:2]), title="Welcome back"),
        "one line": story("The ferry sails again."),
    }  # fmt: skip
    empty = {
        "app shell": "<html><head><title>App</title><script src=a.js></script></head><body>"
        "<div id=root></div></body></html>",
        "app shell with a note": "<html><body><noscript>You need to enable JavaScript to run this "
        "app.</noscript><div id=app></div><script src=a.js></script></body></html>",
        "app shell with a menu": page('<div id="__next"></div><script>load()</script>'),
        "gallery of captions": page(
            "".join(f"<figure><img src={n}.jpg><figcaption>The pier, view {n}</figcaption></figure>"
                    for n in range(12)), title="In pictures: the pier"),
        "video": page("<video src=a.mp4></video>", title="Watch: the first ferry"),
        "nothing": "<html><body><p> </p></body></html>",
    }  # fmt: skip
    return [
        *(Page(name, "not_article", html) for name, html in pages.items()),
        *(Page(name, "empty", html) for name, html in empty.items()),
    ]


PAGES = [*_articles(), *_teasers(), *_walls(), *_error_pages(), *_other_pages()]
UNSEEN = [Page(**one) for one in _read("verdict_unseen.toml")["pages"]]
