"""Say which rule a word is a cue for: "said", "according to" and "the claim that"."""

from spacy.tokens import Token

from briefer.analysis.english.attribution.insertions import is_inserted_noun
from briefer.analysis.english.attribution.inversions import inversion_at
from briefer.analysis.english.attribution.passive import is_passive
from briefer.analysis.english.attribution.reporting_subjects import is_going_on
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.attribution.standpoints import standpoint_at
from briefer.analysis.english.lexicon import (
    ASKING,
    COUNTING,
    HEARING,
    NAMING,
    SPEECH,
    THOUGHT,
    WITH_INFINITIVE,
    WITH_OBJECT,
    WITH_PREPOSITION,
)
from briefer.analysis.english.nouns import CLAIM_NOUNS

CUES = SPEECH | THOUGHT | COUNTING | WITH_OBJECT | WITH_INFINITIVE | NAMING | ASKING | HEARING
CUES |= frozenset(WITH_PREPOSITION)
"""The lemmas of the verbs that can report what somebody says or thinks."""


def rule_of(token: Token) -> Rule | None:
    """Return the rule for which a word is a cue."""
    if standpoint_at(token) is not None:
        return Rule.ACCORDING_TO
    if is_inserted_noun(token):
        return Rule.SUBJECT_OF_REPORTING_VERB
    if is_going_on(token):
        return Rule.SUBJECT_OF_REPORTING_VERB
    if token.pos_ == "VERB" and token.lemma_.lower() in CUES:
        if token.lemma_.lower() in HEARING:
            return Rule.COURT_HEARS
        return Rule.AGENT_OF_PASSIVE_VERB if is_passive(token) else Rule.SUBJECT_OF_REPORTING_VERB
    if inversion_at(token) is not None:
        return Rule.SUBJECT_OF_REPORTING_VERB
    if token.pos_ == "NOUN" and token.lemma_ in CLAIM_NOUNS:
        return Rule.CLAIM_NOUN if any(map(is_that_clause, token.rights)) else None
    return None


def is_that_clause(child: Token) -> bool:
    """Return True for the clause of "the claim that ..."."""
    return child.dep_ in {"acl", "ccomp"} and any(word.lower_ == "that" for word in child.lefts)
