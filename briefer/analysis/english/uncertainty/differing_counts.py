"""Find counts that differ between sources: people who were harmed, and other large numbers.

Example: "four people" died according to one source, the "number of dead" is "seven" for another.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import (
    Attribution,
    Span,
    UncertaintyFinding,
    UncertaintySide,
)
from briefer.schema.article import Article
from briefer.schema.vocabulary import UncertaintyCode

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
# "At least nine" counts as nine.
_APPROXIMATOR = (
    r"(?:at\s+(?:least|most)|about|around|nearly|almost|roughly|approximately|some|over|up\s+to"
    r"|(?:more|fewer|less)\s+than|as\s+many\s+as)\s+"
)
_NUMBER = "|".join((r"\d[\d,]*", *sorted(_DIGITS, key=len, reverse=True)))
_TOLL = re.compile(
    r"\b(?:(?:number|count)\s+of\s+(?:the\s+)?(?P<of>dead|deaths|injured|injuries|wounded|missing"
    r"|fatalities)|(?:death\s+)?toll)\b[^.;,\n]{0,30}?\b(?:at|to|of|is|was|reached|exceeded)\s+"
    rf"(?:{_APPROXIMATOR})?(?P<number>{_NUMBER})\b(?!\s+(?:dozen|hundred|thousand|million)\b)",
    re.IGNORECASE,
)
_HARM_VERBS = frozenset(
    """kill die injure wound hurt miss arrest detain rescue evacuate displace""".split()
)
_HARM_BY_NOUN = {"dead": "die", "injured": "injure", "wounded": "wound", "missing": "miss",
           "death": "die", "injury": "injure", "fatality": "die", "casualty": "die"}  # fmt: skip
_UNSPECIFIC_NOUNS = frozenset(
    """people person man woman child day week month year hour minute time percent point game goal
    way thing country state member one other euro dollar pound mile meter metre kilometer kilometre
    foot acre""".split()
)
_MIN_NUMBER = 10
_MAX_RATIO = 3  # of two counts of the same thing
_SYNONYMS = {"kill": "die", "wound": "injure", "hurt": "injure", "detain": "arrest"}
_FINDING_VERBS = frozenset("pull recover find retrieve count discover identify".split())
# Nouns for all victims. "Two women" does not differ from "seven people": it may be a part of them.
_ALL_VICTIMS = frozenset("people person dead death body victim casualty fatality".split())


class _Count(NamedTuple):
    """A number of harmed people or of things.

    Attributes:
        number: the number, in digits if possible.
        kind: what is counted.
        span: the phrase.
        source: the source of the number, or None for the article itself.
    """

    number: str
    kind: tuple[str, ...]
    span: Span
    source: str | None


def casualty_discrepancies(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Find casualty counts that differ between sources."""
    by_kind: dict[tuple[str, ...], list[_Count]] = defaultdict(list)
    for count in _count_phrases(doc, article, attributions):
        by_kind[count.kind].append(count)
    for counts in by_kind.values():
        first = counts[0]
        others = (c for c in counts if c.number != first.number and c.source != first.source)
        other = next(others, None)
        if other is not None:
            yield _discrepancy("counts_differ", (first, other), article)


def count_discrepancies(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Find numbers of the same things that differ between two sources, but not by much.

    A number that differs much is usually a part of the whole, or of something else.
    """
    first: dict[tuple[str, ...], _Count] = {}
    reported: set[tuple[str, ...]] = set()
    for token in doc:
        noun = token.head
        if token.dep_ != "nummod" or token.ent_type_ != "CARDINAL" or noun.pos_ != "NOUN":
            continue
        span = Span(token.idx, noun.idx + len(noun.text))
        source = _source_of(span, attributions)
        specific = noun.lemma_ not in _UNSPECIFIC_NOUNS
        if source is None or not specific or noun.i < token.i or not _is_large(token):
            continue
        modifiers = sorted(c.lower_ for c in noun.children if c.dep_ in {"amod", "compound"})
        kind = (noun.lemma_, *modifiers)
        count = _Count(token.lower_, kind, span, source)
        other = first.setdefault(kind, count)
        ratio = _value(other.number) / _value(count.number)
        comparable = 1 / _MAX_RATIO <= ratio <= _MAX_RATIO and ratio != 1
        if comparable and other.source != source and kind not in reported:
            reported.add(kind)
            yield _discrepancy("numbers_differ", (other, count), article)


def _discrepancy(
    code: UncertaintyCode, counts: tuple[_Count, _Count], article: Article
) -> UncertaintyFinding:
    params = {}
    for side, count in zip(("first", "second"), counts, strict=True):
        params[side] = count.span.text_in(article.text)
        if count.source is not None:
            params[f"{side}_source"] = count.source
    return UncertaintyFinding(
        code,
        params,
        spans=tuple(count.span for count in counts),
        sides=tuple(UncertaintySide(count.source, (count.span,)) for count in counts),
    )


def _is_large(token: Token) -> bool:
    """Return True if a number is written in digits and is at least ten."""
    return token.text.replace(",", "").isdecimal() and _value(token.text) >= _MIN_NUMBER


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _count_phrases(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[_Count]:
    """Yield the counts of harmed people: "a death toll of nine", "seven people were killed"."""
    for match in _TOLL.finditer(article.text):
        word = (match["of"] or "death").lower()
        harm = _HARM_BY_NOUN.get(word) or _HARM_BY_NOUN.get(word.removesuffix("s"), "die")
        span = Span(*match.span())
        number = match["number"].lower()
        source = _source_of(span, attributions)
        yield _Count(_DIGITS.get(number, number), _kind(harm, "people"), span, source)
    for token in doc:
        if token.dep_ != "nummod" or token.ent_type_ not in {"CARDINAL", "QUANTITY", ""}:
            continue
        noun = token.head
        harmed = _HARM_BY_NOUN.get(noun.lemma_.lower()) or _harm_of(noun)
        if harmed is None:
            continue
        last = noun if noun.i > token.i else token
        span = Span(token.idx, last.idx + len(last.text))
        source = _source_of(span, attributions)
        number = _DIGITS.get(token.lower_, token.lower_)
        yield _Count(number, _kind(harmed, noun.lemma_.lower()), span, source)


def _kind(harm: str, victims: str) -> tuple[str, str]:
    return _SYNONYMS.get(harm, harm), "anybody" if victims in _ALL_VICTIMS else victims


def _source_of(span: Span, attributions: Sequence[Attribution]) -> str | None:
    around = (a for a in attributions if any(part.contains(span) for part in a.content))
    return next((a.source.text for a in around), None)


def _harm_of(noun: Token) -> str | None:
    """Return the verb for the harm to the people that a noun means, if any: "die", "injure"."""
    if noun.lemma_ == "body":
        return "die" if noun.head.lemma_ in _FINDING_VERBS else None
    related = [noun.head, *noun.children, *noun.head.children]
    for token in related:
        lemma = _HARM_BY_NOUN.get(token.lower_) or token.lemma_.lower()
        if lemma in _HARM_VERBS:
            return lemma
    return None
