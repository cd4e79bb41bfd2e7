"""Remove the notes on the authors of an article: "Ana Ruiz covers the ports for The Orme Post."."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefer.text.agencies import AGENCY
from briefer.text.papers import PAPER

_NAME: Final = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|la|al)){1,3}"
_AUTHOR_BOX: Final = re.compile(
    rf"(?:about the author:? )?(?P<name>{_NAME}|The (?:author|writer)),? "
    r"(?:(?:is|was|has been|works as)\b.{0,80}?\b"
    r"(?P<staff>reporter|correspondent|journalist|columnist|contributor|writer|editor|producer"
    r"|photographer|intern|fellow|author)|covers|writes (?:about|on|for)|reports (?:on|for|from)"
    r"|joined)\b.{0,400}"
)
_BEAT: Final = re.compile(
    r"(?<!\w)@\w"
    r"|\b(?:cover(?:s|ed|ing)|reports|reporting|writes|based in|staff writer|contributor)\b"
    r"|\bis our\b|\bwritten for\b"
)
_WORKS_FOR: Final = r"\b(?:covers|writes|reports)\b.{0,60}? for "
# Not "for the Orme Press clients": the name is not part of another one.
_END_OF_OUTLET: Final = r"(?=\W*$|[.,;:)]|\s(?:and|as|at|from|in|since|with)\b)"
_LINES_OF_EDGE: Final = 2


def without_author_boxes(
    lines: Sequence[str], authors: Sequence[str], *, outlet: str | None
) -> Iterator[str]:
    """Yield the lines of an article without those on its authors.

    Args:
        lines: the paragraphs.
        authors: the authors of the article.
        outlet: the name of the publisher; a last line on a journalist of it is one on an author.
    """
    text = "\n".join(lines)
    for index, line in enumerate(lines):
        match = _AUTHOR_BOX.fullmatch(line)
        is_at_end = index >= len(lines) - _LINES_OF_EDGE
        if not match or not (
            match["name"] in authors or (is_at_end and _is_about_journalist(match, text, outlet))
        ):
            yield line


def _is_about_journalist(box: re.Match[str], text: str, outlet: str | None) -> bool:
    """Return True if a paragraph tells the beat of a journalist whom no other one names."""
    surname = box["name"].split()[-1]
    is_named_elsewhere = text.count(surname) > box[0].count(surname)
    is_staff = bool(box["staff"] and _BEAT.search(box[0])) or _works_for_outlet(box[0], outlet)
    return is_staff and not is_named_elsewhere


def _works_for_outlet(line: str, outlet: str | None) -> bool:
    """Return True for "covers the ports for the Orme Post", for an agency or for ``outlet``."""
    own = [rf"(?:[Tt]he )?{re.escape(outlet.removeprefix('The '))}"] if outlet else []
    outlets = "|".join([PAPER, AGENCY, *own])
    return re.search(rf"{_WORKS_FOR}(?:{outlets}){_END_OF_OUTLET}", line) is not None
