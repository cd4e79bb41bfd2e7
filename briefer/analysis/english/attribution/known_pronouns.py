"""What is known about who is "he" and who "she", by name.

Titles and descriptions decide it ("Mr Reed", "Reed, a widow"), then first names, then pronouns in
the sentences about somebody.
"""

import re
from collections.abc import Mapping

from briefer.analysis.annotations import AttributionSource

PERSONAL = frozenset({"he", "she"})
"""The pronouns of people, as subjects."""

SUBJECT_FORMS: Mapping[str, str] = {"him": "he", "her": "she", "them": "they"}
"""The pronouns of subjects, by those of objects."""

OBJECT_FORMS: Mapping[str, str] = {one: other for other, one in SUBJECT_FORMS.items()}
"""The pronouns of objects, by those of subjects."""

# Words in the description of a person that determine the pronoun.
_HE_WORDS = frozenset(
    """mr sir lord king prince father son brother husband man boy spokesman chairman congressman
    policeman fisherman businessman grandfather uncle widower""".split()
)
_SHE_WORDS = frozenset(
    """mrs ms miss lady queen princess mother daughter sister wife woman girl spokeswoman chairwoman
    congresswoman policewoman businesswoman grandmother aunt widow actress""".split()
)


class KnownPronouns:
    """The pronouns of the people of an article.

    Args:
        shown: those that sentences show, by name.
        likely: those that first names decide.
    """

    def __init__(self, shown: Mapping[str, str], likely: Mapping[str, str]) -> None:
        self._likely = dict(likely)
        # "Martin Reed took her side" does not make Martin a woman
        pairs = shown.items()
        self._shown = {who: one for who, one in pairs if self._likely.get(who, one) == one}

    def of(self, name: str) -> str | None:
        """Return the pronoun of a person; None if nothing is known."""
        return self._shown.get(name) or self._likely.get(name)

    def is_shown(self, name: str, pronoun: str | None = None) -> bool:
        """Return True if more than a first name shows a pronoun, or this one."""
        shown = self._shown.get(name)
        return shown is not None and pronoun in {None, shown}

    def may_be(self, name: str, pronoun: str) -> bool:
        """Return True if a person is "he" or "she", or if neither is known."""
        return self.of(name) in {None, pronoun}

    def fits(self, source: AttributionSource, pronoun: str) -> bool:
        """Return True if nothing is known that keeps a pronoun from standing for a source."""
        if pronoun not in PERSONAL:
            return True
        if source.entity is None:
            return (_pronoun_from(source.text) or pronoun) == pronoun
        return self.may_be(source.text, pronoun)

    def describe(self, name: str, words: str) -> None:
        """Record the pronoun of a person if the words that describe the person determine it."""
        pronoun = _pronoun_from(words)
        if pronoun is not None:
            self._shown[name] = pronoun

    def learn(self, source: AttributionSource, pronoun: str) -> None:
        """Record that a pronoun has stood for a person: who was "he" is not "she" later."""
        if source.kind == "person" and source.entity is not None and pronoun in PERSONAL:
            self._likely.setdefault(source.text, pronoun)

    def takes_title(self, name: str, title: str) -> bool:
        """Return True if a person's known pronoun is that of a title: "Ms." goes with "she"."""
        pronoun = _pronoun_from(title)
        return pronoun is not None and self._shown.get(name) == pronoun


def _pronoun_from(description: str) -> str | None:
    """Return "she" for "the widow", None for words that fit both."""
    words = set(re.findall(r"[a-z]+", description.lower()))
    if bool(words & _HE_WORDS) == bool(words & _SHE_WORDS):
        return None
    return "he" if words & _HE_WORDS else "she"
