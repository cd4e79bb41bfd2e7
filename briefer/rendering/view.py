"""The content of the page, the same for all formats: grouped claims, ordered uncertainty, notes.

Each output format takes its lines from here and adds its own markup. Example: nine claims of five
sources become five `SourceGroup`, each with its role, its marks ("unnamed group") and its claims.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from briefer.rendering import labels
from briefer.rendering.messages import ENGLISH, messages_in
from briefer.rendering.sanitize import sanitize
from briefer.round_robin import round_robin
from briefer.schema.brief import Brief, Claim, Coreference, Source, SummaryPoint, Uncertainty, What
from briefer.schema.evidence import Evidence
from briefer.text.normalization import content_words, is_description

_SHORT_FORM: Final = re.compile(r"(?<=\S)\s*\([^()]{1,20}\)$")  # "Electoral Council (EC)"
_QUOTATION_MARKS: Final = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’", "「": "」"}

_POSSESSIVE: Final = frozenset({"his", "her", "its", "their"})


class SourceGroup(NamedTuple):
    """A source with all its claims.

    Attributes:
        name: the name or description, capitalised to begin a line.
        role: title or office; several are joined if the article gives several.
        citing: on whose word the source itself relies ("citing Sand"), or who reports what it said
            ("according to Falk"); empty if nobody's.
        marks: what a reader must know about the source: that it has no name, that it spoke on
            background.
        reasons: why it is not named, in the article's words; empty if no reason is given.
        unnamed: whether the source has no name, or is not stated at all.
        claims: what is attributed to it, in the brief's order.
        evidence: where the article names or describes it, and the one that it relies on.
    """

    name: str
    role: str
    citing: str
    marks: tuple[str, ...]
    reasons: tuple[str, ...]
    unnamed: bool
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]


def claims_by_source(brief: Brief, *, limit: int | None = None) -> tuple[SourceGroup, ...]:
    """Group the claims by source, in the order of each source's first claim.

    Claims that a source makes by citing another one form a separate group.

    Args:
        brief: the brief with the claims.
        limit: the largest number of claims; None for all. Every source gets one claim before any
            source gets a second one.
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    limit = len(brief.claimed_by) if limit is None else limit
    for claim in round_robin(brief.claimed_by, limit, key=_source_key):
        groups.setdefault(_source_key(claim), []).append(claim)
    return tuple(_source_group(claims, brief.language) for claims in groups.values())


def _source_key(claim: Claim) -> tuple[str, ...]:
    others = (one.name.casefold() if one else "" for one in (claim.relies_on, claim.reported_by))
    return claim.source.kind, claim.source.name.casefold(), *others


def _source_group(claims: list[Claim], language: str) -> SourceGroup:
    sources = [claim.source for claim in claims]
    first = sources[0]
    chain = [other for claim in claims for other in (claim.relies_on, claim.reported_by) if other]
    named = [*sources, *chain]
    return SourceGroup(
        name=labels.source_name(first, language=language),
        role=messages_in(language).notes(_distinct(source.role for source in sources)),
        citing=labels.chain_words(claims[0], language=language),
        marks=_marks(sources, language),
        reasons=tuple(_distinct(source.anonymity_reason for source in sources)),
        unnamed=first.kind in {"unnamed_person", "unnamed_group", "unknown"},
        claims=tuple(claims),
        evidence=distinct_evidence(evidence for source in named for evidence in source.evidence),
    )


def _marks(sources: list[Source], language: str) -> tuple[str, ...]:
    marks = [labels.source_mark(sources[0], language=language)]
    if any(source.basis == "background" for source in sources):
        marks.append(messages_in(language).text("source.on_background"))
    return tuple(filter(None, marks))


def _distinct(texts: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def distinct_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without repeats, in order."""
    return tuple(dict.fromkeys(evidence))


def events(brief: Brief) -> tuple[What, ...]:
    """Return the events that neither headline nor summary contains; the first one if all are there.

    The section WHAT is thus empty only if the brief has no events.
    """
    lines = [
        sanitize(point.text).casefold().rstrip(".") for point in (brief.headline, *brief.summary)
    ]
    new = [what for what in brief.what if not _occurs_in(lines, what)]
    return tuple(new or brief.what[:1])


def _occurs_in(lines: list[str], what: What) -> bool:
    event = sanitize(what.event).casefold().rstrip(".")
    return any(re.search(rf"(?<!\w){re.escape(event)}(?!\w)", line) for line in lines)


def ordered_uncertainty(brief: Brief) -> tuple[Uncertainty, ...]:
    """Return the uncertainty, ordered by kind: the most serious kind first."""
    order = labels.UNCERTAINTY_ORDER
    return tuple(sorted(brief.uncertainty, key=lambda finding: order.index(finding.kind)))


def content(claim: Claim, *, language: str = ENGLISH) -> str:
    """Return the content of a claim; a direct quotation gets quotation marks if it has none.

    A pronoun is followed by the name of whom it means: "she [Ann Falk] would resign".
    """
    text = with_antecedents(claim)
    if claim.quote_kind != "direct":
        return text
    opening, closing = text[0], text[-1]
    # some pages open with a straight mark and close with a curved one
    if len(text) > 1 and opening in _QUOTATION_MARKS and closing in _QUOTATION_MARKS.values():
        return text
    return messages_in(language).text("punctuation.quoted", words=text)


def with_antecedents(claim: Claim) -> str:
    """Return the content of a claim with the name of whom a pronoun means behind it, in brackets.

    Brackets, as editors set them, say that the words are not the source's.
    """
    text, end = claim.content, len(claim.content)
    for one in sorted(claim.coreferences, key=lambda one: one.mention.end, reverse=True):
        place = _place_after(one.mention, claim)
        if place is not None and place <= end:
            text, end = f"{text[:place]} {_in_brackets(one)}{text[place:]}", place
    return text


def _in_brackets(one: Coreference) -> str:
    """Return the name behind a pronoun: "she [Ann Falk]", "her [Ann Falk’s]"."""
    name = one.antecedent
    if one.mention.quote.lower() in _POSSESSIVE:
        name += "’" if name.endswith("s") else "’s"
    return f"[{name}]"


def _place_after(mention: Evidence, claim: Claim) -> int | None:
    """Return where a slice ends in the content of a claim; None if the content has other words."""
    before: list[str] = []
    for slice_ in claim.evidence:
        if slice_.start <= mention.start and mention.end <= slice_.end:
            before.append(slice_.quote[: mention.end - slice_.start])
            words = " … ".join(" ".join(one.split()) for one in before)
            return len(words) if claim.content.startswith(words) else None
        before.append(slice_.quote)
    return None


def hedge_span(claim: Claim, text: str) -> tuple[int, int] | None:
    """Find the claim's hedge as whole words in ``text``, the displayed content of the claim."""
    if claim.hedge is None:
        return None
    for name in map(sanitize, map(_in_brackets, claim.coreferences)):
        text = text.replace(name, " " * len(name))  # "she [Theresa May] may resign"
    whole_words = rf"(?<!\w){re.escape(sanitize(claim.hedge.quote))}(?!\w)"
    match = re.search(whole_words, text, re.IGNORECASE)
    return match.span() if match else None


def cue_words(claim: Claim) -> str:
    """Return the cue of a claim, ``"said"``, or ``""`` if its content begins with it."""
    cue = claim.cue.quote if claim.cue else ""
    return "" if claim.content.startswith(cue) else cue[:1].lower() + cue[1:]


def claim_annotations(
    claim: Claim, *, language: str = ENGLISH, found_by: bool = False
) -> tuple[str, ...]:
    """Return the notes on a claim that follow its content and its cue: ``("hedged: “may”",)``.

    A direct quotation needs no note, since it has quotation marks.

    Args:
        claim: the claim.
        language: language of the notes.
        found_by: whether one of them says who found the claim.
    """
    words = messages_in(language)
    notes = []
    if claim.quote_kind == "mixed":
        notes.append(words.text("claim.partly_quoted"))
    if claim.hedge:
        notes.append(words.text("claim.hedged", hedge=claim.hedge.quote))
    if claim.likelihood:
        likelihood = words.text(f"likelihood.{claim.likelihood}")
        notes.append(words.text("claim.likelihood", likelihood=likelihood))
    if found_by:
        notes.append(words.text(f"found_by.{claim.found_by}"))
    return tuple(notes)


def cue_and_annotations(claim: Claim, *, language: str = ENGLISH, found_by: bool = False) -> str:
    """Return the cue of a claim and the notes on it: ``said; hedged: “may”``."""
    notes = claim_annotations(claim, language=language, found_by=found_by)
    return messages_in(language).notes(filter(None, (cue_words(claim), *notes)))


def tells_who_found(brief: Brief) -> bool:
    """Return True if not all claims were found by the rules, so that each says who found it."""
    return any(claim.found_by != "rules" for claim in brief.claimed_by)


def claim_evidence(claim: Claim) -> tuple[Evidence, ...]:
    """Return the evidence of a claim's content, cue and hedge; its source has its own line."""
    return distinct_evidence((*claim.evidence, *filter(None, (claim.cue, claim.hedge))))


def attribution_note(line: SummaryPoint | What, *, language: str = ENGLISH) -> str:
    """Return ``according to ...`` with the sources of a line that it does not name itself.

    It is ``""`` for what the article says in its own voice. A source counts as named if the last
    word of its name occurs in the line, or the noun of its description: "officials" of "three
    officials with knowledge of the talks".
    """
    text = (line.event if isinstance(line, What) else line.text).casefold()
    unnamed = [name for name in line.sources if _noun_of(name) not in text]
    if not unnamed:
        return ""
    words = messages_in(language)
    sources = words.listed(map(labels.within_a_line, unnamed))
    return words.text("source.according_to", sources=sources)


def _noun_of(name: str) -> str:
    """Return the last word of a name, or the last one before "of" or "with" in a description."""
    words = _SHORT_FORM.sub("", name).casefold().split()
    if not is_description(name):
        return words[-1]
    first = next((place for place, word in enumerate(words) if content_words(word)), 0)
    ends = (place for place in range(first, len(words)) if not content_words(words[place]))
    return words[next(ends, len(words)) - 1]


def meta(brief: Brief) -> tuple[str, ...]:
    """Return publisher, authors and dates of the article, as far as they are known."""
    article = brief.article
    words = messages_in(brief.language)
    parts = [article.publisher, words.listed(article.authors)]
    if article.published:
        parts.append(labels.day_words(article.published, language=brief.language))
    if article.modified and article.modified != article.published:
        day = labels.day_words(article.modified, language=brief.language)
        parts.append(words.text("time.updated", day=day))
    return tuple(part for part in parts if part)


def address_remark(brief: Brief) -> str:
    """Return a remark in brackets if nobody has checked the article's address, else nothing."""
    words = messages_in(brief.language)
    remark = words.in_brackets(words.text("page.declared_address"))
    return f" {remark}" if brief.article.url_declared else ""


def web_address(brief: Brief) -> str | None:
    """Return the article's address if it is safe to make it a link, else None."""
    url = brief.article.url
    if url and url.startswith(("https://", "http://")) and url.isascii() and url.isprintable():
        return None if any(mark in url for mark in " <>\"'\\`") else url
    return None
