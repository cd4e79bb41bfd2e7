"""Correct the boundaries of person names that the entity recogniser cut or made too long.

Example: of "Mukul Kumar Gupta" the recogniser has only the last two words.
"""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.english.entities.entity_types import has_post_nominals, is_post_nominal
from briefer.analysis.english.entities.person_nouns import (
    is_title_modifier,
    may_be_title,
    names_a_role,
)
from briefer.analysis.parser import dictionary

_WORDS_BEFORE_END = 2  # of an office with "of": "Superintendent of Police"
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
        and not (token.is_sent_start and token.lower_ in dictionary("en"))
        and not _is_title_or_role(token)
    )


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
    return written_as_name and not token.ent_type_
