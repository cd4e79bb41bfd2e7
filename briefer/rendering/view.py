"""What all faces share beyond words: claims by source, doubts by gravity, marks on a claim."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from briefer.evidence import Evidence
from briefer.rendering import labels
from briefer.rendering.sanitize import sanitize
from briefer.round_robin import round_robin
from briefer.schema import Brief, Claim, Source, SummaryPoint, Uncertainty, What

_QUOTES: Final = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’", "「": "」"}


class SourceGroup(NamedTuple):
    """A source with all its claims.

    Attributes:
        name: the name or description, capitalised to open a line.
        role: title or office; several are joined when the article gives several.
        marks: what a reader must know about the source: that it has no name, that it spoke on
            background.
        reason: why it is not named, in the article's words; empty when no reason is given.
        unnamed: whether the source has no name, or is not stated at all.
        claims: what is attributed to it, in the brief's order.
        evidence: where the article names or describes it.
    """

    name: str
    role: str
    marks: tuple[str, ...]
    reason: str
    unnamed: bool
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]


def claims_by_source(brief: Brief, *, most: int | None = None) -> tuple[SourceGroup, ...]:
    """Group the claims by source, in the order in which the sources first speak.

    Args:
        brief: whose claims.
        most: how many claims there is room for; None for all. Every source is heard before one is
            heard twice.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    room = len(brief.claimed_by) if most is None else most
    for claim in round_robin(brief.claimed_by, room, key=_speaker):
        groups.setdefault(_speaker(claim), []).append(claim)
    return tuple(_voice(claims) for claims in groups.values())


def _speaker(claim: Claim) -> tuple[str, str]:
    return claim.source.kind, claim.source.name.casefold()


def events(brief: Brief) -> tuple[What, ...]:
    """Return the events that headline and summary have not told already; one there always is."""
    told = {
        sanitize(point.text).casefold().rstrip(".") for point in (brief.headline, *brief.summary)
    }
    fresh = [what for what in brief.what if not _is_told(what, told)]
    return tuple(fresh or brief.what[:1])


def _is_told(what: What, told: set[str]) -> bool:
    event = sanitize(what.event).casefold().rstrip(".")
    return any(re.search(rf"(?<!\w){re.escape(event)}(?!\w)", line) for line in told)


def _voice(claims: list[Claim]) -> SourceGroup:
    sources = [claim.source for claim in claims]
    first = sources[0]
    return SourceGroup(
        name=labels.source_name(first),
        role="; ".join(_once(source.role for source in sources)),
        marks=_marks(sources),
        reason="; ".join(_once(source.anonymity_reason for source in sources)),
        unnamed=first.kind in {"unnamed_person", "unnamed_group", "unknown"},
        claims=tuple(claims),
        evidence=each_once(evidence for source in sources for evidence in source.evidence),
    )


def _marks(sources: list[Source]) -> tuple[str, ...]:
    kind = sources[0].kind
    marks = [labels.MARKED_KIND[kind]] if kind in labels.MARKED_KIND else []
    if any(source.basis == "background" for source in sources):
        marks.append("on background")
    return tuple(marks)


def _once(texts: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def each_once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without repeats, in order."""
    return tuple(dict.fromkeys(evidence))


def ordered_uncertainty(brief: Brief) -> tuple[Uncertainty, ...]:
    """Return the uncertainties, the gravest kinds first."""
    order = list(labels.UNCERTAINTY)
    return tuple(sorted(brief.uncertainty, key=lambda doubt: order.index(doubt.kind)))


def content(claim: Claim) -> str:
    """Return what is claimed; a direct quotation stands in quotation marks."""
    if claim.quote_kind != "direct":
        return claim.content
    opening, closing = claim.content[0], claim.content[-1]
    # some pages open with a straight mark and close with a curved one
    if len(claim.content) > 1 and opening in _QUOTES and closing in _QUOTES.values():
        return claim.content
    return f"“{claim.content}”"


def hedge_span(claim: Claim, text: str) -> tuple[int, int] | None:
    """Find the claim's hedge as whole words in ``text``, which shows the claim."""
    if claim.hedge is None:
        return None
    whole_words = rf"(?<!\w){re.escape(sanitize(claim.hedge.quote))}(?!\w)"
    found = re.search(whole_words, text, re.IGNORECASE)
    return found.span() if found else None


def claim_annotations(claim: Claim) -> tuple[str, ...]:
    """Return what is to be said about a claim beside its content, the cue first.

    A direct quotation is not named as one: it shows by its quotation marks. A cue with which the
    content begins ("denied that ...") is not said again.
    """
    cue = claim.cue.quote if claim.cue else ""
    said = [] if not cue or claim.content.startswith(cue) else [cue[:1].lower() + cue[1:]]
    if claim.quote_kind == "mixed":
        said.append(labels.PARTLY_QUOTED)
    if claim.hedge:
        said.append(f"hedged: “{claim.hedge.quote}”")
    if claim.likelihood:
        said.append(f"likelihood: {labels.LIKELIHOOD[claim.likelihood]}")
    return tuple(said)


def claim_evidence(claim: Claim) -> tuple[Evidence, ...]:
    """Return where a claim's content, cue and hedge stand; its source has its own line."""
    return each_once((*claim.evidence, *filter(None, (claim.cue, claim.hedge))))


def point_attribution_note(point: SummaryPoint) -> str:
    """Return on whose word a point rests, where its own words do not say so; else nothing."""
    said = point.text.casefold()
    unsaid = [name for name in point.sources if name.split()[-1].casefold() not in said]
    return f"according to {', '.join(unsaid)}" if unsaid else ""


def attribution_note(what: What) -> str:
    """Return on whose word an event rests."""
    return f"according to {', '.join(what.sources)}" if what.sources else labels.OWN_VOICE


def meta(brief: Brief) -> tuple[str, ...]:
    """Return publisher, authors and dates of the article, as far as they are known."""
    article = brief.article
    parts = [article.publisher, ", ".join(article.authors)]
    if article.published:
        parts.append(labels.day_words(article.published))
    if article.modified and article.modified != article.published:
        parts.append(f"changed {labels.day_words(article.modified)}")
    return tuple(part for part in parts if part)


def web_address(brief: Brief) -> str | None:
    """Return the article's address when it is one that may safely be made a link."""
    url = brief.article.url
    if url and url.startswith(("https://", "http://")) and url.isascii() and url.isprintable():
        return None if any(mark in url for mark in " <>\"'\\`") else url
    return None
