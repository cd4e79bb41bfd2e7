"""Wholes: a name that the recogniser cut, put together again from what is written as one."""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.english.entities.entity_types import has_honour, is_honour
from briefer.analysis.english.entities.person_nouns import (
    is_before_title,
    may_be_title,
    names_a_role,
)
from briefer.analysis.parser import dictionary

_OFFICE = 2  # words before the last one of an office with "of"
_LONGEST = 3  # words that are added on one side


def expand_name(name: Tokens) -> tuple[int, int]:
    """Return from where to where the name of a person goes of which ``name`` is a part.

    "Mukul Kumar Gupta", of which the recogniser has the last two words; "Grace Paris-Holloway".
    """
    doc = name.doc
    start, end = _hyphened(doc, int(name.start), int(name.end))
    end = _to_its_head(doc, end)
    while name.start - start < _LONGEST and start > name.sent.start:
        before = doc[start - 1]
        if not _is_forename(before, range(start, end)):
            break
        start, _ = _hyphened(doc, start - 1, end)
    return start, end


def has_syllables(name: Tokens) -> bool:
    """Tell whether a name holds a first name of two syllables: "Ji-hoon Park", "Park Ji-hoon"."""
    after = (token for token in name[2:] if _is_hyphen(token.nbor(-1)))
    return any(token.text.islower() and token.text not in dictionary("en") for token in after)


def strip_suffix(name: Tokens) -> int:
    """Return where a name ends before honours ("KC"), or a bracket that does not close in it."""
    texts = [token.text for token in name]
    end = int(name.end)
    if "(" in texts[1:] and ")" not in texts:
        end = int(name.start) + texts.index("(", 1)
    bare = end
    while bare - name.start > 1 and is_honour(name.doc[bare - 1]):
        bare -= 1
    return bare if has_honour(name.doc[name.start : bare]) else end


def _hyphened(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Widen a name over the hyphens at its ends: "Ji-hoon Park", "Fury-Walsh"."""
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
    """Tell whether a small word after a hyphen is half a first name: the "hoon" of "Ji-hoon"."""
    return (
        token.dep_ == "compound"
        and token.text.islower()
        and token.text not in dictionary("en")
        and token.nbor(-2).text.istitle()
    )


def _to_its_head(doc: Doc, end: int) -> int:
    """Return where a name ends whose last word belongs to a surname that was left out."""
    last = doc[end - 1]
    head = last.head.i
    between = doc[end : head + 1]
    if last.dep_ != "compound" or not 0 < len(between) <= _LONGEST:
        return end
    names = all(_is_plain_name(token) or _is_hyphen(token) for token in between)
    return head + 1 if names and not _is_no_part(doc[head]) else end


def _is_forename(token: Token, rest: range) -> bool:
    return (
        token.dep_ == "compound"
        and token.head.i in rest
        and _is_plain_name(token)
        and not (token.is_sent_start and token.lower_ in dictionary("en"))
        and not _is_no_part(token)
    )


def _is_no_part(token: Token) -> bool:
    """Tell whether a word beside a name says what its bearer is, or begins another title."""
    called = may_be_title(token) or is_before_title(token) or names_a_role(token)
    return called or is_honour(token) or _ends_an_office(token)


def _ends_an_office(token: Token) -> bool:
    """Tell whether a word is the last of an office: the "Police" of "Superintendent of Police"."""
    if token.i - token.sent.start < _OFFICE:
        return False
    return token.nbor(-1).lower_ == "of" and token.nbor(-2).text[:1].isupper()


def _is_plain_name(token: Token) -> bool:
    """Tell whether a word is written as a name and the recogniser has made nothing else of it."""
    acronym = token.text.isupper() and len(token.text) > 1
    written = token.pos_ == "PROPN" and token.text[:1].isupper() and not acronym
    return written and not token.ent_type_
