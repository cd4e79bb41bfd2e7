"""Find what is said of the subject of a passive verb, and by whom: "was accused by Reyes of lying".

The parser often attaches the charge to the one who makes it.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.attribution.noun_phrases import takes_gerund
from briefer.analysis.english.attribution.passive import agent_of
from briefer.analysis.english.lexicon import RAISING
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import end_offset, subtree_span


def after_agent(verb: Token) -> Iterator[Token]:
    """Yield the "of" of "was accused by Jane Doe of fraud", which may be parsed as part of her."""
    agent = agent_of(verb)
    if agent is None:
        return
    for token in verb.subtree:
        if token.dep_ != "prep" or token.i <= agent.i:
            continue
        if token.head.pos_ == "PROPN" or takes_gerund(token):
            yield token


def said_of_subject(verb: Token, quoted_text: QuotedText) -> tuple[Span, ...]:
    """Return "Doe ... to be ill" of "Doe was said by his aunt to be ill"; () if nobody is named."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    stated = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    agent = agent_of(verb)
    if subject is None or stated is None or agent is None or verb.lemma_ not in RAISING:
        return ()
    begins = next((child for child in stated.lefts if child.tag_ == "TO"), None)
    if begins is None or begins.i < agent.i:
        return ()
    spans = (subtree_span(subject), Span(begins.idx, end_offset(stated.right_edge)))
    return tuple(filter(None, map(quoted_text.trimmed, spans)))
