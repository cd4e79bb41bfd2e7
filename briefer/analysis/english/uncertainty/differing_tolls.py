"""Find counts of harmed people that differ between sources.

Example: "four people" died according to one source, the "number of dead" is "seven" for another.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, Span, UncertaintyFinding
from briefer.analysis.english.uncertainty.counts import Count, by_content, difference, source_around
from briefer.analysis.english.uncertainty.numerals import APPROXIMATOR, NUMERAL, value_of
from briefer.analysis.spacy_helpers import end_offset
from briefer.schema.article import Article

_TOLL = re.compile(
    r"\b(?:(?:number|count)\s+of\s+(?:the\s+)?(?P<of>dead|deaths|injured|injuries|wounded|missing"
    r"|fatalities)|(?:death\s+)?toll)\b[^.;,\n]{0,30}?\b(?:at|to|of|is|was|reached|exceeded)\s+"
    rf"(?:{APPROXIMATOR})?(?P<number>{NUMERAL})\b(?!\s+(?:dozen|hundred|thousand|million)\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:19|20)\d\d)\b"
)
_CHANGED = re.compile(
    r"\b(?:(?:has|have)\s+since|since\s+then|by\s+then|by\s+now)\b", re.IGNORECASE
)
_HARM_VERBS = frozenset(
    """kill die injure wound hurt miss arrest detain rescue evacuate displace""".split()
)
_HARM_BY_NOUN = {"dead": "die", "injured": "injure", "wounded": "wound", "missing": "miss",
           "death": "die", "injury": "injure", "fatality": "die", "casualty": "die"}  # fmt: skip
_SYNONYMS = {"kill": "die", "wound": "injure", "hurt": "injure", "detain": "arrest"}
_FINDING_VERBS = frozenset("pull recover find retrieve count discover identify".split())
# Nouns for all victims. "Two women" does not differ from "seven people": it may be a part of them.
_ALL_VICTIMS = frozenset("people person dead death body victim casualty fatality".split())


def toll_differences(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[UncertaintyFinding]:
    """Find casualty counts that differ between sources."""
    by_kind: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for kind, count in _harmed(doc, article, attributions):
        by_kind[kind].append(count)
    for first, *others in by_kind.values():
        differing = (
            c
            for c in others
            if c.value != first.value
            and c.source != first.source
            and not _are_of_different_times(first, c, article)
        )
        other = next(differing, None)
        if other is not None:
            yield difference("counts_differ", (first, other), article)
    yield from _parts_larger_than_the_whole(by_kind, article)


def _parts_larger_than_the_whole(
    by_kind: Mapping[tuple[str, str], Sequence[Count]], article: Article
) -> Iterator[UncertaintyFinding]:
    """Find "at least four workers died" where the first count of all victims is two."""
    for (harm, victims), counts in by_kind.items():
        wholes = by_kind.get((harm, "anybody"), ())
        if victims == "anybody" or not wholes:
            continue
        whole = wholes[0]
        differing = (
            part
            for part in counts
            if part.value > whole.value
            and part.source != whole.source
            and not _are_of_different_times(part, whole, article)
        )
        if (part := next(differing, None)) is not None:
            first, second = sorted((part, whole), key=lambda count: count.span)
            yield difference("counts_differ", (first, second), article)


def _are_of_different_times(first: Count, second: Count, article: Article) -> bool:
    """Return True for the tolls of two months or years, and for one that has changed since."""
    in_order = sorted((first, second), key=lambda count: count.span)
    one, two = (_sentence(count, article) for count in in_order)
    months = [set(map(str.lower, _MONTH.findall(sentence))) for sentence in (one, two)]
    is_apart = bool(months[0] and months[1]) and not months[0] & months[1]
    return is_apart or _CHANGED.search(two) is not None


def _sentence(count: Count, article: Article) -> str:
    return article.text[slice(*article.sentences[article.sentence_at(count.span.start)])]


def _harmed(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> Iterator[tuple[tuple[str, str], Count]]:
    """Yield the counts of harmed people: "a death toll of nine", "seven people were killed".

    Each comes with the harm and the people: two counts of the same kind should agree.
    """
    index = by_content(attributions)
    for match in _TOLL.finditer(article.text):
        word = (match["of"] or "death").lower()
        harm = _HARM_BY_NOUN.get(word) or _HARM_BY_NOUN.get(word.removesuffix("s"), "die")
        span = Span(*match.span())
        value = value_of(match["number"])
        if value is not None:
            yield _kind(harm, "people"), Count(value, span, source_around(span, index))
    for token in doc:
        if token.dep_ != "nummod" or token.ent_type_ not in {"CARDINAL", "QUANTITY", ""}:
            continue
        noun = token.head
        harmed = _HARM_BY_NOUN.get(noun.lemma_.lower()) or _harm_of(noun)
        value = value_of(token.text)
        if harmed is None or value is None:
            continue
        span = Span(token.idx, end_offset(max(noun, token, key=lambda one: one.i)))
        count = Count(value, span, source_around(span, index))
        yield _kind(harmed, noun.lemma_.lower()), count


def _kind(harm: str, victims: str) -> tuple[str, str]:
    return _SYNONYMS.get(harm, harm), "anybody" if victims in _ALL_VICTIMS else victims


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
