"""Find regular expressions of briefer whose time grows faster than the length of the text.

Every compiled pattern of every module is searched in texts that repeat its own literals and
characters of its classes. Text of four times the length may take about four times as long;
sixteen times is the square. Noise of a busy machine is measured again before it counts. A pattern
is searched for ``BUDGET`` seconds of processor time at most, in the most likely texts first; the
patterns whose texts were not all tried are named at the end. All modules take about ten minutes.

    python scripts/check_patterns.py              # all modules
    python scripts/check_patterns.py briefer.text # those that begin like this
"""

import importlib
import pkgutil
import re
import string
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import briefer

LENGTHS = (2_000, 8_000)  # characters
BRIEF = 500  # characters that take next to no time, or the pattern is much worse than the square
LIMIT = 9.0  # times as long, for four times the length
SLOW = 0.05  # seconds
FAST = 0.004  # seconds; what takes less at the larger length is not judged
AGAIN = 3  # measurements before a pattern counts as slow
BUDGET = 8.0  # seconds of processor time for one pattern
COMMON = (" ", "a", "A", "1", ".", ",", "\n", "(", '"', "“", "-", "_", ":", "#", "消")
CLAUSES = "briefer.analysis.multilingual.cjk_attributions"
ENDS = ("", "\x00", "x")  # what a text ends in
MOST_ATOMS = 14  # of a pattern, that are combined
CLASSES: Mapping[object, str] = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: "-",
}


class Bound(NamedTuple):
    """What bounds the text of a pattern.

    Attributes:
        characters: how long the text can be.
        reason: what the text is.
    """

    characters: int
    reason: str


_SENTENCE = Bound(2_000, "a sentence")
_SENDER = Bound(500, "a sender")
_MAIL_DATE = Bound(200, "a date in an e-mail")
_TIME = Bound(2_000, "a time in one sentence")
# Patterns that are slower than linear. They may take BOUND_SECONDS on the longest text.
BOUND_SECONDS = 0.5
BOUNDED: Mapping[str, Bound] = {
    "briefer.text.stamps": Bound(600, "a line"),
    "briefer.source.bylines": Bound(300, "a line"),
    "briefer.source.furniture_lines._CREDIT": Bound(500, "a line"),
    "briefer.source.headlines": Bound(300, "a title"),
    "briefer.grounding.checks.absent._QUOTED": Bound(400, "a line of a model"),
    "briefer.source.hyphenation._BROKEN_WORD": Bound(60, "a word"),
    "briefer.source.email_file._SENDER_PARTS": _SENDER,
    "briefer.source.email_file._ADDRESS": _SENDER,
    "briefer.source.email_file._PLATFORM": _SENDER,
    "briefer.source.email_file._CLOCK": _MAIL_DATE,
    "briefer.source.email_file._AT": _MAIL_DATE,
    "briefer.analysis.english.attribution.anonymity._DEFINITE": _SENTENCE,
    "briefer.analysis.english.entities.false_positives._JOINED_WORDS": Bound(200, "a word"),
    "briefer.analysis.english.places._TICKER": Bound(200, "a name"),
    "briefer.analysis.english.times.extractor._TRAILING_WORDS": _TIME,
    "briefer.analysis.english.times.timex._ON_A_DAY": _TIME,
    "briefer.analysis.multilingual.attributions._LINK": _SENTENCE,
    "briefer.analysis.multilingual.phrase_words._WORD": _SENTENCE,
}
# Patterns that are only matched at one place, under another name or in another module.
MATCHED = frozenset(
    {
        "briefer.source.file_formats._PREAMBLE",
        "briefer.source.page_phrases.ERROR_TITLE",
        "briefer.analysis.prompt_injection._INJECTION",
        "briefer.analysis.prompt_injection._CONTINUATION",
    }
)


class SlowPattern(NamedTuple):
    """A pattern with the text that it is slow on.

    Attributes:
        name: module and name of the pattern.
        repeated: what the text repeats.
        end: what it ends in.
        problem: how slow it is.
    """

    name: str
    repeated: str
    end: str
    problem: str


def patterns_of(package: str = "briefer") -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the compiled patterns of all modules whose name begins with ``package``."""
    seen: set[tuple[str, int]] = set()
    if CLAUSES.startswith(package):
        for language in ("ja", "zh"):
            yield from ((f"{CLAUSES}.{language}", one) for one in clause_patterns(language))
    for module in pkgutil.walk_packages(briefer.__path__, "briefer."):
        if not module.name.startswith(package) or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _patterns_in(value):
                if isinstance(pattern.pattern, str) and (key := _key(pattern)) not in seen:
                    seen.add(key)
                    yield f"{module.name}.{name}", pattern


def clause_patterns(language: str) -> Sequence[re.Pattern[str]]:
    """Return the patterns of clauses of a language, which are made from its word lists."""
    made: Sequence[re.Pattern[str]] = importlib.import_module(CLAUSES)._clauses(language).patterns  # noqa: SLF001
    return made


def _key(pattern: re.Pattern[str]) -> tuple[str, int]:
    return pattern.pattern, pattern.flags


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _patterns_in(one)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from _patterns_in(one)


def atoms(pattern: re.Pattern[str]) -> list[str]:
    """Return literals of a pattern, and one character of each of its classes, each once."""
    found: dict[str, None] = {}
    run = ""
    for code, argument in _walk(_parser.parse(pattern.pattern, pattern.flags)):
        if code is codes.LITERAL:
            run += chr(argument)
            continue
        found[run] = None
        run = ""
        if code is codes.IN:
            found[_member(argument)] = None
        elif code in {codes.ANY, codes.NOT_LITERAL}:
            found["a"] = None
    found[run] = None
    return [atom for atom in found if atom]


def _walk(parsed: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the elements of a parsed pattern, those inside groups and repetitions as well."""
    for code, argument in parsed:
        yield code, argument
        parts = argument if isinstance(argument, (tuple, list)) else (argument,)
        for part in parts:
            if isinstance(part, _parser.SubPattern):
                yield from _walk(part)
            elif isinstance(part, list) and code is codes.BRANCH:
                for option in part:
                    yield codes.FAILURE, None
                    yield from _walk(option)
        if code is not codes.LITERAL:
            yield codes.FAILURE, None


def _member(members: Iterable[tuple[Any, Any]]) -> str:
    """Return a character that a class contains."""
    negated = False
    excluded: set[str] = set()
    for code, argument in members:
        if code is codes.NEGATE:
            negated = True
            continue
        one = (
            chr(argument)
            if code is codes.LITERAL
            else chr(argument[0])
            if code is codes.RANGE
            else CLASSES.get(argument, "a")
        )
        if not negated:
            return one
        excluded.add(one)
    return next(c for c in string.ascii_letters + " 1.-" if c not in excluded)


def texts(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return what to repeat, and what to end with, to make a pattern slow; likely ones first."""
    own = atoms(pattern)[:MOST_ATOMS]
    pairs = ["".join(pair) for pair in product(own, (*own[:6], " "))]
    spread = [pair for start in range(7) for pair in pairs[start::7]]
    return [(words, end) for words in dict.fromkeys((*COMMON, *own, *spread)) for end in ENDS]


def is_anchored(name: str) -> bool:
    """Return True if a pattern is only matched at one place, and never searched."""
    module, _, variable = name.rpartition(".")
    source = _source(module if variable.startswith("_") else "briefer")
    uses = re.findall(rf"(?<!\w){variable}\b(?!: Final| = )(\.\w+|)", source)
    return bool(uses) and set(uses) <= {".match", ".fullmatch"}


@cache
def _source(module: str) -> str:
    """Return the source of a module; of the package, that of all modules."""
    root = Path(briefer.__path__[0])
    file = root.parent / f"{module.replace('.', '/')}.py"
    files = [file] if file.is_file() else sorted(root.rglob("*.py"))
    return "\n".join(path.read_text("utf-8") for path in files)


def seconds(pattern: re.Pattern[str], text: str, *, anchored: bool) -> float:
    """Return the processor time of one match, or of one search through a text."""
    start = time.process_time()
    if anchored:
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - start


def repeated(words: str, length: int, end: str) -> str:
    """Return words repeated up to a number of characters, and an end."""
    return (words * (length // len(words) + 1))[:length] + end


def slowness(pattern: re.Pattern[str], words: str, end: str, *, anchored: bool) -> float:
    """Return how much longer four times a text takes; 0 if it is too fast to measure."""
    measure = partial(seconds, pattern, anchored=anchored)
    brief = repeated(words, BRIEF, end)
    if (first := measure(brief)) > SLOW and measure(brief) > SLOW:
        return float("inf")
    lengths = LENGTHS if first < FAST else (BRIEF, 4 * BRIEF)  # a slow pattern shows it early
    short, long = (repeated(words, length, end) for length in lengths)
    ratio = 0.0
    for attempt in range(AGAIN):
        taken = measure(long)
        if taken < FAST:
            return 0.0
        new = taken / max(measure(short), FAST / 100)
        ratio = new if attempt == 0 else min(ratio, new)
        if ratio <= LIMIT:
            return ratio
    return ratio


def bound_of(name: str) -> Bound | None:
    """Return what bounds the text of a pattern, if it is known to be slower than linear."""
    return next((bound for prefix, bound in BOUNDED.items() if name.startswith(prefix)), None)


def problem_of(
    pattern: re.Pattern[str], bound: Bound | None, words: str, end: str, *, anchored: bool
) -> str | None:
    """Return how slow a pattern is on a text, if it is too slow."""
    if bound is None:
        ratio = slowness(pattern, words, end, anchored=anchored)
        return f"{ratio:.0f} × the time for four times the text" if ratio > LIMIT else None
    text = repeated(words, bound.characters, end)
    measure = partial(seconds, pattern, text, anchored=anchored)
    if (taken := measure()) > BOUND_SECONDS and measure() > BOUND_SECONDS:
        return f"{taken:.1f} s for {bound.characters} characters"
    return None


def slow_patterns(package: str, unfinished: list[str]) -> Iterator[SlowPattern]:
    """Yield each pattern that is too slow, with the first text that shows it.

    The patterns whose texts could not all be tried in time are added to ``unfinished``.
    """
    for name, pattern in patterns_of(package):
        anchored = name in MATCHED or is_anchored(name)
        bound = bound_of(name)
        start = time.process_time()
        tried = texts(pattern)
        for number, (words, end) in enumerate(tried):
            if time.process_time() - start > BUDGET:
                unfinished.append(f"{name} ({number} of {len(tried)})")
                break
            problem = problem_of(pattern, bound, words, end, anchored=anchored)
            if problem:
                yield SlowPattern(name, words, end, problem)
                break


def main() -> int:
    """Print the slow patterns, and return 1 if there are any."""
    found = 0
    unfinished: list[str] = []
    for slow in slow_patterns(sys.argv[1] if sys.argv[1:] else "briefer", unfinished):
        found += 1
        print(f"{slow.name}: {slow.problem} of {slow.repeated!r} … {slow.end!r}", flush=True)
    print(f"{found} patterns are slower than linear")
    print(f"not all texts tried for {len(unfinished)} patterns:", ", ".join(unfinished) or "none")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
