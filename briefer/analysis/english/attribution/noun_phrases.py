"""Delimit the noun phrase that describes a source, and find its noun and its author.

The phrase of "a clerk of the port, who was late" is "a clerk of the port", and its noun is "clerk".
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import is_title, names_a_role
from briefer.analysis.english.entities.roles import ends_in_acronym
from briefer.analysis.english.lexicon import BROADCASTING, MAKING
from briefer.analysis.english.nouns import DOCUMENT_NOUNS, PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset

# Words that can follow the noun of a description: "a person close to", "an official familiar with".
_AFTER_NOUN = frozenset(
    "of for with from in at on to by near within inside close familiar involved briefed".split()
)
_SOURCE_PARTS = frozenset("appos prep relcl acl amod npadvmod nmod cc conj".split())
_ADVERTISING = frozenset("ad advert advertisement campaign commercial".split())
_BY_OTHERS = frozenset("study research paper letter review analysis".split())
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_TITLE_WORDS = 2  # "Lawyer of Jane Doe" is not Jane Doe: her title would have more words
_CLAUSES = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp"})
# Words that begin a clause or a description after a comma: "a clerk of the port, who ...".
_AFTER_COMMA = frozenset("who which that a an the".split())


def phrase_of(head: Token) -> Span:
    """Return the noun phrase of ``head`` without its clauses."""
    doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        is_conjunct = child.dep_ in {"cc", "conj"} and _are_both_people(head, child)
        is_charge = head.head.dep_ == "agent" and takes_gerund(child)  # "by Doe of lying"
        if _is_name_right_after(child):
            end = child.right_edge.i + 1
            continue
        if child.dep_ in _CLAUSES or child.dep_ == "case" or is_charge:
            break
        if child.dep_ in {"punct", "cc", "conj"} and not is_conjunct:
            break
        end = max(end, child.right_edge.i + 1)
    while start < head.i and (
        doc[start].is_punct or doc[start].is_space or doc[start].dep_ in {"cc", "predet"}
    ):
        start += 1
    # a clause after a comma can belong to an inner word: "a clerk of the port, who ..."
    clauses = (i for i in range(head.i + 1, end - 1) if _begins_clause(doc, i))
    end = next(clauses, end)
    while end - 1 > head.i and doc[end - 1].text == ",":
        end -= 1
    return Span(doc[start].idx, end_offset(doc[end - 1]))


def takes_gerund(preposition: Token) -> bool:
    """Return True for the "of" of "accused the man of lying", not for "of the harbour"."""
    if preposition.dep_ != "prep":
        return False
    after = (token for token in preposition.subtree if token.i > preposition.i)
    word = next((token for token in after if not token.is_punct), None)
    return word is not None and word.tag_ == "VBG"


def _begins_clause(doc: Doc, index: int) -> bool:
    return doc[index].text == "," and doc[index + 1].lower_ in _AFTER_COMMA


def _are_both_people(head: Token, joined: Token) -> bool:
    """Return True if "and" joins two groups that speak as one: "officials and witnesses"."""
    other = (
        joined
        if joined.dep_ == "conj"
        else next((child for child in head.rights if child.dep_ == "conj"), joined)
    )
    return head.tag_ == other.tag_ == "NNS"


def joined_to(head: Token) -> list[Token]:
    """Return "Roe" and "Poe" of "Doe, Roe and Poe", if ``head`` is "Doe"."""
    joined = [token for token in head.conjuncts if token.i > head.i]
    return joined if conjunction_of(head) in {"and", "or"} else []


def conjunction_of(head: Token) -> str | None:
    """Return "and" of "Doe, Roe and Poe", None if nothing or several words join them."""
    tokens = (head, *head.conjuncts)
    words = {child.lower_ for token in tokens for child in token.rights if child.dep_ == "cc"}
    words = {"and" if word == "&" else word for word in words}
    return words.pop() if len(words) == 1 else None


def antecedent_of(relative: Token) -> Token | None:
    """Return "clerk" for the "who" of "a clerk who said that the gate was open"."""
    verb = relative.head
    while verb.dep_ in {"ccomp", "xcomp", "conj"}:
        verb = verb.head
    return verb.head if verb.dep_ in {"relcl", "acl"} and verb.head.pos_ != "VERB" else None


def end_of_source(head: Token) -> Token:
    """Return the last token of a source's phrase, with its appositions and clauses.

    In "a poll made in May and shown later, most ..." it is "later", although the parser does not
    attach "and shown later" to the poll.
    """
    end = head
    for child in head.rights:
        if child.dep_ in _SOURCE_PARTS:
            end = child.right_edge
        elif child.dep_ != "punct":
            break
    rest = end.doc[end.i + 1 : end.sent.end]
    comma = next((token for token in rest if token.text == ","), None)
    is_continued = len(rest) > 0 and rest[0].dep_ == "cc"
    return comma.nbor(-1) if is_continued and comma is not None else end


def head_noun(description: str) -> str:
    """Return "inspector" of "a state inspector", "official" of "an official with knowledge"."""
    words = description.split()
    after = (i for i, word in enumerate(words) if i and word in _AFTER_NOUN)
    return words[next(after, len(words)) - 1]


def maker_of(document: Token) -> Token | None:
    """Return X of "an announcement made by X" and "a statement from X".

    Somebody who obtained or saw a document is not its source: "records obtained by X".
    """
    if document.lemma_.lower() not in DOCUMENT_NOUNS:
        return None
    for child in document.rights:
        agent = next((c for c in child.children if c.dep_ == "agent"), None)
        is_made = child.dep_ == "acl" and child.lemma_ in MAKING
        preposition = agent if is_made and agent is not None else child
        if preposition.lower_ in {"by", "from"}:
            maker = next((c for c in preposition.children if c.dep_ == "pobj"), None)
            # "a report from Ellery": Ellery is where it was sent from
            is_place = maker is not None and maker.ent_type_ in _PLACE_LABELS
            return None if preposition.lower_ == "from" and is_place else maker
    return None


def issuer_of(document: Token) -> Token | None:
    """Return X of "X issued a report that ...": the report says what X says.

    One who publishes a study or a letter need not be its author.
    """
    verb, noun = document.head.lemma_, document.lemma_.lower()
    is_advertised = noun in _ADVERTISING and verb in MAKING | BROADCASTING
    is_issued = noun in DOCUMENT_NOUNS and verb in MAKING
    is_written_by_others = verb == "publish" and noun in _BY_OTHERS
    if document.dep_ != "dobj" or is_written_by_others or not (is_advertised or is_issued):
        return None
    return next((child for child in document.head.lefts if child.dep_ == "nsubj"), None)


def names_beside(noun: Token) -> Iterator[Token]:
    """Yield "Doe" of "the mayor, Jane Doe," and of "its owner, the baker Jane Doe,"."""
    for child in noun.children:
        if child.dep_ == "appos":
            yield child
            yield from filter(_is_name_right_after, child.rights)


def _is_name_right_after(word: Token) -> bool:
    """Return True for the name of "the baker Jane Doe" and "the newspaper Tidings"."""
    is_next = word.left_edge.i == word.head.i + 1
    return word.dep_ == "appos" and word.pos_ == "PROPN" and is_next


def names_by_participle(head: Token) -> bool:
    """Return True for "accused" of "the accused said", where a participle is the noun."""
    is_subject = head.tag_ == "VBN" and head.dep_ in SUBJECTS
    return is_subject and any(child.lower_ == "the" for child in head.lefts)


def is_title_with_of(head: Token, role: str) -> bool:
    """Return True if a title with "of" precedes a name: "Superintendent of Police Jane Doe"."""
    words = role.split()
    is_capitalised_title = head.text[:1].isupper() and head == head.left_edge and is_title(head)
    return is_capitalised_title and len(words) > _TITLE_WORDS and words[1] == "of"


def is_role_at(head: Token, role: str) -> bool:
    """Return True if a role ends with the acronym of a body: "a former head of the F.B.I."."""
    return names_a_role(head) and ends_in_acronym(role)


def is_only_described(head: Token) -> bool:
    """Return True if a noun for people in capitals is not a name: "a government MP"."""
    is_indefinite = any(child.lower_ in {"a", "an", "one", "another"} for child in head.lefts)
    return is_indefinite and head.lower_ in PERSON_NOUNS


def names_nobody(head: Token) -> bool:
    """Return True if a noun phrase stands for nobody or for anybody: "no one", "any teacher".

    "A reasonable person" is anybody too, unless more is said of that person.
    """
    first = head.left_edge
    if first.lower_ in {"no", "not", "neither", "any", "every"}:
        return True
    said_more = any(child.dep_ in {"prep", "acl", "relcl", "appos"} for child in head.rights)
    qualities = any(child.dep_ == "amod" and child.head == head for child in head.lefts)
    speaks_now = head.head.tag_ in {"VBZ", "VB"}  # not "said"
    return head.lower_ == "person" and qualities and speaks_now and not said_more


def is_share(one: Token) -> bool:
    """Return True if "one" is a fraction: "one in five", "one out of ten"."""
    parts = (child for child in one.rights if child.lower_ in {"in", "out"})
    return any(token.pos_ == "NUM" for part in parts for token in part.subtree)
