"""The output formats of a brief: one table with the name, suffixes, media type and renderer.

``render(brief, "md")`` returns a Markdown document; ``format_for(Path("brief.htm"))`` returns the
row of ``"html"``.

To add a format, write a module with a function from a Brief to ``str`` or ``bytes``, and add a row
to ``FORMATS``. The command line takes its choices and file suffixes from there. Renderers are
imported on first use, so that ``briefer --help`` loads none of them.
"""

from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast, get_args, overload

from briefer.errors import SettingsError

if TYPE_CHECKING:
    from briefer.schema.brief import Brief

TextFormat = Literal["terminal", "md", "html", "json", "jsonld"]
"""Names of formats that are known to be text. Only type checkers use it: see `render`."""


class OutputFormat(NamedTuple):
    """One output format.

    Attributes:
        name: as in ``--format`` and in `render`.
        suffixes: file suffixes that select the format; new files get the first one.
        media_type: IANA media type.
        renderer: function from a Brief to ``str`` or ``bytes``, as ``module:function``.
        concatenable: whether several documents may follow one another on stdout.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    renderer: str
    concatenable: bool = True

    @property
    def is_text(self) -> bool:
        """Return True if the format is text, which a terminal can show."""
        return self.name in get_args(TextFormat)

    def render(self, brief: "Brief") -> str | bytes:
        """Return the brief in this format."""
        renderer = cast("Callable[[Brief], str | bytes]", resolve_name(self.renderer))
        return renderer(brief)


FORMATS: Final = (
    OutputFormat("terminal", (".txt",), "text/plain", "briefer.rendering.terminal:terminal_text"),
    OutputFormat(
        "md", (".md", ".markdown"), "text/markdown", "briefer.rendering.markdown:markdown_text"
    ),
    OutputFormat(
        "html", (".html", ".htm"), "text/html", "briefer.rendering.html:page_text",
        concatenable=False,
    ),
    OutputFormat(
        "pdf", (".pdf",), "application/pdf", "briefer.rendering.pdf.document:pdf_bytes",
        concatenable=False,
    ),
    OutputFormat(
        "docx", (".docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "briefer.rendering.word:docx_bytes",
        concatenable=False,
    ),
    OutputFormat("json", (".json",), "application/json", "briefer.rendering.json_text:json_text"),
    OutputFormat(
        "jsonld", (".jsonld",), "application/ld+json", "briefer.rendering.json_ld:json_ld_text"
    ),
)  # fmt: skip
"""All formats, in the order in which messages and help texts list them."""


@overload
def render(brief: "Brief", output_format: TextFormat = "md") -> str: ...


@overload
def render(brief: "Brief", output_format: str) -> str | bytes: ...


def render(brief: "Brief", output_format: str = "md") -> str | bytes:
    """Render a brief. This needs no model and no network.

    Args:
        brief: the brief.
        output_format: ``"md"`` for CommonMark with numbered evidence, ``"html"`` for one
            self-contained page with the article next to the brief, ``"json"`` for the whole brief
            as data (it parses back to an equal one), ``"jsonld"`` for article and claims in terms
            of schema.org, ``"terminal"`` for plain text of at most 80 columns, ``"pdf"`` for one
            page and ``"docx"`` for a Word document.

    Returns:
        The document: ``str`` for a text format, ``bytes`` for a binary one.

    Raises:
        SettingsError: there is no such format.
    """
    return format_named(output_format).render(brief)


def format_named(name: str) -> OutputFormat:
    """Return the format called ``name``.

    Raises:
        SettingsError: there is no such format.
    """
    for output_format in FORMATS:
        if output_format.name == name:
            return output_format
    known = ", ".join(f'"{output_format.name}"' for output_format in FORMATS)
    raise SettingsError(f'there is no output format "{name}"; use one of {known}')


def has_known_suffix(path: Path) -> bool:
    """Return True if the suffix of a file selects a format."""
    return any(path.suffix.lower() in output_format.suffixes for output_format in FORMATS)


def format_for(path: Path) -> OutputFormat:
    """Return the format that the suffix of a file selects.

    Raises:
        SettingsError: no format has this suffix.
    """
    for output_format in FORMATS:
        if path.suffix.lower() in output_format.suffixes:
            return output_format
    known = ", ".join(suffix for output_format in FORMATS for suffix in output_format.suffixes)
    raise SettingsError(f'the suffix of "{path.name}" selects no output format; use one of {known}')
