"""Plain text and Markdown to Article."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefer.article import Article
from briefer.settings import Settings
from briefer.source.decoding import one_line, tidy, unified
from briefer.source.language import code, language_of
from briefer.source.page_metadata import moment
from briefer.source.rejections import judge, refusal

_FRONT_MATTER: Final = re.compile(r"---\n(.{0,20000}?)\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_FIRST_LINE: Final = re.compile(r"([^\n]{1,200})\n\n\s*(?=\S)")
_ENDS_A_SENTENCE: Final = re.compile(r"[.!?…。\uff01\uff1f؟।:;,][\"'”’»)\]]*$")
_MOST_TITLE_WORDS: Final = 25
_DROPPED: Final = frozenset({"code_inline", "image", "html_inline"})


def read_text(text: str, *, name: str, settings: Settings) -> Article:
    """Read plain text; a short first line over a blank one, not ended like a sentence, is a title.

    The text stays as it is, but for the characters that `tidy` unifies.

    Args:
        text: the decoded source.
        name: what errors call it.
        settings: of which ``language`` overrides the detected one.

    Raises:
        NotAnArticleError: the text is no article.
    """
    text = tidy(text)
    title = None
    first = _FIRST_LINE.match(text)
    if (
        first
        and len(first[1].split()) <= _MOST_TITLE_WORDS
        and not _ENDS_A_SENTENCE.search(first[1])
    ):
        title, text = first[1].strip(), text[first.end() :]
    _refuse_unless_article(text, title=title, name=name)
    return Article(text=text, title=title, language=settings.language or language_of(text))


def read_markdown(text: str, *, name: str, settings: Settings) -> Article:
    """Read Markdown: its markup becomes text, its front matter or first heading the metadata.

    Links keep their text; images, code and HTML are left out; each item of a list and each row
    of a table is a paragraph.

    Args:
        text: the decoded source.
        name: what errors call it.
        settings: of which ``language`` overrides the declared and the detected one.

    Raises:
        NotAnArticleError: the text is no article.
    """
    said, text = _front_matter(unified(text).lstrip("\n"))
    heading, paragraphs = _paragraphs(text)
    title = _line(said.get("title")) or heading
    if heading and heading != title:
        paragraphs.insert(0, heading)
    body = "\n\n".join(paragraphs)
    _refuse_unless_article(body, title=title, name=name)
    declared = code(_line(said.get("language") or said.get("lang")))
    return Article(
        text=body,
        title=title,
        url=_line(said.get("url")),
        publisher=_line(said.get("publisher")),
        authors=tuple(_names(said.get("authors") or said.get("author"))),
        published=_moment(said.get("published") or said.get("date")),
        modified=_moment(said.get("modified")),
        language=settings.language or language_of(body, declared=declared),
    )


def _refuse_unless_article(text: str, *, title: str | None, name: str) -> None:
    if verdict := judge(text, title=title):
        raise refusal(verdict, name)


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Split off the front matter; what is not a YAML mapping is text."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        said = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    return (said, text[match.end() :]) if isinstance(said, dict) else ({}, text)


def _paragraphs(text: str) -> tuple[str | None, list[str]]:
    """Return the heading over the text, if one of the first level opens it, and the paragraphs."""
    heading: str | None = None
    found: list[str] = []
    row: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for index, token in enumerate(tokens):
        if token.type == "inline":
            lines = list(_lines(token))
            opening = tokens[index - 1]
            if opening.type in {"th_open", "td_open"}:
                row.append(" ".join(lines))
            elif opening.tag == "h1" and heading is None and not found:
                heading = " ".join(lines) or None
            else:
                found.extend(lines)
        elif token.type == "tr_close":
            found.append(" | ".join(filter(None, row)))
            row.clear()
    return heading, [paragraph for paragraph in found if paragraph]


def _lines(inline: Token) -> Iterator[str]:
    """Yield the text of an inline token; a hard break parts it."""
    words: list[str] = []
    for token in inline.children or ():
        if token.type == "hardbreak":
            yield one_line("".join(words))
            words.clear()
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type not in _DROPPED:
            words.append(token.content)
    yield one_line("".join(words))


def _line(value: object) -> str | None:
    return one_line(str(value)) or None if isinstance(value, (str, int, float)) else None


def _names(value: object) -> Iterator[str]:
    yield from filter(None, map(_line, value if isinstance(value, list) else [value]))


def _moment(value: object) -> date | None:
    if isinstance(value, (date, datetime)):
        return value
    return moment(_line(value))
