"""Detect the format of a source from its content first, and its file suffix second.

For example, a file that begins with ``%PDF-1`` is a PDF, whatever its name.
"""

import json
import re
from typing import Final, Literal, NamedTuple

from briefer.errors import NotAnArticleError

Format = Literal["html", "markdown", "text"]
DocumentFormat = Literal["docx", "email", "pdf", "saved_page"]


class _Signature(NamedTuple):
    offset: int
    magic: bytes
    name: str


_SIGNATURES: Final = (
    _Signature(0, b"PK\x03\x04", "a ZIP archive, or an office document other than DOCX"),
    _Signature(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted office document"),
    _Signature(0, b"{\\rtf", "a Rich Text document"),
    _Signature(0, b"%!PS", "a PostScript document"),
    _Signature(0, b"\x89PNG", "a PNG image"),
    _Signature(0, b"\xff\xd8\xff", "a JPEG image"),
    _Signature(0, b"GIF8", "a GIF image"),
    _Signature(0, b"II*\x00", "a TIFF image"),
    _Signature(0, b"MM\x00*", "a TIFF image"),
    _Signature(8, b"WEBP", "a WebP image"),
    _Signature(8, b"WAVE", "a sound file"),
    _Signature(0, b"ID3", "a sound file"),
    _Signature(0, b"\xff\xfb", "a sound file"),
    _Signature(0, b"OggS", "a sound file"),
    _Signature(0, b"fLaC", "a sound file"),
    _Signature(4, b"ftyp", "a video, sound or image file"),
    _Signature(0, b"\x1aE\xdf\xa3", "a video"),
    _Signature(0, b"\x1f\x8b", "a gzip archive"),
    _Signature(0, b"BZh", "a bzip2 archive"),
    _Signature(0, b"\xfd7zXZ", "an xz archive"),
    _Signature(0, b"7z\xbc\xaf", "a 7-Zip archive"),
    _Signature(0, b"Rar!", "a RAR archive"),
    _Signature(0, b"(\xb5/\xfd", "a Zstandard archive"),
    _Signature(0, b"SQLite format 3", "a database"),
    _Signature(0, b"\x7fELF", "a program"),
    _Signature(0, b"GGUF", "a language model"),
)
_SUFFIXES: Final[dict[str, Format]] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
# What may come before the first element, however long. The group is atomic, so that a page with
# many comments cannot cause backtracking.
_PREAMBLE: Final = re.compile(r"(?s)\ufeff?(?>\s*(?:<\?[^>]*>|<!--(?:-?>|.*?--!?>)))*+\s*")
# A comment that nothing closes is left over by _PREAMBLE; to a browser it hides all that follows.
_DOCUMENT: Final = re.compile(r"<(?:!--|(?:!doctype\s+html|html|head|body)\b)", re.IGNORECASE)
_FRAGMENT: Final = re.compile(
    r"<(?:article|main|section|div|p|h[1-6]|title|meta|header|span|table|ul|blockquote)\b",
    re.IGNORECASE,
)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
_OTHER_XML: Final = re.compile(r"\s*<\?xml|\s*<(?:svg|nitf|newsml|newsitem)\b", re.IGNORECASE)
_PDF: Final = re.compile(rb"\s{0,64}+%PDF-\d")
_DOCX_PART: Final = b"word/document.xml"
_HEADER: Final = (
    rb"(?:(?:From |From:|To:|Cc:|Subject:|Date:|Reply-To:|Received:|Return-Path:|Message-ID:"
    rb"|MIME-Version:|Delivered-To:|DKIM-Signature:|ARC-[\w-]+:|Authentication-Results:"
    rb"|Content-[\w-]+:|Snapshot-Content-Location:|List-[\w-]+:|Sender:|X-[\w-]+:)"
    rb"[^\n]*+\n(?:[ \t][^\n]*+\n)*+)"
)
_EMAIL: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,8}+" + _HEADER + rb"{3}", re.IGNORECASE)
_SAVED_PAGE: Final = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:[^\n]*<?Saved by )", re.IGNORECASE | re.MULTILINE
)
_MARKDOWN: Final = re.compile(
    r"\s*#{1,2} \S|---[ \t]*\n[\w-]+[ \t]*:[^\n]*\n(?:[^\n]*\n){0,60}?---[ \t]*\n"
)
_BEGINNING_CHARACTERS: Final = 4096
_BEGINNING_BYTES: Final = 65_536


def binary_kind(data: bytes) -> str | None:
    """Return the name of a binary format that ``data`` begins with, or None."""
    for offset, magic, name in _SIGNATURES:
        if data.startswith(magic, offset):
            return name
    return None


def document_format(data: bytes) -> DocumentFormat | None:
    """Return the format of a document that is more than a text, or None."""
    beginning = data[:_BEGINNING_BYTES]
    if _PDF.match(beginning):
        return "pdf"
    if beginning.startswith(b"PK\x03\x04"):
        # names of parts are not compressed; the directory of all parts is at the end
        has_part = _DOCX_PART in beginning or _DOCX_PART in data[-_BEGINNING_BYTES:]
        return "docx" if has_part else None
    if match := _EMAIL.match(beginning.replace(b"\r\n", b"\n")):
        head = beginning.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
        return "saved_page" if match and _SAVED_PAGE.search(head) else "email"
    return None


def text_format(text: str, *, name: str, suffix: str = "") -> Format:
    """Return the format of ``text``, or reject it.

    Args:
        text: the decoded source.
        name: the source's name in errors.
        suffix: the suffix of the file, or the one for the server's content type.

    Raises:
        NotAnArticleError: ``listing`` for a feed, ``not_text`` for data.
    """
    beginning = text[:_BEGINNING_CHARACTERS].lstrip("\ufeff")
    first_element = _PREAMBLE.sub("", text, count=1)[:_BEGINNING_CHARACTERS]
    if _FEED.match(first_element):
        raise NotAnArticleError(
            "listing",
            f"{name} is a feed or a site map: brief the address of one of its articles; "
            "'briefer feed SOURCE' lists those of a feed",
        )
    if _DOCUMENT.match(first_element):
        return "html"
    expected = _SUFFIXES.get(suffix.lower())
    if expected:
        return expected
    if _OTHER_XML.match(beginning) or _is_json(text):
        raise NotAnArticleError(
            "not_text",
            f"{name} is data (XML or JSON), not prose: brief the article's page or text",
        )
    if _FRAGMENT.match(first_element):
        return "html"
    return "markdown" if suffix != ".txt" and _MARKDOWN.match(beginning) else "text"


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
