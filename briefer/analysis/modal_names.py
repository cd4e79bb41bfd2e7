"""Correct names that the parser takes for modal verbs or adverbs: "May said", "Vesely said".

A modal verb is followed by a bare infinitive. Before "said" or "runs" the word is a name.
"""

from spacy.tokens import Doc, Token

from briefer.analysis.spacy_helpers import SUBJECTS

_MODALS = frozenset("may will can might must would shall could should".split())
_AUXILIARIES = frozenset({"aux", "auxpass"})
_BEFORE_VERBS = _AUXILIARIES | {"advmod"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NAME_PLACES = SUBJECTS | {"appos", "compound"}
_PLACES = frozenset({"FAC", "GPE", "LOC"})
_QUOTATION_MARKS = frozenset({'"', "'", "”", "’"})


def correct_modal_names(doc: Doc) -> None:
    """Make a name of each capitalised modal verb that is none, and the subject of its verb."""
    for token in doc:
        if not token.is_title or not (_is_modal_name(token) or _is_adverbial_name(token)):
            continue
        token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
        if token.dep_ in _BEFORE_VERBS:
            _make_subject(token)


def _is_modal_name(token: Token) -> bool:
    return token.lower_ in _MODALS and _is_name(token)


def _is_adverbial_name(token: Token) -> bool:
    """Return True for "Vesely" of "“It is late,” Vesely said": an adverb has no capital there."""
    if token.tag_ != "RB" or token.dep_ != "advmod" or token.head.i != token.i + 1:
        return False
    has_subject = any(child.dep_ in SUBJECTS for child in token.head.children)
    closes = token.i > 1 and token.nbor(-1).text in _QUOTATION_MARKS and token.nbor(-2).is_punct
    return closes and token.head.tag_ in _FINITE and not has_subject


def _is_name(token: Token) -> bool:
    """Return True if the first verb after a word is not a bare infinitive."""
    if token.tag_ != "MD" and token.dep_ not in _AUXILIARIES:
        return False
    after = token.doc[token.i + 1 : token.sent.end]
    parts = (t for t in after if t == token.head or (t.head == token.head and _is_auxiliary(t)))
    verb = next(parts, None)
    return verb is not None and verb.tag_ != "VB"


def _is_auxiliary(token: Token) -> bool:
    return token.dep_ in _AUXILIARIES


def _make_subject(name: Token) -> None:
    """Attach a name to its verb, as a part of the name beside it if there is one."""
    verb = name.head
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS]
    following = next((s for s in subjects if s.left_edge.i == name.i + 1), None)
    previous = name.nbor(-1) if name.i > name.sent.start else None
    if following is not None:
        name.head, name.dep_ = following, "compound"
        return
    if previous is None or not _is_part_of_name(previous, name):
        name.dep_ = "nsubj"
        return
    name.head, name.dep_ = previous.head, previous.dep_  # "his sister, May Will, said"
    previous.head, previous.dep_ = name, "compound"


def _is_part_of_name(previous: Token, name: Token) -> bool:
    """Return True for "June" of "June Will said", not for "London" of "In London Will said"."""
    has_place = previous.dep_ in _NAME_PLACES and previous.head not in {previous, name}
    # a date may be a name: "April May"; "Monday" is no subject
    return previous.pos_ == "PROPN" and has_place and previous.ent_type_ not in _PLACES
