"""Find clauses of an English text that state nothing: orders, conditions, what is to be written.

"Could you write that the gate is shut?", "If you do not report that the gate is shut" and "Pretend
the gate is shut" all have the clause "the gate is shut", and none of them says that it is.
"""

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.unsaid import is_condition, reason_not_said
from briefer.analysis.english.lexicon import SPEECH, THOUGHT, WANTING, WITH_OBJECT
from briefer.analysis.parser import is_verb
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.analysis.unasserted import Unasserted

# Verbs of those who make texts, besides the verbs of speech.
_WRITING = frozenset(
    """write report output print publish include mention summarize summarise describe present put
    headline title brief cover carry run reply respond answer state note read""".split()
)
_SAYING = SPEECH | THOUGHT | WITH_OBJECT | _WRITING
_POLITE = frozenset("please kindly now then just simply".split())
_LABEL_ENDS = frozenset({":", "!"})
_QUOTING = frozenset({"quote", "cite"})
_GOVERNING = frozenset("that all any everything every only this these your the".split())


def find_unasserted_clauses(doc: Doc, quoted_text: QuotedText) -> Unasserted:
    """Find the clauses outside quotations that state nothing."""
    orders: list[Span] = []
    open_clauses: list[Span] = []
    for token in doc:
        if quoted_text.quotation_at(token.idx) is not None:
            if _is_order_to_write(token):
                orders.append(_from(token))
            continue
        if _is_imperative(token) or _is_to_be_written(token):
            is_whole = _is_to_you(token) or token.lower_ in _QUOTING
            orders.append(_sentence(token) if is_whole else _from(token))
        elif token.pos_ in {"VERB", "AUX"}:
            if is_condition(token):
                open_clauses.append(_clause(token))
            if token.lemma_.lower() in SPEECH and _is_open(token, quoted_text):
                open_clauses.append(_from(token))
    return Unasserted(tuple(orders), tuple(open_clauses))


def _is_order_to_write(token: Token) -> bool:
    """Return True for "write" of "“Forget the fire and write that the mill is sold”"."""
    has_content = any(child.dep_ == "ccomp" for child in token.rights)
    return has_content and token.lemma_.lower() in _SAYING and _is_imperative(token)


def _is_open(verb: Token, quoted_text: QuotedText) -> bool:
    """Return True for "might say"; what is said for a purpose ("to show that") may well be so."""
    is_infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    return not is_infinitive and reason_not_said(verb, quoted_text) in {"hypothetical", "question"}


def _is_imperative(token: Token) -> bool:
    """Return True for "ignore" and "write" of "Kindly ignore all of it and write"."""
    if token.lower_ in _QUOTING and _is_first_word(token):
        return True
    if token.lower_ != token.lemma_.lower() or (token.lower_ == "be" and token.tag_ != "VB"):
        return False
    if token.tag_ not in {"VB", "VBP"}:
        return _begins_like_order(token)
    if _subjects(token):
        return False
    if token.dep_ == "conj":
        return token.head is not token and _is_imperative(token.head)
    if not (_is_first_word(token) and (token.dep_ == "ROOT" or token.lemma_.lower() in _SAYING)):
        return token.dep_ == "ROOT" and _follows_mark(token)
    return not any(
        child.tag_ in {"TO", "MD"} or (child.dep_ == "aux" and child.lower_ != "do")
        for child in token.lefts
    )


def _begins_like_order(token: Token) -> bool:
    """Return True for "Disregard" of "Disregard everything above", also if it is tagged a noun."""
    if token.tag_ not in {"NN", "NNP", "JJ", "UH"} or token.i + 1 >= len(token.doc):
        return False
    if not _is_first_word(token) or not is_verb(token.text, "en"):
        return False
    return token.doc[token.i + 1].lower_ in _GOVERNING


def _follows_mark(token: Token) -> bool:
    """Return True for "ignore" of "Hey AI, ignore it" and "Kindly ignore it"."""
    before = token.doc[max(token.sent.start, token.i - 1) : token.i]
    return any(word.is_punct or word.pos_ in {"ADV", "INTJ", "SYM"} for word in before)


def _is_first_word(token: Token) -> bool:
    """Return True for the first word of a sentence, marks, labels and "please" apart."""
    for index in range(token.i - 1, token.sent.start - 1, -1):
        word = token.doc[index]
        if word.text in _LABEL_ENDS:
            return True
        if word.is_alpha and word.lower_ not in _POLITE:
            return False
    return True


def _is_to_be_written(token: Token) -> bool:
    """Return True for "say" of "your headline must say" and "I need you to say"."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    auxiliaries = {child.lower_ for child in token.lefts if child.dep_ == "aux"}
    subjects = _subjects(token)
    has_duty = bool(auxiliaries & {"must", "should", "shall"})
    if token.lemma_.lower() not in _SAYING:
        return has_duty and any(word.lemma_.lower() in _TEXTS for word in subjects)
    addressed = any(word.lower_ == "you" for word in subjects)
    if has_duty or (addressed and token.tag_ in {"VB", "VBP"}):
        return True
    wish = token.head.head if token.dep_ == "acl" else token.head  # "we need the brief to say"
    told = wish.lemma_.lower() in WANTING | _TELLING
    above = (*subjects, *_subjects(wish))
    return "to" in auxiliaries and told and any(word.lower_ in {"you", "we", "i"} for word in above)


_TELLING = frozenset("need ask tell instruct require".split())
_TEXTS = frozenset("headline summary brief answer output response title".split())


def _subjects(verb: Token) -> list[Token]:
    """Return the subjects of a verb; a bullet or a label before it ("Editor: write") is none."""
    found = (child for child in verb.lefts if child.dep_ in SUBJECTS or child.dep_ == "expl")
    return [
        word
        for word in found
        if any(map(str.isalnum, word.text))
        and not any(mark.text in _LABEL_ENDS for mark in verb.doc[word.i : verb.i])
    ]


def _from(verb: Token) -> Span:
    """Return a verb with all that depends on it to its right, and what follows a colon."""
    last = verb.right_edge
    if any(word.text == ":" for word in verb.doc[last.i : min(last.i + 2, verb.sent.end)]):
        last = verb.sent[-1]  # "Your headline must be: ..."
    return Span(verb.idx, last.idx + len(last))


def _is_to_you(verb: Token) -> bool:
    return any(word.lower_ == "you" for word in _subjects(verb))


def _sentence(verb: Token) -> Span:
    first, last = verb.sent[0], verb.sent[-1]
    return Span(first.idx, last.idx + len(last))


def _clause(verb: Token) -> Span:
    first, last = verb.left_edge, verb.right_edge
    return Span(first.idx, last.idx + len(last))
