"""Tolls: how many people came to harm, and where the sources differ about it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.article import Article
from briefer.reading.candidates import Attribution, Doubt, Span

_TOLL = re.compile(
    r"\b(?:(?:number|count)\s+of\s+(?:the\s+)?(?P<of>dead|deaths|injured|injuries|wounded|missing"
    r"|fatalities)|(?:death\s+)?toll)\b[^.;,\n]{0,30}?\b(?:at|to|of|is|was|reached|exceeded)\s+"
    r"(?P<number>\d[\d,]*|[a-z]+(?:-[a-z]+)?)\b",
    re.IGNORECASE,
)
_HARM = frozenset(
    """kill die injure wound hurt miss arrest detain rescue evacuate displace""".split()
)
_HARMED = {"dead": "die", "injured": "injure", "wounded": "wound", "missing": "miss",
           "death": "die", "injury": "injure", "fatality": "die", "casualty": "die"}  # fmt: skip
_SAME = {"kill": "die", "wound": "injure", "hurt": "injure", "detain": "arrest"}


class _Count(NamedTuple):
    """A number of people to whom something happened, and on whose word."""

    number: str
    harm: str
    span: Span
    source: str | None


def differing_tolls(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[Doubt]:
    """Find tolls that differ between sources."""
    by_harm: dict[str, list[_Count]] = defaultdict(list)
    for count in _count_phrases(doc, article, attributions):
        by_harm[count.harm].append(count)
    for counts in by_harm.values():
        first = counts[0]
        other = next(
            (c for c in counts if c.number != first.number and c.source != first.source), None
        )
        if other is None:
            continue
        phrases = " and ".join(f"“{c.span.of(article.text)}”" for c in (first, other))
        sides = f"{first.source or 'the article itself'} and {other.source or 'the article itself'}"
        yield Doubt(
            "discrepancy", f"The counts differ: {phrases} ({sides}).", (first.span, other.span)
        )


def _count_phrases(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[_Count]:
    for match in _TOLL.finditer(article.text):
        word = (match["of"] or "death").lower()
        toll = _HARMED.get(word) or _HARMED.get(word.removesuffix("s"), "die")
        span = Span(*match.span())
        number = match["number"].lower()
        yield _Count(number, _SAME.get(toll, toll), span, _source_of(span, attributions))
    for token in doc:
        if token.dep_ != "nummod" or token.ent_type_ not in {"CARDINAL", "QUANTITY", ""}:
            continue
        noun = token.head
        harm = _HARMED.get(noun.lemma_.lower()) or _harm_of(noun)
        if harm is None:
            continue
        last = noun if noun.i > token.i else token
        span = Span(token.idx, last.idx + len(last.text))
        source = _source_of(span, attributions)
        yield _Count(token.lower_, _SAME.get(harm, harm), span, source)


def _source_of(span: Span, attributions: Sequence[Attribution]) -> str | None:
    holders = (a for a in attributions if any(part.holds(span) for part in a.content))
    return next((a.speaker.text for a in holders), None)


def _harm_of(noun: Token) -> str | None:
    near = [noun.head, *noun.children, *(child for child in noun.head.children)]
    for token in near:
        lemma = _HARMED.get(token.lower_) or token.lemma_.lower()
        if lemma in _HARM:
            return lemma
    return None
