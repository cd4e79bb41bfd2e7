"""Find an inserted "she said" and the sentence around it, from the marks instead of the parse.

The parser often misses how the two halves of "Not one ship, said Reed, had left" belong together.
They are one statement if the first half cannot stand alone.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.reporting_subjects import (
    AROUND_INSERTION,
    FINITE,
    NAMING,
    SOURCE_POS,
    before_name,
    follows_description,
    inverted_subject,
    is_going_on,
    own_subject,
)
from briefer.analysis.english.lexicon import NEVER_OF_PEOPLE, STATING, WEAK
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, remembered_word

_FINITE_OR_MODAL = FINITE | {"MD"}
_LONGEST_INSERTION = 12  # words: ", said Orrin Vance of the teachers' union on Friday,"
_SHORTEST = 3  # words of a statement
_INSERTING = STATING - WEAK
# A sentence that begins with one of these has its main clause after the insertion.
_SUBORDINATING = frozenset("if unless when while although though because since once until".split())
_QUESTION_TAGS = frozenset({"WP", "WDT"})


def is_inserted_noun(token: Token) -> bool:
    """Return True for "stress" of "The study, its authors stress, covered ...", tagged as a noun.

    A noun between two commas that has a subject is a verb.
    """
    return (
        token.pos_ == "NOUN"
        and token.lemma_.lower() in _INSERTING
        and any(child.dep_ in SUBJECTS for child in token.lefts)
        and _insertion(token) is not None
    )


def sentence_around(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...] | None:
    """Return both parts of the sentence around an inserted reporting clause if they are one.

    They are if the first has no finite verb ("Not one ship, said Reed, had left"), begins with a
    conjunction ("If it rains, Reed said, the gates will be shut"), or if the second begins with
    "that" or "to" ("It was untrue, Reed said, that ...") or with its verb ("What it costs, Reed
    said, is unknown"), or if an auxiliary waits for its verb ("It would, Reed said, be late").
    """
    insertion = _insertion(verb)
    if insertion is None:
        return None
    start, end = insertion
    first, last = verb.sent.start, verb.sent.end
    before = [token for token in verb.doc[first : start - 1] if not token.is_space]
    after = [token for token in verb.doc[end + 1 : last] if not token.is_space]
    if not before or not after or not _belong_together(before, after, quoted_text):
        return None
    second = _with_conjunction(after, quoted_text)
    if len(before) == 1 and before[0].pos_ == "ADV":
        return (second,) if second else None  # "However, Reed said, the ferry would sail"
    parts = (quoted_text.trimmed(Span(before[0].idx, end_offset(before[-1]))), second)
    return tuple(part for part in parts if part)


def inserted_clause(verb: Token) -> list[Token]:
    """Return "said Reed of the union" between commas, or "its authors stress"; empty if none.

    The parser often attaches the words of such a clause to those around it.
    """
    if verb.lemma_.lower() not in STATING or verb.tag_ not in FINITE:
        return []
    doc, sentence = verb.doc, verb.sent
    first, end = verb.i, verb.i + 1
    if doc[first - 1].text == "," and _has_speaker_after(verb) and not follows_description(verb):
        while end < sentence.end and doc[end].pos_ in SOURCE_POS:
            end += 1
    else:
        first = before_name(verb)
        while first > sentence.start and doc[first - 1].pos_ in SOURCE_POS:
            first -= 1
    named = any(token.pos_ in NAMING or token.tag_ == "PRP" for token in doc[first:end])
    is_inside = first - 1 > sentence.start and end < sentence.end - 1
    set_apart = is_inside and doc[first - 1].text == doc[end].text == ","
    if not (named and set_apart):
        return []
    is_list = "CCONJ" in {doc[first].pos_, doc[end + 1].pos_}
    quotes = doc[end + 1].is_quote  # "In a post, Reed said, “...”" goes on with a statement
    begun, rest = doc[sentence.start : first], doc[end : sentence.end]
    interrupts = finite_verb(begun) is None and finite_verb(rest) is not None
    return list(doc[first:end]) if interrupts and not (is_list or quotes) else []


def _has_speaker_after(verb: Token) -> bool:
    """Return True for "objected Mark Reed,": an active verb whose object would be a person's name.

    Before a comma and another verb, the name is that of the speaker.
    """
    if verb.lemma_.lower() in NEVER_OF_PEOPLE:
        return True
    name = list(takewhile(lambda token: token.pos_ == "PROPN", verb.doc[verb.i + 1 :]))
    is_person = bool(name) and name[-1].ent_type_ == "PERSON"
    return is_person and verb.tag_ == "VBD" and name[-1].nbor().text == ","


def finite_verb(words: Iterable[Token]) -> Token | None:
    """Return the first verb of a clause, with its tense: "had" of "had been cooled"."""
    return next((word for word in words if word.tag_ in _FINITE_OR_MODAL), None)


@remembered_word
def inserted_subject(verb: Token) -> Token | None:
    """Return the noun of an inserted clause that names its speaker: "Reed" of "said Reed"."""
    words = inserted_clause(verb)
    nouns = [t for t in words if t.pos_ in NAMING or t.tag_ == "PRP"]
    return next((t for t in nouns if t.head not in words or t.head == verb), None)


def _insertion(verb: Token) -> tuple[int, int] | None:
    """Return the first token of a reporting clause between two marks, and the mark after it."""
    subject = own_subject(verb)
    inserts = verb.lemma_.lower() in _INSERTING or is_going_on(verb)
    if not inserts or subject is None or subject.tag_ in _QUESTION_TAGS:
        return None
    start = verb.i if inverted_subject(verb) else min(subject.left_edge.i, verb.i)
    if start <= verb.sent.start or verb.doc[start - 1].text not in AROUND_INSERTION:
        return None
    end = max(verb.i, subject.i) + 1
    while end < min(verb.sent.end, start + _LONGEST_INSERTION):
        token = verb.doc[end]
        if token.text in AROUND_INSERTION:
            return start, _end_of_apposition(subject, end)
        if token.is_punct or token.tag_ in _FINITE_OR_MODAL or _is_reported(token, verb):
            return None
        end += 1
    return None


def _is_reported(token: Token, verb: Token) -> bool:
    """Return True for a word of the content after the verb: "gates" of "Reed said gates, doors"."""
    if token.lower_ == "that" or inverted_subject(verb):
        return token.lower_ == "that"
    above = [token, *token.ancestors]
    clause = above[above.index(verb) - 1] if verb in above else None
    return clause is not None and clause.dep_ == "ccomp"


def _end_of_apposition(subject: Token, mark: int) -> int:
    """Return the mark after "Jon Reed" of ", said the head of the board, Jon Reed,"."""
    named = next((child for child in subject.rights if child.dep_ == "appos"), None)
    if named is None or named.left_edge.i != mark + 1:
        return mark
    after = named.right_edge.i + 1
    is_end = after < subject.sent.end and subject.doc[after].text in AROUND_INSERTION | {"."}
    return after if is_end else mark


def _belong_together(
    before: Sequence[Token], after: Sequence[Token], quoted_text: QuotedText
) -> bool:
    if quoted_text.quotation_at(before[0].idx) or quoted_text.quotation_at(after[0].idx):
        return False  # a quotation and its cue
    if before[-1].tag_ in _QUESTION_TAGS or before[-1].dep_ == "cc":
        return False  # "who, Reed said, bought less", "and, Reed said, fell": a part of its own
    is_finite = _is_finite(before, quoted_text)
    if before[0].lower_ in _SUBORDINATING:
        return is_finite and _is_finite(after, quoted_text)
    if after[0].lower_ in {"that", "to"} or after[0].tag_ in _FINITE_OR_MODAL:
        return True
    if before[-1].pos_ == "AUX" or before[-1].lemma_ == "be":
        return True  # "It would, Reed said, be late"
    if len(before) < _SHORTEST and after[0].pos_ == "ADP":
        return True  # "They left, Reed said, in a day"
    return not is_finite and _is_finite(after, quoted_text)


def _is_finite(tokens: Sequence[Token], quoted_text: QuotedText) -> bool:
    return any(
        token.tag_ in _FINITE_OR_MODAL and quoted_text.quotation_at(token.idx) is None
        for token in tokens
    )


def _with_conjunction(after: Sequence[Token], quoted_text: QuotedText) -> Span | None:
    """Return the second part; a "that" stays, because it depends on the first part."""
    span = quoted_text.trimmed(Span(after[0].idx, end_offset(after[-1])))
    return Span(after[0].idx, span.end) if span and after[0].lower_ == "that" else span
