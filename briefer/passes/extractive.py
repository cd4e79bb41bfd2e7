"""The extractive brief: what the reading alone can say, in the article's own words.

It is the brief of ``--model none``, and stands in for each section that a model leaves empty.
"""

from briefer.article import Article
from briefer.grounding.alignment import fold
from briefer.grounding.items import (
    claim_of,
    evidence_of,
    speakers_in,
    uncertainty_of,
    when_of,
    where_of,
    who_of,
)
from briefer.passes.sections import Sections
from briefer.reading.candidates import Doubt, Happening, Name, Reading, Span, Time
from briefer.schema import Point, What, Who

MOST_WHO, MOST_WHAT, MOST_WHERE, MOST_WHEN = 8, 3, 4, 4
MOST_CLAIMS = 24
MOST_DOUBTS = 8
MOST_HEDGED = 3  # of the doubts: sentences that only carry a hedge
MOST_POINTS = 3


def extractive_sections(article: Article, reading: Reading) -> Sections:
    """Make all sections from the reading."""
    return Sections(
        headline=_headline(article, reading),
        summary=tuple(_point(h, article) for h in _main(reading)[:MOST_POINTS]),
        who=_who(article, reading),
        what=tuple(_what(h, article, reading) for h in _main(reading)[:MOST_WHAT]),
        where=tuple(where_of(place, article) for place in reading.places[:MOST_WHERE]),
        when=tuple(when_of(time, article) for time in main_times(article, reading)[:MOST_WHEN]),
        claimed_by=tuple(claim_of(a, article) for a in reading.attributions[:MOST_CLAIMS]),
        uncertainty=tuple(uncertainty_of(d, article) for d in main_doubts(reading)),
    )


def main_times(article: Article, reading: Reading) -> list[Time]:
    """Return the dates and times of the story in order, each once.

    Durations are none of them, and those in a quotation are its speaker's.
    """
    told = [
        time
        for time in reading.times
        if time.type in {"date", "time"}
        and not any(q.span.holds(time.span) for q in reading.quotations)
    ]
    kept: dict[str, Time] = {}
    for time in told:
        kept.setdefault(time.value or time.span.of(article.text).lower(), time)
    return list(kept.values())


def main_doubts(reading: Reading) -> list[Doubt]:
    """Return the doubts that fit on the page, the graver kinds first."""
    hedged = [doubt for doubt in reading.doubts if doubt.kind == "hedged"][:MOST_HEDGED]
    graver = [doubt for doubt in reading.doubts if doubt.kind != "hedged"]
    return [*graver, *hedged][:MOST_DOUBTS]


def _main(reading: Reading) -> list[Happening]:
    return list(reading.happenings)


def _headline(article: Article, reading: Reading) -> Point:
    lead = _main(reading)[0] if reading.happenings else None
    span = lead.span if lead else Span(*article.sentences[0])
    evidence = article.evidence(*span)
    return Point(text=" ".join(evidence.quote.split()), evidence=(evidence,))


def _point(happening: Happening, article: Article) -> Point:
    evidence = article.evidence(*article.sentences[happening.sentence])
    return Point(text=" ".join(evidence.quote.split()), evidence=(evidence,))


def _what(happening: Happening, article: Article, reading: Reading) -> What:
    evidence = article.evidence(*happening.span)
    return What(
        event=" ".join(evidence.quote.split()),
        sources=speakers_in(happening.sentence, reading, article),
        evidence=(evidence,),
    )


def _who(article: Article, reading: Reading) -> tuple[Who, ...]:
    """Return who acts in the lead, then those whom the article names most."""
    names = [name for name in reading.names if name.kind in {"person", "organisation"}]
    found = [who_of(name, article) for name in names[:MOST_WHO]]
    lead = reading.happenings[0].actor if reading.happenings else None
    if lead is None:
        return tuple(found)
    bearer = next((n for n in reading.names if any(lead.holds(m) for m in n.mentions)), None)
    if bearer is not None and bearer.kind in {"person", "organisation"}:
        first = who_of(bearer, article)
        return (first, *(who for who in found if who.name != first.name))
    words = " ".join(lead.of(article.text).split())
    if not any(character.isalpha() for character in words) or words.lower() in {
        "he",
        "she",
        "it",
        "they",
    }:
        return tuple(found)
    first = Who(name=words, kind="group", evidence=evidence_of(article, (lead,)))
    return (first, *found)


def bearer_of(words: str, reading: Reading, article: Article) -> Name | None:
    """Return the name that is meant by ``words``: one of its forms, or a part that only it has."""
    wanted = fold(words)
    partial = []
    for name in reading.names:
        forms = {fold(m.of(article.text)) for m in (*name.mentions, *name.aliases)}
        if wanted in forms | {fold(name.text)}:
            return name
        if name.kind == "person" and any(form.endswith(f" {wanted}") for form in forms):
            partial.append(name)
    return partial[0] if len(partial) == 1 else None
