"""Find names that the words around them show to be those of places.

Examples: "lives in Skarn", "off Skarn", "the river Marl", "the Keld pass", "the bridge to Skarn",
and "Holme Abbey", which nobody with such a first name is called.
"""

from collections.abc import Callable, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from briefer.analysis.english.entities.entity_types import word_before
from briefer.analysis.english.entities.first_names import pronoun_of_name
from briefer.analysis.english.entities.name_words import SHARED_FORENAMES
from briefer.analysis.english.nouns import BUILDINGS, LANDSCAPES, PLACE_NOUNS

MISTAKEN = frozenset({"PERSON", "ORG"})
"""Labels that the entity recogniser often gives to a town."""

_IN = frozenset({"in", "near", "outside", "inside", "off"})
# Of what these introduce, the object is no place: "trust in Reed", "put in Reed".
_ABOUT_SOMEBODY = frozenset(
    """believe belief trust confidence confide faith interest interested invest investment see find
    disappointed disappointment hope stake share holding change difference role put chime butt
    weigh break""".split()
)
_WAYS = frozenset(
    """bridge road ferry train flight route line path bus railway motorway highway tunnel crossing
    trip journey race march""".split()
)
_INHABITANTS = frozenset("people residents citizens inhabitants villagers islanders mayor".split())
_MOVING = frozenset("take drive fly move travel sail return evacuate transfer".split())
# Words that end the names of houses. They are also surnames.
_HOUSES = frozenset("abbey priory grange manor castle lodge palace cottage minster".split())
_NATURE = (BUILDINGS | LANDSCAPES) - {"tower", "building", "stadium"} | frozenset(
    "pass valley mine coast creek".split()
)


def names_of_places(mentions: Sequence[Tokens], shows_person: Callable[[Tokens], bool]) -> set[str]:
    """Return the names that are in the place of a place somewhere, and nowhere those of people."""
    texts = {m.text for m in mentions if m.label_ in MISTAKEN and _is_located(m)}
    return texts - {m.text for m in mentions if m.text in texts and shows_person(m)}


def _is_located(name: Tokens) -> bool:
    """Return True if the words next to a name, or its last word, are those of a place."""
    before = word_before(name)
    if _names_landscape(name) or _is_named_like_house(name):
        return True
    return before is not None and (
        _follows_place_noun(name, before) or _is_in(name, before) or _is_home(before)
    )


def _is_home(of: Token) -> bool:
    """Return True for "of" in "the 300 people of Porto Negro" and "the village of Nether Poll"."""
    if of.lower_ != "of" or of.is_sent_start:
        return False
    noun = of.nbor(-1)
    return noun.text.islower() and noun.lower_ in PLACE_NOUNS | _INHABITANTS


def _is_in(name: Tokens, before: Token) -> bool:
    """Return True for "in Skarn" and "the bridge to Skarn", not for "trust in Reed".

    Companies and bodies have "in" before them as well.
    """
    if _ends_way(before) or (before.lower_ == "off" and not _may_play(name)):
        return True
    if name.label_ != "PERSON":
        return False
    if before.lower_ == "to" and before.head.lemma_ in _MOVING and len(name) == 1:
        return True
    is_object = name.root.dep_ == "pobj" and name.root.head == before and before.lower_ in _IN
    return is_object and before.head.lemma_.lower() not in _ABOUT_SOMEBODY


def _may_play(name: Tokens) -> bool:
    """Return True for "scored off Reed's pass" and "caught off Dana Reed"."""
    after = name.doc[name.end] if name.end < len(name.doc) else None
    return (after is not None and after.tag_ == "POS") or pronoun_of_name(name.text) is not None


def _ends_way(preposition: Token) -> bool:
    """Return True for "to" of "the road to Skarn" and of "the race from Corrie to Skarn"."""
    if preposition.lower_ not in {"from", "to"}:
        return False
    words = list(preposition.sent[: preposition.i - preposition.sent.start])
    if not words:
        return False
    if preposition.lower_ == "to" and words[-1].text.istitle():
        while words and words[-1].text.istitle():
            words.pop()
        if not words or words.pop().lower_ != "from":
            return False
    return bool(words) and words[-1].text.islower() and words[-1].lemma_ in _WAYS


def _is_named_like_house(name: Tokens) -> bool:
    """Return True for "Holme Abbey", not for "Dana Abbey": hardly a house is called Dana."""
    is_house = len(name) > 1 and name[-1].lower_ in _HOUSES
    return is_house and (pronoun_of_name(name.text) is None or name[0].lower_ in SHARED_FORENAMES)


def _follows_place_noun(name: Tokens, noun: Token) -> bool:
    """Return True for "the river Marl", not for "the river Reed swam in"."""
    if not noun.text.islower() or noun.lower_ not in PLACE_NOUNS:
        return False
    names_it = name.root.dep_ == "appos" and name.root.head == noun
    return names_it or noun.head == name.root


def _names_landscape(name: Tokens) -> bool:
    """Return True for "Keld" of "the Keld pass", not for "Keld's pass"."""
    noun = name.root.head
    belongs = name.root.dep_ in {"compound", "nmod"} and noun.i >= name.end
    return belongs and noun.text.islower() and noun.lower_ in _NATURE and len(name) == 1
