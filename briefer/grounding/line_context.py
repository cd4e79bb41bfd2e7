"""One line, prepared for all checks: its tokens, its parse, the sentences that support it.

Everything here is computed once, when a check first asks for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from spacy.tokens import Token as ParsedToken

from briefer.analysis.english.line_syntax import parsed_line, reporter_names, reporters_in
from briefer.analysis.english.rejected_clauses import rejects
from briefer.grounding.article_index import SEQUENCE, ArticleIndex, lemmatised
from briefer.grounding.matching import MATCH
from briefer.grounding.scopes import Passage, find_denials
from briefer.grounding.tokens import NOUNS_CAPITALISED, Token, denies, normal_form, tokenize

MAX_SENTENCES: Final = 3
"""Sentences that support a line, at most: one may join that many."""

_MIN_GAIN = 0.9  # weight that a further sentence must add; less is a chance word
_NEAR_BONUS, _LATE_MALUS = 0.1, 0.01  # of two equal sentences the nearer and the earlier is better
_RETOLD = 2 / 3  # share of a line that is in the sentence that it retells
_MAX_EDIT = 6  # tokens of a sentence that a line leaves out as one
_CANDIDATES = 3  # sentences that a line is compared with word by word


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a line where its nearest sentence has others, or none.

    Attributes:
        line: the line's tokens; empty where the sentence has more.
        sentence: the sentence's tokens; empty where the line has more.
        before: number of equal tokens right before.
        after: number of equal tokens right after.
        at_edge: whether the line begins or ends with them.
        is_cut: whether the sentence has more words there, beyond the edge of the line.
    """

    line: tuple[Token, ...]
    sentence: tuple[Token, ...]
    before: int
    after: int
    at_edge: bool = False
    is_cut: bool = False

    @property
    def context(self) -> float:
        """How verbatim the words around it are, from 0 to 1.

        One is three equal tokens on each side, or four on the only side at an edge of the line.
        """
        if self.at_edge:
            return min(max(self.before, self.after), 4) / 4
        return (min(self.before, 3) + min(self.after, 3)) / 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """A line compared token by token with the sentence that it is most like.

    Attributes:
        sentence: index of the sentence.
        likeness: share of the line's tokens that it repeats in the same order.
        edits: where both differ.
    """

    sentence: int
    likeness: float
    edits: tuple[Edit, ...]

    def short_edits(self) -> Iterator[tuple[Edit, float]]:
        """Yield where a few words differ, and how verbatim the line is around them, 0 to 1."""
        for edit in self.edits:
            if len(edit.sentence) <= _MAX_EDIT:
                yield edit, edit.context * self.likeness


class LineContext:
    """A line and the article that it is checked against.

    Attributes:
        index: the article.
        text: the line.
        language: ISO 639-1 code of its language; None for the article's.
        tokens: its tokens, with lemmas where there is a parser.
    """

    def __init__(self, index: ArticleIndex, text: str, *, language: str | None = None) -> None:
        self.index, self.text = index, text
        self.language = language or index.article.language
        parsed = {token.idx: token for token in self.parsed}
        self.tokens = tuple(
            lemmatised(token, parsed.get(token.start)) for token in tokenize(text, self.language)
        )

    @cached_property
    def parsed(self) -> tuple[ParsedToken, ...]:
        """The parsed line; empty in a language without a pipeline."""
        return parsed_line(self.text, self.language)

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The tokens that carry content."""
        return tuple(token for token in self.tokens if token.is_content)

    @cached_property
    def names(self) -> frozenset[Token]:
        """The tokens that are names: with a capital that the start of a line does not explain."""
        return frozenset(token for token in self.content if self._is_name(token))

    def _is_name(self, token: Token) -> bool:
        if token.kind != "word" or not token.is_capitalised or self.language in NOUNS_CAPITALISED:
            return False
        first = token.start == self.tokens[0].start
        return not first or (
            token.form in self.index.capitalised and token.form not in self.index.written_small
        )

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """How much each content token tells."""
        return tuple(map(self.index.weight, self.content))

    @cached_property
    def matches(self) -> list[tuple[float, ...]]:
        """For each sentence of the article: how well it has each content token, from 0 to 1."""
        columns = [self.index.matches(token) for token in self.content]
        return list(zip(*columns, strict=True)) or [()] * len(self.index.sentences)

    @cached_property
    def title_match(self) -> tuple[float, ...]:
        """How well the title has each content token."""
        return tuple(self.index.best_match(token, self.index.title) for token in self.content)

    def cover(self, matches: Sequence[float]) -> float:
        """Return the share of the line's content that matches, by weight, from 0 to 1."""
        total = sum(self.weights)
        covered = sum(w * m for w, m in zip(self.weights, matches, strict=True))
        return covered / total if total else 0.0

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The sentences that together support the line best, the best first; one at least."""
        chosen: list[int] = []
        covered = [0.0] * len(self.content)
        while len(chosen) < min(MAX_SENTENCES, len(self.matches)):
            gain, best = max(
                (self._gain(index, covered, chosen), -index)
                for index in range(len(self.matches))
                if index not in chosen
            )
            if chosen and gain < _MIN_GAIN:
                break
            chosen.append(-best)
            covered = list(map(max, covered, self.matches[-best]))
        return tuple(chosen)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """These sentences with what they deny."""
        return tuple(map(self._passage, self.sentences))

    def _passage(self, number: int) -> Passage:
        start, end = self.index.article.sentences[number]
        text, tokens = self.index.article.text[start:end], self.index.sentences[number]
        denials = tuple(find_denials(tokens, text, self.language))
        likeness = min(1.0, self.cover(self.matches[number]) / _RETOLD)
        return Passage(number, text, tokens, denials, likeness)

    def _gain(self, index: int, covered: Sequence[float], chosen: Sequence[int]) -> float:
        new = (max(0.0, m - c) for m, c in zip(self.matches[index], covered, strict=True))
        gain = sum(weight * amount for weight, amount in zip(self.weights, new, strict=True))
        near = any(abs(index - other) < MAX_SENTENCES for other in chosen)
        return gain + _NEAR_BONUS * near - _LATE_MALUS * index / len(self.matches)

    def sentences_missing_from(self, chosen: Sequence[int]) -> tuple[int, ...]:
        """Return the sentences that have the names and figures of the line that ``chosen`` lack.

        Of the sentences that match a name best it is the one nearest to those chosen. Numbers in
        words are left out: "the two counts" may count what the article does not.
        """
        missing: list[int] = []
        for token in self.content:
            if token not in self.names and not token.in_digits:
                continue
            matches = self.index.matches(token)
            best = max(matches, default=0.0)
            if best < MATCH or any(matches[index] >= MATCH for index in (*chosen, *missing)):
                continue
            having = (index for index, match in enumerate(matches) if match == best)
            missing.append(min(having, key=lambda i: min(abs(i - c) for c in chosen or (0,))))
        return tuple(missing)

    @cached_property
    def total_cover(self) -> float:
        """The share of the line that its sentences and the title cover together."""
        rows = [self.title_match, *(self.matches[index] for index in self.sentences)]
        return self.cover([max(column) for column in zip(*rows, strict=True)])

    @cached_property
    def comparison(self) -> Comparison:
        """The line compared with the sentence that it repeats most."""
        ranked = sorted(range(len(self.matches)), key=lambda i: -self.cover(self.matches[i]))
        found = [self._compare(index) for index in ranked[:_CANDIDATES]]
        return max(found, key=lambda one: one.likeness, default=Comparison(0, 0.0, ()))

    def _compare(self, index: int) -> Comparison:
        sentence = self.index.sentences[index]
        matcher = SequenceMatcher(
            None, [t.key for t in self.tokens], [t.key for t in sentence], autojunk=False
        )
        steps = matcher.get_opcodes()
        equal = [end - start if kind == "equal" else 0 for kind, start, end, _, _ in steps]
        edits = tuple(
            self._edit(
                slice(a, b),
                sentence[c:d],
                before=equal[at - 1] if at else 0,
                after=equal[at + 1] if at + 1 < len(steps) else 0,
            )
            for at, (kind, a, b, c, d) in enumerate(steps)
            if kind != "equal"
        )
        return Comparison(index, sum(equal) / max(1, len(self.tokens)), edits)

    def _edit(self, part: slice, theirs: tuple[Token, ...], *, before: int, after: int) -> Edit:
        """Return an edit; at an edge of the line with no more words of the sentence than it has.

        A line may repeat only the middle of a sentence, which goes on before and after it.
        """
        ours = self.tokens[part]
        at_edge = bool(ours) and (part.start == 0 or part.stop == len(self.tokens))
        near = theirs
        if at_edge:
            near = theirs[-len(ours) :] if part.start == 0 else theirs[: len(ours)]
        return Edit(ours, near, before, after, at_edge=at_edge, is_cut=len(near) < len(theirs))

    @cached_property
    def copied(self) -> tuple[frozenset[int], ...]:
        """For each token: the sentences from which the line repeats it with its neighbours."""
        keys = [token.key for token in self.tokens]
        found = [set[int]() for _ in keys]
        for start in range(len(keys) - SEQUENCE + 1):
            numbers = self.index.sequences.get(tuple(keys[start : start + SEQUENCE]), frozenset())
            for place in range(start, start + SEQUENCE):
                found[place] |= numbers
        return tuple(map(frozenset, found))

    @cached_property
    def takes_back(self) -> bool:
        """Whether the line itself denies something, or says that it is only imagined."""
        return denies(self.tokens) or rejects(self.parsed)

    @cached_property
    def reporters(self) -> tuple[str, ...]:
        """The phrases for those who report something: "the mayor" in "the mayor said"."""
        return tuple(reporters_in(self.text, self.language))

    @cached_property
    def reporter_words(self) -> frozenset[str]:
        """The words of these phrases."""
        tokens = (t for phrase in self.reporters for t in tokenize(phrase, self.language))
        return frozenset(token.form for token in tokens if token.kind == "word")

    @cached_property
    def reporter_names(self) -> frozenset[str]:
        """Of these words, the nouns and names that say who reports."""
        return frozenset(map(normal_form, reporter_names(self.text, self.language)))

    def drops(self, tokens: Iterable[Token]) -> bool:
        """Return True if one of an article's tokens carries content that the line does not have."""
        return any(t.is_content and not self.has(t, self.tokens) for t in tokens)

    def has(self, token: Token, tokens: Sequence[Token]) -> bool:
        """Return True if one of ``tokens`` is the token, a form of it or an alias."""
        return self.index.best_match(token, tokens) >= MATCH
