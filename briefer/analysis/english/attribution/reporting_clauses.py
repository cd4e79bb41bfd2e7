"""Reporting clauses ("he said") inside or after the reported content, and what they leave of it.

In "The ships, Reyes said, could leave" the reporting clause is "Reyes said" and the content is
"The ships ... could leave".
"""

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.insertions import inserted_clause, inserted_subject
from briefer.analysis.english.attribution.reporting_subjects import (
    between_comma_and,
    has_auxiliary,
    inverted_subject,
    trailing_reporter,
)
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import (
    SPEECH,
    THOUGHT,
    WEAK,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.analysis.english.nouns import GROUP_NOUNS, ORGANISATION_NOUNS
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset

_CLAUSE_PARTS = SUBJECTS | frozenset("npadvmod advmod prep aux neg dobj dative prt agent".split())
_DESCRIPTIONS = frozenset("appos relcl acl".split())
_ASKED = frozenset("asked pressed questioned".split())
_BREAKS = "—–:"  # a quotation after one of these is a statement of its own
_CONTINUATION_MARKS = ",;:.—–-"
_REPORTING = SPEECH | WITH_OBJECT | WITH_INFINITIVE | frozenset(WITH_PREPOSITION)
_CONTINUING = _REPORTING - THOUGHT - WEAK
# Verbs whose subject is as often the suspect as the police who talk about him.
_AMBIGUOUS = frozenset("admit confess confirm tell deny".split())
_IMPERSONAL = frozenset("it this that these those there which".split())
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BODIES = GROUP_NOUNS | ORGANISATION_NOUNS


def content_around(verb: Token, quoted_text: QuotedText, *, main_verb: Token) -> tuple[Span, ...]:
    """Return the content before an inserted "he said", and its continuation after it.

    Args:
        verb: the verb of the reporting clause.
        quoted_text: the article's text with its quotations.
        main_verb: the main verb of the content.
    """
    inserted = reporting_clause(verb, quoted_text)
    begins_before = main_verb.head == verb  # "The ships, insisted Reed, are late": one clause
    start = verb.sent.start_char if begins_before else _clause_start(main_verb)
    before = quoted_text.trimmed(Span(start, inserted.start))
    if before and verb.sent[0].lower_ in _ASKED and not quoted_text.quotations_in(before):
        before = None  # "Asked why, she said"
    after = quoted_text.trimmed(Span(inserted.end, verb.sent.end_char))
    continues = main_verb.idx >= inserted.end  # "The ships, he said, could leave"
    if after and not continues and not _continues_quotation(after, inserted, quoted_text):
        after = None
    if before and not continues:
        before = _without_narration(before, quoted_text)
    return tuple(part for part in (before, after) if part)


def _continues_quotation(after: Span, inserted: Span, quoted_text: QuotedText) -> bool:
    """Return True for '“We left,” he said. “All of us”', not for '... he said on “Good Morning”'.

    Words in quotation marks that continue what is said are set apart from the words before them.
    """
    between = quoted_text.text[inserted.end : after.start].rstrip()
    return quoted_text.begins_quoted(after) and between[-1:] in set(_CONTINUATION_MARKS)


def reporting_clause(verb: Token, quoted_text: QuotedText) -> Span:
    """Return "he said on Friday" around a verb, with the descriptions of its subject."""
    if inserted := inserted_clause(verb):
        subject = inserted_subject(verb) or verb
        described = (c.right_edge for c in subject.rights if c.dep_ in _DESCRIPTIONS)
        last = max((*described, inserted[-1]), key=lambda token: token.i)
        return Span(inserted[0].idx, end_offset(last))
    tokens = [verb]
    for child in verb.rights if inverted_subject(verb) else verb.children:
        if child.dep_ in _CLAUSE_PARTS:
            tokens.extend(child.subtree)
    if trailing_reporter(verb) is not None:
        tokens = [t for t in tokens if t.i >= verb.i] + between_comma_and(verb)
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
    is_participle = content_verb.tag_ in {"VBN", "VBG"}
    other_tense = content_verb.pos_ == "AUX" or (is_participle and has_auxiliary(content_verb))
    if is_joined and verb.tag_ == reporting_verb.tag_ and _is_after_quoted_verb(verb, content_verb):
        return verb.lemma_ in _CONTINUING
    if not (is_joined and fits and other_tense) or verb.lemma_ in _AMBIGUOUS:
        return False
    return not has_speaking_subject(content_verb)


def _is_after_quoted_verb(verb: Token, content_verb: Token) -> bool:
    """Return True for "adds" of 'claims it “takes orders”, and adds': no quoted verb goes on so."""
    between = verb.doc[content_verb.i + 1 : verb.i]
    ends_quotation = sum(token.text == '"' for token in between) == 1
    joining = [token.text for token in between[-2:]]
    return ends_quotation and joining == [",", "and"]


def has_speaking_subject(content_verb: Token) -> bool:
    """Return True if the subject of the content may be somebody who speaks."""
    subject = next((child for child in content_verb.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ in _IMPERSONAL:
        return False
    whole = next((word for word in subject.rights if word.lower_ == "of"), None)
    if subject.pos_ == "PRON" and whole is not None:
        subject = next(whole.rights, subject)  # "some of the talk"
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
