"""Read the article in a DOCX document: paragraphs, tables, title and core properties.

Text that is formatted as hidden, that has the colour of the page or a tiny type, and text that was
deleted with tracked changes is left out. Nothing that the document links to is opened.
"""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final, NamedTuple

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import XMLSyntaxError, _Element

from briefer.errors import BrieferError, NotAnArticleError
from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.decoding import one_line
from briefer.source.documents import Document, document_article
from briefer.source.docx_styles import Looks
from briefer.source.headlines import looks_like_title
from briefer.source.language import language_code
from briefer.source.rejections import rejection
from briefer.source.visibility.told_passages import told_passages

_MAX_PARTS: Final = 2_000
_MAX_TIMES_UNPACKED: Final = 5  # times the limit of a source, with all pictures
_SKIPPED: Final = frozenset(
    {
        qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)  # fmt: skip
_BREAKS: Final = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_CELL_END: Final = " | "
_PARAGRAPHS_OF_HEAD: Final = 3
_MIN_CHARACTERS_OF_STORY: Final = 120


def read_docx(data: bytes, *, name: str, settings: Settings) -> Article:
    """Read the article in a DOCX document.

    Args:
        data: the file.
        name: its name in errors.
        settings: ``language`` overrides the declared and the detected language, and
            ``max_source_bytes`` limits what is unpacked.

    Raises:
        NotAnArticleError: ``damaged``, ``too_large``, or the document has no article.
    """
    try:
        _check_archive(data, name=name, settings=settings)
        document = docx.Document(BytesIO(data))
        found = _read(document)
    except BrieferError:
        raise
    except (
        OpcError, XMLSyntaxError, zipfile.BadZipFile, zipfile.LargeZipFile,
        KeyError, ValueError, AttributeError, IndexError, TypeError, OSError, RuntimeError,
        NotImplementedError, RecursionError, EOFError, AssertionError,
    ) as error:  # fmt: skip
        # A broken document makes zipfile and python-docx raise any of these.
        raise rejection("damaged", name) from error
    return document_article(found, name=name, settings=settings)


def _check_archive(data: bytes, *, name: str, settings: Settings) -> None:
    """Reject an archive that unpacks to too much, or whose XML declares entities."""
    limit = settings.max_source_bytes
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if (
            len(parts) > _MAX_PARTS
            or sum(part.file_size for part in parts) > _MAX_TIMES_UNPACKED * limit
            or sum(part.file_size for part in texts) > limit
        ):
            raise NotAnArticleError(
                "too_large",
                f"{name} unpacks to more than {limit:,} bytes of text, to much larger pictures, or "
                f"to more than {_MAX_PARTS:,} parts: save the article alone, or increase "
                "BRIEFER_MAX_SOURCE_BYTES",
            )
        for part in texts:
            # a declaration may be anywhere, and in UTF-16
            if b"<!DOCTYPE" in archive.read(part).replace(b"\0", b""):
                raise rejection("damaged", name)


class _Paragraph(NamedTuple):
    """A paragraph or the row of a table.

    Attributes:
        text: the words that a reader sees.
        style: the name of its style, in lower case.
    """

    text: str
    style: str


def _read(document: DocxDocument) -> Document:
    reader = _Reader(Looks(document))
    paragraphs = list(reader.blocks(document.element.body))
    properties = document.core_properties
    index = _title_index(paragraphs)
    declared = one_line(properties.title or "")
    texts = [paragraph.text for paragraph in paragraphs]
    if index is None and declared and len(declared.split()) > 1:
        title: str | None = declared
    else:
        index = _first_line(texts) if index is None else index
        title = None if index is None else texts.pop(index)
    return Document(
        paragraphs=[text for text in texts if text != title],
        title=title,
        authors=[properties.author or ""],
        language=language_code(properties.language or None),
        hidden_passages=told_passages(reader.hidden),
    )


def _title_index(paragraphs: Sequence[_Paragraph]) -> int | None:
    """Return which paragraph is the title: by its style, or a first heading above the text."""
    for index, paragraph in enumerate(paragraphs[:_PARAGRAPHS_OF_HEAD]):
        if paragraph.style == "title":
            return index
    for index, paragraph in enumerate(paragraphs[:_PARAGRAPHS_OF_HEAD]):
        if paragraph.style == "heading 1":
            return index
        if len(paragraph.text) > _MIN_CHARACTERS_OF_STORY:
            break
    return None


def _first_line(texts: Sequence[str]) -> int | None:
    return 0 if len(texts) > 1 and looks_like_title(texts[0]) else None


class _Reader:
    """Reads the paragraphs of a document, and collects its hidden passages."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.hidden: list[str] = []

    def blocks(self, parent: _Element) -> Iterator[_Paragraph]:
        """Yield the paragraphs and the rows of tables in an element, in order."""
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._rows(element)
            elif element.tag not in _SKIPPED:
                yield from self.blocks(element)  # a content control, or an insertion

    def _paragraph(self, element: _Element) -> Iterator[_Paragraph]:
        words: list[str] = []
        hidden: list[str] = []
        boxes: list[_Element] = []
        for node in _nodes(element, boxes):
            letters = node.text or "" if node.tag == qn("w:t") else _BREAKS.get(node.tag, "")
            run = node.getparent()
            is_hidden = node.tag == qn("w:t") and self._looks.hides(run, element)
            (hidden if is_hidden else words).append(letters)
            if not is_hidden and hidden and node.tag == qn("w:t"):
                self.hidden.append("".join(hidden))
                hidden.clear()
        self.hidden.append("".join(hidden))
        if text := one_line("".join(words)):
            yield _Paragraph(text, self._looks.style_name(element))
        for box in boxes:
            yield from self.blocks(box)

    def _rows(self, table: _Element) -> Iterator[_Paragraph]:
        for row in table.iter(qn("w:tr")):
            if next(row.iterancestors(qn("w:tbl"))) is not table:
                continue  # of a table in a cell, which is read with the cell
            cells = (
                " ".join(paragraph.text for paragraph in self.blocks(cell))
                for cell in row.iter(qn("w:tc"))
                if next(cell.iterancestors(qn("w:tr"))) is row
            )
            if text := _CELL_END.join(filter(None, cells)):
                yield _Paragraph(text, "")


def _nodes(paragraph: _Element, boxes: list[_Element]) -> Iterator[_Element]:
    """Yield the texts and breaks of a paragraph; collect the text boxes that are anchored in it."""
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _SKIPPED:
            walk.skip_subtree()
        elif element.tag == qn("w:txbxContent"):
            boxes.append(element)
            walk.skip_subtree()
        elif element.tag == qn("w:t") or element.tag in _BREAKS:
            yield element
