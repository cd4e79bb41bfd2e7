"""Texts and pages that repeat one pattern, as an attacker or a broken page would."""

from collections.abc import Callable, Mapping
from itertools import islice, product
from typing import NamedTuple


class Pattern(NamedTuple):
    """Words to repeat, and the language of the article."""

    words: str
    language: str = "en"


NEW_NAMES = tuple(map("".join, islice(product("VWXZ", *["abcdefghij"] * 4), 40_000)))

TEXTS: Mapping[str, Pattern] = {
    "a letter": Pattern("a"),
    "digits": Pattern("1"),
    "commas": Pattern(","),
    "short runs of commas": Pattern(f"{',' * 150} "),
    "quotation marks": Pattern("“a "),
    "single quotation marks": Pattern("‘a "),
    "quotations in one paragraph": Pattern("“a” "),
    "unclosed paragraphs of speech": Pattern("“We left the mill.\n\n"),
    "brackets": Pattern("("),
    "nested brackets": Pattern("(a [b "),
    "closed brackets": Pattern("(May. A) "),
    "line breaks": Pattern("a\n\n"),
    "one word": Pattern("word "),
    "letters": Pattern("a b "),
    "initials": Pattern("U.S. "),
    "a name": Pattern("Tom Lund "),
    "a list of names": Pattern("Tom, "),
    "names with and": Pattern("Tom and "),
    "towns": Pattern("in Leeds and Hull, "),
    "acronyms": Pattern("Ellery Harbour Board (EHB) "),
    "titles": Pattern("Mr. Lund "),
    "titles alone": Pattern("Mr. "),
    "offices": Pattern("the mayor of Westmere, Tom Lund, "),
    "he said": Pattern("he said "),
    "said and inverted": Pattern("It burnt, said Lund, "),
    "nested reports": Pattern("But he said that she said that "),
    "according to": Pattern("according to Lund "),
    "according to, in sentences": Pattern("It burnt, according to Lund. "),
    "denials": Pattern("Norrgate denied that "),
    "sentences with denials": Pattern("Lund said it was so. Norrgate denied that it was so.\n\n"),
    "denied it": Pattern("Lund said so. Norrgate denied it. "),
    "quotations": Pattern('"No," said Tom Lund. '),
    "questions": Pattern("Asked if it was safe, 70 percent of them said yes. "),
    "conditions": Pattern("if he says that "),
    "orders": Pattern("Please write that "),
    "pronouns": Pattern("He said it was so on Monday.\n\n"),
    "pronouns in one paragraph": Pattern("Lund met Reed. She told him it was so. "),
    "dates": Pattern("3 May 2026 "),
    "months": Pattern("May, "),
    "clock times": Pattern("at 9 a.m. "),
    "numbers": Pattern("12 "),
    "numbers with units": Pattern("12 dead, 14 km, "),
    "counts that differ": Pattern("Lund said 12 people died. Reed said 14 people died. "),
    "colon lines": Pattern("Lund: It burnt.\n"),
    "colons": Pattern("A: B "),
    "dashes": Pattern("mill — fire — "),
    "headings": Pattern("The Mill\n\n"),
    "Markdown": Pattern("# The Mill\n\n* it **burnt**\n\n"),
    "corrections": Pattern("Correction: “May” was wrong.\n"),
    "one sentence of news": Pattern(
        "and the mayor, who met Tom Lund of the Harbour Board on Tuesday, said 12 cranes burnt "
    ),
    "mixed": Pattern("“It burnt,” he said (on 3 May). Mr. Lund — 12 km away — denied it: no.\n"),
    "new words": Pattern(" ".join(f"w{number}x" for number in range(40_000)) + " "),
    "new bodies": Pattern(" ".join(f"The {name} Group said so." for name in NEW_NAMES) + " "),
    "no spaces": Pattern("消息"),
    "French": Pattern("« Non », a déclaré Tom Lund. ", "fr"),
    "French, reported": Pattern("Il a dit que ", "fr"),
    "German": Pattern("„Nein“, sagte Tom Lund. ", "de"),
    "German, new names": Pattern(
        " ".join(f"Ministerin {name} Lind sagte, es sei so." for name in NEW_NAMES) + " ", "de"
    ),
    "German names": Pattern("Tom Lund und ", "de"),
    "Spanish": Pattern("«No», dijo Tom Lund el 3 de mayo. ", "es"),
    "Chinese": Pattern("“不\uff0c”他说。消息\uff0c", "zh"),
    "Arabic": Pattern("قال توم: «لا». ", "ar"),
}
STORY = "".join(
    f"<p>Mayor Ingrid Okafor said on Tuesday that pier {number} of the harbour would stay closed "
    "until the inquiry had ended.</p>"
    for number in range(12)
)
PAGES: Mapping[str, Callable[[int], str]] = {
    "page: unclosed paragraphs": lambda n: "<p>word" * n,
    "page: links": lambda n: '<a href="/x">go on</a> ' * n,
    "page: attributes": lambda n: "<div " + " ".join(f'a{i}="1"' for i in range(n)) + ">x</div>",
    "page: coloured spans": lambda n: '<span style="color:#fff;background:#fff">x</span> ' * n,
    "page: nested elements": lambda n: "<div>" * n + "x",
    "page: style rules": lambda n: (
        "<style>" + "".join(f".c{i} {{color:red}}" for i in range(n)) + "</style>"
    ),
    "page: table rows": lambda n: "<table>" + "<tr><td>a<td>b" * n,
    "page: short paragraphs": lambda n: "<p>It burnt.</p>" * n,
    "page: headings": lambda n: "<h2>The mill</h2>" * n,
    "page: comments": lambda n: "<!-- a -->" * n,
}
_SAMPLE = 1_000  # repetitions, to know how long one is


def text_of(name: str, size: int) -> str:
    """Return a pattern, repeated up to a number of characters."""
    pattern = TEXTS[name].words
    return (pattern * (size // len(pattern) + 1))[:size].strip()


def page_of(name: str, size: int) -> str:
    """Return a page with a story and a pattern, repeated up to about a number of characters."""
    page = PAGES[name]
    repetitions = size * _SAMPLE // len(page(_SAMPLE))
    return f"<html><title>Pier closed</title><body><article>{STORY}{page(repetitions)}"
