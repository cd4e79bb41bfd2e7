"""Find the titles and descriptions of a person next to a mention of the name.

Examples: "Iraqi Foreign Minister" before the name, "a retired teacher" after it.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.entity_types import described_noun
from briefer.analysis.english.entities.person_nouns import (
    is_courtesy_title,
    is_generic_person,
    may_be_title,
    names_a_role,
)
from briefer.analysis.english.nouns import KIN
from briefer.analysis.parser import is_verb

_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "ADV"})
_TITLE_PREPOSITIONS = frozenset({"of", "for"})  # "Secretary of State", "Commissioner for Health"
_NOMINAL = frozenset({"NOUN", "PROPN"})
_RELATIVE_PRONOUNS = frozenset({"who", "which", "whose", "that"})
_NAMING_VERBS = frozenset({"identify", "name", "describe"})
_SPOUSES = frozenset({"lady", "gentleman"})  # a "first lady" is a wife, "Lady Jane" is not
_ENDS_IN_ACRONYM = re.compile(r"\b(?:of|at|for|with)\s(?:the\s)?(?:(?:[A-Z]\.){2,}|[A-Z]{2,})$")
_MAX_WORDS, _SHORT = 16, 2  # words of a role
_SHORT_ACRONYM = 2  # letters; it may be part of a title with another acronym: "US NATO"
_LEADING_WORDS = frozenset(
    {"the", "a", "an", "another", "now", "also", "then", "later", "one", "-"}
)

_REFLEXIVES = frozenset({"himself", "herself"})
_VERB_FORMS = frozenset({"VBD", "VBZ", "VBN"})


def roles_of(mention: Tokens, *, is_full: bool = True) -> list[Span]:
    """Return the spans of the titles and descriptions next to a mention of a person.

    The head of each is a noun for a role ("a retired teacher"); another name or a number of goals
    next to the mention is not a role.

    Args:
        mention: the mention of the name.
        is_full: True if it is the full name. A bare surname takes only a capitalised title: in
            "a hotelier Brandt named", the hotelier is somebody else.
    """
    phrases = (
        *_titles(mention, is_full=is_full),
        *_description_with_acronym(mention),
        *_appositions(mention),
        *_naming_complements(mention),
    )
    return [Span(p.start_char, p.end_char) for p in map(_strip, phrases) if _is_role(p)]


def is_family(mention: Tokens) -> bool:
    """Return True if a name is introduced as that of a relative: "his wife, Jane Doe"."""
    doc, start = mention.doc, int(mention.start)
    before = doc[max(mention.sent.start, start - 2) : start]
    return any(map(_is_kin, before)) or any(
        child.dep_ == "appos" and _is_kin(child) for child in mention.root.children
    )


def _is_kin(token: Token) -> bool:
    after_first = token.i > token.sent.start and token.nbor(-1).lower_ == "first"
    return token.lower_ in KIN or (after_first and token.lower_ in _SPOUSES)


def _titles(mention: Tokens, *, is_full: bool) -> Iterator[Tokens]:
    """Yield the title right before the name: "Iraqi Foreign Minister"."""
    doc, start = mention.doc, int(mention.start)
    earliest = max(mention.sent.start, mention.root.left_edge.i)
    while start > earliest and _belongs_to_title(doc[start - 1], end=mention.start):
        start -= 1
    if start < mention.start and doc[mention.start - 1].tag_ != "POS":
        title = doc[start : mention.start]
        end = next((t.i for t in title if t.lower_ in _TITLE_PREPOSITIONS), mention.start)
        words = [token for token in doc[start:end] if token.text[:1].isalpha()]
        if words and names_a_role(words[-1]) and (is_full or words[-1].text[0].isupper()):
            yield title


def _belongs_to_title(token: Token, *, end: int) -> bool:
    if token.text in {".", "-"}:
        return token.i > 0 and not token.nbor(-1).whitespace_
    if token.lower_ in _TITLE_PREPOSITIONS:
        return token.i > token.sent.start and names_a_role(token.nbor(-1))
    # another person is not part of a title, unless it modifies one: "Ellery aide"
    other_person = (
        token.ent_type_ == "PERSON"
        and not may_be_title(token)
        and not (token.dep_ in {"compound", "poss"} and token.head.i < end)
    )
    bare_number = token.like_num and len(token.text) < 4 and token.nbor().text != "-"
    if _is_in_capitals(token) and any(map(_is_in_capitals, _neighbours(token))):
        return False  # a credit or a heading that the page joined to the sentence
    fits = token.pos_ in _TITLE_POS or (token.pos_ == "VERB" and token.dep_ == "amod")
    return fits and not other_person and not bare_number


def _is_in_capitals(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > _SHORT_ACRONYM


def _neighbours(token: Token) -> list[Token]:
    """Return the tokens right before and after a token."""
    indexes = (token.i - 1, token.i + 1)
    return [token.doc[i] for i in indexes if 0 <= i < len(token.doc)]


def _appositions(mention: Tokens) -> Iterator[Tokens]:
    """Yield the descriptions in "X, the foreign minister" and "the foreign minister, X"."""
    # the parser may cut a name with particles: "Carl von und zu Hohen, a singer"
    for child in (child for token in mention for child in token.rights):
        is_after = child.dep_ == "appos" and child.i >= mention.end
        if is_after and _is_description(child) and not _describes_the_next(child):
            yield _noun_phrase(child)
    root = mention.root
    set_apart = mention.start > 0 and (
        mention.doc[mention.start - 1].is_punct or mention.start - 1 == root.head.i
    )
    noun = described_noun(mention)
    if set_apart and noun is not None and _is_description(noun):
        yield mention.doc[noun.left_edge.i : mention.start]


def _describes_the_next(noun: Token) -> bool:
    """Return True for "mayor" of "In a note to Roe, the mayor, Jane Doe, wrote": Roe is not."""
    is_named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.rights)
    return is_named and noun.head.dep_ == "pobj"


def _description_with_acronym(mention: Tokens) -> Iterator[Tokens]:
    """Yield "a former head of the F.B.I." before a name that follows it without a comma."""
    preposition = mention.root.head
    noun = preposition.head
    if mention.root.dep_ == "pobj" and preposition.dep_ == "prep" and noun.i < mention.start:
        phrase = mention.doc[noun.left_edge.i : mention.start]
        if _is_description(noun) and ends_in_acronym(phrase.text):
            yield phrase


def ends_in_acronym(description: str) -> bool:
    """Return True if a description ends with the acronym of a body: "head of the F.B.I."."""
    return _ENDS_IN_ACRONYM.search(description) is not None


def _naming_complements(mention: Tokens) -> Iterator[Tokens]:
    """Yield the description in "identified X as the deputy caliph"."""
    verb = mention.root.head
    if mention.root.dep_ != "dobj" or verb.lemma_ not in _NAMING_VERBS:
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            yield from (_noun_phrase(one) for one in child.children if _is_description(one))


def _is_description(head: Token) -> bool:
    # in a list of names the next one may be a Cook or a Bishop
    return head.pos_ in _NOMINAL and head.ent_type_ != "PERSON" and names_a_role(head)


def _is_role(phrase: Tokens) -> bool:
    """Return True if a phrase says enough about a person to be a role."""
    words = [token for token in phrase if token.text[:1].isalpha()]
    if not words or len(phrase) > _MAX_WORDS or all(map(is_courtesy_title, words)):
        return False
    if len(words) <= _SHORT and words[0].tag_ == "JJS":
        return False  # "the greatest president" is incomplete: of what?
    return len(words) > 1 or not is_generic_person(words[0])


def _noun_phrase(head: Token) -> Tokens:
    """Return the noun phrase of ``head`` without clauses."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in {"prep", "amod", "compound", "nmod"} or child.tag_ == "POS":
            end = max(end, child.right_edge.i + 1)
        else:
            break
    return head.doc[head.left_edge.i : end]


def _strip(phrase: Tokens) -> Tokens:
    """Return a description without leading words, clauses and final punctuation.

    The full stop of an abbreviation stays: "Lt. Col.".
    """
    doc, start, end = phrase.doc, int(phrase.start), int(phrase.end)
    while start < end and (
        doc[start].is_space or doc[start].is_punct or doc[start].lower_ in _LEADING_WORDS
        or doc[start].pos_ in {"CCONJ", "SCONJ", "PRON", "DET"}
    ):  # fmt: skip
        start += 1
    start = _after_reporting_verb(doc[start:end])
    breaks = (
        token.i for token in doc[start:end] if token.lower_ in _RELATIVE_PRONOUNS or _is_mark(token)
    )
    end = next(breaks, end)
    while end > start and (
        doc[end - 1].is_space
        or (doc[end - 1].is_punct and not _ends_abbreviation(doc[end - 1]))
        or doc[end - 1].pos_ in {"CCONJ", "SCONJ"}
        or is_courtesy_title(doc[end - 1])
        or doc[end - 1].lower_ in _REFLEXIVES  # "the captain himself, John Doe,"
    ):
        end -= 1
    return doc[start:end]


def _after_reporting_verb(phrase: Tokens) -> int:
    """Return the start of "driver" in "“Yes,” beamed driver": the verb describes nobody."""
    cut = (token.i + 1 for token in phrase[:-1] if _may_report(token))
    return max(cut, default=int(phrase.start))


def _may_report(token: Token) -> bool:
    """Return True for "beamed" after a comma or a quotation, also if it is tagged an adjective."""
    before = token.doc[max(token.i - 2, 0) : token.i]
    is_apart = any(map(_is_mark, before)) or any(word.text == "," for word in before[-1:])
    is_form = token.tag_ in _VERB_FORMS or (token.tag_ == "JJ" and is_verb(token.text, "en"))
    return is_apart and is_form


def _is_mark(token: Token) -> bool:
    """Return True for a quotation mark or a bracket, not for that of "the members' secretary"."""
    return (token.is_quote or token.is_left_punct) and token.tag_ != "POS"


def _ends_abbreviation(token: Token) -> bool:
    """Return True if a token is the full stop of an abbreviation: "Lt. Col."."""
    before = token.nbor(-1) if token.i > 0 else None
    return (
        token.text == "."
        and before is not None
        and not before.whitespace_
        and before.text.istitle()
        and token.i + 1 < token.sent.end
    )
