"""Find and rank the places of an article ("Anbar province, western Iraq")."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from math import log2

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Entity, PlaceMention, Quotation, Span
from briefer.analysis.asides import is_aside
from briefer.analysis.datelines import find_dateline
from briefer.analysis.english.entities.entity_types import is_employer
from briefer.analysis.english.entities.person_nouns import COURTESY_TITLES, RANKS, may_be_title
from briefer.analysis.english.nouns import COMPANY_WORDS, PLACE_NOUNS
from briefer.analysis.spacy_helpers import end_offset
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
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
# Organisations that are also places if something happens at or in them.
_VENUES = frozenset(
    """court hospital school college university church mosque temple cathedral prison jail library
    theatre theater museum parliament embassy clinic centre center house stadium""".split()
)
_BANDS = frozenset("band orchestra choir team club crew brothers sisters trio quartet".split())
_LOCATIVE = frozenset({"in", "at", "near", "outside", "off", "inside", "across", "from", "around"})
_FORMULA = re.compile(r"[A-Z]{1,2}\d{1,2}")  # "F1", "G20"
_TICKER = re.compile(r"[A-Z]{3,}\.[A-Z]{1,2}")  # a stock symbol: "HRTL.CO"
_LONGEST_ACRONYM = 4  # characters: "U.S."
# Weights of what makes a place the main one. The title weighs less: it often names the country of a
# town in the lead.
_DATELINE = _MAIN_CLAUSE = _EXACT = 1.0
_TITLE = 0.5
_MAIN_VERB = frozenset({"ROOT", "conj", "ccomp"})


def find_places(
    doc: Doc, article: Article, *, entities: Sequence[Entity], quotations: Sequence[Quotation]
) -> tuple[PlaceMention, ...]:
    """Find the places of a parsed article, the most important first.

    Args:
        doc: the parse of the article.
        article: the article.
        entities: its entities; places and venues among them count, people do not.
        quotations: its quotations; a place in one weighs less.
    """
    spans: list[Span] = []
    quoted = SpanIndex((quotation.span, True) for quotation in quotations)
    people = SpanIndex((m, True) for e in entities if e.kind == "person" for m in e.mentions)
    taken: SpanIndex[Span] = SpanIndex(())
    for tokens in map(_trim, _named_places(doc, entities)):
        span = _extend(tokens.start, tokens.end, doc, people)
        if not taken.overlaps(span) and not is_aside(span, article):
            spans.append(span)
            taken.add(span, span)
    dateline = find_dateline(article)
    if dateline is not None:
        spans = [dateline, *(span for span in spans if not span.overlaps(dateline))]
    title = f" {fold_name(article.title or '')} "
    counts = Counter(_key(span, article) for span in spans)
    best: dict[str, tuple[float, Span]] = {}
    for span in spans:
        key = _key(span, article)
        weight = _weight(span, doc, article, quoted) + 0.8 * log2(1 + counts[key])
        if span == dateline:
            weight += _DATELINE
        if f" {key} " in title:
            weight += _TITLE
        if key not in best or weight > best[key][0]:
            best[key] = (weight, span)
    ranked = sorted(best.values(), key=lambda entry: (-entry[0], entry[1].start))
    fullest = _fullest([span for _, span in ranked], article)
    mixed_case = (_in_mixed_case(span, article.text) for span in fullest)
    return tuple(PlaceMention(span, article.sentence_at(span.start)) for span in mixed_case)


def _fullest(spans: Sequence[Span], article: Article) -> list[Span]:
    """Replace "Ellery" by "Ellery, Ardava" if the article has both; keep the better rank."""
    fuller = {
        fold_name(place): span
        for span in reversed(spans)
        for place, comma, _ in [span.text_in(article.text).partition(",")]
        if comma
    }
    return list(dict.fromkeys(fuller.get(_key(span, article), span) for span in spans))


def _key(span: Span, article: Article) -> str:
    return fold_name(span.text_in(article.text)).removeprefix("the ")


def _named_places(doc: Doc, entities: Sequence[Entity]) -> Iterator[Tokens]:
    """Yield, in order, what spaCy labels as a place and the mentions of place entities."""
    kinds_at = SpanIndex((mention, e.kind) for e in entities for mention in e.mentions)
    acting = {
        mention
        for entity in entities
        if entity.kind == "organisation" and any(_acts(doc, span) for span in entity.mentions)
        for mention in entity.mentions
    }
    places = chain(
        (tokens for tokens in doc.ents if tokens.label_ in _LABELS),
        (
            tokens
            for entity in entities
            for mention in entity.mentions
            if (tokens := doc.char_span(*mention)) is not None
            and (entity.kind == "place" or (entity.kind == "organisation" and _is_venue(tokens)))
        ),
    )
    for tokens in sorted(places, key=lambda place: (place.start, -place.end)):
        overlapping = list(kinds_at.overlapping(Span(tokens.start_char, tokens.end_char)))
        kinds = {kind for _, kind in overlapping}
        # spaCy often labels a bare surname as a town, and a word that is not a name as a place
        if not kinds or "person" in kinds or tokens[-1].lower_ in _EVENTS | COMPANY_WORDS:
            continue
        if (kinds == {"organisation"} and is_employer(tokens)) or _FORMULA.fullmatch(tokens.text):
            continue
        # a company that spaCy labels as a town in one place
        if acting.issuperset(mention for mention, _ in overlapping) and not _is_locative(
            tokens.root
        ):
            continue
        if not _TICKER.fullmatch(tokens.text) and not _names_people(tokens):
            yield tokens


def _names_people(tokens: Tokens) -> bool:
    """Return True if what spaCy labels as a place is a person with a title, or a band."""
    first, last = tokens[0].lower_.rstrip("."), tokens[-1].lower_
    # "Superintendent Brandt"; but names of places may begin with an office, too: "King County"
    titled = first in RANKS | COURTESY_TITLES and last not in PLACE_NOUNS
    # "Lawyer Amos Redd (for the state):", without a verb; but "Baker Street North" is a place
    titled = titled or (
        len(tokens) > 2
        and may_be_title(tokens[0])
        and not any(token.lower_ in PLACE_NOUNS for token in tokens)
    )
    return len(tokens) > 1 and (titled or last in _BANDS)


def _acts(doc: Doc, mention: Span) -> bool:
    tokens = doc.char_span(*mention)
    return tokens is not None and tokens.root.dep_ == "nsubj" and tokens.root.head.pos_ == "VERB"


def _trim(tokens: Tokens) -> Tokens:
    """Trim a trailing "in" or "and", and an article that belongs to another word."""
    start, end = int(tokens.start), int(tokens.end)
    while end - start > 1 and tokens.doc[end - 1].pos_ in {"ADP", "PART", "CCONJ", "PUNCT"}:
        end -= 1
    while end - start > 1 and tokens.doc[start].pos_ == "DET" and tokens.doc[start].head.i >= end:
        start += 1  # "the Larkin County office"
    return tokens.doc[start:end]


def _is_venue(organisation: Tokens) -> bool:
    """Return True if something happens at an organisation: "appeared at Ellery Crown Court"."""
    root = organisation.root  # not in "a student at Ellery College"
    return (
        organisation[-1].lower_ in _VENUES and _is_locative(root) and root.head.head.pos_ == "VERB"
    )


def _is_locative(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE


def _weight(span: Span, doc: Doc, article: Article, quoted: SpanIndex[bool]) -> float:
    """Return a weight: higher if a place is early, locative or exact, lower in a quotation."""
    weight = 3.0 * (1 - span.start / len(article.text)) ** 3
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is not None:
        governor = tokens.root.head
        if _is_locative(tokens.root):
            weight += 1.5
            if governor.head.pos_ == "VERB" and governor.head.dep_ in _MAIN_VERB:
                weight += _MAIN_CLAUSE
        elif tokens.root.dep_ in {"poss", "compound", "nsubj", "amod"}:
            weight -= 1.0
    if "," in span.text_in(article.text):
        weight += _EXACT
    if quoted.covers(span):
        weight -= 1.0
    return weight


def _in_mixed_case(span: Span, text: str) -> Span:
    """Return where the text has a place in mixed case, if ``span`` has it in capitals."""
    name = span.text_in(text)
    if not name.isupper() or len(name) <= _LONGEST_ACRONYM:
        return span
    match = re.search(rf"\b{re.escape(name.title())}\b", text)
    return Span(*match.span()) if match else span


def _extend(start: int, end: int, doc: Doc, people: SpanIndex[bool]) -> Span:
    """Extend a place to the words that belong to it: "Anbar province, western Iraq".

    A person may be labelled as a place: "the governor of Anbar, Jane Doe".
    """
    end = _with_place_noun(end, doc)
    if start > 0 and doc[start - 1].lower_ in _DIRECTIONS:
        start -= 1
    while end + 1 < len(doc) and (doc[end].text == "," or _is_within(doc[end], start)):
        following = end + 1 + (doc[end + 1].lower_ in _DIRECTIONS)
        if following >= len(doc) or doc[following].ent_type_ not in _LABELS:
            break
        if people.at(doc[following].idx):
            break
        stop = following + 1
        while stop < len(doc) and doc[stop].ent_type_ in _LABELS and doc[stop].ent_iob_ == "I":
            stop += 1
        stop = _with_place_noun(stop, doc)
        if _list_continues(doc, stop):
            break  # a list of places, not one place within another
        end = stop
    return Span(doc[start].idx, end_offset(doc[end - 1]))


def _is_within(word: Token, start: int) -> bool:
    """Return True if "in" or "of" puts the place from ``start`` within another: "X Square in Y".

    Not if the first is the country that somebody comes from: "soldiers from Chad in Mali".
    """
    place = word.head
    origin = place.dep_ == "pobj" and place.head.lower_ in {"from", "of"}
    within = word.lower_ in {"in", "of"} and start <= place.i < word.i
    return within and not (origin and place.ent_type_ == "GPE")


def _with_place_noun(end: int, doc: Doc) -> int:
    """Extend "Anbar" to "Anbar province"."""
    if end == len(doc) or doc[end].lower_ not in PLACE_NOUNS:
        return end
    belongs = doc[end].head.i <= end or doc[end - 1].head.i == end
    return end + 1 if belongs else end


def _list_continues(doc: Doc, stop: int) -> bool:
    """Return True if a list of places continues: with "and", or a comma and another place."""
    if stop >= len(doc):
        return False
    after = stop + 1 if doc[stop].text == "," else stop
    if after < len(doc) and doc[after].lower_ == "and":
        after += 1
        while after < len(doc) and (doc[after].pos_ == "DET" or doc[after].lower_ in _DIRECTIONS):
            after += 1
    return after < len(doc) and after > stop and doc[after].ent_type_ in _LABELS
