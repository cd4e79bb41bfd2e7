"""Find who speaks in a reporting clause, also where the parser misreads it.

In "The ships are late, two officials said" it is "officials", which the parser may take for an
apposition; in "“We left,” said Reed" it is "Reed", which it may take for an object.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from spacy.tokens import Token

from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import PHRASAL, PLAIN_SPEECH, SPEECH, STATING, WEAK
from briefer.analysis.spacy_helpers import SUBJECTS, remembered, remembered_word

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs with a tense."""

NAMING = frozenset({"NOUN", "PROPN", "NUM"})
"""Parts of speech of words that can name a source."""

SOURCE_POS = frozenset("NOUN PROPN NUM DET ADJ ADP CCONJ PART PRON".split())
"""Parts of speech of the words between a comma and "said", if they name the source."""

_AFTER_SAID = SOURCE_POS | {"VERB"}  # "said a nurse called by the defence"
_INDEFINITE = frozenset({"another", "one"})  # "urged another"
_PARSED_AS_OBJECT = frozenset("dobj dative attr oprd dep".split())
PLAINLY_INVERTED = frozenset(
    "say add write note explain recall tweet ask conclude warn argue".split()
)
"""Verbs that often precede their subject without a quotation: "..., said Reed"."""
_AFTER_TRAILING_VERB = frozenset("dobj dative prep npadvmod advmod punct prt oprd".split())
AROUND_INSERTION = frozenset(",—–")
"""Marks around an insertion: "Any bird, argues Reed, is ..."."""
_QUOTATION_MARKS = frozenset({'"', "'"})
_BEFORE_INSERTION = _QUOTATION_MARKS | AROUND_INSERTION | frozenset("!?")
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
    subjects = [child.i for child in verb.children if child.dep_ in SUBJECTS]
    has_another = any(index < words[0].i for index in subjects)  # "A fire killed four, Reed said"
    if is_apart and not has_another and any(index >= words[0].i for index in subjects):
        return None  # parsed correctly; in "sold after two fires, Reed said" it may get the "after"
    if any(c.i > verb.i and not _follows_report(c) for c in verb.children):
        return None  # the verb introduces content that follows it
    before = verb.doc[verb.sent.start : words[0].i - 1]
    tags = FINITE | {"MD", "VBN"} if has_another else FINITE | {"MD"}
    has_clause = any(token.tag_ in tags for token in before)
    heads = [t for t in words if t.head not in words and t.pos_ in {"NOUN", "PROPN", "NUM"}]
    return heads[0] if has_clause and heads else None


def _follows_report(child: Token) -> bool:
    """Return True for what may follow "officials said": "on Monday", ", speaking in Orme"."""
    is_manner = child.dep_ == "advcl" and child.tag_ == "VBG" and child.left_edge == child
    return child.dep_ in _AFTER_TRAILING_VERB or is_manner


def subject_after(verb: Token, *, may_be_object: bool) -> Token | None:
    """Return "Reed" of "said Reed", which the parser often takes for an object.

    Args:
        verb: a reporting verb without a subject before it.
        may_be_object: whether an object can be the subject, because a quotation is before the verb.
    """
    doc, start = verb.doc, verb.i + 1
    while start < len(doc) and doc[start].head == verb and doc[start].dep_ in {"advmod", "prt"}:
        start += 1
    if start < len(doc) and doc[start].lower_ in PHRASAL.get(verb.lemma_, ()):
        # "went on Reed" and "chimed in her husband", parsed as a preposition with its noun
        return next((child for child in doc[start].rights if child.pos_ in NAMING), None)
    after = takewhile(lambda t: t.pos_ in _AFTER_SAID or t.tag_ == "HYPH", doc[start:])
    parses = SUBJECTS | _PARSED_AS_OBJECT if may_be_object else SUBJECTS
    named = (t for t in after if t.pos_ in NAMING or t.lower_ in _INDEFINITE)
    heads = [t for t in named if t.head == verb and t.dep_ in parses]
    if not heads and may_be_object and _modifies_a_name(verb):
        return verb.head  # "beamed driver Jane Doe"
    return heads[-1] if heads else _named_by_trade(verb, doc[start : verb.sent.end])


def _modifies_a_name(verb: Token) -> bool:
    """Return True for "beamed" of “Yes,” beamed Jane Doe, parsed as an adjective of the name."""
    is_modifier = verb.dep_ in {"amod", "compound", "nmod"} and verb.head.i > verb.i
    marks = 2 if verb.i > 1 and verb.nbor(-1).text in _QUOTATION_MARKS else 1  # before the verb
    return is_modifier and verb.head.pos_ == "PROPN" and verb.head.left_edge.i >= verb.i - marks


def _named_by_trade(verb: Token, after: Iterable[Token]) -> Token | None:
    """Return "Reed" of "said engineer Jon Reed", where the trade is taken for a verb."""
    words = list(takewhile(lambda token: not token.is_punct, after))
    trade = words[0] if words and words[0].head == verb else None
    if trade is None or trade.pos_ != "VERB":
        return None
    name = list(takewhile(lambda token: token.pos_ == "PROPN", words[1:]))
    is_full = trade.tag_ == "VB" and 1 < len(name) == len(words) - 1  # an infinitive has a "to"
    return name[-1] if name and (is_full or is_person_noun(trade.lower_)) else None


def between_comma_and(verb: Token) -> list[Token]:
    """Return the words between a comma and a reporting verb if they can name a source.

    They may have a name between two commas: ", its chief, Jon Reed, said".
    """
    if verb.lemma_ not in SPEECH - WEAK or verb.tag_ not in FINITE:
        return []
    first = before_name(verb)
    while first > verb.sent.start and verb.doc[first - 1].pos_ in SOURCE_POS:
        first -= 1
    set_apart = first > verb.sent.start and verb.doc[first - 1].text in {",", '"', "—", "–"}
    return list(verb.doc[first : verb.i]) if set_apart else []


def before_name(verb: Token) -> int:
    """Return where "its chief" ends in ", its chief, Jon Reed, said"; else the verb's index."""
    words = verb.doc[verb.sent.start : verb.i]
    if len(words) == 0 or words[-1].text != ",":
        return verb.i
    name = list(takewhile(lambda token: token.pos_ == "PROPN", reversed(words[:-1])))
    rest = words[: len(words) - 1 - len(name)]
    if not name or len(rest) < 2 or rest[-1].text != ",":
        return verb.i
    return rest[-1].i if is_person_noun(rest[-2].lemma_) else verb.i


@remembered_word
def own_subject(verb: Token) -> Token | None:
    """Return the subject of a verb in its own clause: "Reed" of "Not one ship, said Reed, left".

    The parser may give the verb a second subject, from the clause that it is inserted into.
    """
    if (inverted := inverted_subject(verb)) is not None:
        return inverted
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if len(subjects) > 1 and (_names_the_first(*subjects[:2]) or _is_inserted_after(*subjects[:2])):
        return subjects[1]
    named = [subject for subject in subjects if subject.tag_ not in _RELATIVE_TAGS]
    # "who police say stole it" has two
    found = next(iter(named or subjects), None)
    return (
        _noun_before_relative_clause(verb, found)
        or found
        or _noun_of_fragment(verb)
        or _subject_of_participle(verb)
        or _subject_after_fronted_phrase(verb)
    )


def _noun_before_relative_clause(verb: Token, subject: Token | None) -> Token | None:
    """Return "log" of "The log, which the crew kept in May, says", where "crew" is the subject.

    The parser takes the verb of the relative clause for a participle.
    """
    is_relative = any(child.tag_ == "WDT" and child.dep_ == "dobj" for child in verb.lefts)
    if subject is None or verb.dep_ != "relcl" or not is_relative or verb.nbor(-1).text != ",":
        return None
    participle = subject.nbor()
    is_clause = participle.dep_ == "acl" and participle.head == subject
    return verb.head if is_clause else None


def _subject_of_participle(verb: Token) -> Token | None:
    """Return "Reed" of "Reed, beaten by a point, said", which the parser gives to "beaten"."""
    if verb.i == verb.sent.start or verb.nbor(-1).text != ",":
        return None
    before = (child for child in verb.lefts if child.dep_ in {"ccomp", "advcl"})
    for participle in before:
        subject = next((child for child in participle.lefts if child.dep_ in SUBJECTS), None)
        is_bare = participle.tag_ in {"VBN", "VBG"} and not has_auxiliary(participle)
        if subject is not None and is_bare and subject.nbor().text == ",":
            return subject
    return None


def _subject_after_fronted_phrase(verb: Token) -> Token | None:
    """Return "mayor" of "In a note to Roe, the mayor, Jane Doe, wrote", parsed as what Roe is."""
    if verb.i < verb.sent.start + 2 or verb.nbor(-1).text != ",":
        return None
    name = verb.nbor(-2)
    noun = name.head
    is_named = name.dep_ == noun.dep_ == "appos" and noun.head.dep_ == "pobj"
    fronted = (child for child in verb.lefts if child.dep_ == "prep")
    return noun if is_named and any(child.is_ancestor(noun) for child in fronted) else None


def has_auxiliary(verb: Token) -> bool:
    """Return True for the participle of "was shut" and "has shut"."""
    return any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)


def _noun_of_fragment(verb: Token) -> Token | None:
    """Return "mayor" of "The mayor, Jane Doe, replied that", parsed as a noun and a participle."""
    noun = verb.head
    is_apart = verb.i > 0 and verb.nbor(-1).text == ","
    is_participle = verb.tag_ == "VBN" and verb.dep_ == "acl" and is_apart
    if not is_participle or noun.dep_ != "ROOT" or verb.lemma_ not in PLAIN_SPEECH:
        return None
    named = any(child.dep_ == "appos" and child.i < verb.i for child in noun.rights)
    is_person = named and is_person_noun(noun.lemma_.lower())
    return noun if is_person and not any(child.dep_ == "aux" for child in verb.lefts) else None


def _names_the_first(noun: Token, name: Token) -> bool:
    """Return True for "party chair Jane Doe", parsed as two subjects."""
    return noun.pos_ == "NOUN" and name.pos_ == "PROPN" and name.left_edge.i == noun.i + 1


def _is_inserted_after(noun: Token, name: Token) -> bool:
    """Return True for "Nobody, Reed fears, will buy it", where the verb gets both as subjects."""
    reports = name.head.lemma_.lower() in STATING
    return reports and noun.i < name.i and name.left_edge.nbor(-1).text == ","


@remembered_word
def inverted_subject(verb: Token) -> Token | None:
    """Return "Reed" of 'The ships, said Reed, “are late”', which may be parsed as an object."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if before is None or before.text not in _BEFORE_INSERTION or verb.tag_ == "VBG":
        return None
    if between_comma_and(verb):
        return None  # ", its chief, Jon Reed, told the council"
    ends_quotation = before.text in _QUOTATION_MARKS
    # "The pier may fall, warned Reed": the clause before is what is said
    reports = verb.lemma_ in SPEECH and any(child.dep_ == "ccomp" for child in verb.lefts)
    if not (ends_quotation or reports or verb.lemma_ in PLAINLY_INVERTED):
        return None
    words = list(takewhile(lambda token: token.pos_ in _AFTER_SAID, verb.doc[verb.i + 1 :]))
    if verb.lemma_ in PLAINLY_INVERTED and _is_followed_by_its_sentence(words):
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


def is_going_on(verb: Token) -> bool:
    """Return True for "He would paint it, he went on" and "..., she hastened to add"."""
    goes_on = verb.lemma_ == "go" and any(child.lower_ == "on" for child in verb.rights)
    hastens = verb.lemma_ == "hasten" and any(child.lemma_ in SPEECH for child in verb.rights)
    if not (goes_on or hastens):
        return False
    return any(child.dep_ == "ccomp" for child in verb.lefts) or _is_between_commas(verb)


def _is_between_commas(verb: Token) -> bool:
    """Return True for ", she went on," with a subject of its own."""
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    first = subject.left_edge if subject is not None else verb
    words = verb.doc[first.i : verb.sent.end]
    after = next((token for token in words if token.i > verb.i + 1), None)
    before = first.nbor(-1) if first.i > verb.sent.start else None
    marks = [token.text for token in (before, after) if token is not None]
    return subject is not None and marks == [",", ","]


def follows_description(verb: Token) -> bool:
    """Return True for "said" of "The spokesman, Jan Reed, said the mayor, Ida Doe, would go".

    Reed says it: what stands between commas before the verb describes its subject. So it is in "Jan
    Reed, 40, said the mayor, Ida Doe, would go".
    """
    before = verb.doc[verb.sent.start : verb.i - 1]
    return any(word.text == "," for word in before) and any(map(is_person, before))


def is_person(word: Token) -> bool:
    """Return True for a word of a person's name, and for a noun such as "spokesman"."""
    return word.ent_type_ == "PERSON" or is_person_noun(word.lemma_.lower())


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
