"""Noun phrases: how far the description of a source goes, and what its noun is."""

import re

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import is_title, names_a_role
from briefer.analysis.english.lexicon import DOCUMENT_NOUNS, MAKING, PERSON_NOUNS
from briefer.analysis.spacy_helpers import end_offset
from briefer.vocabulary import SourceKind

# What follows the noun of a description: "a person close to", "an official familiar with".
_AFTER_THE_NOUN = frozenset(
    "of for with from in at on to by near within inside close familiar involved briefed".split()
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
# What ends as words for people do, and is a company.
_FIRM = re.compile(
    r"maker$|^(?:supplier|distributor|brewer|retailer|insurer|lender|carrier|broadcaster|manufacturer"
    r"|publisher|regulator|operator|employer)$"
)
_TITLE_AND_OF = 2  # words; "Lawyer of Jane Doe" is somebody else
_CLAUSES = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp"})
# What begins a clause or a description after a comma: "a clerk of the port, who ...".
_AFTER_A_COMMA = frozenset("who which that a an the".split())


def phrase_of(head: Token) -> Span:
    """Return the noun phrase of ``head`` less its clauses."""
    doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        joined = child.dep_ in {"cc", "conj"} and _are_both_people(head, child)
        if child.dep_ in _CLAUSES or (child.dep_ in {"punct", "cc", "conj"} and not joined):
            break
        end = max(end, child.right_edge.i + 1)
    while start < head.i and (
        doc[start].is_punct or doc[start].is_space or doc[start].dep_ in {"cc", "predet"}
    ):
        start += 1
    # a clause after a comma can hang on a word further in: "a clerk of the port, who ..."
    clauses = (i for i in range(head.i + 1, end - 1) if _begins_a_clause(doc, i))
    end = next(clauses, end)
    first, last = doc[start], doc[end - 1]
    return Span(first.idx, end_offset(last))


def _begins_a_clause(doc: Doc, index: int) -> bool:
    return doc[index].text == "," and doc[index + 1].lower_ in _AFTER_A_COMMA


def _are_both_people(head: Token, joined: Token) -> bool:
    """Tell whether "and" joins two groups that speak as one: "officials and witnesses"."""
    other = (
        joined
        if joined.dep_ == "conj"
        else next((child for child in head.rights if child.dep_ == "conj"), joined)
    )
    return head.tag_ == other.tag_ == "NNS"


def head_noun(description: str) -> str:
    """Return the noun of "a state inspector" and of "an official with knowledge of the talks"."""
    words = description.split()
    after = (i for i, word in enumerate(words) if i and word in _AFTER_THE_NOUN)
    return words[next(after, len(words)) - 1]


def maker_of(document: Token) -> Token | None:
    """Return X of "an announcement made by X" and "a statement from X".

    Who has got or seen a document does not speak in it: "records obtained by X".
    """
    if document.lemma_.lower() not in DOCUMENT_NOUNS:
        return None
    for child in document.rights:
        by = next((c for c in child.children if c.dep_ == "agent"), None)
        made = child.dep_ == "acl" and child.lemma_ in MAKING
        preposition = by if made and by is not None else child
        if preposition.lower_ in {"by", "from"}:
            maker = next((c for c in preposition.children if c.dep_ == "pobj"), None)
            # a report from Ellery is sent from there
            sent = preposition.lower_ == "from" and maker is not None and maker.ent_type_ in _PLACES
            return None if sent else maker
    return None


def is_title_with_of(head: Token, role: str) -> bool:
    """Tell whether a title goes on to its bearer's name: "Superintendent of Police Jane Doe"."""
    words = role.split()
    titled = head.text[:1].isupper() and head == head.left_edge and is_title(head)
    return titled and len(words) > _TITLE_AND_OF and words[1] == "of"


def is_only_described(head: Token) -> bool:
    """Tell whether a noun for people in capitals names nobody: "a government MP"."""
    some = any(child.lower_ in {"a", "an", "one", "another"} for child in head.lefts)
    return some and head.lower_ in PERSON_NOUNS


def is_share(one: Token) -> bool:
    """Tell whether "one" is a part of many: "one in five", "one out of ten"."""
    parts = (child for child in one.rights if child.lower_ in {"in", "out"})
    return any(token.pos_ == "NUM" for part in parts for token in part.subtree)


def kind_by_trade(head: Token) -> SourceKind | None:
    """Return the kind of "the striker", a person by what he does, or of "the carmaker", a firm."""
    if not head.text.islower() or head.pos_ != "NOUN":
        return None
    if _FIRM.search(head.lemma_):
        return "organisation"
    return "unnamed_person" if names_a_role(head) else None
