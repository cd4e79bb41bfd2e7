"""Places: where the story happens, as fully as one passage names it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from math import log2

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Entity, PlaceMention, Quotation, Span
from briefer.analysis.datelines import find_dateline
from briefer.analysis.english.entities.person_nouns import ADDRESSES, RANKS
from briefer.analysis.english.lexicon import COMPANY_WORDS, PLACE_NOUNS
from briefer.analysis.span_index import SpanIndex
from briefer.article import Article
from briefer.text.normalization import fold_name

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
_BANDS = frozenset("band orchestra choir team club crew brothers sisters trio quartet".split())
_LOCATIVE = frozenset({"in", "at", "near", "outside", "off", "inside", "across", "from", "around"})
_TICKER = re.compile(r"[A-Z]{3,}\.[A-Z]{1,2}")  # of a share: "HRTL.CO"
_ACRONYM = 4  # letters with points: "U.S."
# What makes a place the main one; a title often names the country of a town in the lead.
_DATELINE = _MAIN_CLAUSE = _EXACT = 1.0
_TITLE = 0.5
_MAIN = frozenset({"ROOT", "conj", "ccomp"})


def find_places(
    doc: Doc, article: Article, *, names: Sequence[Entity], quotations: Sequence[Quotation]
) -> tuple[PlaceMention, ...]:
    """Find the places of a parsed article, the most important first."""
    spans: list[Span] = []
    for tokens in map(_bare, _named_places(doc, names)):
        span = _full(tokens.start, tokens.end, doc)
        if not any(other.overlaps(span) for other in spans):
            spans.append(span)
    dateline = find_dateline(article)
    if dateline is not None:
        spans = [dateline, *(span for span in spans if not span.overlaps(dateline))]
    title = f" {fold_name(article.title or '')} "
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
    kept = _fullest([span for _, span in ranked], article)
    shown = (_in_small_letters(span, article.text) for span in kept)
    return tuple(PlaceMention(span, article.sentence_at(span.start)) for span in shown)


def _fullest(spans: Sequence[Span], article: Article) -> list[Span]:
    """Keep of "Ellery" and "Ellery, Ardava" the fuller one, where the first of them stands."""
    fuller = {
        fold_name(place): span
        for span in reversed(spans)
        for place, comma, _ in [span.text_in(article.text).partition(",")]
        if comma
    }
    return list(dict.fromkeys(fuller.get(_key(span, article), span) for span in spans))


def _key(span: Span, article: Article) -> str:
    return fold_name(span.text_in(article.text)).removeprefix("the ")


def _named_places(doc: Doc, names: Sequence[Entity]) -> Iterator[Tokens]:
    """Yield in order what the recogniser takes for places, and the names of places."""
    named = SpanIndex((mention, name.kind) for name in names for mention in name.mentions)
    acting = {
        mention
        for name in names
        if name.kind == "organisation" and any(_acts(doc, mention) for mention in name.mentions)
        for mention in name.mentions
    }
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
        found = list(named.overlapping(Span(tokens.start_char, tokens.end_char)))
        kinds = {kind for _, kind in found}
        # a bare surname is often taken for a town, and a word that is no name for a place
        if not kinds or "person" in kinds or tokens[-1].lower_ in _EVENTS | COMPANY_WORDS:
            continue
        # a company once taken for a town
        if acting.issuperset(mention for mention, _ in found) and not _is_locative(tokens.root):
            continue
        if not _TICKER.fullmatch(tokens.text) and not _names_people(tokens):
            yield tokens


def _names_people(tokens: Tokens) -> bool:
    """Tell whether what the recogniser takes for a place begins or ends as people do."""
    first, last = tokens[0].lower_.rstrip("."), tokens[-1].lower_
    # "Superintendent Brandt"; an office begins the names of places, too: "King County"
    titled = first in RANKS | ADDRESSES and last not in PLACE_NOUNS
    return len(tokens) > 1 and (titled or last in _BANDS)


def _acts(doc: Doc, mention: Span) -> bool:
    tokens = doc.char_span(*mention)
    return tokens is not None and tokens.root.dep_ == "nsubj" and tokens.root.head.pos_ == "VERB"


def _bare(tokens: Tokens) -> Tokens:
    """Cut what leads on from a place, and an article that belongs to another word."""
    start, end = int(tokens.start), int(tokens.end)
    while end - start > 1 and tokens.doc[end - 1].pos_ in {"ADP", "PART", "CCONJ", "PUNCT"}:
        end -= 1
    while end - start > 1 and tokens.doc[start].pos_ == "DET" and tokens.doc[start].head.i >= end:
        start += 1  # "the Larkin County office"
    return tokens.doc[start:end]


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
    if "," in span.text_in(article.text):
        weight += _EXACT
    if any(quotation.span.contains(span) for quotation in quotations):
        weight -= 1.0
    return weight


def _in_small_letters(span: Span, text: str) -> Span:
    """Return where a place in capitals, as in a dateline, is written as elsewhere."""
    words = span.text_in(text)
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
    """Tell whether "in" or "of" sets the place from ``start`` within another: "X Square in Y".

    The country of which somebody is lies in no other: "soldiers from Chad in Mali".
    """
    place = word.head
    belongs = place.dep_ == "pobj" and place.head.lower_ in {"from", "of"}
    within = word.lower_ in {"in", "of"} and start <= place.i < word.i
    return within and not (belongs and place.ent_type_ == "GPE")


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
    after = stop + 1 if doc[stop].text == "," else stop
    if after < len(doc) and doc[after].lower_ == "and":
        after += 1
        while after < len(doc) and (doc[after].pos_ == "DET" or doc[after].lower_ in _DIRECTIONS):
            after += 1
    return after < len(doc) and after > stop and doc[after].ent_type_ in _LABELS
