"""Turn plain text or Markdown into an Article: "# Bridge closed" becomes its title."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.decoding import normalize_characters, normalize_text, one_line
from briefer.source.language import detect_language, language_code
from briefer.source.page_metadata import parse_date
from briefer.source.rejections import find_verdict, rejection

_FRONT_MATTER: Final = re.compile(r"---\n(.{0,20000}?)\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_FIRST_LINE: Final = re.compile(r"([^\n]{1,200})\n\n\s*(?=\S)")
_SENTENCE_END: Final = re.compile(r"[.!?…。\uff01\uff1f؟।:;,][\"'”’»)\]]*$")
_MAX_TITLE_WORDS: Final = 25
_DROPPED_TOKENS: Final = frozenset({"code_inline", "image", "html_inline"})


def read_text(text: str, *, name: str, settings: Settings) -> Article:
    """Read plain text.

    The first line is the title if it is short, does not end like a sentence, and is followed by
    an empty line. The text itself is only normalized (see ``normalize_text``).

    Args:
        text: the decoded source.
        name: the source's name in errors.
        settings: ``language`` overrides the detected language.

    Raises:
        NotAnArticleError: the text is not an article.
    """
    text = normalize_text(text)
    title = None
    first = _FIRST_LINE.match(text)
    if first and len(first[1].split()) <= _MAX_TITLE_WORDS and not _SENTENCE_END.search(first[1]):
        title, text = first[1].strip(), text[first.end() :]
    _require_article(text, title=title, name=name)
    return Article(text=text, title=title, language=settings.language or detect_language(text))


def read_markdown(text: str, *, name: str, settings: Settings) -> Article:
    """Read Markdown; the metadata comes from its front matter, or the title from its first heading.

    Links become their text. Images, code and HTML are dropped. Each list item and each table row
    is a paragraph.

    Args:
        text: the decoded source.
        name: the source's name in errors.
        settings: ``language`` overrides the declared and the detected language.

    Raises:
        NotAnArticleError: the text is not an article.
    """
    metadata, text = _front_matter(normalize_characters(text).lstrip("\n"))
    heading, paragraphs = _paragraphs(text)
    title = _line(metadata.get("title")) or heading
    if heading and heading != title:
        paragraphs.insert(0, heading)
    body = "\n\n".join(paragraphs)
    _require_article(body, title=title, name=name)
    declared = language_code(_line(metadata.get("language") or metadata.get("lang")))
    return Article(
        text=body,
        title=title,
        url=_line(metadata.get("url")),
        publisher=_line(metadata.get("publisher")),
        authors=tuple(_names(metadata.get("authors") or metadata.get("author"))),
        published=_date(metadata.get("published") or metadata.get("date")),
        modified=_date(metadata.get("modified")),
        language=settings.language or detect_language(body, declared=declared),
    )


def _require_article(text: str, *, title: str | None, name: str) -> None:
    if verdict := find_verdict(text, title=title):
        raise rejection(verdict, name)


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Split the front matter from the text; if it is not a YAML mapping, it is part of the text."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        metadata = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    return (metadata, text[match.end() :]) if isinstance(metadata, dict) else ({}, text)


def _paragraphs(text: str) -> tuple[str | None, list[str]]:
    """Return the first-level heading that the text begins with, if any, and the paragraphs."""
    heading: str | None = None
    paragraphs: list[str] = []
    row: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for index, token in enumerate(tokens):
        if token.type == "inline":
            lines = list(_lines(token))
            opening = tokens[index - 1]
            if opening.type in {"th_open", "td_open"}:
                row.append(" ".join(lines))
            elif opening.tag == "h1" and heading is None and not paragraphs:
                heading = " ".join(lines) or None
            else:
                paragraphs.extend(lines)
        elif token.type == "tr_close":
            paragraphs.append(" | ".join(filter(None, row)))
            row.clear()
    return heading, [paragraph for paragraph in paragraphs if paragraph]


def _lines(inline: Token) -> Iterator[str]:
    """Yield the lines of an inline token; a hard break ends a line."""
    words: list[str] = []
    for token in inline.children or ():
        if token.type == "hardbreak":
            yield one_line("".join(words))
            words.clear()
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type not in _DROPPED_TOKENS:
            words.append(token.content)
    yield one_line("".join(words))


def _line(value: object) -> str | None:
    return one_line(str(value)) or None if isinstance(value, (str, int, float)) else None


def _names(value: object) -> Iterator[str]:
    yield from filter(None, map(_line, value if isinstance(value, list) else [value]))


def _date(value: object) -> date | None:
    if isinstance(value, (date, datetime)):
        return value
    return parse_date(_line(value))
