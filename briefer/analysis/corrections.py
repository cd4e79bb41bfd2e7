"""Find the notes in which an article corrects itself, each as a whole.

"A previous version said that Moe had resigned. She has not." is one passage: its first sentence
alone says what is wrong. Nobody claims it, and it is no event.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from briefer.analysis.annotations import Span
from briefer.analysis.correction_phrases import CORRECTS, UPDATES
from briefer.analysis.quotations import find_quotations
from briefer.schema.article import Article

LONGEST_HEADING = 2  # words: "Correction" above the passage
_MAX_FOLLOWING = 3  # sentences that say what is right, after the last one that names the error


class EditorialNote(NamedTuple):
    """What an article says about itself.

    Attributes:
        span: the whole passage.
        corrects: whether it takes something back.
    """

    span: Span
    corrects: bool


@lru_cache(maxsize=8)
def find_editorial_notes(article: Article) -> tuple[EditorialNote, ...]:
    """Find the corrections and the other notes on the article itself, in order."""
    found: list[EditorialNote] = []
    for note in _notes_in_paragraphs(article):
        last = found[-1] if found else None
        between = article.text[last.span.end : note.span.start] if last else "x"
        if last and not between.strip() and (note.corrects or last.corrects):
            found[-1] = EditorialNote(Span(last.span.start, note.span.end), corrects=True)
        else:
            found.append(note)
    return tuple(found)


def find_corrections(article: Article) -> tuple[Span, ...]:
    """Find the passages in which an article corrects itself, in order."""
    return tuple(note.span for note in find_editorial_notes(article) if note.corrects)


def _notes_in_paragraphs(article: Article) -> Iterator[EditorialNote]:
    """Yield the notes of each paragraph; the paragraph after a heading "Correction" is one too."""
    quotations = [quotation.span for quotation in find_quotations(article.text)]
    text = article.text
    spans = [Span(*sentence) for sentence in article.sentences]
    corrects = CORRECTS.get(article.language)

    def matches(pattern: re.Pattern[str] | None, span: Span) -> bool:
        match = pattern.search(span.text_in(text)) if pattern else None
        last = span.start + match.end() - 1 if match else 0
        return match is not None and not any(q.start < last < q.end for q in quotations)

    # an article that is only a correction has "Clarification" as its title
    title = article.title or ""
    is_titled = corrects is not None and bool(corrects.search(title)) and _is_heading(title)
    for _, group in groupby(spans, key=lambda span: text.rfind("\n", 0, span.start)):
        paragraph = list(group)
        signs = [i for i, span in enumerate(paragraph) if is_titled or matches(corrects, span)]
        updates = [i for i, span in enumerate(paragraph) if matches(UPDATES, span)]
        is_titled = bool(signs) and not is_titled and _is_heading(paragraph[0].text_in(text))
        if signs:
            first = min(signs + updates)
            last = min(len(paragraph) - 1, max(signs) + _MAX_FOLLOWING)
            yield EditorialNote(Span(paragraph[first].start, paragraph[last].end), corrects=True)
        elif updates:
            for index in updates:
                yield EditorialNote(paragraph[index], corrects=False)


def _is_heading(words: str) -> bool:
    return len(words.split()) <= LONGEST_HEADING
