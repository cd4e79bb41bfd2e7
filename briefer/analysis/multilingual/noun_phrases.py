"""Read the noun phrase of a source in a language without a parser: its name, office and gender.

"la préfète Solène Darcourt" is a phrase with the role "préfète" and the name "Solène Darcourt".
"le maire de Vaubrun, Étienne Marchal," has its name in an apposition; "on" names nobody.
"""

import re
from dataclasses import dataclass, replace

from briefer.analysis.annotations import Span
from briefer.analysis.multilingual.joined_names import JoinedNames
from briefer.analysis.multilingual.phrase_words import PhraseWords, is_capitalised
from briefer.analysis.multilingual.reporting_words import ReportingWords

_FULL_NAME = 2  # words
_BRACKETS = re.compile(r"[ \xa0]\([^()\n]{1,40}\)")
_APPOSITION = re.compile(r"[ \xa0]?,[ \xa0]")
_FIELD = re.compile(r"[ \xa0](?P<preposition>[^\W\d_]+)(?:[ \xa0][^\W\d_]+){1,3}(?=,)")
_ENDS_APPOSITION = re.compile(r"(?:[ \xa0]\([^()\n]{1,40}\))?\s*(?:[,.:;!?\n)–—]|$)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The phrase of a possible source.

    Attributes:
        span: the whole phrase.
        gender: "m", "f" or "p" for plural; empty if unknown.
        indefinite: whether it describes somebody who was not mentioned before.
        name: the name in it.
        role: title or office in it.
        is_role: whether the phrase is about a person's office or profession.
        is_pronoun: whether it is a pronoun.
        is_impersonal: whether it names nobody ("on").
    """

    span: Span
    gender: str = ""
    indefinite: bool = False
    name: Span | None = None
    role: Span | None = None
    is_role: bool = False
    is_pronoun: bool = False
    is_impersonal: bool = False


class PhraseReader:
    """Reads phrases from one text.

    Args:
        text: the article's text.
        words: the words of its language.
        language: ISO 639-1 code.
    """

    def __init__(self, text: str, words: ReportingWords, language: str) -> None:
        self._text, self._words = text, words
        self._parts = PhraseWords(text, words, language)
        self._names = JoinedNames(text)

    def skip_adverbs(self, position: int, end: int) -> int:
        """Return where the words after adverbs and times begin ("jeudi", "am Montag")."""
        return self._parts.skip_adverbs(position, end)

    def read(self, position: int, end: int, *, bare: bool = False) -> Phrase | None:
        """Read the phrase that begins at ``position``; None if no source can begin there.

        Args:
            position: where it begins.
            end: where it ends at the latest.
            bare: whether it may begin with a noun without an article ("según fuentes").
        """
        position = self._parts.gap(position, end)
        first = self._parts.word(position, end)
        if first is None:
            return None
        if one := self._one_of(position, end):
            return one
        word = first.text_in(self._text)
        if self._words.impersonal.fullmatch(word) and not self._is_article(first, end):
            return Phrase(first, is_impersonal=True)
        gender = self._words.pronouns.get(word.lower())
        if gender is not None and not self._is_article(first, end):
            return Phrase(first, gender=gender, is_pronoun=True)
        phrase = self._described(self._parts.phrase_at(position, end, bare=bare))
        if phrase is None:
            return None
        if bare and word.islower() and not self._words.bare_nouns:
            unknown = not (self._parts.is_determiner(first) or phrase.is_role)
            phrase = replace(phrase, indefinite=True, gender="p") if unknown else phrase
        return self._with_apposition(phrase, end)

    def _one_of(self, position: int, end: int) -> Phrase | None:
        """Read "uno de los heridos"; None if nothing of this form is at ``position``."""
        beginning = self._words.one_of.match(self._text, position, end)
        gap = self._parts.gap(beginning.end(), end) if beginning else end
        first = self._parts.word(gap, end)
        if first is None:
            return None
        return Phrase(Span(position, self._parts.words_from(first, end)[-1].end), indefinite=True)

    def _is_article(self, word: Span, end: int) -> bool:
        """Return True if a word that may be a pronoun ("die") is the article of a noun."""
        if not self._parts.is_determiner(word):
            return False
        following = self._parts.word(self._parts.gap(word.end, end), end)
        if following is None or self._parts.adverb_end(following.start, end) is not None:
            return False
        words, text = self._words, following.text_in(self._text)
        joins = words.stop.fullmatch(text) or words.linker.fullmatch(text)
        return is_capitalised(text) or not (words.capitalised_nouns or joins)

    def _described(self, parts: list[Span]) -> Phrase | None:
        """Find article, role and name among the words of a phrase."""
        while parts and self._is_dangling(parts[-1], alone=len(parts) == 1):
            parts = parts[:-1]
        if not parts:
            return None
        kind = self._words.determiners.get(self._parts.determiner_key(parts[0]), "")
        nouns = parts[1:] if self._parts.is_determiner(parts[0]) else parts
        name = self._name_in(nouns)
        before = [one for one in nouns if name and one.end <= name.start]
        roles = [one for one in nouns if self._is_role(one)]
        is_full = name is not None and len(name.text_in(self._text).split()) >= _FULL_NAME
        if not roles and before and is_full and self._is_bare_role(before[-1]):
            roles = before[-1:]
        titles = [one for one in nouns if self._parts.is_title(one)]
        phrase = Phrase(
            Span(parts[0].start, parts[-1].end),
            gender=self._gender(kind.replace("i", ""), roles, titles),
            indefinite="i" in kind,
            name=name,
            is_role=bool(roles or titles),
        )
        described = [one for one in before if one not in titles]
        if described and any(one in roles for one in described):
            return replace(phrase, role=Span(described[0].start, described[-1].end))
        return phrase

    def _gender(self, gender: str, roles: list[Span], titles: list[Span]) -> str:
        """Return the gender by titles and offices, else that of the article."""
        if gender == "p":
            return gender
        people = [one.text_in(self._text) for one in (*roles, *titles)]
        if any(self._words.feminine.fullmatch(one) for one in people):
            return "f"
        titled = any(self._words.masculine.fullmatch(one) for one in people)
        of_a_man = titled or (roles and self._words.capitalised_nouns)  # "Sprecher", "Sprecherin"
        return "m" if of_a_man and not gender else gender

    def _is_role(self, word: Span) -> bool:
        return self._words.role.fullmatch(word.text_in(self._text)) is not None

    def _is_bare_role(self, word: Span) -> bool:
        """Return True for a noun in lower case right before a name, of which no list can have all.

        An example is "buurvrouw" in "vertelt buurvrouw Ria Smit".
        """
        text = word.text_in(self._text)
        joins = self._words.linker.fullmatch(text) or self._words.particle.fullmatch(text)
        return text.islower() and not joins and not self._parts.is_title(word)

    def _name_in(self, nouns: list[Span]) -> Span | None:
        """Return the last run of capitalised words that is a name, not part of a role.

        "le maire de Vaubrun" has none: a name after a linker belongs to the role.
        """
        words = self._words
        if words.caseless or any(words.thing.fullmatch(one.text_in(self._text)) for one in nouns):
            return None
        last_role = max(
            (i for i, one in enumerate(nouns) if self._is_role(one) or self._parts.is_title(one)),
            default=-1,
        )
        first = len(nouns)
        for index in range(len(nouns) - 1, last_role, -1):
            text = nouns[index].text_in(self._text)
            if is_capitalised(text):
                first = index
            elif not all(map(words.particle.fullmatch, text.split())):
                break  # "de la" is of two particles
        if first == len(nouns):
            return None
        run = [one.text_in(self._text) for one in nouns[first:]]
        second = self._names.second_name(run) if last_role >= 0 else 0
        if second:
            return Span(nouns[first + second].start, nouns[-1].end)
        if self._is_linked(nouns, first):
            return None
        if words.capitalised_nouns and last_role < 0 and (first > 0 or len(nouns) == 1):
            return None  # "das Deutsche Rote Kreuz", "Polizei"
        return Span(nouns[first].start, nouns[-1].end)

    def _is_linked(self, nouns: list[Span], first: int) -> bool:
        """Return True if a name after a linker belongs to the noun before it."""
        if first == 0 or not self._words.linker.match(self._text, nouns[first - 1].start):
            return False
        is_particle = self._words.particle.fullmatch(nouns[first - 1].text_in(self._text))
        return first > 1 or is_particle is None

    def _with_apposition(self, phrase: Phrase, end: int) -> Phrase:
        """Add what stands behind a comma: the name of an office, or the office of a name."""
        brackets = _BRACKETS.match(self._text, phrase.span.end, end)
        at = brackets.end() if brackets else phrase.span.end
        comma = _APPOSITION.match(self._text, at, end)
        if comma is None and phrase.is_role and phrase.name is None:
            comma = _APPOSITION.match(self._text, self._end_of_field(at, end), end)
        if comma is None or (phrase.name is not None and phrase.role is not None):
            return phrase
        other = self._described(self._parts.phrase_at(comma.end(), end))
        if other is None or not _ENDS_APPOSITION.match(self._text, other.span.end, end):
            return phrase
        whole = Span(phrase.span.start, other.span.end)
        if phrase.name is None and other.name is not None and other.role is None:
            is_role = phrase.is_role or self._is_of_person(phrase, other.name)
            role = self._noun_of(phrase)
            return replace(phrase, span=whole, name=other.name, role=role, is_role=is_role)
        if phrase.name is not None and other.name is None and other.is_role:
            gender = other.gender or phrase.gender
            role = self._noun_of(other)
            return replace(phrase, span=whole, role=role, gender=gender, is_role=True)
        return phrase

    def _end_of_field(self, position: int, end: int) -> int:
        """Return the end of what an office is for: "alla Cultura" of "l’assessora alla Cultura"."""
        field = _FIELD.match(self._text, position, end)
        if field is None or self._words.stop.fullmatch(field["preposition"]) is None:
            return position
        return field.end()

    def _is_of_person(self, phrase: Phrase, name: Span) -> bool:
        """Return True for "la principale, Nadège Fournol", not for "l’exploitant, Hydrovale"."""
        noun = phrase.span.text_in(self._text)
        words = name.text_in(self._text).split()
        is_full = len(words) == _FULL_NAME and all(map(is_capitalised, words))
        return is_full and noun.islower() and self._words.thing.search(noun) is None

    def _noun_of(self, phrase: Phrase) -> Span:
        """Return a phrase without its article."""
        first = self._parts.word(*phrase.span)
        if first is None or not self._parts.is_determiner(first) or first.end >= phrase.span.end:
            return phrase.span
        return Span(self._parts.gap(first.end, phrase.span.end), phrase.span.end)

    def _is_dangling(self, word: Span, *, alone: bool) -> bool:
        """Return True if a phrase cannot end with a word ("de", "der")."""
        text = word.text_in(self._text)
        joins = self._words.linker.fullmatch(text) or self._words.particle.fullmatch(text)
        return self._parts.is_determiner(word) or bool(joins and not alone and text.islower())
