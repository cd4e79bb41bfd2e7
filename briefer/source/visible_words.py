"""Compare a value that a page declares in its metadata with what the page shows.

For example, a page that shows "Fire kills four dockers" supports the declared headline "Four
dockers killed in fire", but not "Fire kills ninety dockers": "ninety" is nowhere on it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from typing import Final

from briefer.source.decoding import one_line
from briefer.text.normalization import fold_name

# Words that add no fact to a headline: grammar, and what kind of text it is. Words of fewer than
# four letters are none of these and count only in capitals or with digits; "not" and "never" do.
_NO_FACT: Final = frozenset(
    """about after against ahead amid among around been before behind being between could does
    during explained explainer from gallery happened have having here how into know latest live more
    need news over photos pictures read review said says should story text than that their them then
    there these they this those through told under until update updated updates video watch were
    what when where which while who whose why will with would your analysis opinion interview
    aber auch beim dass deren dessen diese dieser durch eine einem einen einer gegen haben ihre
    ihren kann nach oder sein seine seit sich sind soll sollen uber ueber unter viele wegen weil
    wenn werden wieder wird wurde wurden zwischen zwar
    apres aux avant avec cette comme contre dans depuis dont elle entre etre leur leurs mais meme
    nous pour quand quoi sans selon ses sont sous sur vers vous
    ante antes bajo como cuando cual desde donde durante entre esta estan este esto hasta para pero
    porque segun sera sido sobre tras unos unas
    الى الذي التي بعد بين حتى خلال ذلك على عند عندما قبل لدى منذ هذا هذه
    """.split()
)
_DENIALS: Final = frozenset(
    """no not never none nobody cannot nt kein keine keinen keiner nicht nie niemand ne pas jamais
    aucun aucune nunca jamas ningun ninguna لا لم لن ليس غير""".split()
)
_NUMBERS: Final = {
    word: str(number)
    for first, step, line in (
        (2, 1, "two three four five six seven eight nine ten eleven twelve"),
        (2, 1, "zwei drei vier funf sechs sieben acht neun zehn elf zwolf"),
        (2, 1, "deux trois quatre cinq six sept huit neuf dix onze douze"),
        (2, 1, "dos tres cuatro cinco seis siete ocho nueve diez once doce"),
        (20, 10, "twenty thirty forty fifty sixty seventy eighty ninety"),
        (20, 10, "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig"),
        (20, 10, "vingt trente quarante cinquante soixante"),
        (20, 10, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    )
    for number, word in zip(count(first, step), line.split(), strict=False)
}  # without "one" and "un", which are pronouns and articles, too
_SPACELESS: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN: Final = re.compile(rf"[{_SPACELESS}]+|\d[\d.,]*\d|\d|[^\W\d_{_SPACELESS}]+")
_IS_SPACELESS: Final = re.compile(rf"[{_SPACELESS}]")
_ARABIC_PREFIX: Final = re.compile(r"^(?:[وفبكل]?ال|لل|[وفبل])(?=[\u0621-\u064a]{3})")
_SHORTEST_WORD: Final = 4
_LONGEST_ENDING: Final = 3
_SHORTEST_LONG_NAME: Final = 6  # letters; a shorter name may be a part of another word
_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟。])\s+|\n")
_MIN_BESIDE_NUMBER: Final = 2  # words
_MIN_SHARED_PAIRS: Final = 0.6


class VisibleWords:
    """The words that a reader of a page sees.

    Args:
        lines: the visible lines of the page.

    Attributes:
        lines: the same lines.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        shown = tuple(lines)
        self.lines = frozenset(shown)
        text = "\n".join(shown)
        self._letters = _letters(text)
        self._names = f" {fold_name(text)} "
        self._by_beginning: dict[str, set[str]] = defaultdict(set)
        self._pairs: set[tuple[str, str]] = set()
        sentences = map(facts_of, _SENTENCE_END.split(text))
        self._with_numbers = [
            facts for facts in sentences if any(fact[0].isdigit() for fact in facts)
        ]
        for token in _TOKEN.findall(text):
            if _IS_SPACELESS.match(token):
                self._pairs.update(pairwise(token))
            else:
                word = _folded(token)
                self._by_beginning[word[:_SHORTEST_WORD]].add(word)

    def have_line(self, line: str) -> bool:
        """Return True if the page shows exactly these words, in any case and punctuation."""
        letters = _letters(line)
        return bool(letters) and letters in self._letters

    def have_name(self, name: str) -> bool:
        """Return True if the page shows a name as whole words, or a long one as one word."""
        folded = fold_name(name)
        is_long = len(_letters(name)) >= _SHORTEST_LONG_NAME
        return bool(folded) and (f" {folded} " in self._names or (is_long and self.have_line(name)))

    def bear_out(self, line: str) -> bool:
        """Return True if the page has each fact of ``line``: its names, numbers and other words."""
        return self.have_line(line) or (self.share(line) == 1.0 and self._have_numbers(line))

    def _have_numbers(self, line: str) -> bool:
        """Return True if each number of ``line`` stands in a sentence with other words of it."""
        facts = facts_of(line)
        words = {fact for fact in facts if not fact[0].isdigit()}
        return all(
            any(
                number in sentence
                and sum(any(_is_same(word, other) for other in sentence) for word in words)
                >= min(_MIN_BESIDE_NUMBER, len(words))
                for sentence in self._with_numbers
            )
            for number in facts - words
        )

    def share(self, line: str) -> float:
        """Return which share of the words of ``line`` the page has, and 0 without a number."""
        facts = facts_of(line)
        missing = [fact for fact in facts if not self._has(fact)]
        if any(fact[0].isdigit() for fact in missing):
            return 0.0
        pairs = {pair for token in _TOKEN.findall(line) for pair in _pairs_of(token)}
        if pairs and len(pairs & self._pairs) < _MIN_SHARED_PAIRS * len(pairs):
            return 0.0
        return 1.0 - len(missing) / max(len(facts), 1)

    def _has(self, fact: str) -> bool:
        others = self._by_beginning.get(fact[:_SHORTEST_WORD], ())
        return any(_is_same(fact, other) for other in others)


def facts_of(line: str) -> set[str]:
    """Return the folded words of ``line`` without those that add no fact."""
    return set(_facts(line))


def count_facts(line: str) -> int:
    """Return how many facts ``line`` has; a pair of characters counts in scripts without spaces."""
    return len(facts_of(line)) + sum(len(token) - 1 for token in _spaceless(line))


def adds_denial(line: str, other: str) -> bool:
    """Return True if ``line`` has a negation that ``other`` has not."""
    return not _DENIALS.isdisjoint(facts_of(line) - facts_of(other))


def say_the_same(line: str, other: str) -> bool:
    """Return True if two lines have the same words, in any order and inflection."""
    return all(
        any(_is_same(fact, theirs) for theirs in facts_of(second))
        for first, second in ((line, other), (other, line))
        for fact in facts_of(first)
    ) and set(_spaceless(line)) == set(_spaceless(other))


def _facts(line: str) -> Iterator[str]:
    for token in _TOKEN.findall(line):
        word = _folded(token)
        is_long = len(word) >= _SHORTEST_WORD or (len(token) > 1 and token.isupper())
        is_fact = is_long or word in _DENIALS or token[0].isdigit() or word.isdigit()
        if is_fact and word not in _NO_FACT and not _IS_SPACELESS.match(token):
            yield word


def _spaceless(line: str) -> Iterator[str]:
    return (token for token in _TOKEN.findall(line) if _IS_SPACELESS.match(token))


def _pairs_of(token: str) -> Iterator[tuple[str, str]]:
    return pairwise(token) if _IS_SPACELESS.match(token) else iter(())


def _folded(token: str) -> str:
    """Return a word without case and accents, and a number in digits without separators."""
    if token[0].isdigit():
        return re.sub(r"[,.](?=\d{3}(?:\D|$))", "", token)
    word = fold_name(token)
    return _NUMBERS.get(word) or _ARABIC_PREFIX.sub("", word, count=1)


def _is_same(word: str, other: str) -> bool:
    """Return True if two folded words differ at most in their endings: "killed" and "kills"."""
    if word == other:
        return True
    shared = next(
        (index for index, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    longest = max(len(word), len(other)) - shared
    return shared >= _SHORTEST_WORD and longest <= _LONGEST_ENDING and word.isalpha()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", one_line(text).casefold())
