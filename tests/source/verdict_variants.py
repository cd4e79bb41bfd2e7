"""More pages whose verdict is known, written after the rules had been made for ``verdict_pages``.

They have other classes, wordings and structures; eight of them were wrong at first.
"""

from tests.source.verdict_pages import (
    CARDS,
    NEWS,
    SHORT,
    STORIES,
    TITLES,
    WALLS,
    Page,
    json_ld,
    page,
    paragraphs,
    story,
)

_TWO = "<button>A</button><button>B</button>"
_NOT_FREE = json_ld(isAccessibleForFree="false")
_ITALIAN_WALL = paragraphs(
    "Noi e i nostri 310 partner archiviamo informazioni su un dispositivo, come i cookie, e "
    "trattiamo dati personali per annunci personalizzati.",
    "Puoi accettare tutto oppure gestire le tue preferenze; alcuni partner si basano su un "
    "legittimo interesse e non chiedono il tuo consenso.",
)


def _behind(wall: str, *texts: str, code: str = "en", head: str = "") -> str:
    title = TITLES.get(code, "Ferry to Solholm sails again after repairs")
    text = paragraphs(*(texts or (SHORT[code],)))
    return page(f"<article>{text}</article>", wall, head=head, title=title, language=code)


_TEASERS = {
    "message to subscribers": _behind(
        '<div class="subscriber-only-message"><h3>Unlock this story</h3><a href="/s">Now</a></div>',
        *NEWS[:2],
        head=_NOT_FREE,
    ),
    "barrier": _behind(
        '<div class="o-barrier"><h2>Keep reading for 1 crown</h2><a href="/s">Offers</a></div>',
        *NEWS[:2],
    ),
    "German offer": _behind(
        '<section class="plus-paywall"><h2>Jetzt weiterlesen</h2><button>Los</button></section>',
        code="de",
    ),
    "French line": _behind("", SHORT["fr"], "Cet article est réservé à nos abonnés.", code="fr"),
    "Spanish wall": _behind(
        '<div class="muro"><p>Hazte suscriptor para leer el artículo completo</p><a href="/s">Sí'
        "</a></div>",
        code="es",
    ),
    "dialog": _behind(
        '<div role="dialog" class="tp-modal"><p>You have reached your limit of free articles.</p>'
        '<a href="/s">Subscribe</a></div>',
        *NEWS[:2],
    ),
    "cut off": _behind("", NEWS[0][:-20] + "…", head=json_ld(wordCount=700)),
    "locked part": _behind(
        '<div class="article__locked"><p>The rest is for members.</p><a href="/s">Join</a></div>',
        *NEWS[:4],
        head=_NOT_FREE,
    ),
}
_WALLS = {
    **{
        f"container {index}": page(
            f"<div {attributes}>{paragraphs(*WALLS[code][:2])}{_TWO}</div>",
            language=code,
            heading=False,
            title="The Solholm Courier",
        )
        for index, (attributes, code) in enumerate(
            (
                ('class="fc-consent-root"', "en"),
                ('id="qc-cmp2-container"', "de"),
                ('id="sp_message_container_99"', "fr"),
            )
        )
    },
    "Italian": page(f"<div>{_ITALIAN_WALL}{_TWO}</div>", language="it", heading=False),
    "Italian, marked": page(
        f'<div class="cookie-wall">{_ITALIAN_WALL}{_TWO}</div>', language="it", heading=False
    ),
    "title of the article": page(
        f"<div>{paragraphs(*WALLS['es'][:2])}{_TWO}</div>", title=TITLES["es"], language="es"
    ),
    "consent or pay": page(
        f'<div class="consent-layer"><h2>Mit Werbung weiterlesen</h2>{paragraphs(*WALLS["de"][:2])}'
        '<button>Zustimmen</button><p>Für 2,99 im Monat ohne Werbung lesen.</p><a href="/abo">Abo '
        "kaufen</a></div>",
        language="de",
        heading=False,
    ),
}
_ERRORS = {
    "whoops": (
        "Whoops!",
        (
            "We couldn’t find that page. It may have moved, or the address may be wrong. Here "
            "are some "
            "things to try: use the search, or write to us."
        ),
    ),
    "taken down": (
        "Error 410",
        (
            "The story that was here has been taken down. Try one of the sections of our site "
            "instead, "
            "or the search."
        ),
    ),
    "joke": (
        "Error",
        (
            "This page has gone fishing. The link is broken, or the page was removed. Go to the "
            "front "
            "page or use our search box to find what you want."
        ),
    ),
    "Italian": (
        "404 - Pagina non trovata",
        (
            "La pagina che cerchi potrebbe essere stata spostata o eliminata. Controlla "
            "l’indirizzo "
            "oppure torna alla pagina iniziale del nostro sito per ricominciare."
        ),
    ),
    "browser check": (
        "Attention Required!",
        (
            "Checking your browser before accessing solholm.example. This process is automatic. "
            "Your "
            "browser will redirect shortly."
        ),
    ),
    "500": (
        "500 Internal Server Error",
        (
            "Something went wrong on our side while we were building this page for you. Our "
            "people are "
            "working on it now, please come back soon."
        ),
    ),
}
_OTHERS = {
    "login without a password": page(
        "<form><p>Sign in with your company account to go on to the paper. We will send a code to "
        "your address, which is valid for ten minutes and can be used once.</p><input type=email>"
        "<button>Send</button></form>",
        title="Sign in",
    ),
    "list of headlines": page(
        "".join(
            f'<li><a href="/n/{n}">{line}</a> <span>3 hours ago</span></li>'
            for n, line in enumerate(CARDS)
        ),
        title="Latest",
    ),
    "excerpts": page(
        "".join(
            f'<div class="post"><h2><a href="/n/{n}">{line}</a></h2><p>{NEWS[n % 5]}</p>'
            f'<a href="/n/{n}">Read more</a></div>'
            for n, line in enumerate(CARDS)
        ),
        title="Category: harbour",
    ),
}
_FILM = (
    (
        "“Not Found” is the second film by Tove Brask, and her first in colour. A diver looks "
        "for a "
        "ring on the floor of Solholm sound and finds a bell, which rings each time somebody lies."
    ),
    "The actors are pupils of the town’s school. The film runs until Sunday at the Odeon.",
)
_ARTICLES = {
    "film with the title of an error": story(*_FILM, title="Not Found"),
    "the same, declared an article": story(*_FILM, title="Not Found", head=json_ld()),
    "pun about cookies": story(*STORIES["cookies"], title="That’s the way it crumbles"),
    "opinion in the words of a wall": story(
        "We and our partners in the harbour trade use cookies as a bribe: the bakers of Varde "
        "sweeten each contract with a tin.",
        "I have eaten my share, and I respect your privacy if you have, too. But a town that can "
        "be bought with butter should manage its choices better.",
        "The council must publish the list of gifts.",
        title="How butter biscuits run our harbour",
    ),
    "title of two words": story(*NEWS[:2], title="Ferry sails"),
    "no title": f"<html><body>{paragraphs(*NEWS)}</body></html>",
    "recipe": story(
        "Heat the oven to 200 degrees.",
        "Mix flour, butter and sugar, and let the dough rest for an hour.",
        "Bake the biscuits for twelve minutes and leave them on the tray until they are cold.",
        title="Butter biscuits from Varde",
    ),
    "questions and answers": story(
        "Q: Who may sail?",
        "A: Everyone with a ticket may sail on the ferry from Monday on, the company says.",
        "Q: What does it cost?",
        "A: A ticket costs 40 crowns, and half of that for pupils.",
        title="Ferry to Solholm: what you need to know",
    ),
    "passwords": story(
        "The most common password in Varde is “ferry”, the bank found when it tested 4,000 "
        "accounts.",
        "“We ask people to log in to continue only after they changed it,” said Nils Ekdahl.",
        title="“Ferry” is Varde’s worst password",
    ),
    "banner at the bottom": page(
        f"<article>{paragraphs(*NEWS[:2])}</article>",
        '<div class="cookie-banner" style="position:fixed;bottom:0"><p>We use cookies. You can '
        f"accept all or manage your preferences.</p>{_TWO}</div>",
    ),
    "class of a wall on the body": story(*NEWS[:3]).replace(
        "<body>", '<body class="has-paywall metered">'
    ),
    "hidden wall": _behind(
        '<div class="paywall" style="display:none"><p>Subscribe to continue reading</p>'
        '<a href="/s">Subscribe</a></div>',
        *NEWS[:2],
    ),
    "request for support": _behind(
        '<div class="support"><p>If you like our work, become a member.</p><a href="/s">Join</a>'
        "</div>",
        *NEWS[:2],
    ),
    "call to subscribe under one line": _behind(
        '<div class="cta"><p>Subscribe to our newsletter for more</p><a href="/s">Now</a></div>'
    ),
    "not free, whole": story(*NEWS, head=_NOT_FREE),
    "word count of the markup": story(*NEWS, head=json_ld(wordCount=310)),
    "class of a fading dialog": page(
        '<div class="modal fade"><p>Share</p><button>x</button></div>'
        f"<article>{paragraphs(*NEWS[:2])}</article>"
    ),
    "live blog with links": page(
        "".join(
            f'<div class="post"><time>1{n}:00</time><h2><a href="#p{n}">{CARDS[n]}</a></h2>'
            f"<p>{NEWS[n % 5]}</p></div>"
            for n in range(6)
        ),
        title="Storm over Solholm: live",
        head=json_ld().replace("NewsArticle", "LiveBlogPosting"),
    ),
    "links between paragraphs": page(
        "".join(
            f'<p>{text}</p><p><a href="/n/{n}">{CARDS[n]}</a></p>' for n, text in enumerate(NEWS)
        )
    ),
}
VARIANTS = [
    Page(name, kind, html)
    for kind, group in (
        ("ok", _ARTICLES), ("teaser", _TEASERS), ("consent_wall", _WALLS), ("not_article", _OTHERS),
    )
    for name, html in group.items()
] + [
    Page(name, "error_page", page(paragraphs(text), title=title))
    for name, (title, text) in _ERRORS.items()
]  # fmt: skip
