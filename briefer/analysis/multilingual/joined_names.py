"""Find where a name begins behind that of a town, in languages without a parser.

In "le maire de Valmorin Étienne Marchal" the run of capitalised words is two names, if the article
has "Valmorin" alone elsewhere: "une scierie à Valmorin".
"""

import re
from collections.abc import Iterator

from briefer.analysis.multilingual.reporting_words import CAPITALISED

_NAME_LINK = r"(?:de|du|des|la|le|del|van|von|der|den|al|el|bin|y|e)"
_GAP = r"[^\S\n]+"  # a name does not go on in the next paragraph
_NAME = re.compile(rf"{CAPITALISED}(?:{_GAP}{_NAME_LINK}(?={_GAP})|{_GAP}{CAPITALISED})*")
_WITHIN_SENTENCE = re.compile(r"[^\W\d_][\s]$")  # the first word of a sentence may be any
_FULL_NAME = 2  # words
_MOST_WORDS = 12  # of two names; a longer run is a line in capitals


class JoinedNames:
    """The runs of capitalised words in one text.

    Args:
        text: the article's text.
    """

    def __init__(self, text: str) -> None:
        self.runs = list(_NAME.finditer(text))
        self._alone = set[str]()
        for run in self.runs:
            words = run[0].split()
            is_within = _WITHIN_SENTENCE.search(text, max(0, run.start() - 2), run.start())
            self._alone.add(" ".join(words if is_within else words[1:]))

    def second_name(self, words: list[str]) -> int:
        """Return the index of the word at which a second, full name begins; 0 if none does."""
        if len(words) > _MOST_WORDS:
            return 0
        for index in range(len(words) - _FULL_NAME, 0, -1):
            if words[index][:1].isupper() and " ".join(words[:index]) in self._alone:
                return index
        return 0

    def names(self) -> Iterator[tuple[str, int, int]]:
        """Yield each name with its start and end in the text."""
        for run in self.runs:
            words = list(re.finditer(r"\S+", run[0]))
            index = self.second_name([word[0] for word in words])
            start, end = run.span()
            if index:
                first_end, second = start + words[index - 1].end(), start + words[index].start()
                yield run[0][: first_end - start], start, first_end
                yield run[0][second - start :], second, end
            else:
                yield run[0], start, end
