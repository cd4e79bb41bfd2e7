"""Find the person whom a described noun phrase names: "the mayor of Port Ellery, Jane Doe".

The name stands at the end of the phrase, or right before it: "Jane Doe, the mayor of Port Ellery,".
"""

import re
from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.annotations import Entity, Span
from briefer.analysis.english.attribution.entity_index import EntityIndex
from briefer.analysis.english.attribution.noun_phrases import is_role_at, is_title_with_of
from briefer.analysis.english.entities.person_nouns import names_a_role
from briefer.analysis.spacy_helpers import end_offset

_COMMA_AND_TITLE = re.compile(r", (?:[A-Z]\w+ (?=[A-Z]\w+ [A-Z]))?")
_APART = frozenset(",.;:")
_RELATIVE = frozenset({"who", "which", "that"})


class NamedPerson(NamedTuple):
    """A person, the mention that names the person, and the words of the role beside it."""

    entity: Entity
    mention: Span
    role: Span


def named_at_the_end(
    head: Token, phrase: Span, *, entities: EntityIndex, text: str
) -> NamedPerson | None:
    """Return Jane Doe of "the mayor of Port Ellery, Jane Doe".

    Also "a nurse called by the defence, Jane Doe", "a former head of the F.B.I. Jane Doe" and,
    where a title continues with "of", "Leader of the Opposition Jane Doe".
    """
    whole = Span(phrase.start, end_offset(head.right_edge))
    has_relative_clause = any(token.lower_ in _RELATIVE for token in head.subtree)
    for part in (phrase,) if has_relative_clause else (phrase, whole):
        end = part.start + len(part.text_in(text).rstrip(", "))
        for mention, entity in entities.mentions_in(part):
            if mention.end != end or mention.start <= head.idx or entity.kind != "person":
                continue
            role = _role_before(mention, head, part, text)
            role_text = role.text_in(text)
            set_apart = text[role.end : mention.start] == ", "
            if set_apart or is_title_with_of(head, role_text) or is_role_at(head, role_text):
                return NamedPerson(entity, mention, role)
    return None


def named_before(phrase: Span, *, entities: EntityIndex, text: str) -> NamedPerson | None:
    """Return Jane Doe for "the mayor of Port Ellery" of "Jane Doe, the mayor ..., said"."""
    set_apart = text[phrase.start - 2 : phrase.start] == ", "
    if not set_apart or text[phrase.end : phrase.end + 1] != ",":
        return None
    found = entities.mention_at(phrase.start - 3)
    if found is None or found[0].end != phrase.start - 2 or found[1].kind != "person":
        return None
    mention, entity = found
    return NamedPerson(entity, mention, phrase)


def named_after(
    head: Token, phrase: Span, *, entities: EntityIndex, text: str
) -> NamedPerson | None:
    """Return Jane Doe for "the captain" of "murmured the captain, Jane Doe, as she left".

    The parser often attaches a name to another word if the description follows its verb.
    """
    comma = _COMMA_AND_TITLE.match(text, phrase.end)
    found = None if comma is None else entities.mention_at(comma.end())
    if comma is None or found is None or not names_a_role(head) or head.head.i > head.i:
        return None
    mention, entity = found
    is_person = phrase.end < mention.start <= comma.end() and entity.kind == "person"
    after = next((word for word in head.doc[head.i :] if word.idx > mention.end), None)
    # two people, or three: "the captain, Jane Doe, and the mate"
    is_listed = after is not None and after.dep_ == "cc" and after.nbor().pos_ != "VERB"
    is_apart = text[mention.end : mention.end + 1] in _APART and not is_listed
    return NamedPerson(entity, mention, phrase) if is_person and is_apart else None


def _role_before(mention: Span, head: Token, part: Span, text: str) -> Span:
    """Return the words before a name in a noun phrase, without the determiner."""
    first = head.left_edge
    start = first.nbor().idx if first.pos_ == "DET" and first.i < head.i else part.start
    words = text[start : mention.start].rstrip(", ")
    return Span(start, start + len(words))
