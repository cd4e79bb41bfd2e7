"""Places: where the story happens, as fully as one passage names it."""

from collections import Counter
from collections.abc import Sequence
from math import log2

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.article import Article
from briefer.reading.candidates import Name, Place, Quotation, Span
from briefer.reading.datelines import find_dateline
from briefer.reading.lexicon import PLACE_NOUNS
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
_LOCATIVE = frozenset({"in", "at", "near", "outside", "off", "inside", "across", "from", "around"})


def find_places(
    doc: Doc, article: Article, *, names: Sequence[Name], quotations: Sequence[Quotation]
) -> tuple[Place, ...]:
    """Find the places of a parsed article, the most important first."""
    named = Placed((mention, name.kind) for name in names for mention in name.mentions)
    spans: list[Span] = []
    for entity in doc.ents:
        kinds = {kind for _, kind in named.meeting(Span(entity.start_char, entity.end_char))}
        # a bare surname is often taken for a town, and a word that is no name for a place
        if entity.label_ not in _LABELS or not kinds or "person" in kinds or _is_event(entity):
            continue
        span = _full(entity.start, entity.end, doc)
        if not any(other.meets(span) for other in spans):
            spans.append(span)
    dateline = find_dateline(article)
    if dateline is not None and not any(other.meets(dateline) for other in spans):
        spans.insert(0, dateline)
    counts = Counter(fold(span.of(article.text)) for span in spans)
    best: dict[str, tuple[float, Span]] = {}
    for span in spans:
        key = fold(span.of(article.text))
        weight = _weight(span, doc, article, quotations) + 0.8 * log2(1 + counts[key])
        if key not in best or weight > best[key][0]:
            best[key] = (weight, span)
    ranked = sorted(best.values(), key=lambda entry: (-entry[0], entry[1].start))
    return tuple(Place(span, article.sentence_at(span.start)) for _, span in ranked)


def _is_event(entity: Tokens) -> bool:
    """Tell whether a name is that of something that happened: "the Black Death"."""
    return entity[-1].lower_ in _EVENTS


def _weight(span: Span, doc: Doc, article: Article, quotations: Sequence[Quotation]) -> float:
    """Weigh a place: early, told as where something happens, exact, and not in someone's words."""
    weight = 3.0 * (1 - span.start / len(article.text)) ** 3
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is not None:
        governor = tokens.root.head
        if tokens.root.dep_ == "pobj" and governor.lower_ in _LOCATIVE:
            weight += 1.5
            if governor.head.pos_ == "VERB":
                weight += 1.0
        elif tokens.root.dep_ in {"poss", "compound", "nsubj", "amod"}:
            weight -= 1.0
    if "," in span.of(article.text):
        weight += 0.5
    if any(quotation.span.holds(span) for quotation in quotations):
        weight -= 1.0
    return weight


def _full(start: int, end: int, doc: Doc) -> Span:
    """Widen a place to the words that belong to it: "Anbar province, western Iraq"."""
    end = _with_kind(end, doc)
    if start > 0 and doc[start - 1].lower_ in _DIRECTIONS:
        start -= 1
    while end + 1 < len(doc) and doc[end].text == ",":
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
