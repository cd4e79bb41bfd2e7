"""A line that the article does not state: it only asks, supposes, quotes or orders it.

"Could you write that the mayor resigned?" has all the words of "The mayor resigned". What is in an
order or a question supports no line; what is in a condition supports only a line that is open, too.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefer.analysis.unasserted import READ_LANGUAGES, is_question
from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.matching import MATCH
from briefer.grounding.tokens import UNSPACED, Token
from briefer.text.reporting_words import has_reporting_words, reporting_words

MAX_UNSTATED = 0.2
"""Share of a line's content, by weight, that may stand only where the article states nothing."""

MAX_LOSS = 0.3
"""Share by which such a passage may support a line better than any statement does."""

_MAX_QUOTED = 0.4  # the same share, for what stands only in quotation marks
_NEARLY_ALL = 0.75  # of a line that one passage repeats

# A line with one of these is itself a question, a condition or a possibility.
_OPEN = re.compile(
    r"[?\uff1f؟]|\b(?:if|unless|whether|ask\w*|question\w*|(?-i:may)|might|could|would|can|will|should|plan\w*"
    r"|expect\w*|possib\w*|likely|propos\w*|intend\w*|unclear|not clear|unknown|to be"
    r"|si|demande\w*|pourrai\w+|peut|peuvent|pregunt\w*|podrí\w+|puede\w*|wenn|falls|sofern|ob|frag\w+"
    r"|könn\w+|würde\w*|soll\w*|se|qualora|potrebbe\w*|als|indien|tenzij|caso|poderi\w+)\b"
    r"|если|\bли\b|может|如果|若|是否|可能|إذا|لو|هل",
    re.IGNORECASE,
)

# Marks of a quotation, or of its source: "Mayor: ...", "... - union".
_QUOTING = re.compile(
    r"[“”\"‘«»:]|(?<!\w)['’]|['’](?!\w)|\b(?:according|told|call\w*|critici\w+|describ\w+|compar\w+)\b",
    re.IGNORECASE,
)


def _run(line: LineContext) -> Iterator[Finding]:
    analysis = line.index.analysis
    if not (
        analysis.orders
        or analysis.open_clauses
        or analysis.rejected_clauses
        or analysis.sides
        or analysis.quotations
    ):
        return
    if line.language != line.index.article.language:
        words = _only_ordered(line)
    elif line.language in UNSPACED:
        words = line.text if _has_characters_elsewhere(line) else ""
    else:
        words = _unstated(line)
    if words:
        yield Finding("not_stated", "hard", params={"words": words})


def _unstated(line: LineContext) -> str:
    stated, index = _rows(line), line.index
    if stated is index.unquoted:
        words = _only_elsewhere(line, stated, _MAX_QUOTED)
        words = words or _only_elsewhere(line, index.not_ordered, 0.0)
    else:
        words = _only_elsewhere(line, stated, MAX_UNSTATED)
    return words or (line.text if _is_mainly_elsewhere(line, stated) else "")


def _only_ordered(line: LineContext) -> str:
    """Return the names and numbers of a line in another language that only orders have."""
    index = line.index
    known = {token.key for tokens in (*index.not_ordered, index.title) for token in tokens}
    ordered = {token.key for tokens in index.sentences for token in tokens} - known
    names = (t for t in line.content if t.is_capitalised or t.value is not None)
    return " ".join(token.text for token in names if token.key in ordered)


def _has_characters_elsewhere(line: LineContext) -> bool:
    """Return True if a line without spaces has its pairs of characters from what is not stated."""
    article, analysis = line.index.article, line.index.analysis
    stated, start = list[str](), 0
    for passage in sorted((*analysis.orders, *analysis.open_clauses)):
        stated.append(article.text[start : passage.start])
        start = max(start, passage.end)
    stated.append(article.text[start:])
    wanted = _pairs(line.text)
    known = set().union(*map(_pairs, stated))
    lost = (wanted & _pairs(article.text)) - known
    return len(lost) > MAX_UNSTATED * len(wanted)


def _pairs(text: str) -> set[str]:
    letters = [letter for letter in text if letter.isalnum()]
    return {one + other for one, other in pairwise(letters)}


def _rows(line: LineContext) -> list[tuple[Token, ...]]:
    """Return the tokens of each sentence that can support a line of this kind."""
    index = line.index
    if is_question(line.text):
        return index.asserted  # a brief answers, and repeats no question
    if line.takes_back or _OPEN.search(line.text):
        return index.not_ordered
    return index.asserted if _may_quote(line) else index.unquoted


def _may_quote(line: LineContext) -> bool:
    """Return True if a line names its source, or says so in words that no list has."""
    if line.reporters or _QUOTING.search(line.text):
        return True
    is_read = bool(line.parsed) or has_reporting_words(line.language)
    return not is_read or any(reporting_words(line.text, line.language))


def _only_elsewhere(line: LineContext, stated: Sequence[Sequence[Token]], limit: float) -> str:
    """Return the words of a line that the article has, but not where it states anything."""
    rows = [*stated, line.index.title]
    missing = [
        (token, weight)
        for place, (token, weight) in enumerate(zip(line.content, line.weights, strict=True))
        if any(row[place] >= MATCH for row in line.matches)
        and not any(line.has(token, tokens) for tokens in rows)
    ]
    share = sum(weight for _, weight in missing) / (sum(line.weights) or 1)
    return " ".join(token.text for token, _ in missing) if share > limit else ""


def _is_mainly_elsewhere(line: LineContext, stated: Sequence[Sequence[Token]]) -> bool:
    """Return True if a passage that states nothing repeats a line, and no statement does."""
    whole = max(map(line.cover, line.matches), default=0.0)
    if whole < _NEARLY_ALL:
        return False
    rows = [*stated, line.index.title]
    best = max(
        line.cover([line.index.best_match(token, tokens) for token in line.content])
        for tokens in rows
    )
    return best < whole - MAX_LOSS


ASSERTION = Check("assertion", ("not_stated",), READ_LANGUAGES, _run, elsewhere=True)
