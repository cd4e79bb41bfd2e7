"""Find the words of an article that an assistant asks for, with the sentences around them.

``evidence_of(brief, "claimed_by[2]")`` returns the evidence of the third claim, and
``in_context(article, evidence, sentences=1)`` the words with one sentence before and after them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from briefer.analysis.annotations import Span
from briefer.grounding.alignment import find_mentions, find_phrase
from briefer.mcp_server.results import Passage
from briefer.rendering.markdown import numbered_evidence
from briefer.schema.article import Article
from briefer.schema.brief import Brief, Claim, SummaryPoint, Uncertainty, What, When, Where, Who
from briefer.schema.evidence import Evidence

Item = SummaryPoint | Who | What | Where | When | Claim | Uncertainty

SECTIONS: Final = ("summary", "who", "what", "where", "when", "claimed_by", "uncertainty")
_ITEM: Final = re.compile(r"(?:brief\.)?([a-z_]+)(?:\[(\d{1,6})\])?")


def evidence_of(brief: Brief, item: str) -> tuple[Evidence, ...] | None:
    """Return the evidence of an item of a brief, in the order of the article.

    Args:
        brief: the brief.
        item: ``"headline"``, ``"claimed_by[2]"``, or ``"4"`` for a passage of the Markdown page.

    Returns:
        The evidence, or None if the brief has no such item.
    """
    wanted = item.strip().strip("[]") if item.strip("[] ").isdecimal() else item.strip()
    if wanted.isdecimal():
        numbered = numbered_evidence(brief)
        number = int(wanted)
        return (numbered[number - 1],) if 1 <= number <= len(numbered) else None
    match = _ITEM.fullmatch(wanted)
    if match is None:
        return None
    section, index = match[1], match[2]
    if section == "headline" and index is None:
        return _ordered(_evidence_in(brief.headline))
    if section not in SECTIONS or index is None:
        return None
    items: tuple[Item, ...] = getattr(brief, section)
    return _ordered(_evidence_in(items[int(index)])) if int(index) < len(items) else None


def item_names(brief: Brief) -> str:
    """Return in words what items a brief has: ``"headline, summary[0] to summary[4], who[0]"``."""
    names = ["headline"]
    for section in SECTIONS:
        last = len(getattr(brief, section)) - 1
        if last >= 0:
            first = f"{section}[0]"
            names.append(first if last == 0 else f"{first} to {section}[{last}]")
    return ", ".join(names)


def find_all(article: Article, words: str) -> tuple[list[Evidence], bool]:
    """Find words in an article.

    Returns:
        All places that have the words, and True; or the place that nearly has them, and False.
    """
    whole = Span(0, len(article.text))
    found = [article.evidence(*span) for span in find_mentions(article, words, within=whole)]
    if found:
        return found, True
    near = find_phrase(article, words)
    return ([], True) if near is None else ([near], False)


def in_context(article: Article, evidence: Evidence, *, sentences: int) -> Passage:
    """Return a slice of the article with whole sentences around it."""
    first = max(0, article.sentence_at(evidence.start) - sentences)
    last = min(len(article.sentences) - 1, article.sentence_at(evidence.end - 1) + sentences)
    start = min(article.sentences[first].start, evidence.start)
    end = max(article.sentences[last].end, evidence.end)
    return Passage(
        start=evidence.start,
        end=evidence.end,
        before=article.text[start : evidence.start],
        quote=evidence.quote,
        after=article.text[evidence.end : end],
    )


def _evidence_in(item: Item) -> Iterator[Evidence]:
    yield from item.evidence
    if isinstance(item, Claim):
        yield from item.source.evidence
        yield from (words for words in (item.cue, item.hedge) if words)
        for other in filter(None, (item.relies_on, item.reported_by)):
            yield from other.evidence


def _ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return each piece once, in the order of the article, without those within another one."""
    pieces = sorted(set(evidence), key=lambda one: (one.start, -one.end))
    kept: list[Evidence] = []
    for piece in pieces:
        if not kept or piece.end > kept[-1].end:
            kept.append(piece)
    return tuple(kept)
