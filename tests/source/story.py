"""One story in three formats: plain text, Markdown and HTML."""

from html import escape

TITLE = "Harbour bridge closed after storm damage"
PARAGRAPHS = (
    (
        "PORT ALDER — The old harbour bridge was closed to all traffic on Tuesday after inspectors "
        "found cracks in two of its piers, the city’s transport office said."
    ),
    (
        "“We will not reopen it until every pier has been checked,” said Maren Holt, who heads the "
        "office. “That may take until the end of the month.”"
    ),
    "About 14\u00a0000 vehicles cross the bridge each day, according to a count made in 2023.",
    (
        "A harbour official, who asked not to be named because the inquiry is open, said that "
        "the damage was older than last week’s storm – and had been reported twice."
    ),
    (
        "Buses will run over the northern tunnel from Wednesday, and the ferry will sail every "
        "twenty minutes in place of every forty."
    ),
)
TEXT = "\n\n".join(PARAGRAPHS).replace("\u00a0", " ")


def plain() -> str:
    return "\n\n".join((TITLE, *PARAGRAPHS)) + "\n"


def markdown() -> str:
    return "\n\n".join((f"# {TITLE}", *PARAGRAPHS)) + "\n"


def page(*paragraphs: str, head: str = "", title: str = TITLE, after: str = "") -> str:
    """Return a page with a menu, the paragraphs (by default those of the story) and a footer."""
    body = "\n".join(f"<p>{escape(words, quote=False)}</p>" for words in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        '</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main>{after}"
        "<footer>© The Port Alder Post. All rights reserved.</footer></body></html>"
    )
