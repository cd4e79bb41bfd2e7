"""Find when an article was published: as the page declares, or as its text states.

"Published: 04/05/2026" under the headline counts; a date in the story is the date of an event.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final, Literal, NamedTuple

from lxml.etree import strip_tags
from lxml.html import HtmlElement, tostring

from briefer.source.decoding import one_line
from briefer.source.page_blocks import HEADING_TAGS
from briefer.source.page_furniture import class_words
from briefer.source.rejections import count_words
from briefer.text.datelines import find_dateline
from briefer.text.numeric_dates import NUMERIC_DATE, DateOrder, date_order, read_date
from briefer.text.stamps import day_of, stamps_in, stated_days

_AFTER_HEADLINE: Final = 12  # short lines of a page after its headline that may be stamps
_LONGEST_STAMP: Final = 160  # characters
_WORDS_OF_SENTENCE: Final = 7  # a line with a date and more words than these is a sentence
_BLOCKS: Final = ("p", "div", "span", "time", "li", "header", "small", "section", "address")
_INLINE: Final = frozenset({"small", "span", "time"})
_WORD: Final = re.compile(r"\w")
_DATE_WORDS: Final = frozenset("date datetime time timestamp published posted updated".split())
_TOLD_TIME: Final = "told-time"  # what an element within a sentence is called until it goes
_AROUND: Final = frozenset({"aside", "footer", "nav"})
_OTHER_STORIES: Final = frozenset(
    """comment comments mostread popular promo promos readalso readmore recirc recommended
    recommendations related sidebar teaser teasers trending""".split()
)
_NEAR: Final = timedelta(days=2)  # time zones, and a page that went online before it was printed
_YEAR: Final = re.compile(r"\d{4}")


KindOfDay = Literal["published", "modified"]
_MAX_DAYS: Final = 2  # of publication and of a change; more are those of other stories


class Publication(NamedTuple):
    """When an article was published and last changed.

    Attributes:
        published: when it was published; None if that is not known.
        modified: when it was last changed; None if that is not known.
        overruled: which of the two a page declares far from what it shows.
    """

    published: date | None = None
    modified: date | None = None
    overruled: tuple[KindOfDay, ...] = ()


def publication_of_text(
    paragraphs: Sequence[str], *, language: str, region: str | None = None
) -> Publication:
    """Return the days that the stamp lines of a text state, or the day in its dateline.

    Args:
        paragraphs: the lines of the text, without its title.
        language: their language.
        region: the country that the source declares.
    """
    text = "\n".join(paragraphs)
    order = date_order(text, language=language, region=region)
    published, modified = stated_days(paragraphs, language=language, order=order)
    return Publication(published or _day_in_dateline(text, language, order), modified)


def publication_of_page(
    tree: HtmlElement,
    paragraphs: Sequence[str],
    *,
    language: str,
    region: str | None,
    declared: Publication,
    guessed: date | None,
) -> Publication:
    """Return when the article of a page was published and changed.

    What the page declares counts first, unless it shows a day under its headline that is far from
    it. Then comes what it shows there, then what trafilatura guesses from its markup; a guess from
    numbers that have no certain order is none.

    Args:
        tree: the page.
        paragraphs: the text of the article.
        language: its language.
        region: the country that the page declares.
        declared: the dates of the page's metadata.
        guessed: the date that trafilatura found.
    """
    lines = [*_lines_after_headline(tree), *paragraphs]
    text = "\n".join(lines)
    known = [_day(one) for one in declared[:2] if one is not None]
    order = date_order(text, language=language, region=region, known=known)
    published, modified = stated_days(lines, language=language, order=order)
    days = {day_of(stamp.words, language, order) for line in lines for stamp in stamps_in(line)}
    shown = Publication(published, modified) if len(days) <= _MAX_DAYS else Publication()
    if published is None and not any(map(stamps_in, lines[:_AFTER_HEADLINE])):
        published = _day_in_dateline("\n".join(paragraphs), language, order)
        published = published or _checked(guessed, tree, paragraphs, order)
    overruled = _overruled(declared, shown)
    return Publication(
        published if "published" in overruled else declared.published or published,
        modified if "modified" in overruled else declared.modified or modified,
        overruled,
    )


def _overruled(declared: Publication, shown: Publication) -> tuple[KindOfDay, ...]:
    """Return which of the declared days are far from the day that the page shows for the same.

    A page may show only the day of its last change, which is then no contradiction.
    """
    claims = [_day(one) for one in (declared.published, declared.modified) if one is not None]
    overruled: list[KindOfDay] = []
    if declared.published and (day := shown.published):
        overruled += ["published"] if all(abs(day - one) > _NEAR for one in claims) else []
    if declared.modified and (day := shown.modified):
        overruled += ["modified"] if abs(day - _day(declared.modified)) > _NEAR else []
    return tuple(overruled)


def hide_times_in_story(tree: HtmlElement) -> None:
    """Turn elements for times within a sentence into text: they are the times of events."""
    times = (
        element
        for element in tree.iter("time", "span", "abbr")
        if element.tag == "time" or not _DATE_WORDS.isdisjoint(class_words(element))
    )
    is_sentence = cache(_is_sentence)
    for element in list(times):
        paragraph = next(element.iterancestors("p"), None)
        if paragraph is not None and is_sentence(paragraph):
            element.tag = _TOLD_TIME
    strip_tags(tree, _TOLD_TIME)  # all at once: one by one, each would copy the text before it


def _is_sentence(paragraph: HtmlElement) -> bool:
    """Return True for a paragraph that tells something, and is no stamp."""
    words = one_line("".join(paragraph.itertext()))
    return count_words(words) > _WORDS_OF_SENTENCE and not stamps_in(words)


def _lines_after_headline(tree: HtmlElement) -> Iterator[str]:
    """Yield the short lines after the headline, which extraction may have dropped."""
    headline = next(tree.iter("h1"), None)
    if headline is None:
        return
    above = {headline, *headline.iterancestors()}
    is_beside_story = cache(lambda one: one not in above and _is_of_other_story(one))
    elements = headline.xpath("following::*")
    lines = (
        one_line("".join(element.itertext()))
        for element in elements
        if element.tag in _BLOCKS
        and _is_line(element)
        and not any(map(is_beside_story, (element, *element.iterancestors())))
    )
    short = (line for line in lines if line and len(line) <= _LONGEST_STAMP)
    for _, line in zip(range(_AFTER_HEADLINE), short, strict=False):
        yield line


def _is_line(element: HtmlElement) -> bool:
    """Return True for the innermost block, or one that has words of its own around its parts.

    In "By <span>Ada Berg</span> | 4 March 2026", the day is not in the part.
    """
    parts = [child for child in element if child.tag in _BLOCKS]
    own = (element.text, *(child.tail for child in element))
    return not parts or (
        all(part.tag in _INLINE for part in parts) and any(map(_WORD.search, filter(None, own)))
    )


def _is_of_other_story(element: HtmlElement) -> bool:
    """Return True for a part of a page about other stories, such as a card with a link."""
    if element.tag in _AROUND or not _OTHER_STORIES.isdisjoint(class_words(element)):
        return True
    headings = (child for child in element if child.tag in HEADING_TAGS)
    return any(
        element.tag == "a" or next(heading.iter("a"), None) is not None for heading in headings
    )


def _checked(
    guessed: date | None, tree: HtmlElement, paragraphs: Sequence[str], order: DateOrder | None
) -> date | None:
    """Return a guessed day as the evidence has it, if the page has it only in numbers.

    A day in a sentence of the story is that of an event.
    """
    if guessed is None:
        return None
    story = "\n".join(line for line in paragraphs if not stamps_in(line))
    told = {match[0] for match in NUMERIC_DATE.finditer(story)}
    source = tostring(tree, encoding="unicode")
    day = _day(guessed)
    if day.isoformat() in source and day.isoformat() not in told:
        return guessed
    for match in NUMERIC_DATE.finditer(source):
        if day in {read_date(match, one) for one in ("day_first", "month_first")}:
            return None if match[0] in told else read_date(match, order)
    return guessed


def _day_in_dateline(text: str, language: str, order: DateOrder | None) -> date | None:
    """Return the day in the dateline, if it has a year."""
    dateline = find_dateline(text)
    words = text[slice(*dateline.day)] if dateline and dateline.day else ""
    return day_of(words, language, order) if _YEAR.search(words) else None


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
