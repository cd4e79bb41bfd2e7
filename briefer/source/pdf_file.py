"""Read the article in a PDF: columns in their order, without running heads, feet and page numbers.

The text that a reader does not see, such as white letters on white paper, is left out. Pages
without text, encrypted and broken files are rejected.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from typing import Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject

from briefer.errors import BrieferError, NotAnArticleError
from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.bylines import is_byline
from briefer.source.decoding import one_line
from briefer.source.documents import Document, document_article
from briefer.source.headlines import is_label
from briefer.source.pdf.columns import CELL_END, reading_order
from briefer.source.pdf.content import Budget, read_page_text
from briefer.source.pdf.fonts import UNKNOWN_LETTER, Fonts
from briefer.source.pdf.lines import read_pieces, split_furniture
from briefer.source.pdf.page_text import PageText, Run
from briefer.source.pdf.paragraphs import Paragraph, join_lines, usual_size
from briefer.source.rejections import count_words, rejection
from briefer.source.visibility.told_passages import told_passages
from briefer.text.sentences import ends_like_a_sentence
from briefer.text.stamps import stamps_in

_MAX_PAGES: Final = 100
_MAX_OPERATORS: Final = 500_000
_MAX_RUNS: Final = 20_000  # of one page
_MIN_IMAGE_SHARE: Final = 0.5  # of a page that is the picture of one
_MAX_UNKNOWN: Final = 0.3  # of the letters
_MIN_WORDS_OF_TITLE: Final = 4
_MAX_WORDS_OF_TITLE: Final = 40
_MIN_WORDS_OF_LEAD: Final = 15
_LARGER: Final = 1.12  # times the size of the text


def read_pdf(data: bytes, *, name: str, settings: Settings) -> Article:
    """Read the article in a PDF.

    Args:
        data: the file.
        name: its name in errors.
        settings: ``language`` overrides the detected language.

    Raises:
        NotAnArticleError: ``encrypted``, ``damaged``, ``scanned``, ``too_large``; ``not_text`` if
            its fonts do not say which letters they show; or the file has no article.
    """
    with _errors_of_pypdf(name):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise rejection("encrypted", name)
        pages = _pages(reader, name=name)
        declared_title = str(reader.metadata.title or "") if reader.metadata else ""
    document = _document(pages, declared_title=declared_title, name=name)
    return document_article(document, name=name, settings=settings)


@contextmanager
def _errors_of_pypdf(name: str) -> Iterator[None]:
    """Turn any error of pypdf into the one that tells what is wrong with the file."""
    try:
        yield
    except BrieferError:
        raise
    except DependencyError as error:  # it would need a package for this encryption
        raise rejection("encrypted", name) from error
    except (LimitReachedError, MemoryError) as error:
        raise _too_much(name) from error
    except Exception as error:
        # A broken file makes pypdf raise almost anything, from KeyError to RecursionError.
        raise rejection("damaged", name) from error


def _too_much(name: str) -> NotAnArticleError:
    return NotAnArticleError(
        "too_large",
        f"{name} has more pages, drawings or data than an article needs: save the pages of the "
        f"article (at most {_MAX_PAGES}) as a PDF of their own and brief that",
    )


def _pages(reader: PdfReader, *, name: str) -> list[PageText]:
    if len(reader.pages) > _MAX_PAGES:
        raise _too_much(name)
    fonts, budget = Fonts(), Budget(_MAX_OPERATORS, error=lambda: _too_much(name))
    layers = _hidden_layers(reader)
    pages = [
        read_page_text(page, fonts=fonts, budget=budget, hidden_layers=layers)
        for page in reader.pages
    ]
    if any(len(page.runs) > _MAX_RUNS for page in pages):
        raise _too_much(name)
    return pages


def _hidden_layers(reader: PdfReader) -> frozenset[int]:
    """Return the object numbers of the layers that are off when the document is opened."""
    properties = reader.root_object.get("/OCProperties", DictionaryObject()).get_object()
    standard = properties.get("/D", DictionaryObject()).get_object()
    off = standard.get("/OFF", ArrayObject()).get_object()
    return frozenset(layer.idnum for layer in off if hasattr(layer, "idnum"))


def _document(pages: Sequence[PageText], *, declared_title: str, name: str) -> Document:
    runs = [_visible_runs(page) for page in pages]
    _require_letters(pages, runs, name=name)
    marked = [
        read_pieces(page, [run for run in visible if run.is_furniture])
        for page, visible in zip(pages, runs, strict=True)
    ]
    bodies, removed = split_furniture(
        [
            read_pieces(page, [run for run in visible if not run.is_furniture])
            for page, visible in zip(pages, runs, strict=True)
        ]
    )
    paragraphs = join_lines([reading_order(body.pieces) for body in bodies])
    title = _title(paragraphs, declared_title)
    texts = [paragraph.text for paragraph in paragraphs]
    above = texts[:title] if title is not None else []
    below = texts[title + 1 :] if title is not None else texts
    return Document(
        paragraphs=[*(text for text in above if _is_of_story(text)), *below],
        title=texts[title] if title is not None else None,
        head=[
            *(piece.text for page in marked for piece in page.pieces),
            *removed,
            *(part for text in above for part in text.split(CELL_END)),
        ],
        hidden_passages=told_passages(_hidden_texts(pages, runs)),
    )


def _visible_runs(page: PageText) -> list[Run]:
    """Return the runs that a reader sees; of a scanned page, the text that was recognized in it."""
    visible = [run for run in page.runs if not run.is_hidden]
    recognized = [run for run in page.runs if run.is_invisible]
    is_scan = page.image_share >= _MIN_IMAGE_SHARE and not any(run.text.strip() for run in visible)
    return recognized if is_scan else visible


def _require_letters(
    pages: Sequence[PageText], runs: Sequence[Sequence[Run]], *, name: str
) -> None:
    letters = "".join(run.text for page in runs for run in page)
    if not letters.strip():
        is_scan = any(page.image_share >= _MIN_IMAGE_SHARE for page in pages)
        raise rejection("scanned" if is_scan else "no_text", name)
    if letters.count(UNKNOWN_LETTER) > _MAX_UNKNOWN * len(letters):
        raise NotAnArticleError(
            "not_text",
            f"the fonts in {name} do not say which letters they show: run text recognition (OCR) "
            "on it, or brief the page that has the article",
        )


def _hidden_texts(pages: Sequence[PageText], runs: Sequence[Sequence[Run]]) -> Iterator[str]:
    """Yield the passages that are hidden on each page."""
    for page, visible in zip(pages, runs, strict=True):
        shown = set(map(id, visible))
        marked = [(run, id(run) in shown) for run in page.runs]
        for is_shown, group in groupby(marked, lambda one: one[1]):
            if not is_shown:
                lines = list(read_pieces(page, [run for run, _ in group]).pieces)
                yield " ".join(paragraph.text for paragraph in join_lines([[lines]]))


def _is_of_story(text: str) -> bool:
    """Return True if a paragraph above the headline is one of the story, or its byline."""
    is_sentence = count_words(text) >= _MIN_WORDS_OF_LEAD and ends_like_a_sentence(text)
    return is_sentence or (is_byline(text) and not stamps_in(text))


def _title(paragraphs: Sequence[Paragraph], declared: str) -> int | None:
    """Return the index of the headline.

    It is the declared title if that stands on the first page, else the largest type there. A large
    type with very few words is rather the name of the newspaper or of the section.
    """
    first = [(index, p) for index, p in enumerate(paragraphs) if p.page == 0]
    for index, paragraph in first:
        if _fold(declared) and _fold(paragraph.text) == _fold(declared):
            return index
    usual = usual_size(paragraphs)
    large = [(index, p) for index, p in first if p.size > _LARGER * usual and not is_label(p.text)]
    long = [one for one in large if count_words(one[1].text) >= _MIN_WORDS_OF_TITLE]
    if not large:
        return None
    index, best = max(long or large, key=lambda one: (round(one[1].size, 1), -one[0]))
    return index if count_words(best.text) <= _MAX_WORDS_OF_TITLE else None


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", one_line(text).casefold())
