"""Numbers and names in a line, and the English words that negate, hedge, round or report."""

import re
from collections.abc import Iterator
from typing import Final

from briefer.evals.scoring.similarity import tokens

_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL: Final = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_SCALES: Final = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "k": 1_000, "m": 1_000_000, "mn": 1_000_000,
    "bn": 1_000_000_000,
}  # fmt: skip
_SUFFIXES: Final = frozenset({"k", "m", "mn", "bn"})  # scales only directly after digits ("3bn")
_TOKEN = re.compile(r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<suffix>mn|bn|m|k)?|(?P<word>[a-z]+)")

HEDGING: Final = re.compile(
    r"\b(?:may|might|could|alleg(?:ed(?:ly)?|es?|ations?)|reportedly|apparent(?:ly)?|appear(?:s|ed)?"
    r"|seem(?:s|ed|ingly)?|(?:un)?likely|probabl[ey]|possibl[ey]|possibility|suspect(?:s|ed)?"
    r"|believe[sd]?|unclear|unconfirmed|unverified|perhaps|potential(?:ly)?|purported(?:ly)?"
    r"|supposed(?:ly)?|preliminary|provisional(?:ly)?|expect(?:s|ed)?|claim(?:s|ed)?"
    r"|accus(?:e|es|ed)|thought to|presum(?:ed|ably)|would|hop(?:es?|ed|ing)|plan(?:s|ned)?"
    r"|intend(?:s|ed)?)\b",
    re.IGNORECASE,
)
"""Words that make a statement less than certain. "Said" is not one of them: it names a source."""

ROUNDING: Final = re.compile(
    r"\b(?:about|around|some|up to|at least|at most|as many as|more than|fewer than|less than"
    r"|nearly|almost|over|roughly|approximately|an estimated)(?=\s+[£$€]?(?:\d|(?:an? )?(?:"
    + "|".join((*_SMALL, *_SCALES))
    + r")\b))",
    re.IGNORECASE,
)
"""Words that make a number less than exact."""

NEGATING: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|den(?:y|ied|ies|ying)"
    r"|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)? to|lacks?|lacked|unable|ruled out"
    r"|declin(?:e|es|ed|ing) to)\b",
    re.IGNORECASE,
)

REPORTING: Final = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|according|claim\w*|stat(?:ed|es|ing)|announc\w+|report(?:s|ed|edly|ing)?"
    r"|accus\w+|den(?:y|ied|ies)|warn\w*|told|tells?|confirm\w*|believ\w+|argu\w+|add(?:s|ed)"
    r"|alleg\w+|insist\w*|call(?:s|ed|ing)?|critici\w+|describ\w+|urg\w+|pledg\w+|vow\w*|promis\w+"
    r"|wrote|writes|stress\w*|not(?:ed|es)|suggest\w*|assert\w*|acknowledg\w*|admit\w*|predict\w*"
    r"|estimat\w+|expect\w*|demand\w*|reject\w*|blam\w+|condemn\w*|show(?:s|ed)|f(?:ound|inds?)"
    r"|declar\w+|explain\w*|forecast\w*|suspect\w*)\b",
    re.IGNORECASE,
)
"""Words that show that a line attributes its content to a source."""

PRONOUNS: Final = frozenset("he she they it him her them his their its who".split())

_NAME = re.compile(
    r"\b[A-Z][\w’'-]*(?:(?: |\. |-)(?:(?:of|de|la|al|bin|van|von|the) )?[A-Z][\w’'-]*)*"
)
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")
_COMMON = frozenset(
    """the a an this that these those there it he she they his her their its in on at after before
    during while when where who what some both all most no not many several officials people police
    i we you is are was were but and or if as for from by with monday tuesday wednesday thursday
    friday saturday sunday""".split()
)


def numbers_in(text: str) -> set[str]:
    """Return the numbers of a text as digits: ``"1.5 million"`` and ``"1,500,000"`` are the same.

    The word "one" alone does not count: it is just as often a pronoun.
    """
    numbers: set[str] = set()
    summands: list[float] = []  # of the current number: "two thousand three" is [2000, 3]
    spelled_out = False

    def finish() -> None:
        if summands and not (spelled_out and summands == [1.0]):
            numbers.add(f"{sum(summands):.12g}")
        summands.clear()

    for token in _TOKEN.finditer(text.lower()):
        if token["digits"]:
            finish()
            spelled_out = False
            summands.append(float(token["digits"].replace(",", "")))
            summands[-1] *= _SCALES.get(token["suffix"] or "", 1)
        elif (word := token["word"]) in _SCALES and word not in _SUFFIXES and summands:
            summands[-1] *= _SCALES[word]
            if _SCALES[word] >= _SCALES["thousand"]:
                summands.append(0.0)
        elif word in _SMALL:
            if not (spelled_out and summands and _continues(summands[-1], _SMALL[word])):
                finish()
                summands.append(0.0)
            spelled_out = True
            summands[-1] += _SMALL[word]
        elif word != "and" or not summands or summands[-1] < _SCALES["hundred"]:
            finish()
    finish()
    return numbers


def _continues(before: float, small: int) -> bool:
    """Return True if a number word continues the number before it ("twenty" + "five")."""
    return before % 100 == 0 or (before % 100 >= 20 and before % 10 == 0 and small < 10)


def names_in(text: str, *, known: str) -> Iterator[str]:
    """Yield the runs of capitalised words that look like names.

    The first word of a sentence has a capital anyway. It counts as part of the run that it begins
    if the article does not have this word, and never alone.

    Args:
        text: a line.
        known: the words of the article, as ``tokens`` returns them, separated by spaces.
    """
    known_words = set(known.split())
    text = _ACRONYM.sub(lambda found: found[0].replace(".", ""), text)
    for match in _NAME.finditer(text):
        words = match[0].split(" ")
        before = text[: match.start()].rstrip(" “\"'")
        starts_sentence = not before or before[-1] in ".!?:"
        if starts_sentence and (len(words) == 1 or set(tokens(words[0])) <= known_words):
            words = words[1:]
        while words and words[0].lower() in _COMMON:
            words = words[1:]
        if words:
            yield " ".join(words).rstrip(".'’")
