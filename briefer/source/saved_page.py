"""Read the article on a page that a browser has saved as one file (MHTML, RFC 2557).

The page is read like any other, with its own address and with the style sheets that were saved with
it, which decide what a reader sees.
"""

from collections.abc import Mapping
from email.message import EmailMessage
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, document_fromstring, tostring

from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.html_page import read_page
from briefer.source.mime_message import header, parse_message, parts_of, text_of
from briefer.source.rejections import rejection

_MAX_CHARACTERS_OF_STYLE: Final = 2_000_000


def read_saved_page(data: bytes, *, name: str, settings: Settings) -> Article:
    """Read the article on a saved page.

    Args:
        data: the file.
        name: its name in errors.
        settings: ``language`` overrides the language that the page declares.

    Raises:
        NotAnArticleError: ``damaged``, ``too_large``, or the page has no article.
    """
    message = parse_message(data, name=name)
    parts = list(parts_of(message, name=name))
    page = _main_part(message, parts)
    if page is None:
        raise rejection("no_text", name)
    html = text_of(page, name=name)
    if not html.strip():
        raise rejection("empty", name)
    html = _with_style_sheets(html, _style_sheets(parts, name=name))
    return read_page(html, url=_address(message, page), name=name, settings=settings)


def _main_part(message: EmailMessage, parts: list[EmailMessage]) -> EmailMessage | None:
    """Return the part that is the page; the others are its frames, pictures and style sheets."""
    pages = [
        part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    start = str(message.get_param("start") or "")
    location = header(message, "Snapshot-Content-Location")
    for part in pages:
        if start and header(part, "Content-ID") == start:
            return part
    for part in pages:
        if location and header(part, "Content-Location") == location:
            return part
    return pages[0] if pages else None


def _address(message: EmailMessage, page: EmailMessage) -> str | None:
    """Return the address that the page was saved from, if it is one of the web."""
    for part, field in (
        (message, "Snapshot-Content-Location"),
        (page, "Content-Location"),
        (message, "Content-Location"),
    ):
        # a long address is broken into several lines, which is no space in it
        address = header(part, field).replace(" ", "").partition("#")[0]
        if address.startswith(("https://", "http://")):
            return address
    return None


def _style_sheets(parts: list[EmailMessage], *, name: str) -> dict[str, str]:
    """Return the style sheets in the file by the addresses under which the page names them."""
    sheets: dict[str, str] = {}
    size = 0
    for part in parts:
        if part.get_content_type() != "text/css":
            continue
        text = text_of(part, name=name)
        size += len(text)
        if size > _MAX_CHARACTERS_OF_STYLE:
            break
        identity = header(part, "Content-ID").strip("<>")
        sheets |= {f"cid:{identity}": text} if identity else {}
        sheets |= {location: text} if (location := header(part, "Content-Location")) else {}
    return sheets


def _with_style_sheets(html: str, sheets: Mapping[str, str]) -> str:
    """Return a page with the style sheets that it links to in it."""
    if not sheets:
        return html
    tree: HtmlElement = document_fromstring(
        html.encode("utf-8", "replace"), parser=etree.HTMLParser(encoding="utf-8")
    )
    for link in list(tree.iter("link")):
        sheet = sheets.get(link.get("href") or "")
        if sheet is not None and "stylesheet" in (link.get("rel") or "").lower():
            link.tag = "style"
            link.attrib.pop("href")
            link.attrib.pop("rel")
            link.text = sheet
    return str(tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))
