"""Find what a quotation is written on, and quotations that are the title of a work.

In 'carrying signs that read “Hands off”' the words are the signs', not those of the person whom the
next sentence names. “Harbour of Lies” in 'the film “Harbour of Lies”' is no statement at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, AttributionSource, Quotation, Span
from briefer.analysis.english.attribution.builder import AttributionBuilder
from briefer.analysis.english.attribution.content import Content
from briefer.analysis.english.attribution.cues import subject_of
from briefer.analysis.english.attribution.noun_phrases import phrase_of
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.nouns import DOCUMENT_NOUNS
from briefer.analysis.english.unspoken_words import INSCRIBING, SURFACES, WORDING, WORKS
from briefer.analysis.spacy_helpers import end_offset

_LINKING = frozenset("that which with and in the these this a its their also".split())
_RELATIVE = frozenset({"WDT", "WP"})
_MODIFIERS = frozenset({"DET", "ADJ", "NUM", "PRON"})
_FUNCTION_WORDS = frozenset({"DET", "ADP", "PRON", "AUX", "SCONJ", "ADV", "CCONJ"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_REACH = 8  # words between a sign and its words: "a sign on the gate that read"
_READS = frozenset({"read", "reads"})
_PRONOUN_REACH = 40  # words before "it"
_DESCRIPTION = 5  # words after a title: ", a song by Reed"
_SMALL_WORD = 3  # letters; such words of a title need no capital


class _Inscription(NamedTuple):
    """What a quotation is written on.

    Attributes:
        surface: the noun: "signs".
        cue: the verb ("read"), the noun ("slogan"), or the surface itself if there is neither.
    """

    surface: Token
    cue: Span


def attribute_inscriptions(doc: Doc, builder: AttributionBuilder) -> Iterator[Attribution]:
    """Attribute quotations to the things on which they are written, and set titles aside."""
    previous: tuple[Quotation, _Inscription] | None = None
    for quotation in builder.quoted_text.quotations:
        if _is_title(quotation, doc):
            builder.set_aside(quotation.span, Rule.INSCRIPTION, "title")
            continue
        found = _inscription_of(quotation, doc, previous)
        if found is None or not builder.quoted_text.is_statement(quotation):
            continue
        previous = quotation, found
        phrase = _phrase_of(found.surface, found.cue, quotation)
        source = AttributionSource(phrase.text_in(builder.article.text), "document", (phrase,))
        content = Content((quotation.span,))
        built = builder.build(source, found.cue, content, rule=Rule.INSCRIPTION)
        if built is not None:
            yield built


def is_inscribed(clause: Token) -> bool:
    """Return True for the verb of "(His shirt read) the gate is shut", without quotation marks."""
    above = clause.head
    if clause.dep_ != "ccomp" or above.lower_ not in _READS:
        return False
    subject = subject_of(above)
    return subject is not None and (_is_surface(subject) or _is_document(subject))


def _document_that_reads(quotation: Quotation, doc: Doc) -> _Inscription | None:
    """Return the document of '“Delete it,” the message read', also where "it" stands for one."""
    _, after = _sentence_around(quotation, doc)
    words = [word for word in after if not word.is_punct]
    cue = next((word for word in words[:_REACH] if word.lower_ in _READS), None)
    if cue is None or cue.i == 0 or cue.nbor(-1) not in words:
        return None
    subject = cue.nbor(-1)
    if subject.lower_ == "it" and words[0] == subject:
        before = reversed(doc[max(subject.i - _PRONOUN_REACH, 0) : subject.i])
        outside = (word for word in before if word.idx < quotation.span.start)
        subject = next(filter(_is_document, outside), subject)
    return _Inscription(subject, _span_of(cue)) if _is_document(subject) else None


def _inscription_of(
    quotation: Quotation, doc: Doc, previous: tuple[Quotation, _Inscription] | None
) -> _Inscription | None:
    """Return what a quotation is written on: 'signs that read “A” and “B”' has two of them."""
    before, after = _sentence_around(quotation, doc)
    has_clause = any(word.pos_ == "VERB" for word in after)  # "“A,” somebody wrote"
    may_continue = previous is not None and not has_clause
    if previous and may_continue and _continues(quotation, before, *previous, doc=doc):
        return previous[1]
    inscription = _after_surface(before) or _before_surface(after)
    return inscription or _document_that_reads(quotation, doc)


def _continues(
    quotation: Quotation,
    before: Sequence[Token],
    previous: Quotation,
    inscription: _Inscription,
    *,
    doc: Doc,
) -> bool:
    """Return True for the second half of 'signs that read “A” and “B”' and '“A,” it read. “B.”'."""
    words = doc.char_span(previous.span.end, quotation.span.start, alignment_mode="contract")
    if words is not None and len(words) > _REACH:
        return False
    between = list(words or ())
    if all(word.is_punct or word.is_space or word.dep_ == "cc" for word in between):
        return not any("\n" in word.text for word in between)
    is_cue_between = inscription.cue.start in {word.idx for word in between}
    is_short = not any(word.is_space for word in between)
    return not before and is_cue_between and is_short


def _is_title(quotation: Quotation, doc: Doc) -> bool:
    """Return True for 'the film “Harbour of Lies”' and '“Ships Go Out”, a song by Reed'."""
    before, after = _sentence_around(quotation, doc)
    if before and _is_work(before[-1]):
        return True
    if len(before) > 1 and before[-1].text == "," and _is_work(before[-2]):
        words = doc.char_span(*quotation.inner, alignment_mode="contract")
        return words is not None and _is_capitalised(words)
    is_described = len(after) > 1 and (after[0].text == "," or after[0].lemma_ == "be")
    is_described = is_described and after[1].pos_ in {"DET", "PRON"}
    return is_described and any(map(_is_work, after[1 : 1 + _DESCRIPTION]))


def _after_surface(before: Sequence[Token]) -> _Inscription | None:
    """Return the inscription of 'a sign on the gate that read “...”' and 'a banner: “...”'."""
    cue: Token | None = None
    for word in reversed(before[-_REACH:]):
        if _is_surface(word):
            return _Inscription(word, _span_of(cue or word)) if _can_speak_for(word, cue) else None
        is_cue = word.lemma_.lower() in INSCRIBING | WORDING
        if is_cue:
            cue = cue or word
        elif word.pos_ == "VERB" or not (cue or word.is_punct or word.lower_ in _LINKING):
            return None
    return None


def _can_speak_for(surface: Token, cue: Token | None) -> bool:
    """Return False for "the man with the sign said": the man speaks, and not the sign."""
    if cue is None or cue.pos_ != "VERB":
        return True
    subject = subject_of(cue)
    if subject is not None and subject.tag_ in _RELATIVE:
        return True
    return subject is None or subject == surface


def _before_surface(after: Sequence[Token]) -> _Inscription | None:
    """Return the inscription of '“...,” a banner read' and '“...” placards'."""
    words = [word for word in after if not word.is_punct][:_REACH]
    surface = next(filter(_is_surface, words), None)
    if surface is None:
        return None
    index = words.index(surface)
    between = words[:index]
    if any(w.pos_ not in _MODIFIERS and not _inscribes(w) for w in between):
        return None
    following = (word for word in words[index + 1 :] if word.i == surface.i + 1)
    cue = next((word for word in (*between, *following) if _inscribes(word)), None)
    is_compound = not between and after[0] == surface
    return _Inscription(surface, _span_of(cue or surface)) if cue or is_compound else None


def _phrase_of(surface: Token, cue: Span, quotation: Quotation) -> Span:
    """Return the noun phrase of a surface, without the cue and the quotation that it may include.

    It has its determiner even where the parse gives that to a verb which it takes for a noun.
    """
    first = surface
    while (
        first.i > surface.sent.start
        and first.nbor(-1).pos_ in _MODIFIERS
        and first.nbor(-1).tag_ != "PRP"
    ):
        first = first.nbor(-1)
    start, end = phrase_of(surface)
    start = min(start, first.idx)
    if cue == _span_of(surface) and quotation.span.start < surface.idx:
        return cue  # '“...” placards'
    if quotation.span.start < surface.idx:
        start = max(start, first.idx, quotation.span.end)
    else:
        end = min(end, quotation.span.start)
    if surface.idx < cue.start:
        end = min(end, cue.start)
    words = list(takewhile(lambda word: end_offset(word) <= end, _from(surface)))
    while words[-1:] and (words[-1].is_punct or words[-1].pos_ in _FUNCTION_WORDS):
        words.pop()  # "a hat with the" of "a hat with the slogan “...”"
    return Span(start, end_offset(words[-1] if words else surface))


def _from(first: Token) -> Iterator[Token]:
    return (first.doc[index] for index in range(first.i, len(first.doc)))


def _sentence_around(quotation: Quotation, doc: Doc) -> tuple[list[Token], list[Token]]:
    """Return the words of the sentence before a quotation and those after it."""
    quoted = doc.char_span(*quotation.span, alignment_mode="expand")
    if quoted is None or not len(quoted):
        return [], []
    first, last = quoted[0], quoted[-1]
    return (
        list(_words(doc[first.sent.start : first.i])),
        list(_words(doc[last.i + 1 : last.sent.end])),
    )


def _words(tokens: Iterable[Token]) -> Iterator[Token]:
    return (token for token in tokens if not token.is_space)


def _is_surface(word: Token) -> bool:
    return word.pos_ in _NOUNS and word.lemma_.lower() in SURFACES


def _is_document(word: Token) -> bool:
    return word.pos_ in _NOUNS and word.lemma_.lower() in DOCUMENT_NOUNS


def _inscribes(word: Token) -> bool:
    return word.lemma_.lower() in INSCRIBING


def _is_work(word: Token) -> bool:
    return word.pos_ in _NOUNS and word.lemma_.lower() in WORKS


def _is_capitalised(words: Iterable[Token]) -> bool:
    long = (word for word in words if word.is_alpha and len(word.text) > _SMALL_WORD)
    return all(word.text[0].isupper() for word in long)


def _span_of(token: Token) -> Span:
    return Span(token.idx, end_offset(token))
