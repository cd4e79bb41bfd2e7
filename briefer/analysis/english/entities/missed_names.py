"""Find the names that the entity recogniser missed.

Examples: the subject of "Norrgate denied it", and the surname in "Akers has run the clinic".
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.english.entities.boundaries import expand_name, expand_over_particles
from briefer.analysis.english.entities.name_words import NAME_LABELS
from briefer.analysis.english.entities.organisation_names import widen_organisation
from briefer.analysis.english.entities.person_nouns import is_courtesy_title, names_a_role
from briefer.analysis.english.entities.titled_names import after_titles, is_all_titles
from briefer.analysis.english.entities.trimming import label_of
from briefer.analysis.english.nouns import PERSON_NOUNS
from briefer.analysis.parser import dictionary, is_common_word
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.analysis.time_values import DAYS, MONTHS

_CALENDAR = frozenset({*DAYS, *MONTHS})


def missed_name(
    token: Token, *, taken: AbstractSet[int], speakers: Container[str], surnames: Container[str]
) -> Tokens | None:
    """Return the name that ends with a proper noun, if it acts or is that of a person.

    Args:
        token: the last word of the name.
        taken: the indices of the words of the names that are found already.
        speakers: words that act as people do (see :func:`speaking_words`).
        surnames: the surnames of the article.
    """
    if token.pos_ != "PROPN" or token.i in taken:
        return None
    if token.text.islower() and is_common_word(token.text, "en"):  # "Heavy fog"
        return None
    titled = _is_full_name_with(token, speakers) or _names_person(token)
    if not titled and token.dep_ not in SUBJECTS:
        return None
    doc = token.doc
    run = _proper_noun_run(token, taken)
    start, end = expand_name(run)
    run = doc[start:end]
    run = widen_organisation(doc[after_titles(run) : run.end])
    if is_all_titles(run, surnames) or not any(word.text[:1].isupper() for word in run):
        return None  # a common noun that the parser took for a name
    full_name_acts = " " in run.text and token.head.pos_ == "VERB"
    label = label_of(run, "PERSON" if titled or full_name_acts else "ORG")
    return Tokens(doc, expand_over_particles(run), run.end, label=label)


def missed_surnames(doc: Doc, found: Sequence[Tokens], taken: AbstractSet[int]) -> Iterator[Tokens]:
    """Yield bare surnames that the tagger takes for other words: "Akers has run the clinic"."""
    surnames = surnames_of(found)
    for token in doc:
        is_name = token.text in surnames and token.text[:1].isupper()
        if token.i in taken or not is_name or token.ent_type_ in NAME_LABELS:
            continue
        lower = token.lower_
        unmistakable = lower not in dictionary("en") and lower not in _CALENDAR
        if unmistakable or (token.dep_ == "nsubj" and token.pos_ in {"NOUN", "ADJ", "PROPN"}):
            yield Tokens(doc, token.i, token.i + 1, label="PERSON")


def surnames_of(names: Iterable[Tokens]) -> set[str]:
    """Return the last words of person names of more than one word."""
    people = (name for name in names if name.label_ == "PERSON" and len(name) > 1)
    return {name[-1].text for name in people if not is_all_titles(name, ())}


def _names_person(token: Token) -> bool:
    """Return True for "Lund" of "its keeper, Vera Lund,": a keeper of one word may be a firm."""
    noun = token.head
    if token.dep_ != "appos":
        return False
    if noun.lemma_.lower() in PERSON_NOUNS:
        return True
    is_full = any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.lefts)
    return is_full and noun.text.islower() and names_a_role(noun)


def _is_full_name_with(token: Token, speakers: Container[str]) -> bool:
    """Return True if a name of several words that ends with a token is that of a person.

    It follows "Dr" or "Ms.", or its surname speaks elsewhere.
    """
    words = [child for child in token.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    is_last = token.dep_ != "compound" or token.head.i < token.i
    return bool(words and is_last) and (
        any(map(is_courtesy_title, words)) or token.text in speakers
    )


def _proper_noun_run(token: Token, taken: AbstractSet[int]) -> Tokens:
    """Return the proper nouns that end with ``token``, without tokens that are already taken."""
    doc = token.doc
    start = token.i
    while (
        start > token.sent.start
        and start - 1 not in taken
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].head.i in range(start - 1, token.i + 1)
    ):
        start -= 1
    return doc[start : token.i + 1]
