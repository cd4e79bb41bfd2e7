"""Reporting clauses ("he said") inside or after the reported content, and what they leave of it.

In "The ships, Reyes said, could leave" the reporting clause is "Reyes said" and the content is
"The ships ... could leave".
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import (
    NEVER_OF_PEOPLE,
    SPEECH,
    THOUGHT,
    WEAK,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.analysis.english.nouns import GROUP_NOUNS, ORGANISATION_NOUNS
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, remembered, remembered_word

_CLAUSE_PARTS = SUBJECTS | frozenset("npadvmod advmod prep aux neg dobj dative prt agent".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Parts of speech of the words between a comma and "said", if they name the source.
SOURCE_POS = frozenset("NOUN PROPN NUM DET ADJ ADP CCONJ PART PRON".split())
_AFTER_SAID = SOURCE_POS | {"VERB"}  # "said a nurse called by the defence"
_NAMING = frozenset({"NOUN", "PROPN", "NUM"})
_DESCRIPTIONS = frozenset("appos relcl acl".split())
_PARSED_AS_OBJECT = frozenset("dobj dative attr oprd dep".split())
# Verbs that can precede their subject without a quotation: "..., said Reed".
_INVERTED = frozenset("say add write note explain recall tweet ask conclude warn argue".split())
_AFTER_TRAILING_VERB = frozenset("dobj dative prep npadvmod advmod punct prt oprd".split())
_QUOTATION_MARKS = frozenset({'"', "'"})
_BEFORE_INSERTION = _QUOTATION_MARKS | frozenset(",—–!?")
_ASKED = frozenset("asked pressed questioned".split())
_BREAKS = "—–:"  # a quotation after one of these is a statement of its own
_CONTINUATION_MARKS = ",;:.—–-"
_RELATIVE_TAGS = frozenset({"WDT", "WP"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_REPORTING = SPEECH | WITH_OBJECT | WITH_INFINITIVE | frozenset(WITH_PREPOSITION)
_CONTINUING = _REPORTING - THOUGHT - WEAK
# Verbs whose subject is as often the suspect as the police who talk about him.
_AMBIGUOUS = frozenset("admit confess confirm tell deny".split())
_IMPERSONAL = frozenset("it this that these those there which".split())
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BODIES = GROUP_NOUNS | ORGANISATION_NOUNS


@remembered_word
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


def subject_after(verb: Token, *, may_be_object: bool) -> Token | None:
    """Return "Reed" of "said Reed", which the parser often takes for an object.

    Args:
        verb: a reporting verb without a subject before it.
        may_be_object: whether an object can be the subject, because a quotation is before the verb.
    """
    doc, start = verb.doc, verb.i + 1
    while start < len(doc) and doc[start].head == verb and doc[start].dep_ in {"advmod", "prt"}:
        start += 1
    after = takewhile(lambda t: t.pos_ in _AFTER_SAID or t.tag_ == "HYPH", doc[start:])
    parses = SUBJECTS | _PARSED_AS_OBJECT if may_be_object else SUBJECTS
    heads = [t for t in after if t.head == verb and t.dep_ in parses and t.pos_ in _NAMING]
    return heads[-1] if heads else None


def _between_comma_and(verb: Token) -> list[Token]:
    """Return the words between a comma and a reporting verb if they can name a source."""
    if verb.lemma_ not in SPEECH - WEAK or verb.tag_ not in _FINITE:
        return []
    first = verb.i
    while first > verb.sent.start and verb.doc[first - 1].pos_ in SOURCE_POS:
        first -= 1
    set_apart = first > verb.sent.start and verb.doc[first - 1].text in {",", '"', "—", "–"}
    return list(verb.doc[first : verb.i]) if set_apart else []


@remembered_word
def own_subject(verb: Token) -> Token | None:
    """Return the subject of a verb in its own clause: "Reed" of "Not one ship, said Reed, left".

    The parser may give the verb a second subject, from the clause that it is inserted into.
    """
    if (inverted := inverted_subject(verb)) is not None:
        return inverted
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    named = [subject for subject in subjects if subject.tag_ not in _RELATIVE_TAGS]
    return next(iter(named or subjects), None)  # "who police say stole it" has two


@remembered_word
def inverted_subject(verb: Token) -> Token | None:
    """Return "Reed" of 'The ships, said Reed, “are late”', which may be parsed as an object."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if before is None or before.text not in _BEFORE_INSERTION or verb.tag_ == "VBG":
        return None
    ends_quotation = before.text in _QUOTATION_MARKS
    if not ends_quotation and verb.lemma_ not in _INVERTED:
        return None
    words = list(takewhile(lambda token: token.pos_ in _AFTER_SAID, verb.doc[verb.i + 1 :]))
    if verb.lemma_ in _INVERTED and _is_followed_by_its_sentence(words):
        nouns = (token for token in words if token.pos_ in _NAMING)
        return next((noun for noun in nouns if noun.head not in words), None)
    if any(child.dep_ in SUBJECTS for child in verb.lefts):
        return None
    return subject_after(verb, may_be_object=ends_quotation or verb.lemma_ == "say")


def _is_followed_by_its_sentence(words: Sequence[Token]) -> bool:
    """Return True for ", had left" after "Not one ship, said Reed of the union".

    Also for the second half of a quotation: '"The ship," warned Reed, "has left"'.
    """
    mark = words[-1].nbor() if words and words[-1].i + 2 < words[-1].sent.end else None
    if mark is None or mark.text != ",":
        return False
    is_quoted = words[0].nbor(-2).text == mark.nbor().text == '"'
    return is_quoted or mark.nbor().tag_ in _FINITE | {"MD"}


@remembered
def is_inserted(verb: Token) -> bool:
    """Return True if punctuation sets the verb's clause apart, as in ", he said,"."""
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    # the comma before "he said" may belong to either clause
    words = (token for token in verb.subtree if not (token.is_punct or token.is_space))
    first = verb if inverted_subject(verb) else next(words, verb)
    before = first.nbor(-1) if first.i > verb.sent.start else None
    if not has_subject or before is None or before.text not in _BEFORE_INSERTION:
        return False
    # "X, the study found." reports X; "X, a fish found in cold rivers" reports nothing
    after = verb.nbor(1) if verb.i + 1 < verb.sent.end else None
    takes_preposition = after is not None and after.dep_ == "prep"
    return not (verb.lemma_ in WEAK and takes_preposition)


def inserted_clause(verb: Token) -> list[Token]:
    """Return "said Reed of the union" between commas, or "its authors stress"; empty if none.

    The parser often attaches the words of such a clause to those around it.
    """
    if verb.lemma_.lower() not in SPEECH | THOUGHT or verb.tag_ not in _FINITE:
        return []
    doc, sentence = verb.doc, verb.sent
    first, end = verb.i, verb.i + 1
    if doc[first - 1].text == "," and verb.lemma_.lower() in NEVER_OF_PEOPLE:
        while end < sentence.end and doc[end].pos_ in SOURCE_POS:
            end += 1
    else:
        while first > sentence.start and doc[first - 1].pos_ in SOURCE_POS:
            first -= 1
    named = any(token.pos_ in _NAMING or token.tag_ == "PRP" for token in doc[first:end])
    is_inside = first - 1 > sentence.start and end < sentence.end - 1
    set_apart = is_inside and doc[first - 1].text == doc[end].text == ","
    if not (named and set_apart):
        return []
    is_list = "CCONJ" in {doc[first].pos_, doc[end + 1].pos_}
    quotes = doc[end + 1].is_quote  # "In a post, Reed said, “...”" goes on with a statement
    begun, rest = doc[sentence.start : first], doc[end : sentence.end]
    interrupts = finite_verb(begun) is None and finite_verb(rest) is not None
    return list(doc[first:end]) if interrupts and not (is_list or quotes) else []


def finite_verb(words: Iterable[Token]) -> Token | None:
    """Return the first verb of a clause, with its tense: "had" of "had been cooled"."""
    return next((word for word in words if word.tag_ in _FINITE or word.tag_ == "MD"), None)


@remembered_word
def inserted_subject(verb: Token) -> Token | None:
    """Return the noun of an inserted clause that names its speaker: "Reed" of "said Reed"."""
    words = inserted_clause(verb)
    nouns = [t for t in words if t.pos_ in _NAMING or t.tag_ == "PRP"]
    return next((t for t in nouns if t.head not in words or t.head == verb), None)


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
    return not has_speaking_subject(content_verb)


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
