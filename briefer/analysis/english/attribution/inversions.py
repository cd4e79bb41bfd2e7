"""Find a reporting clause whose verb precedes its speaker, by the marks around it.

The parser seldom reads "Any bird, argues Reed, is a farm animal" and "The shows had sold out,
boasted promoter Jane Doe." as the writer meant them: it takes the speaker for an object.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.reporting_subjects import (
    AROUND_INSERTION,
    FINITE,
    NAMING,
    follows_description,
    is_person,
)
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import PHRASAL, STATING, WEAK
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, GROUP_NOUNS, ORGANISATION_NOUNS
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, remembered

_ENDS = frozenset({".", ":", ";", "!", "?"})
_VERB_TAGS = frozenset({"VBD", "VBZ", "VBN", "JJ"})
_FINITE_OR_MODAL = FINITE | {"MD"}
_PHRASE_POS = frozenset("DET ADJ NOUN PROPN NUM PART PRON".split())
_LONGEST = 14  # words of "objected Jane Doe of the teachers' union in Port Ellery"
_PEOPLE_OR_BODIES = GROUP_NOUNS | ORGANISATION_NOUNS | DOCUMENT_NOUNS
# After these a noun is as often told or asked: "Doe, promised the job, left".
_WITH_TWO_OBJECTS = frozenset("tell ask promise deny offer show read advise inform warn".split())
_PARTICIPLES = frozenset({"VBG", "VBN"})
_TIMES = frozenset({"DATE", "TIME"})


class Inversion(NamedTuple):
    """A reporting clause with its speaker after the verb.

    Attributes:
        speaker: the head of the noun phrase of the speaker.
        end: the index of the mark after it.
    """

    speaker: int
    end: int


@remembered
def inversion_at(verb: Token) -> Inversion | None:
    """Return the reporting clause that a verb opens, or None if it opens none.

    It stands between two marks, and what is before it needs what follows ("Any bird, argues Reed,
    is ..."), or it closes its sentence.
    """
    doc, sentence = verb.doc, verb.sent
    if verb.tag_ not in _VERB_TAGS or verb.i < sentence.start + 2:
        return None
    if doc[verb.i - 1].text not in AROUND_INSERTION:
        return None
    start, lemma = verb.i + 1, reporting_lemma(verb)
    particle = PHRASAL.get(lemma)
    if particle is not None and start < sentence.end and doc[start].lower_ in particle:
        start += 1
    elif lemma not in STATING and not _changes_tense(verb):
        return None
    end = _end_of_speaker(verb, start)
    if end is None:
        return None
    words = list(doc[start:end])
    speaker = _speaker_among(words)
    if (described := _apposition_after(verb, end)) is not None:
        end = described.i + 1
        speaker = described if described.pos_ == "PROPN" else speaker
    if speaker is None or not _can_speak(speaker, lemma):
        return None
    is_cue = lemma in STATING or particle is not None
    before = list(doc[sentence.start : verb.i - 1])
    rest = doc[end + 1 : sentence.end]
    after = [word for word in rest if not (word.is_punct or word.is_space)]
    closes = doc[end].text in _ENDS
    if closes:
        fits = (doc[end].text == ":" or not after) and not _is_subject_before(verb)
        fits = fits and (is_cue or is_person(speaker))
    elif not is_cue:
        return None
    else:
        fits = not (_is_finite(before) or follows_description(verb)) and _is_finite(after)
        fits = fits and after[0].pos_ != "CCONJ"
        is_body = speaker.text[:1].islower() and not is_person_noun(speaker.lemma_.lower())
        fits = fits and not (is_body and _is_subject_before(verb))
    return Inversion(speaker.i, end) if fits else None


def content_of_inversion(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...]:
    """Return the sentence around an inverted reporting clause, without that clause."""
    found = inversion_at(verb)
    if found is None:
        return ()
    doc, sentence = verb.doc, verb.sent
    parts = (doc[sentence.start : verb.i - 1], doc[found.end + 1 : sentence.end])
    words = ([word for word in part if not word.is_space] for part in parts)
    spans = (Span(part[0].idx, end_offset(part[-1])) for part in words if part)
    trimmed = map(quoted_text.trimmed, spans)
    return tuple(span for span in trimmed if span)


def speaker_of_inversion(verb: Token) -> Token | None:
    """Return "Reed" of ", argues Reed,"."""
    found = inversion_at(verb)
    return None if found is None else verb.doc[found.speaker]


def _is_subject_before(verb: Token) -> bool:
    """Return True if the verb has a subject of its own in the words right before it."""
    return any(c.dep_ in SUBJECTS and c.right_edge.i == verb.i - 1 for c in verb.lefts)


def _end_of_speaker(verb: Token, start: int) -> int | None:
    """Return the index of the mark after the speaker's noun phrase, if nothing else is in it."""
    doc = verb.doc
    for index in range(start, min(verb.sent.end, start + _LONGEST)):
        token = doc[index]
        if token.text in AROUND_INSERTION | _ENDS:
            return index if index > start else None
        is_trade = is_person_noun(token.lower_) or (
            token.tag_ in _PARTICIPLES and token.dep_ in {"amod", "compound"}
        )
        is_name_part = token.text[:1].isupper()
        is_hyphen = token.tag_ == "HYPH"
        is_link = _is_link(token) and index > start
        if token.pos_ in _PHRASE_POS or is_hyphen or is_name_part or is_link or is_trade:
            continue
        return None
    return None


def _apposition_after(verb: Token, mark: int) -> Token | None:
    """Return the last word of what describes a speaker, or names who is described.

    It is "Reed" of "objected the principal, Jan Reed.", and "daughter" of "recounted Jan Reed, the
    baker's daughter.", where ``mark`` is the first comma.
    """
    doc = verb.doc
    if doc[mark].text != ",":
        return None
    rest = doc[mark + 1 : verb.sent.end]
    words = list(takewhile(lambda word: word.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PART"}, rest))
    if not words or len(words) == len(rest):
        return None
    after, last = rest[len(words)].text, words[-1]
    is_name = last.pos_ == "PROPN" and last.ent_type_ not in _TIMES and doc[mark - 1].text.islower()
    is_trade = words[0].pos_ == "DET" and is_person_noun(last.lemma_.lower())
    is_apart = after in AROUND_INSERTION | _ENDS if is_name else after in _ENDS
    return last if is_apart and (is_name or is_trade) else None


def _speaker_among(words: Sequence[Token]) -> Token | None:
    """Return the head of a noun phrase: its last noun before "of" or "by phone"."""
    phrase = list(takewhile(lambda word: not _is_link(word), words))
    nouns = [word for word in phrase if word.pos_ in NAMING or word.text[:1].isupper()]
    return nouns[-1] if nouns and nouns[-1] == phrase[-1] else None


def _is_link(word: Token) -> bool:
    return word.pos_ == "ADP" and word.text.islower()  # not "Per" of "Per Dahl"


def _can_speak(speaker: Token, verb: str) -> bool:
    if speaker.text[:1].isupper():
        return speaker.ent_type_ not in _TIMES
    lemma = speaker.lemma_.lower()
    if is_person_noun(lemma):
        return True
    is_body = lemma in _PEOPLE_OR_BODIES or speaker.tag_ == "NN"
    return is_body and verb not in _WITH_TWO_OBJECTS | WEAK


def reporting_lemma(verb: Token) -> str:
    """Return the lemma of a verb, which keeps its ending if it is taken for an adjective."""
    lemma = verb.lemma_.lower()
    stem = lemma.removesuffix("ed") if verb.tag_ == "JJ" else lemma
    return next((form for form in (stem, f"{stem}e") if form in STATING), lemma)


def _changes_tense(verb: Token) -> bool:
    """Return True for "soothed" of "There will be a bus, soothed the chair".

    One who soothes would do so in the tense of what comes before, if that were not what is said.
    """
    if verb.tag_ != "VBD":
        return False
    before = verb.doc[verb.sent.start : verb.i - 1]
    first = next((word.tag_ for word in before if word.tag_ in _FINITE_OR_MODAL), None)
    is_will = first == "MD" and any(word.lower_ in {"will", "can", "'ll"} for word in before)
    return is_will or first in {"VBZ", "VBP"}


def _is_finite(words: Sequence[Token]) -> bool:
    return any(word.tag_ in _FINITE_OR_MODAL for word in words)
