"""Turn plain text or Markdown into an Article: "# Bridge closed" becomes its title."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

import yaml
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from markdown_it import MarkdownIt

from briefer.addresses import clean_address
from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.bylines import names_in_byline, split_byline
from briefer.source.decoding import normalize_characters, normalize_text, one_line
from briefer.source.furniture_lines import is_furniture, without_furniture
from briefer.source.headlines import clean_headline, is_label, looks_like_title
from briefer.source.language import detect_language, language_code, region_code
from briefer.source.live_posts import LiveText, is_live, read_live_lines
from briefer.source.outlets import looks_like_paper, plausible_outlet
from briefer.source.page_metadata import parse_date
from briefer.source.publication_dates import publication_of_text
from briefer.source.text_verdicts import require_article
from briefer.source.visibility.hidden_text import drop_hidden
from briefer.source.visible_words import VisibleWords
from briefer.source.wrapped_lines import join_wrapped
from briefer.text.datelines import is_desk_note, is_head_line
from briefer.text.sentences import ends_like_a_sentence
from briefer.text.stamps import is_masthead_line, stamps_in

_FRONT_MATTER: Final = re.compile(r"---\n(.{0,20000}?)\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_FIRST_LINE: Final = re.compile(
    r"([^\n]{1,200})\n(?:\n\s*(?=\S)|(?=By [A-Z])|(?=(?P<next>[^\n]+)))"
)
_MAX_TITLE_CHARACTERS: Final = 300
_MAX_LINES_UNDER_TITLE: Final = 4  # a standfirst, a byline, a date and the time to read it
_LONGEST_HEAD: Final = 1000  # characters, of a title and these lines
_MAX_STANDFIRST_WORDS: Final = 30
_LONGEST_LINE_ABOVE: Final = 15  # words, in a line above the heading
_LONGEST_NAME: Final = 4  # words, of an outlet in capitals
_SHORTEST_TITLE: Final = 4  # words, below a line of one word that is no title
_NO_VALUE: Final = frozenset({"", "~", "null"})
_DROPPED_TAGS: Final = ("code", "pre", "script", "style", "svg")
_BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote br body dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hr li main ol p section summary table td th tr ul".split()
)


def read_text(text: str, *, name: str, settings: Settings) -> Article:
    """Read plain text.

    The first line is the title if it is short, does not end like a sentence, and is followed by
    an empty line, a byline or a line with the date. The text itself is normalized (see
    ``normalize_text``), and loses the byline and lines such as "READ ALSO". Lines that were broken
    to a width are joined.

    Args:
        text: the decoded source.
        name: the source's name in errors.
        settings: ``language`` overrides the detected language.

    Raises:
        NotAnArticleError: the text is not an article.
    """
    title, above, text = _split_title(join_wrapped(normalize_text(text)))
    language = settings.language or detect_language(text)
    stated = publication_of_text([*above, *text.splitlines()], language=language)
    separator = "\n\n" if "\n\n" in text else "\n"
    authors, paragraphs = split_byline(re.split(rf"{separator}+", text))
    kept = without_furniture(paragraphs, authors=authors)
    text = text if kept == text.split(separator) else separator.join(kept)
    if blog := _live_text(kept, title, stated.modified or stated.published):
        text = "\n\n".join(blog.paragraphs)
    title = clean_headline(title) if title else None
    verdict = require_article(kept, title=title, name=name, settings=settings)
    return Article(
        text=text,
        title=title,
        authors=authors,
        published=stated.published,
        modified=stated.modified,
        language=language,
        posts=blog.posts if blog else (),
        forced_verdict=verdict,
    )


def _split_title(text: str) -> tuple[str | None, list[str], str]:
    """Split a text into its title, the dates above it, and the rest.

    A label, a date or the one word of an agency or an outlet above the title is not the title.
    """
    title, end, stamps = None, 0, list[str]()
    while first := _FIRST_LINE.match(text, end):
        line = first[1].strip()
        if is_masthead_line(line):
            stamps.append(line)
        elif looks_like_title(line) and _ends_title(first, text):
            title = line
        elif not is_desk_note(line):
            break
        end = first.end()
        if title == line and not (
            is_label(line) or is_furniture(line) or _is_above_title(line, text, end)
        ):
            break
    return (title, stamps, text[end:]) if title else (None, [], text)


def _is_above_title(line: str, text: str, end: int) -> bool:
    """Return True for a word above a title, and for the name of an outlet above its date.

    Examples are "NORDPRESS", and "THE ORME STAR" or "The Orme Star" with "9 May 2026" or
    "No. 4,112" under it. What is below the line begins at ``text[end]``.
    """
    dated = False
    while (following := _FIRST_LINE.match(text, end)) and is_masthead_line(following[1]):
        dated, end = True, following.end()
    words = len(line.split())
    if following is None or words > (_LONGEST_NAME if dated and looks_like_paper(line) else 1):
        return False
    below = following[1]
    is_title = looks_like_title(below) and _ends_title(following, text) and not is_head_line(below)
    return is_title and len(below.split()) >= _SHORTEST_TITLE


def _live_text(paragraphs: list[str], title: str | None, day: date | None) -> LiveText | None:
    """Return the text of a live blog with its posts; None for another text."""
    day = day.date() if isinstance(day, datetime) else day
    return read_live_lines(paragraphs, day=day) if is_live([title or ""]) else None


def _ends_title(first: re.Match[str], text: str) -> bool:
    """Return True if no more of a paragraph follows right under the first line of a text.

    There may be a stamp, or a standfirst and the byline: a block of a few lines above the text.
    """
    following = first["next"]
    if following is None or stamps_in(following) or is_desk_note(following):
        return True
    end = text.find("\n\n", first.start())
    if not 0 < end - first.start() <= _LONGEST_HEAD or text.find("\n\n", end + 2) < 0:
        return False
    lines = text[first.start() : end].split("\n")[1:]
    others = [line for line in lines if not is_head_line(line) and not is_furniture(line)]
    below = text[end : end + _LONGEST_HEAD].lstrip("\n").split("\n", 1)[0]
    has_byline = len(others) < len(lines) or is_head_line(below)
    is_head = all(_is_standfirst(line, may_end=has_byline) for line in others)
    return len(lines) <= _MAX_LINES_UNDER_TITLE and len(others) <= 1 and is_head


def _is_standfirst(line: str, *, may_end: bool) -> bool:
    """Return True for the line under a headline; like a sentence it ends above a byline only."""
    words = line.split()
    is_line = not words[0][:1].islower() and len(words) <= _MAX_STANDFIRST_WORDS
    return is_line and (may_end or not ends_like_a_sentence(line))


def read_markdown(text: str, *, name: str, settings: Settings) -> Article:
    """Read Markdown; the metadata comes from its front matter, or the title from its first heading.

    Links become their text. Images and code are dropped, and so is what HTML in the text hides.
    Each list item and each table row is a paragraph.

    Args:
        text: the decoded source.
        name: the source's name in errors.
        settings: ``language`` overrides the declared and the detected language.

    Raises:
        NotAnArticleError: the text is not an article.
    """
    metadata, text = _front_matter(normalize_characters(text).lstrip("\n"))
    page = _render(text)
    hidden_passages = drop_hidden(page)
    heading, above, paragraphs = _paragraphs(page)
    title = (_line(metadata.get("title")) or "")[:_MAX_TITLE_CHARACTERS].rstrip() or heading
    is_overruled = False
    if heading and title and heading != title:
        is_overruled = not VisibleWords([heading, *paragraphs]).bear_out(title)
        if is_overruled:
            title = heading
        else:
            paragraphs.insert(0, heading)
    authors, paragraphs = split_byline(paragraphs)
    declared = _names(metadata.get("authors") or metadata.get("author"))
    persons = (person for line in declared for person in names_in_byline(line, single=True))
    authors = tuple(dict.fromkeys(persons)) or authors
    kept = without_furniture(paragraphs, authors=authors)
    tag = _line(metadata.get("language") or metadata.get("lang"))
    body = "\n\n".join(kept)
    language = settings.language or detect_language(body, declared=language_code(tag))
    lines = [*above, *paragraphs]
    stated = publication_of_text(lines, language=language, region=region_code(tag))
    published = _date(metadata.get("published") or metadata.get("date")) or stated.published
    modified = _date(metadata.get("modified") or metadata.get("updated")) or stated.modified
    if blog := _live_text(kept, title, modified or published):
        body = "\n\n".join(blog.paragraphs)
    title = clean_headline(title) if title else None
    verdict = require_article(kept, title=title, name=name, settings=settings)
    declared_url = clean_address(_line(metadata.get("url")))
    return Article(
        text=body,
        title=title,
        url=declared_url,
        url_declared=declared_url is not None,
        publisher=plausible_outlet(_line(metadata.get("publisher"))),
        authors=authors,
        published=published,
        modified=modified,
        language=language,
        region=region_code(tag),
        posts=blog.posts if blog else (),
        forced_verdict=verdict,
        hidden_passages=hidden_passages,
        overruled_metadata=("title",) if is_overruled else (),
    )


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Split the front matter from the text; if it is not a YAML mapping, it is part of the text."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        # Every value as it is written. Typed values could be dates that no calendar has, numbers
        # too long to parse, or references that grow exponentially when they are merged.
        metadata = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 (makes only strings)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    return (metadata, text[match.end() :]) if isinstance(metadata, dict) else ({}, text)


def _render(text: str) -> HtmlElement:
    """Return Markdown as the page that readers see, including the HTML in it."""
    page = MarkdownIt("commonmark").enable("table").render(text)
    return document_fromstring(f"<html><body>{page}</body></html>")


def _paragraphs(page: HtmlElement) -> tuple[str | None, list[str], list[str]]:
    """Return the first-level heading of the page, if any, the lines above it, and the paragraphs.

    Below more than a masthead and a date, a heading is one within the text.
    """
    for element in list(page.iter(*_DROPPED_TAGS)):
        element.drop_tree()
    heading: str | None = None
    above: list[str] = []
    paragraphs: list[str] = []
    words: list[str] = []
    row: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if element.tag in _BLOCK_TAGS:
            line = one_line("".join(words))
            words.clear()
            if event == "end" and element.tag in {"td", "th"}:
                row.append(line)
            elif event == "end" and element.tag == "h1" and heading is None and line:
                if _is_above_heading(paragraphs):
                    heading, above = line[:_MAX_TITLE_CHARACTERS].rstrip(), paragraphs
                    paragraphs = []
                else:
                    paragraphs.append(line)
            elif line:
                paragraphs.append(line)
        if event == "end" and element.tag == "tr":
            paragraphs.append(" | ".join(filter(None, row)))
            row.clear()
        words.append((element.text if event == "start" else element.tail) or "")
    return heading, above, [paragraph for paragraph in paragraphs if paragraph]


def _is_above_heading(paragraphs: Sequence[str]) -> bool:
    """Return True for a masthead, a number and a date: short lines that are no sentences."""
    is_short = all(len(line.split()) <= _LONGEST_LINE_ABOVE for line in paragraphs)
    return is_short and len(paragraphs) <= 2 and not any(map(ends_like_a_sentence, paragraphs))


def _line(value: object) -> str | None:
    line = one_line(value) if isinstance(value, str) else ""
    return line if line.lower() not in _NO_VALUE else None


def _names(value: object) -> Iterator[str]:
    yield from filter(None, map(_line, value if isinstance(value, list) else [value]))


def _date(value: object) -> date | None:
    # YAML allows a space before the offset: "2026-03-02 10:00:00 +01:00".
    words = re.sub(r"(?<=\d) (?=[+-]\d|Z$)", "", _line(value) or "")
    return parse_date(words, may_be_future=True)
