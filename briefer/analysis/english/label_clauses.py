"""Tell a clause or a speaker before a colon from a label, by the parse."""

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.nouns import GROUP_NOUNS, ORGANISATION_NOUNS

_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Words for what is so, in any label: "Good news for sailors: ...", "Another caveat: ...".
_STATING = frozenset(
    """analysis breaking caveat cause clarification consequence correction exclusive fact finding
    news outcome reason result upshot update updated verdict""".split()
)
_SUBORDINATE = frozenset({"acl", "advcl", "csubj", "relcl"})


def is_label(label: Span, doc: Doc) -> bool:
    """Return True if words before a colon are no clause, no news and nobody who speaks."""
    words = doc.char_span(*label, alignment_mode="expand")
    if words is None:
        return False
    is_clause = any(word.tag_ in _FINITE_TAGS and _is_main(word, label) for word in words)
    states = any(word.lemma_.lower() in _STATING for word in words)
    names_somebody = words.root.pos_ == "NOUN" and _can_speak(words.root)
    return not (is_clause or states or names_somebody or all(map(_can_speak, words)))


def _is_main(verb: Token, label: Span) -> bool:
    """Return True for the verb of a main clause: "We learned", not "(those) who learned"."""
    above = verb
    while above.dep_ not in _SUBORDINATE:
        if above.head == above or above.head.idx < label.start or above.head.idx >= label.end:
            return True
        above = above.head
    return False


def _can_speak(word: Token) -> bool:
    """Return True for the words of "The mayor", "Reed, a union secretary" and "Police (Monday)"."""
    lemma = word.lemma_.lower()
    return (
        word.pos_ in {"PROPN", "DET", "PUNCT", "SPACE", "SYM", "NUM"}
        or word.text[:1].isdigit()  # "12:20 Operator"
        or is_person_noun(lemma)
        or lemma in GROUP_NOUNS | ORGANISATION_NOUNS
    )
