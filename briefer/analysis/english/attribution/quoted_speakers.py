"""Find whom another source quotes: "Reyes" of "the paper quoted Reyes as saying"."""

from spacy.tokens import Token

from briefer.analysis.english.attribution.passive import is_passive
from briefer.analysis.english.lexicon import CITING, INTRODUCING


def quoted_as_saying(verb: Token) -> Token | None:
    """Return "Reyes" of "the paper quoted Reyes as saying", who says it, and not the paper."""
    if verb.lemma_ not in CITING or is_passive(verb):
        return None
    as_words = (child for child in verb.rights if child.lower_ == "as")
    spoken = (c for word in as_words for c in word.rights if c.dep_ == "pcomp")
    says = any(word.lemma_.lower() in INTRODUCING for word in spoken)
    return next((c for c in verb.rights if says and c.dep_ == "dobj"), None)
