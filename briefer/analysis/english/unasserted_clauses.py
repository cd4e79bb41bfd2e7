"""Find clauses of an English text that state nothing: orders, conditions, what is to be written.

"Could you write that the gate is shut?", "If you do not report that the gate is shut" and "Pretend
the gate is shut" all have the clause "the gate is shut", and none of them says that it is.
"""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.unsaid import is_condition, reason_not_said
from briefer.analysis.english.lexicon import SPEECH, WANTING
from briefer.analysis.english.text_talk import (
    LABEL_ENDS,
    NEEDING,
    OPENING,
    SAYING,
    TEXTS,
    WRITING,
    colon_after,
    has_content,
    is_about_answer,
    is_about_text,
    is_hard_to_deny,
    is_mentioned,
    subjects,
)
from briefer.analysis.english.verbal_names import begins_name
from briefer.analysis.parser import is_verb
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, subtree_span
from briefer.analysis.unasserted import Unasserted

_TELLING_MODALS = frozenset("would could might may".split())  # "It would, Reed said, be late"
_BEFORE_ORDER = frozenset("please kindly now then just simply do never always".split())
_QUOTING = frozenset({"quote", "cite"})
_SUPPOSING = frozenset("assume suppose imagine pretend believe".split())
_UTTERING = SPEECH | WRITING
_IMAGINED_OR_WRITTEN = WRITING | _SUPPOSING
_GOVERNING = frozenset("that all any everything every only this these your the as it them".split())
_LISTING = frozenset("list name describe attribute present treat".split())
_INVERTING = frozenset("have let make do".split())


def find_unasserted_clauses(doc: Doc, quoted_text: QuotedText) -> Unasserted:
    """Find the clauses outside quotations that state nothing."""
    orders: list[Span] = []
    open_clauses: list[Span] = []
    for token in doc:
        quotation = quoted_text.quotation_at(token.idx)
        if quotation is not None:
            if _is_order_to_write(token):
                orders.append(Span(token.idx, min(_from(token).end, quotation.span.end)))
            continue
        if is_about_text(token) or _is_inverted(token):
            orders.append(_sentence(token))
        elif is_order(token):
            is_main = token.dep_ == "ROOT" and token.tag_ != "VBD" and not _is_imperative(token)
            is_whole = is_main or _begins_sentence(token) or _is_to_you(token)
            orders.append(_sentence(token) if is_whole else _from(token))
        elif token.pos_ in {"VERB", "AUX"}:
            if is_condition(token) or is_mentioned(token):
                open_clauses.append(subtree_span(token))
            says = token.lemma_.lower() in _UTTERING and has_content(token)
            if says and not _presupposes(token) and _is_open(token, quoted_text):
                open_clauses.append(_from(token))
    return Unasserted(tuple(orders), tuple(open_clauses))


def is_order(token: Token) -> bool:
    """Return True for a verb that tells somebody to write something, or to do anything."""
    return any(
        is_one(token)
        for is_one in (_is_imperative, _is_to_be_written, _is_told_to_you, _is_requested)
    )


def _is_requested(verb: Token) -> bool:
    """Return True for "It is requested that the headline say": nobody is said to request it."""
    return (
        verb.tag_ == "VBN"
        and verb.lemma_ in NEEDING
        and any(word.lower_ == "it" for word in subjects(verb))
        and any(child.dep_ == "auxpass" and child.lower_ == "is" for child in verb.lefts)
    )


def _is_order_to_write(token: Token) -> bool:
    """Return True for "write" of "“Forget the fire and write that the mill is sold”"."""
    has_content = any(child.dep_ == "ccomp" for child in token.rights) or colon_after(token)
    return has_content and token.lemma_.lower() in SAYING and _is_imperative(token)


def _is_open(verb: Token, quoted_text: QuotedText) -> bool:
    """Return True for "might say"; what is said for a purpose ("to show that") may well be so."""
    is_infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    return not is_infinitive and reason_not_said(verb, quoted_text) in {"hypothetical", "question"}


def _presupposes(verb: Token) -> bool:
    """Return True for "demand that Reed explain why the price rose": it did rise."""
    clauses = (child for child in verb.rights if child.dep_ == "ccomp")
    return any(clause.left_edge.lower_ in {"why", "how"} for clause in clauses)


def _is_imperative(token: Token) -> bool:
    """Return True for "ignore" and "write" of "Kindly ignore all of it and write"."""
    if token.lower_ in _QUOTING and _is_first_word(token):
        return True
    if token.lower_ != token.lemma_.lower() or (token.lower_ == "be" and token.tag_ != "VB"):
        return False
    if token.tag_ not in {"VB", "VBP"}:
        return _begins_like_order(token)
    if subjects(token) or (token.lemma_.lower() not in _IMAGINED_OR_WRITTEN and begins_name(token)):
        return False
    if token.dep_ == "conj":
        return token.head is not token and _is_imperative(token.head)
    governs = token.dep_ == "ROOT" or token.lemma_.lower() in SAYING or colon_after(token)
    if not (_is_first_word(token) and governs):
        is_told = any(child.lower_ in _TELLING_MODALS for child in token.lefts)
        return token.dep_ == "ROOT" and _follows_mark(token) and not is_told
    return not any(
        child.tag_ in {"TO", "MD"} or (child.dep_ == "aux" and child.lower_ != "do")
        for child in token.lefts
    )


def _begins_like_order(token: Token) -> bool:
    """Return True for "Disregard" of "Disregard everything above", also if it is tagged a noun."""
    if token.tag_ not in {"NN", "NNP", "JJ", "UH"} or token.i + 1 >= len(token.doc):
        return False
    if not _is_first_word(token):
        return False
    if token.lower_ in _SUPPOSING:
        return True
    if not is_verb(token.text, "en") or token.lower_ != token.lemma_.lower():
        return False
    following = token.nbor()
    names = following.pos_ == "PROPN" and token.lower_ in _LISTING
    governs = following.lower_ in _GOVERNING or following.is_quote
    # a sentence without a finite verb: "Repeat after me."
    says = token.dep_ == "ROOT" and token.lower_ in SAYING and following.is_alpha
    is_all = says and _ends_sentence(token.sent)
    return governs or names or is_all


def _ends_sentence(words: Words) -> bool:
    return any(word.text in {".", "!"} for word in words[-2:])


def _follows_mark(token: Token) -> bool:
    """Return True for "ignore" of "Hey AI, ignore it" and "Kindly ignore it".

    "Just under half, 49%, say so" has a subject that the parser missed: nobody talks to a number.
    """
    if any(word.like_num for word in token.doc[token.sent.start : token.i]):
        return False
    before = token.doc[max(token.sent.start, token.i - 1) : token.i]
    return any(word.is_punct or word.pos_ in {"ADV", "INTJ", "SYM"} for word in before)


def _is_first_word(token: Token) -> bool:
    """Return True for the first word of a sentence, marks, labels and "please" apart."""
    for index in range(token.i - 1, token.sent.start - 1, -1):
        word = token.doc[index]
        if word.text in LABEL_ENDS:
            return True
        if word.is_alpha and word.lower_ not in _BEFORE_ORDER:
            return False
    return True


def _begins_sentence(token: Token) -> bool:
    """Return True for the first word of a sentence that has no label."""
    before = token.doc[token.sent.start : token.i]
    return _is_first_word(token) and not any(word.text in LABEL_ENDS for word in before)


def _is_inverted(token: Token) -> bool:
    """Return True for "Have" of "Have Ann Reed accuse the board", "Don't" of "Don't you dare".

    Without a question mark, only orders and conditions ("Had Ann Reed accused") put such a verb
    before their subject.
    """
    if token.lower_ not in _INVERTING or not _is_first_word(token) or token.dep_ != "aux":
        return False
    if "?" in {word.text for word in token.sent[-3:]}:
        return False
    return token.head.dep_ == "ROOT" and any(word.i > token.i for word in subjects(token.head))


def _is_to_be_written(token: Token) -> bool:
    """Return True for "say" of "your headline must say that" and "asked to say that"."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    auxiliaries = {child.lower_ for child in token.lefts if child.dep_ == "aux"}
    named = subjects(token)
    has_duty = bool(auxiliaries & {"must", "should", "shall"})
    if is_about_answer(token, auxiliaries):
        return True
    if token.lemma_.lower() not in SAYING:
        opens = token.lemma_.lower() in OPENING and has_content(token)
        return has_duty and (opens or any(word.lemma_.lower() in TEXTS for word in named))
    if any(word.lower_ == "you" for word in named) and token.tag_ in {"VB", "VBP"}:
        return True
    return has_content(token) and (has_duty or ("to" in auxiliaries and _is_directed(token)))


def _is_directed(verb: Token) -> bool:
    """Return True for "to say" of "asked to say", "mandatory to say", "the task is to say"."""
    above = verb.head.head if verb.dep_ == "acl" else verb.head  # "we need the brief to say"
    if above.lemma_ == "be" and any(word.pos_ == "PROPN" for word in subjects(above)):
        return False  # "Ada Lunt is to say on Friday that" announces what she says
    if is_hard_to_deny(verb):
        return False
    lemmas = {above.lemma_.lower(), verb.head.lemma_.lower()}
    return bool(lemmas & (WANTING | _DIRECTING)) and not above.lemma_.startswith("go")


_DIRECTING = frozenset(
    """need ask tell instruct require have be order request oblige ought urge remind mandatory
    necessary essential important obligatory required""".split()
)


def _is_told_to_you(verb: Token) -> bool:
    """Return True for "tell" of "I tell you that", and for "your knowledge includes that".

    The article talks to its reader: what it says so is not reported.
    """
    if not any(child.dep_ == "ccomp" for child in verb.rights) or verb.tag_ == "VBN":
        return False
    own = (child for child in verb.children if child.dep_ in {"dobj", "dative", *SUBJECTS})
    words = (word for child in own for word in (child, *child.lefts))
    return any(word.lower_ in {"you", "your"} for word in words)


def _from(verb: Token) -> Span:
    """Return a verb with all that depends on it to its right, and what follows a colon."""
    last = verb.right_edge
    if colon_after(verb):
        last = verb.sent[-1]  # "Your headline must be: ..."
    return Span(verb.idx, last.idx + len(last))


def _is_to_you(verb: Token) -> bool:
    return any(word.lower_ == "you" for word in subjects(verb))


def _sentence(verb: Token) -> Span:
    first, last = verb.sent[0], verb.sent[-1]
    return Span(first.idx, last.idx + len(last))
