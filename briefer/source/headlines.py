"""Choose the headline of a page among the titles that it declares and the headings that it shows.

For example, "Bridge closed - and who pays | World | The Post" becomes "Bridge closed - and who
pays", if the outlet is "The Post"; a heading "The Post", "News" or "6 May 2026" is no headline.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.outlets import fold_outlet, is_masthead
from briefer.source.page_furniture import class_words
from briefer.source.rejections import count_words
from briefer.source.visible_words import VisibleWords, adds_denial, facts_of, say_the_same
from briefer.text.agencies import AGENCY
from briefer.text.datelines import find_dateline, is_desk_note

_SEPARATOR: Final = re.compile(r"\s+(?:[-–—|·•»]|::)\s+|\s*[|»]\s*")  # not a hyphen in a word
_SEPARATOR_OR_COLON: Final = re.compile(rf"{_SEPARATOR.pattern}|:\s+")
_BEGINNING: Final = re.compile(
    r"\W*(?i:breaking(?: news)?|live(?: updates?| blog)?|just in|news(?: alert)?|alert|developing"
    r"|urgent|update(?:d|s)?(?: \d+)?|exclusive|top story|(?:press|news|media) release"
    r"|(?:presse|medien)mitteilung|communiqué(?: de presse)?|nota de prensa|comunicato stampa)"
    r"\s*(?:[:|–—]|-+\s|\d-)\s*"
    r"|\W*(?:BREAKING(?: NEWS)?|JUST IN|UPDATE \d+[-:])\s+"
    r"|\((?:\d?(?:ST|ND|RD|TH)? ?(?:LEAD|LD)|URGENT|UPDATE \d*|CORRECTED)\)\s*"
    rf"|\(?{AGENCY}\)\s*(?:[-–—:]\s*)?|{AGENCY}\s+[-–—|]+\s+"
)
_END: Final = re.compile(rf"\s*\({AGENCY}\)$|\s+\|\s+{AGENCY}$")
_LABEL: Final = re.compile(
    r"(?:breaking(?: news)?|live(?: updates?| blog)?|just in|news|latest(?: news)?|home(?: ?page)?"
    r"|article|story|world|politics|business|sports?|opinion|local(?: news)?|menu|search|share"
    r"|advertisement|top stor(?:y|ies)|untitled|untitled document|index|urgent|flash|exclusive"
    r"|(?:for immediate|press|news|media) release|(?:presse|medien)mitteilung|nota de prensa"
    r"|communiqué(?: de presse)?|comunicato stampa|comunicado(?: de prensa)?|persbericht)\W*",
    re.IGNORECASE,
)
_HOME: Final = re.compile(r"home(?: ?page)?|start(?:seite)?|accueil|inicio|index", re.IGNORECASE)
_WORD_OF_DATE: Final = re.compile(
    r"\d+(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|okt|nov|dec|dez)[^\W\d]{0,6}|may|mai"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d+[ap]m|[ap]m|[ap]|m|at|on|of|um|uhr|gmt|utc|e[ds]t"
    r"|b?[cs]t|c?est|published|updated|posted|last|modified",
    re.IGNORECASE,
)
# Words in the class of what stands above a headline within its heading.
_KICKERS: Final = frozenset(
    """kicker eyebrow overline overhead topline toptitle flag badge label category section rubrik
    rubrique dachzeile surtitle surtitre antetitulo occhiello supratitle""".split()
)
_BOXES: Final = frozenset({"br", "div", "p", "small", "span"})
_AROUND: Final = frozenset({"nav", "footer", "aside", "figure", "form"})
_MAX_WORDS_OF_SECTION: Final = 3
_MIN_WORDS: Final = 2
_MIN_SHARED: Final = 1 / 3
_MIN_SHARED_IF_OTHER: Final = 1 / 2  # of a heading that takes the place of another title
_MIN_FACTS: Final = 3
_MIN_SHARE_OF_TITLE: Final = 2 / 3
_SENTENCE_END: Final = re.compile(r"[.!?…。\uff01\uff1f؟।:;,][\"'”’»)\]]*$")
_MAX_TITLE_WORDS: Final = 25
_MAX_QUESTION_WORDS: Final = 12
_MAX_HEADINGS: Final = 50
_MAX_CHARACTERS: Final = 300
_MIN_CHARACTERS_OF_TEXT: Final = 12


def clean_headline(title: str, outlets: Iterable[str] = ()) -> str:
    """Return a title without the name of the outlet, an agency's tag, and a label such as "LIVE:".

    Args:
        title: the title.
        outlets: the names that the outlet of the page goes by.
    """
    title = _without_outlet(
        one_line(title[:_MAX_CHARACTERS]), {fold_outlet(name) for name in outlets} - {""}
    )
    before = ""
    while before != title:
        before = title
        title = _END.sub("", title)
        if (match := _BEGINNING.match(title)) and title[match.end() :].strip():
            title = title[match.end() :]
    return title.strip()


class Headline(NamedTuple):
    """The headline of a page.

    Attributes:
        text: the headline; None if the page shows none and supports none that it declares.
        repeated: all titles and headings that repeat it.
        is_overruled: whether the page declares a headline with facts that it does not show.
    """

    text: str | None
    repeated: frozenset[str]
    is_overruled: bool


def choose_headline(
    tree: HtmlElement,
    titles: Sequence[str],
    *,
    outlets: Iterable[str],
    text: str,
    visible: VisibleWords,
) -> Headline:
    """Return the headline of a page.

    A heading above the text that agrees with a declared title is the headline. Without one, the
    first of ``titles`` is used whose names, numbers and other words the page shows, and then a
    heading whose words the text contains.

    Args:
        tree: the page.
        titles: the titles that the page declares: the headline of its metadata first, which may be
            empty, then others.
        outlets: the names that the outlet of the page goes by.
        text: the first paragraph of the article.
        visible: the words that the page shows.
    """
    headings = list(_headings(tree, text))
    page_titled = one_line((tree.findtext(".//title") or "")[:_MAX_CHARACTERS])
    outlets = {*outlets, *_outlet_of_home(page_titled), *_outlet_above(page_titled, headings)}
    names = {fold_outlet(name) for name in outlets}
    page_title = clean_headline(page_titled, outlets)
    declared = [clean_headline(title, outlets) for title in titles]
    shown = [clean_headline(heading, outlets) for heading in headings]
    good = [title for title in (*declared, page_title) if _is_headline(title, names)]
    above = [heading for heading in shown if _is_headline(heading, names)]
    agreeing = [heading for heading in above if max(_agreement(heading, good)) >= _MIN_SHARED]
    agreeing.sort(key=lambda heading: max(_agreement(heading, good)), reverse=True)
    true = [title for title in (*declared, page_title) if title and visible.bear_out(title)]
    first = declared[:1] if declared[0] in true else []
    # A browser shows the title, too, so that it may have a word that the text has not.
    last = [page_title] if visible.share(page_title) >= _MIN_SHARE_OF_TITLE else []
    ranked = [*first, *agreeing, *true, *above, *last]
    no_headlines = [title for title in true if fold_outlet(title) not in names]
    chosen = next(
        (title for title in ranked if title in {*good, *above}), next(iter(no_headlines), None)
    )
    if chosen is not None:
        core = _core(chosen, [*above, *good] if chosen not in first else [])
        core = core or _core_between(chosen, visible.lines)
        chosen = _visible(chosen, [*agreeing, *above], text) or core or chosen
    claim = next((title for title in declared if title in good), None)
    return Headline(
        chosen,
        frozenset({*titles, *declared, page_title, *agreeing, chosen or ""}),
        is_overruled=claim is not None
        and claim != chosen
        and (claim not in true or adds_denial(claim, chosen or "")),
    )


def _outlet_of_home(title: str) -> Iterator[str]:
    """Yield "Valley Voice" of "Home - Valley Voice": such a title has no headline."""
    first, *rest = _SEPARATOR.split(one_line(title))
    if _HOME.fullmatch(first) and len(rest) == 1:
        yield rest[0]


def _outlet_above(title: str, headings: Sequence[str]) -> Iterator[str]:
    """Yield "The Echo" of "Bridge closed - The Echo", if both are headings and it is the first."""
    for separator in _SEPARATOR.finditer(title):
        parts = title[: separator.start()], title[separator.end() :]
        if all(part in headings for part in parts):
            yield min(parts, key=headings.index)


def _visible(title: str, headings: Sequence[str], text: str) -> str | None:
    """Return the heading that is the headline of ``text``, if it says other than ``title``."""
    for heading in headings:
        is_beginning = heading.startswith(title.rstrip(" .…"))
        is_agreeing = max(_agreement(heading, [title])) >= _MIN_SHARED_IF_OTHER
        if is_beginning or is_agreeing or _is_borne_out(heading, text):
            return None if say_the_same(title, heading) else heading
    return None


def _is_borne_out(heading: str, text: str) -> bool:
    """Return True if the lead has enough of a heading: then it is the headline, and no label."""
    is_long = len(facts_of(heading)) >= _MIN_FACTS
    return is_long and VisibleWords([text]).share(heading) >= _MIN_SHARED_IF_OTHER


def _core(title: str, others: Sequence[str]) -> str | None:
    """Return the one of ``others`` that ``title`` has next to an outlet or section nobody names."""
    separators = list(_SEPARATOR_OR_COLON.finditer(title))
    ends = {title[separator.end() :] for separator in separators}
    beginnings = {title[: s.start()] for s in separators if not s[0].startswith(":")}
    return next((other for other in others if other in ends | beginnings), None)


def _core_between(title: str, lines: Collection[str]) -> str | None:
    """Return "Bridge closed" of "The Echo: Bridge closed", if the page has both in lines apart."""
    for separator in _SEPARATOR_OR_COLON.finditer(title):
        parts = title[: separator.start()], title[separator.end() :]
        if all(part in lines for part in parts):
            return max(parts, key=len)
    return None


def _without_outlet(title: str, names: set[str]) -> str:
    """Return ``title`` without the outlet at its end or beginning, and without its section."""
    if fold_outlet(title) in names:
        return title
    separators = list(_SEPARATOR.finditer(title))
    for separator, following in zip_longest(separators, separators[1:]):
        rest = title[separator.end() :]
        part = title[separator.end() : following.start() if following else None]
        if names & {fold_outlet(rest), fold_outlet(part)}:
            return _without_section(title[: separator.start()], min_words=1)
    for separator in _SEPARATOR_OR_COLON.finditer(title):
        if fold_outlet(title[: separator.start()]) in names:
            return title[separator.end() :]
    return _without_section(title, min_words=_MAX_WORDS_OF_SECTION)


def _without_section(title: str, *, min_words: int) -> str:
    """Return ``title`` without short parts after a bar: "Bridge closed | World"."""
    first, _, rest = title.partition("|")
    is_section = all(len(part.split()) <= _MAX_WORDS_OF_SECTION for part in rest.split("|"))
    return first.strip() if is_section and len(first.split()) >= min_words else title


def is_label(title: str) -> bool:
    """Return True if a line is the name of a section or a date, and not a headline."""
    is_date = all(map(_WORD_OF_DATE.fullmatch, re.findall(r"\w+", title)))
    return bool(_LABEL.fullmatch(title)) or is_date


def looks_like_title(line: str) -> bool:
    """Return True if a line above a text is short and does not end like a sentence."""
    dateline = find_dateline(f"{line}.")
    if is_desk_note(line) or (dateline is not None and dateline.day is not None):
        return False  # "LISBON, 3 Nov (Lusa) -- (Eds: adds quotes)"
    words = len(line.split())
    is_question = words <= _MAX_QUESTION_WORDS and re.fullmatch(r"[^.!?;]+\?[”\"’]?", line)
    return words <= _MAX_TITLE_WORDS and (bool(is_question) or not _SENTENCE_END.search(line))


def _is_headline(title: str, names: set[str]) -> bool:
    return (
        count_words(title) >= _MIN_WORDS and fold_outlet(title) not in names and not is_label(title)
    )


def _agreement(heading: str, titles: Iterable[str]) -> Iterator[float]:
    """Yield for each title the share of the words that it and ``heading`` have in common."""
    ours = set(re.findall(r"\w+", heading.casefold()))
    yield 0.0
    for title in titles:
        theirs = set(re.findall(r"\w+", title.casefold()))
        yield len(ours & theirs) / max(len(ours), len(theirs), 1)


def _headings(tree: HtmlElement, text: str) -> Iterator[str]:
    """Yield the headings above the text, without mastheads."""
    found = 0
    for element in tree.iter(etree.Element):
        start = one_line(element.text or "")
        if len(start) >= _MIN_CHARACTERS_OF_TEXT and text.startswith(start):
            return
        if _is_heading(element) and found < _MAX_HEADINGS:
            found += 1
            yield _text_of(element)


def _text_of(heading: HtmlElement) -> str:
    """Return the text of a heading without a kicker in it; its boxes are words of their own."""
    return one_line("".join(_words_of(heading))) or one_line(heading.text_content())


def _words_of(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        if _KICKERS.isdisjoint(class_words(child)):
            yield from _words_of(child)
        yield child.tail or (" " if child.tag in _BOXES else "")


def _is_heading(element: HtmlElement) -> bool:
    is_marked = element.tag in {"h1", "h2"} or (
        element.get("itemprop") == "headline"
        or (element.tag in {"div", "p", "h3"} and "headline" in element.get("class", "").split())
    )
    return (
        is_marked
        and element.tag not in {"meta", "article", "body"}
        and not any(ancestor.tag in _AROUND for ancestor in element.iterancestors())
        and not is_masthead(element)
    )
