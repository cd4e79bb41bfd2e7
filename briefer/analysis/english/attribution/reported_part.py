"""Find where a reported clause ends, before words that belong to the report and not to it.

In "Reyes said the mill was lost, noting its age" the clause is "the mill was lost"; "noting its
age" goes with "said".
"""

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.reporting_clauses import (
    continues_reporting,
    has_speaking_subject,
)
from briefer.analysis.english.lexicon import COURTS, DENIAL, HEARING, PLAIN_SPEECH, SPEECH
from briefer.analysis.spacy_helpers import SUBJECTS, found_in_sentence, subtree_span

# "Denied that ..., two days after": the time belongs to the denial; after "said" it may not.
_AFTERWARDS = frozenset({"after", "following"})
_TIME_MEASURES = frozenset(
    """a an just only shortly soon barely moments minutes hour hours day days week weeks month
    months year years""".split()
)
_ASKED = frozenset("asked pressed questioned".split())
_CONTRASTING = frozenset("although though while whereas".split())
_DASHES = frozenset({"-", "--", "–", "—"})


def reported_part(clause: Token) -> Span:
    """Return a reported clause up to the next cue: "they had lost" of "... and blamed the rain"."""
    whole = _without_comment(clause)
    if (closing := _closing_report(clause)) is not None:
        return Span(whole.start, closing.left_edge.idx)
    if (adjunct := _adjunct_of_report(clause)) is not None:
        return Span(whole.start, adjunct.left_edge.idx)
    later_cues = (c for c in clause.rights if c.dep_ == "conj" and continues_reporting(c))
    cue = next(later_cues, None)
    if cue is None:
        is_denied = clause.head.lemma_.lower() in DENIAL
        return _without_time_of_denial(clause) if is_denied else whole
    conjunctions = [c for c in clause.rights if c.dep_ == "cc" and c.i < cue.i]
    return Span(whole.start, conjunctions[-1].idx if conjunctions else cue.left_edge.idx)


def _closing_report(clause: Token) -> Token | None:
    """Return the word that heads ", according to a letter" at the end of a sentence.

    So it is with ", an inquest heard": the letter and the inquest have all of the sentence.
    """
    after = (word for word in _closing_words(clause) if word.i > clause.i)
    return next((word for word in after if clause.is_ancestor(word)), None)


@found_in_sentence
def _closing_words(word: Token) -> bool:
    return closes_sentence(word) or _is_heard(word)


def closes_sentence(according: Token) -> bool:
    """Return True for the first word of ", according to a letter." at the end of a sentence."""
    if according.lower_ != "according" or not _follows_comma(according):
        return False
    rest = according.doc[according.right_edge.i + 1 : according.sent.end]
    return all(token.is_punct or token.is_space for token in rest)


def _is_heard(noun: Token) -> bool:
    """Return True for "inquest" of ", an inquest heard on Friday", parsed as a description."""
    is_apart = noun.lemma_.lower() in COURTS and _follows_comma(noun.left_edge)
    return is_apart and any(c.dep_ == "acl" and c.lemma_ in HEARING for c in noun.rights)


def _follows_comma(token: Token) -> bool:
    return token.i > token.sent.start and token.nbor(-1).text == ","


def _without_comment(clause: Token) -> Span:
    """Return a clause without "— a nod to the coast" after its last quoted words.

    The author, who quotes up to there, explains what was meant.
    """
    whole = subtree_span(clause)
    after_quotation = None
    first, last = clause.left_edge.i, clause.right_edge.i
    for token in (mark for mark in _dashes_and_quotes(clause) if first < mark.i <= last):
        if token.text in _DASHES and token.nbor(-1).is_quote and token.nbor(-1).whitespace_:
            after_quotation = token
        elif token.is_quote and token.tag_ != "POS":
            after_quotation = None
    return whole if after_quotation is None else Span(whole.start, after_quotation.idx)


@found_in_sentence
def _dashes_and_quotes(word: Token) -> bool:
    return bool(word.is_quote) or word.text in _DASHES


def _without_time_of_denial(clause: Token) -> Span:
    """Return a denied clause without its ", hours after ...", which says when it was denied."""
    whole = subtree_span(clause)
    for token in clause.subtree:
        if token.lower_ not in _AFTERWARDS or token.i <= clause.i:
            continue
        before = token.nbor(-1)
        while before.i > clause.i and (before.lower_ in _TIME_MEASURES or before.like_num):
            before = before.nbor(-1)
        if before.text == ",":
            return Span(whole.start, before.idx)
    return whole


def _adjunct_of_report(clause: Token) -> Token | None:
    """Return the verb of what follows a reported clause without being part of it.

    Examples: "when asked why", ", noting the cost", ", while others said the reverse".
    """
    for child in clause.rights:
        is_answer = child.lower_ in _ASKED and child.left_edge.lower_ in {"when", "if"}
        is_of_report = is_answer or is_remark(child) or _reports_contrast(child)
        if child.dep_ == "advcl" and is_of_report:
            return child
    return None


def _reports_contrast(verb: Token) -> bool:
    """Return True for "said" of "Reyes said it was lost, while others said it was saved"."""
    begins = verb.left_edge.lower_ in _CONTRASTING and verb.left_edge.nbor(-1).text in {",", "—"}
    has_subject = any(child.dep_ in SUBJECTS for child in verb.lefts)
    return begins and has_subject and verb.lemma_ in SPEECH


def is_remark(verb: Token) -> bool:
    """Return True for "noting" of "Reyes said it was lost, noting its age": Reyes notes it.

    If the content's subject can speak, the participle may be its: "said the mayor had left, saying
    he was ill". Only "adding" always goes with the report.
    """
    clause = verb.head
    is_joined = verb.dep_ == "advcl" and clause.dep_ == "ccomp" and clause.head.lemma_ in SPEECH
    if not is_joined or verb.tag_ != "VBG" or verb.lemma_ not in PLAIN_SPEECH:
        return False
    is_after_comma = verb.left_edge == verb and verb.nbor(-1).text == ","
    return is_after_comma and (verb.lemma_ == "add" or not has_speaking_subject(clause))
