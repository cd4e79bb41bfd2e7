"""Correct the boundaries of person names that the entity recogniser cut or made too long.

Example: of "Mukul Kumar Gupta" the recogniser has only the last two words.
"""

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.english.entities.entity_types import has_post_nominals, is_post_nominal
from briefer.analysis.english.entities.name_words import (
    CLOCK,
    NAME_JOINTS,
    NAME_PARTICLES,
    WORD_FORENAMES,
)
from briefer.analysis.english.entities.person_nouns import (
    is_title_modifier,
    may_be_title,
    names_a_role,
)
from briefer.analysis.parser import dictionary
from briefer.analysis.spacy_helpers import text_of
from briefer.text.clocks import ZONE

_WORDS_BEFORE_END = 2  # of an office with "of": "Superintendent of Police"
_FULL_NAME = 2  # words: a first name and a surname
_MAX_ADDED_WORDS = 3  # on each side


def expand_name(name: Tokens) -> tuple[int, int]:
    """Return the token range of the whole person name that ``name`` is a part of.

    Examples: "Mukul Kumar Gupta", "Grace Paris-Holloway".
    """
    doc = name.doc
    start, end = _expand_over_hyphens(doc, int(name.start), int(name.end))
    end = _expand_to_head(doc, end)
    while name.start - start < _MAX_ADDED_WORDS and start > name.sent.start:
        before = doc[start - 1]
        if not _is_forename(before, range(start, end)):
            break
        start, _ = _expand_over_hyphens(doc, start - 1, end)
    return start, end


def names_with_particles(doc: Doc) -> list[Tokens]:
    """Return the names that particles hold together but the recogniser cut into pieces.

    Examples: "Maria dos Santos e Silva", "Friedrich von der Heydt".
    """
    found: list[Tokens] = []
    for token in doc:
        if not _is_inner_particle(token) or (found and token.i < found[-1].end):
            continue
        start, end = token.i - 1, token.i + 1
        while start > token.sent.start and _continues_name(doc[start - 1], doc[start]):
            start -= 1
        while end < token.sent.end and (_is_capitalised(doc[end]) or _is_inner_particle(doc[end])):
            end += 1
        entities = {doc[i].ent_type_ for i in range(start, end)}
        cut = any(doc[i].ent_iob_ != "I" for i in range(start + 1, end))
        if cut and entities != {""}:
            label = "PERSON" if "PERSON" in entities else next(filter(None, entities))
            found.append(Tokens(doc, start, end, label=label))
    return found


def expand_over_particles(name: Tokens) -> int:
    """Return the start of a surname with its particles: "de Mesnil", "Van den Brul"."""
    start = int(name.start)
    while start > name.sent.start and name.doc[start - 1].lower_ in NAME_PARTICLES:
        start -= 1
    first = name.doc[start]
    is_noun = start > name.sent.start and first.nbor(-1).pos_ == "DET"  # "the van"
    return int(name.start) if is_noun or first.lower_ in NAME_JOINTS else start


def split_pair(entity: Tokens) -> list[Tokens]:
    """Split "Ellery and Vessing" if they are two: after "between", or if one is alone elsewhere.

    Also split "Ellery, Jane Doe" after "the mayor of".
    """
    doc = entity.doc
    comma = next((token.i for token in entity[1:-1] if token.text == ","), None)
    follows_of = entity.start > entity.sent.start and doc[entity.start - 1].lower_ == "of"
    if comma is not None and follows_of and entity.end - comma > _FULL_NAME:
        return [
            Tokens(doc, entity.start, comma, label="GPE"),
            Tokens(doc, comma + 1, entity.end, label=entity.label_),
        ]
    joints = [token.i for token in entity[1:-1] if token.lower_ == "and"]
    if len(joints) != 1:
        return [entity]
    parts = [doc[entity.start : joints[0]], doc[joints[0] + 1 : entity.end]]
    before = doc[entity.start - 1].lower_ if entity.start > entity.sent.start else ""
    single = all(len(part) == 1 for part in parts)
    text = text_of(doc)
    alone = single and any(text.count(part.text) > text.count(entity.text) for part in parts)
    if before != "between" and not alone:
        return [entity]
    return [Tokens(doc, part.start, part.end, label=entity.label_) for part in parts]


def _is_inner_particle(token: Token) -> bool:
    """Return True if a particle, or the last of several, is between two words of a name."""
    if token.text not in NAME_PARTICLES:
        return False
    first, last = token, token
    while first.i > token.sent.start and first.text in NAME_PARTICLES:
        first = first.nbor(-1)
    while last.i + 1 < token.sent.end and last.text in NAME_PARTICLES:
        last = last.nbor()
    return _is_capitalised(first) and _is_capitalised(last)


def _is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN"}


def _continues_name(token: Token, following: Token) -> bool:
    """Return True if the word before a word of a name belongs to it and is not a title."""
    same_entity = following.ent_iob_ == "I" or token.ent_type_ == ""
    return _is_capitalised(token) and same_entity and not _is_title_or_role(token)


def has_hyphenated_forename(name: Tokens) -> bool:
    """Return True if a name contains a two-syllable first name: "Ji-hoon Park", "Park Ji-hoon"."""
    after = (token for token in name[2:] if _is_hyphen(token.nbor(-1)))
    return any(token.text.islower() and token.text not in dictionary("en") for token in after)


def strip_suffix(name: Tokens) -> int:
    """Return the end of a name without post-nominal letters ("KC") or an unclosed bracket."""
    texts = [token.text for token in name]
    end = int(name.end)
    if "(" in texts[1:] and ")" not in texts:
        end = int(name.start) + texts.index("(", 1)
    bare = end
    while bare - name.start > 1 and is_post_nominal(name.doc[bare - 1]):
        bare -= 1
    return bare if has_post_nominals(name.doc[name.start : bare]) else end


def without_zone(name: Tokens) -> Tokens:
    """Return a name without the zone of a time before it: "Doe" of "10:45 GMT Doe says"."""
    before = name.doc[name.start - 1].text if name.start > 0 else ""
    is_zone = CLOCK.match(before) and re.fullmatch(ZONE, name[0].text)
    # a slice of a span has no label
    return Tokens(name.doc, name.start + 1, name.end, label=name.label_) if is_zone else name


def _expand_over_hyphens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Include what a hyphen ties to a name on either side: "Ji-hoon Park", "Fury-Walsh"."""
    while end + 1 < len(doc) and _is_hyphen(doc[end]) and doc[end + 1].text[:1].isupper():
        end += 2
    if start > 1 and _is_hyphen(doc[start - 1]) and doc[start - 2].text[:1].isupper():
        start -= 2
    elif start > 2 and _is_hyphen(doc[start - 2]) and _is_second_syllable(doc[start - 1]):
        start -= 3
    return start, end


def _is_hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_


def _is_second_syllable(token: Token) -> bool:
    """Return True if a lower-case word after a hyphen ends a first name: "hoon" in "Ji-hoon"."""
    return (
        token.dep_ == "compound"
        and token.text.islower()
        and token.text not in dictionary("en")
        and token.nbor(-2).text.istitle()
    )


def _expand_to_head(doc: Doc, end: int) -> int:
    """Return the end of a name with the surname that its last word modifies, if it was cut off."""
    last = doc[end - 1]
    head = last.head.i
    added = doc[end : head + 1]
    if last.dep_ != "compound" or not 0 < len(added) <= _MAX_ADDED_WORDS:
        return end
    all_names = all(_is_plain_name(token) or _is_hyphen(token) for token in added)
    return head + 1 if all_names and not _is_title_or_role(doc[head]) else end


def _is_forename(token: Token, rest: range) -> bool:
    return (
        token.dep_ == "compound"
        and token.head.i in rest
        and _is_plain_name(token)
        and not (token.is_sent_start and _is_common_word(token))
        and not _is_title_or_role(token)
    )


def _is_common_word(token: Token) -> bool:
    return token.lower_ in dictionary("en") and token.lower_ not in WORD_FORENAMES


def _is_title_or_role(token: Token) -> bool:
    """Return True if a word next to a name describes the person or belongs to a title."""
    titled = may_be_title(token) or is_title_modifier(token) or names_a_role(token)
    return titled or is_post_nominal(token) or _ends_office(token)


def _ends_office(token: Token) -> bool:
    """Return True if a word ends an office with "of": "Police" in "Superintendent of Police"."""
    if token.i - token.sent.start < _WORDS_BEFORE_END:
        return False
    return token.nbor(-1).lower_ == "of" and token.nbor(-2).text[:1].isupper()


def _is_plain_name(token: Token) -> bool:
    """Return True if a word is written as a name and is not part of another entity."""
    acronym = token.text.isupper() and len(token.text) > 1
    written_as_name = token.pos_ == "PROPN" and token.text[:1].isupper() and not acronym
    is_date = token.ent_type_ == "DATE" and token.lower_ in WORD_FORENAMES  # "April Rowe"
    return written_as_name and (is_date or not token.ent_type_)
