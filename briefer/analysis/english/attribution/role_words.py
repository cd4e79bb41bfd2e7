"""Split a role into its noun, the words that modify it, and whom or what it belongs to.

"The president's former lawyer" is a lawyer, modified by "former", of the president. So it is
neither the president nor, for the holder of an office, the one who holds it now.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.nouns import GRADED_TITLES, OTHER_POST, OTHER_TIME, POSTS, REFERRED_TO

_WORD = re.compile(r"[^\W_]+")
# What a role belongs to: before it ("Fallon's coach", "the families' lawyer") or after it.
_POSSESSOR = re.compile(r"^.*(?:['’]s|s['’])\s")
_PREPOSITIONS = frozenset(
    "of for to at in on with from by under near since until within against behind".split()
)
_PREPOSITION = re.compile(rf",?\s(?:{'|'.join(sorted(_PREPOSITIONS))})\s")
_DETERMINERS = frozenset("the a an this that his her their its our my s".split())
_JOINT = re.compile(r"\s(?:and|&|turned)\s|,\s|/")
_GRADES_OF_GENERAL = frozenset({"lieutenant", "major", "brigadier", "lt", "maj", "brig"})


class RoleWords(NamedTuple):
    """One role, in small letters.

    Attributes:
        noun: the noun for the person ("lawyer").
        modifiers: the words of the role that modify it ("former").
        owner: the words for whom or what the role belongs to ("president").
    """

    noun: str
    modifiers: frozenset[str]
    owner: frozenset[str]

    @property
    def nouns(self) -> frozenset[str]:
        """The nouns by which a text may refer to the holder: "senator" and "lawmaker" for "sen"."""
        titles = {self.noun, *self.modifiers} & REFERRED_TO.keys()
        return frozenset({self.noun, *titles}.union(*(REFERRED_TO[title] for title in titles)))

    @property
    def status(self) -> frozenset[str]:
        """The modifiers that make it another post than the noun alone: "deputy", "former".

        A former nurse is still called "the nurse" later, a former mayor is not "the mayor".
        """
        other_post = frozenset() if self.nouns & GRADED_TITLES else OTHER_POST
        other_time = OTHER_TIME if self.nouns & POSTS else frozenset()
        return self.modifiers & (other_post | other_time)

    def may_mean(self, role: "RoleWords") -> bool:
        """Return True if a text that uses these words may mean the holder of a role."""
        if self.noun not in role.nouns or self.status != role.status:
            return False
        # "Mayor Jane Doe" is "the mayor of Ellery"; "Jane Doe, a lawyer" is not Holt's lawyer
        needs_owner = role.owner or role.noun not in POSTS
        if self.owner and needs_owner and not self.owner & role.owner:
            return False
        return self.modifiers <= role.modifiers | role.owner | {role.noun}


def own_words(role: str) -> str:
    """Return a role without whom or what it belongs to: "former lawyer"."""
    return _POSSESSOR.sub("", _PREPOSITION.split(role, maxsplit=1)[0])


def roles_in(description: str) -> Iterator[RoleWords]:
    """Yield the roles of a description: two of "mayor and former minister"."""
    lower = description.lower()
    own = own_words(lower)
    before, _, after = lower.partition(own)
    owner = frozenset(_WORD.findall(f"{before} {after}")) - _DETERMINERS - _PREPOSITIONS
    for part in _JOINT.split(own):
        words = [word for word in _WORD.findall(part) if word not in _DETERMINERS]
        noun = _noun_of(words)
        if noun is not None:
            yield RoleWords(noun, frozenset(words) - {noun}, owner)


def _noun_of(words: Sequence[str]) -> str | None:
    """Return the last noun for a person, or else the last word.

    It is "attorney" of "attorney general", but "general" of "major general".
    """
    nouns = [word for word in words if is_person_noun(word) or word in REFERRED_TO]
    if nouns[1:] and nouns[-1] == "general" and nouns[-2] not in _GRADES_OF_GENERAL:
        nouns.pop()
    return next(reversed(nouns or words), None)
