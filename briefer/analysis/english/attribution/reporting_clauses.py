"""Reporting clauses ("he said") inside or after the reported content, and what they leave of it.

In "The ships, Reyes said, could leave" the reporting clause is "Reyes said" and the content is
"The ships ... could leave".
"""

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import (
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    SPEECH,
    THOUGHT,
    WEAK,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset

_CLAUSE_PARTS = SUBJECTS | frozenset("npadvmod advmod prep aux neg dobj dative prt agent".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Parts of speech of the words between a comma and "said", if they name the source.
SOURCE_POS = frozenset("NOUN PROPN NUM DET ADJ ADP CCONJ PART PRON".split())
_AFTER_TRAILING_VERB = frozenset("dobj dative prep npadvmod advmod punct prt oprd".split())
_ASKED = frozenset("asked pressed questioned".split())
_BREAKS = "—–:"  # a quotation after one of these is a statement of its own
_AUXILIARY = frozenset({"aux", "auxpass"})
_REPORTING = SPEECH | WITH_OBJECT | WITH_INFINITIVE | frozenset(WITH_PREPOSITION)
_CONTINUING = _REPORTING - THOUGHT - WEAK
# Verbs whose subject is as often the suspect as the police who talk about him.
_AMBIGUOUS = frozenset("admit confess confirm tell deny".split())
_IMPERSONAL = frozenset("it this that these those there which".split())
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BODIES = GROUP_NOUNS | ORGANISATION_NOUNS


def trailing_reporter(verb: Token) -> Token | None:
    """Return "officials" of "The ship left Port Ellery, two officials said" if it was misparsed.

    The parser sometimes reads the words between the comma and the verb as an apposition to the
    noun before the comma.
    """
    words = _between_comma_and(verb)
    if not words or words[0].dep_ == "cc":
        return None
    if any(c.dep_ in SUBJECTS and c.i >= words[0].i for c in verb.children):
        return None  # parsed correctly
    if any(c.i > verb.i and c.dep_ not in _AFTER_TRAILING_VERB for c in verb.children):
        return None  # the verb introduces content that follows it
    before = verb.doc[verb.sent.start : words[0].i - 1]
    has_clause = any(token.tag_ in _FINITE or token.tag_ == "MD" for token in before)
    heads = [t for t in words if t.head not in words and t.pos_ in {"NOUN", "PROPN", "NUM"}]
    return heads[0] if has_clause and heads else None


def _between_comma_and(verb: Token) -> list[Token]:
    """Return the words between a comma and a reporting verb if they can name a source."""
    if verb.lemma_ not in SPEECH - WEAK or verb.tag_ not in _FINITE:
        return []
    first = verb.i
    while first > verb.sent.start and verb.doc[first - 1].pos_ in SOURCE_POS:
        first -= 1
    set_apart = first > verb.sent.start and verb.doc[first - 1].text in {",", '"', "—", "–"}
    return list(verb.doc[first : verb.i]) if set_apart else []


def is_inserted(verb: Token) -> bool:
    """Return True if punctuation sets the verb's clause apart, as in ", he said,"."""
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    # the comma before "he said" may belong to either clause
    words = (token for token in verb.subtree if not (token.is_punct or token.is_space))
    first = next(words, verb)
    before = first.nbor(-1) if first.i > verb.sent.start else None
    if not has_subject or before is None or before.text not in set(',"—–!?'):
        return False
    # "X, the study found." reports X; "X, a fish found in cold rivers" reports nothing
    after = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    takes_preposition = after is not None and after.dep_ == "prep"
    return not (verb.lemma_ in WEAK and takes_preposition)


def content_around(verb: Token, quoted_text: QuotedText, *, main_verb: Token) -> tuple[Span, ...]:
    """Return the content before an inserted "he said", and its continuation after it.

    Args:
        verb: the verb of the reporting clause.
        quoted_text: the article's text with its quotations.
        main_verb: the main verb of the content.
    """
    inserted = reporting_clause(verb, quoted_text)
    before = quoted_text.trimmed(Span(_clause_start(main_verb), inserted.start))
    if before and verb.sent[0].lower_ in _ASKED and not quoted_text.quotations_in(before):
        before = None  # "Asked why, she said"
    after = quoted_text.trimmed(Span(inserted.end, verb.sent.end_char))
    continues = main_verb.idx >= inserted.end  # "The ships, he said, could leave"
    if after and not continues and not quoted_text.begins_quoted(after):
        after = None
    if before and not continues:
        before = _without_narration(before, quoted_text)
    return tuple(part for part in (before, after) if part)


def reporting_clause(verb: Token, quoted_text: QuotedText) -> Span:
    """Return "he said on Friday" around a verb, with the descriptions of its subject."""
    tokens = [verb]
    for child in verb.children:
        if child.dep_ in _CLAUSE_PARTS:
            tokens.extend(child.subtree)
    if trailing_reporter(verb) is not None:
        tokens = [t for t in tokens if t.i >= verb.i] + _between_comma_and(verb)
    unquoted = [token.i for token in tokens if quoted_text.quotation_at(token.idx) is None]
    start = min(unquoted, default=verb.i)
    while start < verb.i and verb.doc[start].is_punct:
        start += 1
    last = verb.doc[max(unquoted, default=verb.i)]
    return Span(verb.doc[start].idx, end_offset(last))


def continues_reporting(verb: Token) -> bool:
    """Return True if a verb continues the report: "said they had lost and blamed the rain".

    The parser joins "blamed" to the content ("had lost"), but its tense is that of "said". If the
    content's subject can speak, it may be the one who continues: "said the man was drunk and told
    them ...".
    """
    content_verb = verb.head
    reporting_verb = content_verb.head
    is_joined = (
        verb.dep_ == "conj"
        and content_verb.dep_ == "ccomp"
        and reporting_verb.lemma_ in SPEECH
        and not any(child.dep_ in SUBJECTS for child in verb.children)
    )
    fits = reporting_verb.tag_ == verb.tag_ == "VBD" and verb.lemma_ in _CONTINUING
    has_auxiliary = any(child.dep_ in _AUXILIARY for child in content_verb.lefts)
    other_tense = content_verb.pos_ == "AUX" or (
        content_verb.tag_ in {"VBN", "VBG"} and has_auxiliary
    )
    if not (is_joined and fits and other_tense) or verb.lemma_ in _AMBIGUOUS:
        return False
    return not _has_speaking_subject(content_verb)


def _has_speaking_subject(content_verb: Token) -> bool:
    """Return True if the subject of the content may be somebody who speaks."""
    subject = next((child for child in content_verb.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ in _IMPERSONAL:
        return False
    is_name = subject.pos_ in {"PROPN", "PRON"} or subject.ent_type_ in _SPEAKING_ENTITIES
    return is_name or is_person_noun(subject.lemma_.lower()) or subject.lemma_ in _BODIES


def _clause_start(main_verb: Token) -> int:
    """Return the start of the clause around an insertion: one of several, or the sentence."""
    if main_verb.dep_ == "relcl":
        return min(main_verb.head.left_edge.idx, main_verb.left_edge.idx)
    return main_verb.left_edge.idx if main_verb.dep_ == "conj" else main_verb.sent.start_char


def _without_narration(before: Span, quoted_text: QuotedText) -> Span:
    """Leave out the article's own words in 'She had been wrong once — “twice,” she said'."""
    quoted = quoted_text.quotations_in(before)
    if not quoted or quoted[0].span.start == before.start:
        return before
    last = quoted[-1].span
    narration = quoted_text.text[before.start : last.start].rstrip()
    ends_quoted = quoted_text.adjacent(last.end, before.end)
    return last if ends_quoted and narration[-1:] in set(_BREAKS) else before
