"""Tell the titles of a name from the name: "Det Insp" from "Jane Doe", but not "Baker Mayfield".

A title alone, such as "High Commissioner", names nobody.
"""

from collections.abc import Container

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.analysis.english.entities.entity_types import (
    ends_like_non_person,
    is_post_nominal,
    word_before,
)
from briefer.analysis.english.entities.name_words import NAME_PARTICLES
from briefer.analysis.english.entities.person_nouns import (
    RANKS,
    is_person_noun,
    is_title,
    is_title_modifier,
    may_be_title,
)
from briefer.analysis.parser import dictionary

_FULL_NAME = 2  # words: a first name and a surname
_WORDS_AFTER_TITLE = range(2, 4)  # "Nurse Jane Doe"


def after_titles(name: Tokens) -> int:
    """Return the start of a name without its titles; if all words are titles, one is kept."""
    bare_start = start = int(name.start)
    while name.end - start > 1:
        word = name.doc[start]
        # "Baker Mayfield" is a name, "Baker Jane Doe" is a name with a trade
        is_before_name = name.end - start > _FULL_NAME
        titled = is_title(word) or (is_before_name and (may_be_title(word) or _is_trade(word)))
        if not titled and not is_title_modifier(word):
            break
        start += 1
        if titled:
            bare_start = start
    return bare_start


def is_ranked(name: Tokens) -> bool:
    """Return True if a rank comes before the name of a person: "Detective Constable Jane Doe"."""
    start = after_titles(name)
    titles = name.doc[name.start : start]
    ranked = any(token.lower_.rstrip(".") in RANKS or _is_trade(token) for token in titles)
    # other titles also begin the names of ships and places: "Queen Anne", "Bishop Auckland"
    full_name = any(map(is_title, titles)) and name.end - start in _WORDS_AFTER_TITLE
    return (
        (ranked or full_name)
        and all(t.pos_ == "PROPN" or t.text in NAME_PARTICLES for t in name.doc[start : name.end])
        and not ends_like_non_person(name)
    )


def is_all_titles(name: Tokens, surnames: Container[str]) -> bool:
    """Return True if a name is only a title: "High Commissioner", or the "KC" after a name.

    If the article names a Tim Cook, "Cook" is a name, but "the Cook" is still a title.
    """
    if all(map(is_post_nominal, name)):
        return True
    before = word_before(name)
    if len(name) == 1 and name.text in surnames and (before is None or before.pos_ != "DET"):
        return False
    return may_be_title(name[-1]) and all(may_be_title(t) or is_title_modifier(t) for t in name)


def _is_trade(word: Token) -> bool:
    """Return True for "Trainer" of "Trainer Jane Doe" at the start of a sentence."""
    is_noun = is_person_noun(word.lower_) and word.lower_ in dictionary("en")
    return bool(word.is_sent_start) and is_noun
