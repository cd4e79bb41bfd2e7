"""Find the quotation that a clause accompanies, whatever its verb: "“Sit down,” Reyes snapped".

A quoted sentence that ends in a comma, right before or after a clause with a subject and a verb, is
what that subject says, even if the verb alone is no verb of speech ("laughed", "went on").
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from briefer.analysis.annotations import Quotation, Span
from briefer.analysis.english.attribution.inversions import reporting_lemma
from briefer.analysis.english.attribution.quoted_speakers import quoted_as_saying
from briefer.analysis.english.attribution.reporting_clauses import reporting_clause
from briefer.analysis.english.attribution.reporting_subjects import (
    SOURCE_POS,
    own_subject,
    subject_after,
)
from briefer.analysis.english.lexicon import ASKING, PLAIN_SPEECH, SPEECH, UNSPOKEN, WEAK
from briefer.analysis.english.nouns import DOCUMENT_NOUNS
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, found_in_sentence

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_BESIDE_VERB = frozenset("advmod aux auxpass neg prt npadvmod".split())
_EXCLAIMED = frozenset("?!—–-…")
_SUBORDINATE = frozenset({"relcl", "acl", "ccomp"})
# What may stand between a quotation and the clause of "“Yes”, he said": marks, but no full stop.
_NO_BREAK = re.compile(r"[\s,—–\-]*")
# A quotation is a sentence of its own after these; after "In" or "the film" it is a title.
_BEFORE_SENTENCE = re.compile(
    r"(?:^|[.?!…,;:—–\-\"”’')\]]|\b(?:and|but|while|then))\s*$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"\s*(?:$|[\n.]|[\"“‘'(]?[A-Z])")
# A title has capitals in all words of four letters or more, and in two at least.
_TITLE = re.compile(r"(?!.*\b[a-z]\w{3})(?:.*\b[A-Z]\w{3}){2}", re.DOTALL)


class Frame(NamedTuple):
    """The quotation that a clause accompanies, and the subject of the clause."""

    quotation: Span
    subject: Token


def frame_of(verb: Token, quoted_text: QuotedText) -> Frame | None:
    """Return the quotation beside the clause of a verb that is outside of it; None if none."""
    is_verb = (verb.pos_ == "VERB" and verb.tag_ in _FINITE) or _is_verb_before_name(verb)
    is_participle = verb.dep_ == "acl" and verb.tag_ == "VBN"
    # "study" of "scientist and study co-author Doe said", which the tagger takes for a verb
    is_noun = verb.tag_ == "VB" and verb.dep_ == "conj" and verb.head.pos_ in _NOMINAL
    if not is_verb or is_participle or is_noun or verb.lemma_.lower() in UNSPOKEN:
        return None
    line = quoted_text.line_at(verb.idx)
    before, after = quoted_text.last_before(verb.idx), quoted_text.first_after(verb.idx)
    if before is not None and before.span.overlaps(line):
        subject = _subject_after(before, verb, line, quoted_text)
        if subject is not None:
            return Frame(before.span, quoted_as_saying(verb) or subject)
    if after is None or not after.span.overlaps(line):
        return None
    if _introduces(verb, after, quoted_text):
        subject = own_subject(verb)
        has_subject = subject is not None and subject.i < verb.i
        return Frame(after.span, subject) if subject is not None and has_subject else None
    return None


def before_next_speaker(
    spans: tuple[Span, ...], verb: Token, quoted_text: QuotedText
) -> tuple[Span, ...]:
    """Return only “late” of "said “late” while Holm said “lost”", which is parsed as one object.

    Also only "two died" of "said two died; doctors say three".
    """
    first = spans[0]
    if (semicolon := _semicolon_before_speaker(first, verb, quoted_text)) is not None:
        return (Span(first.start, semicolon.idx), *spans[1:])
    quotations = quoted_text.quotations_in(first)
    if first.start < verb.idx or len(quotations) < 2 or quotations[0].span.start != first.start:
        return spans
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        is_inside = quotations[0].span.end < token.idx < first.end
        speaks = token.pos_ == "VERB" and token.lemma_ in SPEECH
        has_subject = any(child.dep_ in SUBJECTS for child in token.lefts)
        if is_inside and speaks and has_subject and quoted_text.quotation_at(token.idx) is None:
            own = [q.span for q in quotations if q.span.end < token.idx]
            return (Span(first.start, own[-1].end),)
    return spans


def _is_verb_before_name(word: Token) -> bool:
    """Return True for "moaned" of “No,” moaned striker Jan Reed, tagged as an adjective."""
    is_modifier = word.tag_ == "JJ" and word.dep_ == "amod" and word.head.pos_ == "PROPN"
    return is_modifier and reporting_lemma(word) in SPEECH


def _semicolon_before_speaker(span: Span, verb: Token, quoted_text: QuotedText) -> Token | None:
    """Return the first semicolon after a verb in its content that somebody else speaks after."""
    marks = (one for one in _semicolons(verb) if one.i >= verb.i)
    inside = (one for one in marks if span.start < one.idx < span.end)
    semicolon = next((one for one in inside if not quoted_text.quotation_at(one.idx)), None)
    if semicolon is None:
        return None
    after = (one for one in verb.doc[semicolon.i + 1 : verb.sent.end] if one.idx < span.end)
    unquoted = (one for one in after if quoted_text.quotation_at(one.idx) is None)
    return semicolon if any(map(is_another_report, unquoted)) else None


@found_in_sentence
def _semicolons(word: Token) -> bool:
    return word.text == ";"


def is_another_report(word: Token) -> bool:
    """Return True for the verb of "doctors say three", which has a subject of its own."""
    speaks = word.pos_ == "VERB" and word.lemma_ in PLAIN_SPEECH
    return speaks and any(c.dep_ in SUBJECTS and c.pos_ != "PRON" for c in word.lefts)


def quotation_has_own_cue(token: Token, quoted_text: QuotedText) -> bool:
    """Return True for “...,” he told them, according to X: the quotation is his, not X's."""
    quoted = quoted_text.quotations_in(Span(token.sent.start_char, token.idx))
    return any(
        word.pos_ == "VERB"
        and word.lemma_ in SPEECH
        and quoted_text.quotation_at(word.idx) is None
        and any(
            quoted_text.adjacent(q.span.end, reporting_clause(word, quoted_text).start)
            for q in quoted
        )
        for word in token.doc[token.sent.start : token.i]
    )


def document_before(pronoun: Token, quoted_text: QuotedText) -> Token | None:
    """Return the latest document before "it", in its sentence or in the two before."""
    start = pronoun.sent.start
    for _ in range(2):
        start = pronoun.doc[max(start - 1, 0)].sent.start
    words = reversed(pronoun.doc[start : pronoun.i])
    documents = (w for w in words if w.pos_ == "NOUN" and w.lemma_ in DOCUMENT_NOUNS)
    return next((w for w in documents if quoted_text.quotation_at(w.idx) is None), None)


def _subject_after(
    quotation: Quotation, verb: Token, line: Span, quoted_text: QuotedText
) -> Token | None:
    """Return "Reyes" of "“Sit down,” Reyes snapped" and of "“Sit down,” snapped Reyes"."""
    between = _words(verb.doc[verb.sent.start : verb.i], start=quotation.span.end)
    first = between[0] if between else verb
    if not _NO_BREAK.fullmatch(quoted_text.text, quotation.span.end, first.idx):
        return None
    if not _is_quoted_sentence(quotation, verb, line, quoted_text):
        return None
    if [token.lower_ for token in between[1:2]] == ["how"] and between[0].lemma_ == "be":
        between = between[2:]  # "“Sit down,” was how Reyes put it"
    named = [token for token in between if token.head not in between and token.pos_ in _NOMINAL]
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS and child in between]
    beside = (t for t in between if t.head == verb and t.dep_ in _BESIDE_VERB)
    other = set(between) - {word for t in (*beside, *subjects) for word in t.subtree}
    if not between or (not other and not subjects):
        return subject_after(verb, may_be_object=True)
    if subjects:
        own = own_subject(verb)  # of "the engineer Jane Doe", parsed as two subjects, the name
        return None if other else own if own in subjects else subjects[0]
    is_phrase = all(token.pos_ in SOURCE_POS for token in other)
    return named[-1] if named and is_phrase else None


def _is_quoted_sentence(
    quotation: Quotation, verb: Token, line: Span, quoted_text: QuotedText
) -> bool:
    """Return True if a quotation before a verb is a sentence that the verb's clause continues."""
    text = quoted_text.text
    words = quotation.inner.text_in(text).rstrip()
    last = words[-1:]
    continues = last == "," or text[quotation.span.end : quotation.span.end + 1] == ","
    lemma = verb.lemma_.lower()
    is_cue = lemma in (SPEECH - WEAK) | ASKING
    if not continues and last not in _EXCLAIMED:
        return False
    if not is_cue:
        if not _BEFORE_SENTENCE.search(text[line.start : quotation.span.start]):
            return False
        # "“Never!” Reyes shut the door" is a sentence of its own
        has_subject = any(c.dep_ in SUBJECTS and c.idx > quotation.span.end for c in verb.lefts)
        acts = has_subject and any(child.dep_ == "dobj" for child in verb.rights)
        if (acts and not continues) or _TITLE.match(words):
            return False
    return quoted_text.is_statement(quotation)


def _introduces(verb: Token, quotation: Quotation, quoted_text: QuotedText) -> bool:
    """Return True if a verb introduces a quoted sentence: "Reyes laughed, “Sit down.”"."""
    text = quoted_text.text
    words = quotation.inner.text_in(text)
    is_sentence = words[:1].isupper() and bool(_SENTENCE_END.match(text, quotation.span.end))
    introduction = text[end_offset(verb) : quotation.span.start].rstrip()
    if not (is_sentence and introduction.endswith(",") and quoted_text.is_statement(quotation)):
        return False
    after = _words(verb.doc[verb.i + 1 : verb.sent.end], stop=quotation.span.start)
    is_last = all(verb.is_ancestor(token) and token.tag_ not in _FINITE for token in after)
    says_as = verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.lefts)
    return is_last and (says_as or verb.dep_ not in _SUBORDINATE | {"advcl"})


def _words(tokens: Iterable[Token], *, start: int = 0, stop: int | None = None) -> list[Token]:
    """Return the tokens in a range of offsets that are neither marks nor white space."""
    return [
        token
        for token in tokens
        if token.idx >= start
        and (stop is None or token.idx < stop)
        and not (token.is_punct or token.is_space)
    ]
