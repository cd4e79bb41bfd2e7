"""Resolve the pronouns of sources: who "he" is, by who spoke or acted last before it.

In "Reyes opened the gate. He said it was safe." the source is Reyes.
"""

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

_MAX_SENTENCES = 12  # between a pronoun and its antecedent
_PERSONAL = frozenset({"he", "she"})
_PEOPLE = PERSON_NOUNS | GROUP_NOUNS
# Words in the description of a person that determine the pronoun.
_HE_WORDS = frozenset(
    """mr sir lord king prince father son brother husband man boy spokesman chairman congressman
    policeman fisherman businessman grandfather uncle widower""".split()
)
_SHE_WORDS = frozenset(
    """mrs ms miss lady queen princess mother daughter sister wife woman girl spokeswoman chairwoman
    congresswoman policewoman businesswoman grandmother aunt widow actress""".split()
)

_Candidate = tuple[int, AttributionSource]  # an antecedent with the offset of its mention


class PronounResolver:
    """Candidate antecedents in the order of the text: sources, and subjects of clauses.

    Args:
        subjects: heads of the noun phrases that act, in order (see :func:`acts`).
        resolve_subject: returns the source that such a noun phrase names or describes.
        sentences: the text's sentences, in order.
        reported: spans in which somebody talks about others: at first, the quotations.
    """

    def __init__(
        self,
        subjects: Sequence[Token],
        resolve_subject: Callable[[Token], AttributionSource | None],
        *,
        sentences: Sequence[Span],
        reported: Iterable[Span],
    ) -> None:
        self._subjects = subjects
        self._resolve_subject = resolve_subject
        self._sentences = sentences
        self._reported = list(reported)
        self._sources: list[_Candidate] = []
        self._pronouns: dict[str, str] = {}

    def remember(self, offset: int, source: AttributionSource) -> None:
        """Record that a source is mentioned at an offset."""
        insort(self._sources, (offset, source), key=_offset)

    def add_content(self, content: Sequence[Span], cue: Span) -> None:
        """Record reported content. People named inside it are less likely to be a later "he"."""
        self._reported.extend(part for part in content if part.start >= cue.start)

    def last(self, before: int, kinds: AbstractSet[str]) -> AttributionSource | None:
        """Return the latest source of one of ``kinds`` before an offset."""
        candidates = _backwards_from(before, self._sources)
        return next((source for _, source in candidates if source.kind in kinds), None)

    def last_people(self, before: int) -> AttributionSource | None:
        """Return the latest group of people before an offset, to which "one" can belong."""
        candidates = self._latest(before, self._acting_people(before))
        return next((s for _, s in candidates if s.kind in {"unnamed_group", "group"}), None)

    def resolve(
        self, pronoun: str, before: int, kinds: AbstractSet[str], *, content: Sequence[Span]
    ) -> AttributionSource | None:
        """Return the antecedent of a pronoun: the latest fitting source or subject before it.

        Args:
            pronoun: the pronoun, in small letters.
            before: its offset.
            kinds: the kinds of sources that it can stand for.
            content: the content attributed to it; nobody speaks of himself by name.
        """
        for offset, source in self._latest(before, self._acting(before)):
            if any(part.start <= offset < part.end for part in content):
                continue
            if source.kind in kinds and self._takes(source, pronoun):
                if source.entity is not None and pronoun in _PERSONAL:
                    self._pronouns.setdefault(source.text, pronoun)
                return source
        return None

    def set_gender(self, name: str, words: str) -> None:
        """Record the pronoun of a person if the words that describe the person determine it."""
        pronoun = _pronoun_from(words)
        if pronoun is not None:
            self._pronouns.setdefault(name, pronoun)

    def takes_title(self, name: str, title: str) -> bool:
        """Return True if a person's known pronoun is that of a title: "Ms." goes with "she"."""
        pronoun = _pronoun_from(title)
        return pronoun is not None and self._pronouns.get(name) == pronoun

    def _latest(self, before: int, acting: Iterable[_Candidate]) -> Iterator[_Candidate]:
        """Yield who spoke or acted in the few sentences before an offset, the latest first.

        Within one sentence, people who speak or act come before people who are only talked about.
        """
        earliest = self._earliest(before)
        sources = takewhile(lambda c: c[0] >= earliest, _backwards_from(before, self._sources))
        candidates = merge(sources, acting, key=_offset, reverse=True)
        for _, group in groupby(candidates, key=lambda entry: self._sentence_of(entry[0])):
            yield from sorted(group, key=lambda entry: self._is_reported(entry[0]))

    def _earliest(self, before: int) -> int:
        """Return the first offset at which the antecedent of a pronoun can be."""
        sentence = max(self._sentence_of(before) - 1 - _MAX_SENTENCES, 0)
        return self._sentences[sentence].start

    def _acting(self, before: int) -> Iterator[_Candidate]:
        """Yield the candidates that act without being a source, the latest first.

        "They" can stand for many kinds of groups: of these, only people of this sentence or the
        one before are candidates.
        """
        previous = self._sentence_of(before) - 1
        for token in self._subjects_before(before):
            source = self._resolve_subject(token)
            is_near = self._sentence_of(token.idx) >= previous and token.lemma_ in _PEOPLE
            if source is not None and (source.kind != "group" or is_near):
                yield token.idx, source

    def _acting_people(self, before: int) -> Iterator[_Candidate]:
        for token in self._subjects_before(before):
            if token.lemma_ in _PEOPLE and (source := self._resolve_subject(token)) is not None:
                yield token.idx, source

    def _subjects_before(self, before: int) -> Iterator[Token]:
        end = bisect_left(self._subjects, before, key=lambda token: token.idx)
        first = bisect_left(self._subjects, self._earliest(before), key=lambda token: token.idx)
        yield from reversed(self._subjects[first:end])

    def _sentence_of(self, offset: int) -> int:
        return bisect_left(self._sentences, offset + 1, key=lambda sentence: sentence.start)

    def _is_reported(self, offset: int) -> bool:
        return any(part.start <= offset < part.end for part in self._reported)

    def _takes(self, source: AttributionSource, pronoun: str) -> bool:
        if pronoun not in _PERSONAL:
            return True
        if source.entity is None:
            return (_pronoun_from(source.text) or pronoun) == pronoun
        return self._pronouns.get(source.text, pronoun) == pronoun


def acts(token: Token) -> bool:
    """Return True if a noun can be the antecedent of a later "he" or "it".

    It is a subject, or a name in apposition to one ("the architect, Jane Doe, ..."), or the
    possessor of one ("Doe's account put ..."), or it identifies somebody ("the guest was Jane
    Doe").
    """
    if token.dep_ in SUBJECTS:
        return token.pos_ in {"NOUN", "PROPN"}
    # "The architect, Jane Doe, retired" is sometimes parsed as one noun phrase
    is_near_subject = token.dep_ in {"appos", "poss"} and token.head.dep_ in SUBJECTS | {"ROOT"}
    is_complement = token.dep_ == "attr"  # "what caused it was a report"; people only by name
    is_name = token.pos_ == "PROPN" and (is_near_subject or is_complement)
    return is_name or (is_complement and token.lemma_ in DOCUMENT_NOUNS)


def _pronoun_from(description: str) -> str | None:
    words = set(re.findall(r"[a-z]+", description.lower()))
    if bool(words & _HE_WORDS) == bool(words & _SHE_WORDS):
        return None
    return "he" if words & _HE_WORDS else "she"


def _backwards_from(before: int, candidates: list[_Candidate]) -> Iterator[_Candidate]:
    for index in range(bisect_left(candidates, before, key=_offset) - 1, -1, -1):
        yield candidates[index]


def _offset(candidate: _Candidate) -> int:
    return candidate[0]
