"""Find the people whom an article introduces with an office, and resolve short forms to them.

After "le maire, Étienne Marchal, en doute", the phrases "le maire", "M. Marchal" and "il" mean him.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefer.analysis.annotations import AttributionSource, Entity, Span
from briefer.analysis.multilingual.noun_phrases import Phrase, PhraseReader
from briefer.analysis.multilingual.reporting_words import CAPITALISED, ReportingWords
from briefer.schema.vocabulary import SourceKind

_CAPITALISED = re.compile(CAPITALISED)
# "dijkgraaf Wim Terpstra": an office that no list has
_BEFORE_NAME = re.compile(rf"[^\W\d_]+[ \xa0](?={CAPITALISED}[ \xa0]{CAPITALISED})")
_START = re.compile(r"(?<![\w'’-])[^\W\d_]")
_CYRILLIC = tuple(map(chr, range(0x400, 0x460)))
_PRONOUN_REACH = 500  # characters
_CASE_ENDING = 3  # letters by which two case forms of a name may differ
_LONGEST_END = 8  # words of a name
_SHORTEST_STEM = 4  # letters that they share


@dataclass(frozen=True, slots=True)
class Person:
    """A person at one place in the text.

    Attributes:
        name: the full name.
        mention: where it is.
        gender: "m" or "f"; empty if unknown.
        role: title or office there.
    """

    name: str
    mention: Span
    gender: str = ""
    role: Span | None = None


class People:
    """The people of one article, in the order of their mentions.

    Args:
        text: the article's text.
        words: the words of its language.
        reader: reads noun phrases in it.
        entities: the names in it.
    """

    def __init__(
        self,
        text: str,
        words: ReportingWords,
        reader: PhraseReader,
        entities: tuple[Entity, ...],
    ) -> None:
        self._text, self._words = text, words
        self._entities = {one.text: one for one in reversed(entities)}
        self._entities_by_end = _by_end((one.text, one) for one in entities)
        self._by_end: dict[tuple[str, ...], Person] = {}
        self._found = self._introduced(reader)
        self._holders = defaultdict[str, dict[str, Person]](dict)
        for one in self._found:
            for office in self._office(one.role) if one.role else ():
                self._holders[office][one.name] = one

    def _introduced(self, reader: PhraseReader) -> list[Person]:
        """Find all phrases of a role and a name."""
        found: list[Person] = []
        end = 0
        for start in _START.finditer(self._text):
            if start.start() < end or not self._may_introduce(start.start()):
                continue
            line_end = self._text.find("\n", start.start())
            phrase = reader.read(start.start(), line_end if line_end >= 0 else len(self._text))
            if phrase is None or not phrase.is_role:
                continue
            end = phrase.span.end
            if phrase.name is not None:
                person = self._person(phrase.name, phrase)
                found.append(person)
                for name_end in _ends(person.name):
                    self._by_end.setdefault(name_end, person)
        return found

    def _may_introduce(self, position: int) -> bool:
        words, text = self._words, self._text
        word = re.compile(r"[\w’'\-]+").match(text, position)
        return word is not None and (
            text[position].isupper()
            or word[0].split("’")[0].split("'")[0].lower()
            in {one.rstrip("’") for one in words.determiners}
            or words.role.match(text, position) is not None
            or words.title.match(text, position) is not None
            or (
                (words.bare_nouns or words.short_phrases)
                and _BEFORE_NAME.match(text, position) is not None
            )
        )

    def _person(self, name: Span, phrase: Phrase) -> Person:
        words, full = name.text_in(self._text), self._known(name)
        gender = phrase.gender or (full.gender if full else "")
        role = phrase.role
        if role is not None and self._words.title.fullmatch(role.text_in(self._text)):
            role = None
        return Person(full.name if full else words, name, gender, role)

    def source_of(self, phrase: Phrase, before: int) -> AttributionSource:
        """Return who a phrase means, given the people who are introduced before ``before``.

        A pronoun means the last person of its gender. A role without a name ("le maire") means
        the one person who has it.
        """
        if phrase.is_impersonal:
            return UNKNOWN
        if phrase.is_pronoun:
            return self._by_pronoun(phrase, before)
        if phrase.name is not None:
            return self._named(phrase, phrase.name)
        if (person := self._known(phrase.span)) is not None:
            return self._as_source(person, (phrase.span, person.mention))
        if phrase.is_role and not phrase.indefinite and (holder := self._holder(phrase)):
            return self._as_source(holder, (phrase.span, holder.mention))
        return self._described(phrase)

    def is_named(self, phrase: Phrase) -> bool:
        """Return True if a phrase has a name, or is the name of a known person."""
        return phrase.name is not None or self._known(phrase.span) is not None

    def _known(self, name: Span) -> Person | None:
        return self._by_end.get(_stems(name.text_in(self._text)))

    def last_before(self, position: int) -> tuple[int, AttributionSource] | None:
        """Return the last person before ``position`` and where; None if there is none."""
        earlier = self._ending_between(0, position)
        if not earlier:
            return None
        return earlier[-1].mention.start, self._as_source(earlier[-1], (earlier[-1].mention,))

    def _ending_between(self, start: int, end: int) -> list[Person]:
        """Return the people whose mention ends from ``start`` to ``end``, in order."""
        first = bisect_left(self._found, start, key=lambda one: one.mention.end)
        return self._found[first : bisect_right(self._found, end, key=lambda one: one.mention.end)]

    def _by_pronoun(self, phrase: Phrase, before: int) -> AttributionSource:
        if phrase.gender == "p":
            return UNKNOWN
        earlier = self._ending_between(before - _PRONOUN_REACH, before)
        same = [one for one in earlier if one.gender == phrase.gender]
        open_ones = {one.name for one in earlier if not one.gender}
        if same and not (open_ones - {one.name for one in same} and earlier[-1].gender == ""):
            return self._as_source(same[-1], (phrase.span, same[-1].mention), by_pronoun=True)
        if self._words.natural_gender and not same and len(open_ones) == 1:
            person = next(one for one in reversed(earlier) if not one.gender)
            return self._as_source(person, (phrase.span, person.mention), by_pronoun=True)
        return UNKNOWN

    def _named(self, phrase: Phrase, name: Span) -> AttributionSource:
        words = name.text_in(self._text)
        if (person := self._known(name)) is not None:
            role = phrase.role if phrase.role and not self._is_title(phrase.role) else person.role
            spans = (name,) if words == person.name else (name, person.mention)
            return self._as_source(Person(person.name, name, "", role), spans)
        called = self._entities_by_end.get(_stems(words), ())
        entity = next((e for e in called if self._is_full_name(e.text, words)), None)
        alone = phrase.span == name and words != words.upper()
        kind: SourceKind = "person" if phrase.is_role or alone else "organisation"
        kind = "document" if self._is_document(phrase) else kind
        return AttributionSource(
            entity.text if entity else words, kind, (name,), entity=entity, role=phrase.role
        )

    def _is_document(self, phrase: Phrase) -> bool:
        """Return True for "un rapport d’expertise", not for "l’auteur du rapport"."""
        found = self._words.document.search(self._text, *phrase.span)
        return found is not None and not phrase.is_role

    def _is_full_name(self, name: str, short: str) -> bool:
        """Return True if all words of a name that ends with ``short`` have capitals."""
        if self._words.capitalised_nouns and name != short:
            return False
        return all(map(_CAPITALISED.match, name.split()))

    def _described(self, phrase: Phrase) -> AttributionSource:
        """Return a source without a name: in the article's words."""
        plural = phrase.gender == "p"
        kind: SourceKind = "organisation"
        if self._is_document(phrase):
            kind = "document"
        elif self._words.caseless:
            kind = "person"
        elif phrase.indefinite or phrase.is_role:
            kind = "unnamed_group" if plural else "unnamed_person"
        elif plural:
            kind = "group"
        text = " ".join(phrase.span.text_in(self._text).split())
        return AttributionSource(text, kind, (phrase.span,))

    def _holder(self, phrase: Phrase) -> Person | None:
        """Return the only person with the office of a phrase; None if there are several or none."""
        offices = [self._holders.get(office, {}) for office in self._office(phrase.span)]
        if any(len(one) > 1 for one in offices):
            return None
        holders = {name: person for one in offices for name, person in one.items()}
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _office(self, span: Span) -> set[str]:
        return {match[0].lower() for match in self._words.role.finditer(self._text, *span)}

    def _is_title(self, span: Span) -> bool:
        return self._words.title.fullmatch(span.text_in(self._text)) is not None

    def _as_source(
        self, person: Person, spans: tuple[Span, ...], *, by_pronoun: bool = False
    ) -> AttributionSource:
        entity = self._entities.get(person.name)
        role = person.role
        if role is not None and person.name in role.text_in(self._text):
            role = None
        return AttributionSource(
            person.name, "person", spans, entity=entity, role=role, by_pronoun=by_pronoun
        )


UNKNOWN = AttributionSource("unknown", "unknown")
"""The source of a statement about which the article does not say whose it is."""


def _by_end(names: Iterable[tuple[str, Entity]]) -> dict[tuple[str, ...], list[Entity]]:
    """Index names by each of their ends, in order."""
    found = defaultdict[tuple[str, ...], list[Entity]](list)
    for name, entity in names:
        for name_end in _ends(name):
            found[name_end].append(entity)
    return found


def _ends(name: str) -> Iterator[tuple[str, ...]]:
    """Yield a name and what is left of it without its first words, as stems."""
    stems = _stems(name)
    yield stems
    for first in range(max(1, len(stems) - _LONGEST_END), len(stems)):
        yield stems[first:]


def _stems(name: str) -> tuple[str, ...]:
    return tuple(map(_stem, name.split()))


def _stem(word: str) -> str:
    """Return a Cyrillic name without the ending of its case; other names do not change."""
    if not word.startswith(_CYRILLIC):
        return word
    return word[: max(_SHORTEST_STEM, len(word) - _CASE_ENDING)]
