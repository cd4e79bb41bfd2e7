"""The brief as a Word document (DOCX), with the order and the words of the other formats.

Headings have the styles of headings, so that they can be navigated. A line ends with the numbers of
its evidence; the section "Evidence" lists the quotes with their offsets.
"""

import zipfile
from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Final

from briefer.extras import require_extra
from briefer.rendering import labels, lines, view
from briefer.rendering.findings import rejection_reason
from briefer.rendering.html_templates import direction
from briefer.rendering.lines import Line
from briefer.rendering.messages import messages_in
from briefer.rendering.references import References
from briefer.rendering.sanitize import sanitize, sanitize_inline
from briefer.schema.brief import Brief
from briefer.schema.coverage import RejectedItem

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# What follows w:bidi in the properties of a paragraph; the order is fixed by the schema of Word.
_AFTER_BIDI: Final = ("w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
_AFTER_BIDI_OF_PAGE: Final = ("w:rtlGutter", "w:docGrid")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_EAST_ASIAN: Final = frozenset({"ja", "ko", "zh"})
_STYLES: Final = {"Title": 20, "Heading 1": 12, "Heading 2": 11, "Normal": 10.5}
_QUIET: Final = 0x55


def docx_bytes(brief: Brief) -> bytes:
    """Return the brief as a Word document.

    Raises:
        SettingsError: the extra ``docx`` is not installed.
    """
    writer = _Writer(brief)
    _head(brief, writer)
    _uncertainty(brief, writer)
    words = messages_in(brief.language)
    for name, section in lines.FACTS:
        writer.heading(words.text(f"heading.{name}"))
        writer.items(section(brief), none=labels.nothing_found(brief, name))
    _claims(brief, writer)
    _evidence(brief, writer)
    _foot(brief, writer)
    return writer.data()


def _head(brief: Brief, writer: "_Writer") -> None:
    writer.line(lines.headline(brief), style="Title")
    meta = writer.paragraph(" · ".join(view.meta(brief)))
    if brief.article.url:
        if view.meta(brief):
            writer.run(meta, " · ")
        if address := view.web_address(brief):
            writer.link(meta, address)
        else:
            writer.run(meta, brief.article.url)
        writer.run(meta, view.address_remark(brief))
    writer.items(lines.summary(brief))


def _uncertainty(brief: Brief, writer: "_Writer") -> None:
    words = messages_in(brief.language)
    writer.heading(words.text("heading.uncertain"))
    found = lines.uncertainty(brief)
    if not_read := labels.not_fully_read(brief):
        label = words.label(words.text("page.not_fully_read"))
        found.insert(0, Line(name=label, text=not_read))
    writer.items(found, none=labels.nothing_found(brief, "uncertainty"))


def _claims(brief: Brief, writer: "_Writer") -> None:
    words = messages_in(brief.language)
    writer.heading(words.text("heading.claimed_by"))
    for group in lines.claims(brief):
        writer.line(group.source, style="Heading 2")
        writer.items(group.claims)
    if not brief.claimed_by:
        writer.paragraph(labels.nothing_found(brief, "claimed_by"))


def _evidence(brief: Brief, writer: "_Writer") -> None:
    words = messages_in(brief.language)
    writer.heading(words.text("heading.evidence"))
    writer.paragraph(words.text("page.evidence"))
    for evidence, number in writer.references.numbers.items():
        paragraph = writer.paragraph(f"[{number}] ")
        writer.run(paragraph, evidence.quote, language=brief.article.language)
        writer.note(paragraph, f"{evidence.start}–{evidence.end}")


def _foot(brief: Brief, writer: "_Writer") -> None:
    words = messages_in(brief.language)
    writer.heading(words.text("page.about"))
    for text in lines.foot(brief):
        writer.paragraph(text)
    if missing := labels.not_covered_words(brief):
        writer.paragraph(missing)
        writer.items([Line(text=passage.quote) for passage in brief.coverage.not_covered])
    if rejected := labels.rejected_words(brief):
        writer.paragraph(rejected)
        writer.items([_rejected(item, brief.language) for item in brief.coverage.rejected])


def _rejected(item: RejectedItem, language: str) -> Line:
    words = messages_in(language)
    return Line(
        name=words.label(labels.rejected_section(item, language=language)),
        text=item.text or words.text("page.no_text"),
        note=rejection_reason(item, language=language),
    )


class _Writer:
    """Writes paragraphs into a new document, in the language and direction of a brief."""

    def __init__(self, brief: Brief) -> None:
        self.references = References()
        self._docx = require_extra("docx", "docx")
        self._words = messages_in(brief.language)
        self._language = brief.language
        self._document = self._docx.Document()
        self._set_up(brief)

    def heading(self, text: str) -> None:
        """Add the heading of a section."""
        self.paragraph(text, style="Heading 1")

    def items(self, items: Sequence[Line], *, none: str = "") -> None:
        """Add lines as a list; the words ``none`` if there are no lines."""
        for line in items:
            self.line(line, style="List Bullet")
        if not items and none:
            self.paragraph(none)

    def line(self, line: Line, *, style: str) -> None:
        """Add a line with its note and the numbers of its evidence."""
        paragraph = self.paragraph(style=style)
        if line.name:
            self.run(paragraph, line.name).bold = True
        self.run(paragraph, line.text)
        if line.note:
            self.note(paragraph, line.note)
        if numbers := self.references.to(line.evidence):
            # no line begins with the numbers
            self.run(paragraph, f"\u00a0[{', '.join(map(str, numbers))}]").font.superscript = True

    def note(self, paragraph: "Paragraph", text: str) -> None:
        """Add a note in brackets to a paragraph, in grey."""
        run = self.run(paragraph, f" {self._words.in_brackets(sanitize(text))}")
        run.font.color.rgb = self._docx.shared.RGBColor(_QUIET, _QUIET, _QUIET)

    def paragraph(self, text: str = "", *, style: str = "Normal") -> "Paragraph":
        """Add a paragraph."""
        paragraph: Paragraph = self._document.add_paragraph(style=style)
        if direction(self._language) == "rtl":
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (it has no public name)
            properties.insert_element_before(self._element("w:bidi"), *_AFTER_BIDI)
        if text:
            self.run(paragraph, text)
        return paragraph

    def run(self, paragraph: "Paragraph", text: str, *, language: str = "") -> "Run":
        """Add text to a paragraph, in the brief's language unless another one is named."""
        run = paragraph.add_run(sanitize_inline(text))
        language = language or self._language
        run.font.rtl = direction(language) == "rtl" or None
        if language != self._language:
            self._set_language(run._r.get_or_add_rPr(), language)  # noqa: SLF001
        return run

    def link(self, paragraph: "Paragraph", address: str) -> None:
        """Add a web address that can be opened."""
        kind = self._docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK
        link = self._element("w:hyperlink")
        link.set(self._name("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
        run = paragraph.add_run(address)
        run.font.underline = True
        run.font.color.rgb = self._docx.shared.RGBColor(0x1D, 0x4F, 0x91)
        link.append(run._r)  # noqa: SLF001
        paragraph._p.append(link)  # noqa: SLF001

    def data(self) -> bytes:
        """Return the document as a file; the same brief gives the same file."""
        saved = BytesIO()
        self._document.save(saved)
        result = BytesIO()
        with (
            zipfile.ZipFile(saved) as source,
            zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), 8)
        return result.getvalue()

    def _set_up(self, brief: Brief) -> None:
        """Set properties, page, type and language of the document."""
        words = self._words
        properties = self._document.core_properties
        title = words.text("page.title", headline=sanitize(brief.headline.text))
        properties.title = title[:255]
        properties.author = properties.last_modified_by = f"briefer {brief.provenance.version}"
        properties.subject = sanitize(brief.article.title or "")[:255]
        properties.comments = ""
        properties.language = brief.language
        created = brief.provenance.created.astimezone(UTC).replace(microsecond=0)
        properties.created = properties.modified = created
        shared = self._docx.shared
        section = self._document.sections[0]
        section.page_width, section.page_height = shared.Mm(210), shared.Mm(297)
        section.left_margin = section.right_margin = shared.Mm(20)
        section.top_margin = section.bottom_margin = shared.Mm(18)
        if direction(brief.language) == "rtl":
            page = section._sectPr  # noqa: SLF001
            page.insert_element_before(self._element("w:bidi"), *_AFTER_BIDI_OF_PAGE)
        for name, size in _STYLES.items():
            style = self._document.styles[name]
            style.font.size = shared.Pt(size)
            style.font.color.rgb = shared.RGBColor(0, 0, 0)
        self._document.styles["Normal"].paragraph_format.space_after = shared.Pt(3)
        self._set_language(self._document.styles["Normal"].element.get_or_add_rPr(), brief.language)

    def _set_language(self, properties: "BaseOxmlElement", language: str) -> None:
        """Set the language of text, under the name that Word has for its script."""
        script = "bidi" if direction(language) == "rtl" else "val"
        name = "eastAsia" if language in _EAST_ASIAN else script
        element = self._element("w:lang")
        element.set(self._name(f"w:{name}"), language)
        properties.insert_element_before(element, "w:eastAsianLayout", "w:specVanish", "w:oMath")

    def _element(self, name: str) -> "BaseOxmlElement":
        element: BaseOxmlElement = self._docx.oxml.parser.OxmlElement(name)
        return element

    def _name(self, name: str) -> str:
        qualified: str = self._docx.oxml.ns.qn(name)
        return qualified
