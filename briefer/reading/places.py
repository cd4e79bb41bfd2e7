"""Places: where the story happens, as fully as one passage names it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from math import log2

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.article import Article
from briefer.reading.candidates import Name, Place, Quotation, Span
from briefer.reading.datelines import find_dateline
from briefer.reading.lexicon import COMPANY_WORDS, PLACE_NOUNS
from briefer.reading.names import fold
from briefer.reading.placed import Placed

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central northeastern northwestern
    southeastern southwestern""".split()
)
_EVENTS = frozenset(
    """death war cup festival crisis plague pandemic election games olympics revolution
    easter christmas ramadan accord agreement treaty act championship league""".split()
)
# Organisations that are places, too, when something happens at or in them.
_VENUES = frozenset(
    """court hospital school college university church mosque temple cathedral prison jail library
    theatre theater museum parliament embassy clinic centre center house stadium""".split()
)
_LOCATIVE = frozenset({"in", "at", "near", "outside", "off", "inside", "across", "from", "around"})
_ACRONYM = 4  # letters with points: "U.S."
# What makes a place the main one; a title often names the country of a town in the lead.
_DATELINE = _MAIN_CLAUSE = _EXACT = 1.0
_TITLE = 0.5
_MAIN = frozenset({"ROOT", "conj", "ccomp"})


def find_places(
    doc: Doc, article: Article, *, names: Sequence[Name], quotations: Sequence[Quotation]
) -> tuple[Place, ...]:
    """Find the places of a parsed article, the most important first."""
    spans: list[Span] = []
    for tokens in _named_places(doc, names):
        span = _full(tokens.start, tokens.end, doc)
        if not any(other.meets(span) for other in spans):
            spans.append(span)
    dateline = find_dateline(article)
    if dateline is not None:
        spans = [dateline, *(span for span in spans if not span.meets(dateline))]
    title = f" {fold(article.title or '')} "
    counts = Counter(_key(span, article) for span in spans)
    best: dict[str, tuple[float, Span]] = {}
    for span in spans:
        key = _key(span, article)
        weight = _weight(span, doc, article, quotations) + 0.8 * log2(1 + counts[key])
        if span == dateline:
            weight += _DATELINE
        if f" {key} " in title:
            weight += _TITLE
        if key not in best or weight > best[key][0]:
            best[key] = (weight, span)
    ranked = sorted(best.values(), key=lambda entry: (-entry[0], entry[1].start))
    shown = (_in_small_letters(span, article.text) for _, span in ranked)
    return tuple(Place(span, article.sentence_at(span.start)) for span in shown)


def _key(span: Span, article: Article) -> str:
    return fold(span.of(article.text)).removeprefix("the ")


def _named_places(doc: Doc, names: Sequence[Name]) -> Iterator[Tokens]:
    """Yield in order what the recogniser takes for places, and the names of places."""
    named = Placed((mention, name.kind) for name in names for mention in name.mentions)
    places = chain(
        (entity for entity in doc.ents if entity.label_ in _LABELS),
        (
            tokens
            for name in names
            for mention in name.mentions
            if (tokens := doc.char_span(*mention)) is not None
            and (name.kind == "place" or (name.kind == "organisation" and _is_venue(tokens)))
        ),
    )
    for tokens in sorted(places, key=lambda found: (found.start, -found.end)):
        kinds = {kind for _, kind in named.meeting(Span(tokens.start_char, tokens.end_char))}
        # a bare surname is often taken for a town, and a word that is no name for a place
        if kinds and "person" not in kinds and tokens[-1].lower_ not in _EVENTS | COMPANY_WORDS:
            yield tokens


def _is_venue(name: Tokens) -> bool:
    """Tell whether something happens at an organisation: "at Ellery Crown Court"."""
    root = name.root  # "a student at Ellery College" tells where somebody belongs
    return name[-1].lower_ in _VENUES and _is_locative(root) and root.head.head.pos_ == "VERB"


def _is_locative(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE


def _weight(span: Span, doc: Doc, article: Article, quotations: Sequence[Quotation]) -> float:
    """Weigh a place: early, told as where something happens, exact, and not in someone's words."""
    weight = 3.0 * (1 - span.start / len(article.text)) ** 3
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is not None:
        governor = tokens.root.head
        if _is_locative(tokens.root):
            weight += 1.5
            if governor.head.pos_ == "VERB" and governor.head.dep_ in _MAIN:
                weight += _MAIN_CLAUSE
        elif tokens.root.dep_ in {"poss", "compound", "nsubj", "amod"}:
            weight -= 1.0
    if "," in span.of(article.text):
        weight += _EXACT
    if any(quotation.span.holds(span) for quotation in quotations):
        weight -= 1.0
    return weight


def _in_small_letters(span: Span, text: str) -> Span:
    """Return where a place in capitals, as in a dateline, is written as elsewhere."""
    words = span.of(text)
    if not words.isupper() or len(words) <= _ACRONYM:
        return span
    match = re.search(rf"\b{re.escape(words.title())}\b", text)
    return Span(*match.span()) if match else span


def _full(start: int, end: int, doc: Doc) -> Span:
    """Widen a place to the words that belong to it: "Anbar province, western Iraq"."""
    end = _with_kind(end, doc)
    if start > 0 and doc[start - 1].lower_ in _DIRECTIONS:
        start -= 1
    while end + 1 < len(doc) and (doc[end].text == "," or _is_within(doc[end], start)):
        following = end + 1 + (doc[end + 1].lower_ in _DIRECTIONS)
        if following >= len(doc) or doc[following].ent_type_ not in _LABELS:
            break
        stop = following + 1
        while stop < len(doc) and doc[stop].ent_type_ in _LABELS and doc[stop].ent_iob_ == "I":
            stop += 1
        stop = _with_kind(stop, doc)
        if _goes_on(doc, stop):
            break  # an enumeration of places, not one place within another
        end = stop
    first, last = doc[start], doc[end - 1]
    return Span(first.idx, last.idx + len(last.text))


def _is_within(word: Token, start: int) -> bool:
    """Tell whether "in" or "of" sets the place from ``start`` within another: "X Square in Y"."""
    return word.lower_ in {"in", "of"} and start <= word.head.i < word.i


def _with_kind(end: int, doc: Doc) -> int:
    """Take in the "province" of "Anbar province"."""
    if end == len(doc) or doc[end].lower_ not in PLACE_NOUNS:
        return end
    belongs = doc[end].head.i <= end or doc[end - 1].head.i == end
    return end + 1 if belongs else end


def _goes_on(doc: Doc, stop: int) -> bool:
    """Tell whether a list of places goes on: with "and", or a comma and another."""
    if stop >= len(doc):
        return False
    if doc[stop].lower_ == "and":
        return True
    after = doc[stop + 1] if doc[stop].text == "," and stop + 1 < len(doc) else None
    return after is not None and (after.ent_type_ in _LABELS or after.lower_ == "and")
