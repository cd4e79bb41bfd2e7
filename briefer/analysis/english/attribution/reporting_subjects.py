"""Find who speaks in a reporting clause, also where the parser misreads it.

In "The ships are late, two officials said" it is "officials", which the parser may take for an
apposition; in "“We left,” said Reed" it is "Reed", which it may take for an object.
"""

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Token

from briefer.analysis.english.lexicon import SPEECH, WEAK
from briefer.analysis.spacy_helpers import SUBJECTS, remembered, remembered_word

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs with a tense."""

NAMING = frozenset({"NOUN", "PROPN", "NUM"})
"""Parts of speech of words that can name a source."""

SOURCE_POS = frozenset("NOUN PROPN NUM DET ADJ ADP CCONJ PART PRON".split())
"""Parts of speech of the words between a comma and "said", if they name the source."""

_AFTER_SAID = SOURCE_POS | {"VERB"}  # "said a nurse called by the defence"
_PARSED_AS_OBJECT = frozenset("dobj dative attr oprd dep".split())
# Verbs that can precede their subject without a quotation: "..., said Reed".
_INVERTED = frozenset("say add write note explain recall tweet ask conclude warn argue".split())
_AFTER_TRAILING_VERB = frozenset("dobj dative prep npadvmod advmod punct prt oprd".split())
_QUOTATION_MARKS = frozenset({'"', "'"})
_BEFORE_INSERTION = _QUOTATION_MARKS | frozenset(",—–!?")
_RELATIVE_TAGS = frozenset({"WDT", "WP"})


@remembered_word
def trailing_reporter(verb: Token) -> Token | None:
    """Return "officials" of "The ship left Port Ellery, two officials said" if it was misparsed.

    The parser sometimes reads the words between the comma and the verb as an apposition to the
    noun before the comma.
    """
    words = between_comma_and(verb)
    if not words or words[0].dep_ == "cc":
        return None
    is_apart = verb.dep_ != "advcl" or verb.left_edge.i >= words[0].i - 1
    if is_apart and any(c.dep_ in SUBJECTS and c.i >= words[0].i for c in verb.children):
        return None  # parsed correctly; in "sold after two fires, Reed said" it may get the "after"
    if any(c.i > verb.i and c.dep_ not in _AFTER_TRAILING_VERB for c in verb.children):
        return None  # the verb introduces content that follows it
    before = verb.doc[verb.sent.start : words[0].i - 1]
    has_clause = any(token.tag_ in FINITE or token.tag_ == "MD" for token in before)
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
    if start < len(doc) and verb.lemma_ == "go" and doc[start].lower_ == "on":
        # "went on Reed", parsed as a preposition with its noun
        return next((child for child in doc[start].rights if child.pos_ == "PROPN"), None)
    after = takewhile(lambda t: t.pos_ in _AFTER_SAID or t.tag_ == "HYPH", doc[start:])
    parses = SUBJECTS | _PARSED_AS_OBJECT if may_be_object else SUBJECTS
    heads = [t for t in after if t.head == verb and t.dep_ in parses and t.pos_ in NAMING]
    return heads[-1] if heads else None


def between_comma_and(verb: Token) -> list[Token]:
    """Return the words between a comma and a reporting verb if they can name a source."""
    if verb.lemma_ not in SPEECH - WEAK or verb.tag_ not in FINITE:
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
    # "The pier may fall, warned Reed": the clause before is what is said
    reports = verb.lemma_ in SPEECH and any(child.dep_ == "ccomp" for child in verb.lefts)
    if not (ends_quotation or reports or verb.lemma_ in _INVERTED):
        return None
    words = list(takewhile(lambda token: token.pos_ in _AFTER_SAID, verb.doc[verb.i + 1 :]))
    if verb.lemma_ in _INVERTED and _is_followed_by_its_sentence(words):
        nouns = (token for token in words if token.pos_ in NAMING)
        return next((noun for noun in nouns if noun.head not in words), None)
    if any(child.dep_ in SUBJECTS for child in verb.lefts):
        return None
    may_be_object = ends_quotation or reports or verb.lemma_ == "say"
    return subject_after(verb, may_be_object=may_be_object)


def _is_followed_by_its_sentence(words: Sequence[Token]) -> bool:
    """Return True for ", had left" after "Not one ship, said Reed of the union".

    Also for the second half of a quotation: '"The ship," warned Reed, "has left"'.
    """
    mark = words[-1].nbor() if words and words[-1].i + 2 < words[-1].sent.end else None
    if mark is None or mark.text != ",":
        return False
    is_quoted = words[0].nbor(-2).text == mark.nbor().text == '"'
    return is_quoted or mark.nbor().tag_ in FINITE | {"MD"}


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
