"""Tolls: how many people came to harm, and where the sources differ about it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, Span, UncertaintyFinding
from briefer.article import Article

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = """ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DIGITS = {word: str(value) for value, word in enumerate((*_UNITS, *_TEENS), start=1)}
_DIGITS |= {word: str(10 * tens) for tens, word in enumerate(_TENS, start=2)}
_DIGITS |= {
    f"{word}-{unit}": str(10 * tens + value)
    for tens, word in enumerate(_TENS, start=2)
    for value, unit in enumerate(_UNITS, start=1)
}
# "At least nine" is told as the number, too.
_BOUND = (
    r"(?:at\s+(?:least|most)|about|around|nearly|almost|roughly|approximately|some|over|up\s+to"
    r"|(?:more|fewer|less)\s+than|as\s+many\s+as)\s+"
)
_NUMBER = "|".join((r"\d[\d,]*", *sorted(_DIGITS, key=len, reverse=True)))
_TOLL = re.compile(
    r"\b(?:(?:number|count)\s+of\s+(?:the\s+)?(?P<of>dead|deaths|injured|injuries|wounded|missing"
    r"|fatalities)|(?:death\s+)?toll)\b[^.;,\n]{0,30}?\b(?:at|to|of|is|was|reached|exceeded)\s+"
    rf"(?:{_BOUND})?(?P<number>{_NUMBER})\b(?!\s+(?:dozen|hundred|thousand|million)\b)",
    re.IGNORECASE,
)
_HARM = frozenset(
    """kill die injure wound hurt miss arrest detain rescue evacuate displace""".split()
)
_HARMED = {"dead": "die", "injured": "injure", "wounded": "wound", "missing": "miss",
           "death": "die", "injury": "injure", "fatality": "die", "casualty": "die"}  # fmt: skip
_ANYTHING = frozenset(
    """people person man woman child day week month year hour minute time percent point game goal
    way thing country state member one other euro dollar pound mile meter metre kilometer kilometre
    foot acre""".split()
)
_LARGE = 10
_NEAR = 3  # times as many, at most
_SAME = {"kill": "die", "wound": "injure", "hurt": "injure", "detain": "arrest"}


_FOUND = frozenset("pull recover find retrieve count discover identify".split())
# Nouns for anybody: "seven people" and "two women" are no two tolls, the women are two of them.
_ANYBODY = frozenset("people person dead death body victim casualty fatality".split())


class _Count(NamedTuple):
    """A number of people to whom something happened, or of things, and on whose word."""

    number: str
    kind: tuple[str, ...]
    span: Span
    source: str | None


def casualty_discrepancies(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Find tolls that differ between sources."""
    by_kind: dict[tuple[str, ...], list[_Count]] = defaultdict(list)
    for count in _count_phrases(doc, article, attributions):
        by_kind[count.kind].append(count)
    for counts in by_kind.values():
        first = counts[0]
        other = next(
            (c for c in counts if c.number != first.number and c.source != first.source), None
        )
        if other is None:
            continue
        phrases = " and ".join(f"“{c.span.text_in(article.text)}”" for c in (first, other))
        sides = f"{first.source or 'the article itself'} and {other.source or 'the article itself'}"
        yield UncertaintyFinding(
            "discrepancy", f"The counts differ: {phrases} ({sides}).", (first.span, other.span)
        )


def count_discrepancies(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Find numbers of one kind of thing that differ between two sources, but not by much.

    What differs by far is as a rule a part of the whole, or something else.
    """
    first: dict[tuple[str, ...], _Count] = {}
    told: set[tuple[str, ...]] = set()
    for token in doc:
        noun = token.head
        if token.dep_ != "nummod" or token.ent_type_ != "CARDINAL" or noun.pos_ != "NOUN":
            continue
        span = Span(token.idx, noun.idx + len(noun.text))
        source = _source_of(span, attributions)
        if source is None or noun.lemma_ in _ANYTHING or noun.i < token.i or not _is_large(token):
            continue
        kind = sorted(c.lower_ for c in noun.children if c.dep_ in {"amod", "compound"})
        key = (noun.lemma_, *kind)
        count = _Count(token.lower_, key, span, source)
        other = first.setdefault(key, count)
        apart = _value(other.number) / _value(count.number)
        near = 1 / _NEAR <= apart <= _NEAR and apart != 1
        if near and other.source != source and key not in told:
            told.add(key)
            phrases = " and ".join(f"“{c.span.text_in(article.text)}”" for c in (other, count))
            note = f"The numbers differ: {phrases} ({other.source} and {source})."
            yield UncertaintyFinding("discrepancy", note, (other.span, count.span))


def _is_large(token: Token) -> bool:
    """Tell whether a number is given in digits, and more than a handful."""
    return token.text.replace(",", "").isdecimal() and _value(token.text) >= _LARGE


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _count_phrases(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[_Count]:
    for match in _TOLL.finditer(article.text):
        word = (match["of"] or "death").lower()
        toll = _HARMED.get(word) or _HARMED.get(word.removesuffix("s"), "die")
        span = Span(*match.span())
        number = match["number"].lower()
        source = _source_of(span, attributions)
        yield _Count(_DIGITS.get(number, number), _kind(toll, "people"), span, source)
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
        number = _DIGITS.get(token.lower_, token.lower_)
        yield _Count(number, _kind(harm, noun.lemma_.lower()), span, source)


def _kind(harm: str, whom: str) -> tuple[str, str]:
    return _SAME.get(harm, harm), "anybody" if whom in _ANYBODY else whom


def _source_of(span: Span, attributions: Sequence[Attribution]) -> str | None:
    holders = (a for a in attributions if any(part.contains(span) for part in a.content))
    return next((a.source.text for a in holders), None)


def _harm_of(noun: Token) -> str | None:
    if noun.lemma_ == "body":
        return "die" if noun.head.lemma_ in _FOUND else None
    near = [noun.head, *noun.children, *(child for child in noun.head.children)]
    for token in near:
        lemma = _HARMED.get(token.lower_) or token.lemma_.lower()
        if lemma in _HARM:
            return lemma
    return None
