"""Antecedents: who a pronoun means, by who spoke or acted last before it."""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from heapq import merge
from itertools import groupby, takewhile

from spacy.tokens import Token

from briefer.analysis.annotations import AttributionSource, Span
from briefer.analysis.english.lexicon import DOCUMENT_NOUNS, GROUP_NOUNS, PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS

_REACH = 12  # sentences back to whom a pronoun means, at most
_PERSONAL = frozenset({"he", "she"})
_PEOPLE = PERSON_NOUNS | GROUP_NOUNS
# Words that tell which pronoun their bearer takes.
_HE = frozenset(
    """mr sir lord king prince father son brother husband man boy spokesman chairman congressman
    policeman fisherman businessman grandfather uncle widower""".split()
)
_SHE = frozenset(
    """mrs ms miss lady queen princess mother daughter sister wife woman girl spokeswoman chairwoman
    congresswoman policewoman businesswoman grandmother aunt widow actress""".split()
)


class PronounResolver:
    """Speakers in the order of the text, and whom it has as subjects.

    Args:
        acting: heads of the noun phrases that act, in order (see :func:`acts`).
        resolve: tells whom such a noun phrase names or describes.
        sentences: the text's sentences, in order.
        told: where somebody speaks of others: quotations, at first.
    """

    def __init__(
        self,
        acting: Sequence[Token],
        resolve: Callable[[Token], AttributionSource | None],
        *,
        sentences: Sequence[Span],
        told: Iterable[Span],
    ) -> None:
        self._acting = acting
        self._resolve = resolve
        self._sentences = sentences
        self._told = list(told)
        self._spoke: list[tuple[int, AttributionSource]] = []
        self._pronouns: dict[str, str] = {}

    def remember(self, offset: int, speaker: AttributionSource) -> None:
        """Note that somebody speaks at an offset."""
        insort(self._spoke, (offset, speaker), key=_offset)

    def add_content(self, content: Sequence[Span], cue: Span) -> None:
        """Note what somebody says after a cue: whom it names is spoken of, and means "he" less."""
        self._told.extend(part for part in content if part.start >= cue.start)

    def last(self, before: int, kinds: AbstractSet[str]) -> AttributionSource | None:
        """Return the latest speaker of one of ``kinds`` before an offset."""
        entries = _back_from(before, self._spoke)
        return next((speaker for _, speaker in entries if speaker.kind in kinds), None)

    def last_people(self, before: int) -> AttributionSource | None:
        """Return the latest people, speaking or acting, of whom "one" can be one."""
        acted = self._people_acted(before)
        entries = self._latest(before, acted)
        return next((s for _, s in entries if s.kind in {"unnamed_group", "group"}), None)

    def resolve(
        self, pronoun: str, before: int, kinds: AbstractSet[str], *, apart_from: Sequence[Span]
    ) -> AttributionSource | None:
        """Return whom a pronoun means: the latest fitting speaker or subject before it.

        Args:
            pronoun: the pronoun.
            before: where it stands.
            kinds: what it can stand for.
            apart_from: what "he" says; nobody speaks of himself by name.
        """
        for offset, speaker in self._latest(before, self._acted(before)):
            if any(part.start <= offset < part.end for part in apart_from):
                continue
            if speaker.kind in kinds and self._takes(speaker, pronoun):
                if speaker.entity is not None and pronoun in _PERSONAL:
                    self._pronouns.setdefault(speaker.text, pronoun)
                return speaker
        return None

    def set_gender(self, name: str, words: str) -> None:
        """Note the pronoun of a person, where the words that describe one tell it."""
        pronoun = _pronoun_told_by(words)
        if pronoun is not None:
            self._pronouns.setdefault(name, pronoun)

    def takes_title(self, name: str, title: str) -> bool:
        """Tell whether a person is known to take the pronoun that goes with a title: "Ms."."""
        pronoun = _pronoun_told_by(title)
        return pronoun is not None and self._pronouns.get(name) == pronoun

    def _latest(
        self, before: int, acted: Iterable[tuple[int, AttributionSource]]
    ) -> Iterator[tuple[int, AttributionSource]]:
        """Yield who spoke or acted in the few sentences before an offset, the latest first.

        Of one sentence, who speaks or acts comes before those whom somebody only speaks of.
        """
        earliest = self._earliest(before)
        spoke = takewhile(lambda e: e[0] >= earliest, _back_from(before, self._spoke))
        entries = merge(spoke, acted, key=_offset, reverse=True)
        for _, group in groupby(entries, key=lambda entry: self._sentence_of(entry[0])):
            yield from sorted(group, key=lambda entry: self._is_told(entry[0]))

    def _earliest(self, before: int) -> int:
        """Return how far back whom a pronoun at an offset means can be named."""
        sentence = max(self._sentence_of(before) - 1 - _REACH, 0)
        return self._sentences[sentence].start

    def _acted(self, before: int) -> Iterator[tuple[int, AttributionSource]]:
        """Yield whom a pronoun at an offset can mean of those who only acted, the latest first.

        "They" stands for all sorts of groups: of these only people, of this sentence or the last.
        """
        last = self._sentence_of(before) - 1
        for token in self._subjects(before):
            speaker = self._resolve(token)
            far = self._sentence_of(token.idx) < last or token.lemma_ not in _PEOPLE
            if speaker is not None and not (speaker.kind == "group" and far):
                yield token.idx, speaker

    def _people_acted(self, before: int) -> Iterator[tuple[int, AttributionSource]]:
        for token in self._subjects(before):
            if token.lemma_ in _PEOPLE and (speaker := self._resolve(token)) is not None:
                yield token.idx, speaker

    def _subjects(self, before: int) -> Iterator[Token]:
        end = bisect_left(self._acting, before, key=lambda token: token.idx)
        first = bisect_left(self._acting, self._earliest(before), key=lambda token: token.idx)
        yield from reversed(self._acting[first:end])

    def _sentence_of(self, offset: int) -> int:
        return bisect_left(self._sentences, offset + 1, key=lambda sentence: sentence.start)

    def _is_told(self, offset: int) -> bool:
        return any(part.start <= offset < part.end for part in self._told)

    def _takes(self, speaker: AttributionSource, pronoun: str) -> bool:
        if pronoun not in _PERSONAL:
            return True
        if speaker.entity is None:
            return (_pronoun_told_by(speaker.text) or pronoun) == pronoun
        return self._pronouns.get(speaker.text, pronoun) == pronoun


def acts(token: Token) -> bool:
    """Tell whether a noun can be whom a later "he" or "it" means.

    It is a subject, or a name that stands beside one ("the architect, Jane Doe, ..."), has it
    ("Doe's account put ..."), or tells who somebody is ("the guest was Jane Doe").
    """
    if token.dep_ in SUBJECTS:
        return token.pos_ in {"NOUN", "PROPN"}
    # "The architect, Jane Doe, retired" is at times parsed as one noun phrase
    beside = token.dep_ in {"appos", "poss"} and token.head.dep_ in SUBJECTS | {"ROOT"}
    is_what = token.dep_ == "attr"  # "what caused it was a report", of people only by name
    named = token.pos_ == "PROPN" and (beside or is_what)
    return named or (is_what and token.lemma_ in DOCUMENT_NOUNS)


def _pronoun_told_by(words: str) -> str | None:
    told = set(re.findall(r"[a-z]+", words.lower()))
    if bool(told & _HE) == bool(told & _SHE):
        return None
    return "he" if told & _HE else "she"


def _back_from(
    before: int, entries: list[tuple[int, AttributionSource]]
) -> Iterator[tuple[int, AttributionSource]]:
    for index in range(bisect_left(entries, before, key=_offset) - 1, -1, -1):
        yield entries[index]


def _offset(entry: tuple[int, AttributionSource]) -> int:
    return entry[0]
