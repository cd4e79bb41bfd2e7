"""Tell the passive voice from a contracted perfect ("he's told them"), and find its agent."""

from spacy.tokens import Token

from briefer.analysis.english.lexicon import TELLING


def is_passive(verb: Token) -> bool:
    """Return True if a verb is in the passive voice."""
    parsed = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    return parsed and not _is_contracted_perfect(verb)


def agent_of(verb: Token) -> Token | None:
    """Return the noun behind "by" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _is_contracted_perfect(verb: Token) -> bool:
    """Return True for "he's said it" and "he's said that", where "'s" is "has".

    "He's told that" and "he's said to be ill" are passive.
    """
    is_contracted = any(c.dep_ == "auxpass" and c.lower_ in {"'s", "’s"} for c in verb.lefts)
    after = {child.dep_ for child in verb.rights}
    takes_clause = verb.lemma_ not in TELLING and "ccomp" in after
    return is_contracted and ("dobj" in after or takes_clause)
