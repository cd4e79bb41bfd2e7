"""A line that names as the winner who lost by the score that the article gives.

"Ardley 2 Corby Town 3" as a line of its own proves "Ardley won 2-3 against Corby" wrong. Articles
that tell a result only in sentences prove nothing here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.predicates import find_clauses, find_predicates
from briefer.grounding.tokens import normal_form

_NAME = r"[^\W\d_][^\n\d]{1,40}?"
# A result on a line of its own, in either form.
_RESULT = re.compile(
    rf"^[ \t]*(?P<one>{_NAME})[ ,:]+(?P<one_score>\d{{1,3}})(?:"
    rf"[ ,;–-]+(?P<other>{_NAME})[ ,:]+(?P<other_score>\d{{1,3}})"
    rf"|[ ]?[–:-][ ]?(?P<other_score2>\d{{1,3}})[ ,:]+(?P<other2>{_NAME}))[ \t.]*$",
    re.MULTILINE,
)
_WINNING = frozenset("beat defeat eliminate overcome thrash win".split())
_LOSING = frozenset({"lose"})
_PAIR = re.compile(r"\d{1,3}\s?[–:-]\s?\d{1,3}")


class _Result(NamedTuple):
    """Who won and who lost, as words, and the result as it is written."""

    winner: frozenset[str]
    loser: frozenset[str]
    written: str


def _run(line: LineContext) -> Iterator[Finding]:
    results = list(_results(line.index.article.text))
    if not results:
        return
    open_verbs = {p.head.i for p in find_predicates(line.parsed) if p.denied or p.uncertain}
    for clause in find_clauses(line.parsed):
        lemma = clause.head.lemma_.lower()
        if clause.head.i in open_verbs or lemma not in _WINNING | _LOSING:
            continue
        for subject in clause.subjects:
            named = _words(subject)
            for winner, loser, written in results:
                wrong, right = (winner, loser) if lemma in _LOSING else (loser, winner)
                if named & wrong and not named & right and _tells_result(line, right, clause.head):
                    params = {"name": subject.text, "score": written}
                    yield Finding("score_differs", "hard", params=params)


def _results(text: str) -> Iterator[_Result]:
    for match in _RESULT.finditer(text):
        one, other = match["one"], match["other"] or match["other2"]
        score, other_score = (
            int(match["one_score"]),
            int(match["other_score"] or match["other_score2"]),
        )
        names = _name_words(one), _name_words(other)
        if score != other_score and not names[0] & names[1]:
            winner, loser = names if score > other_score else names[::-1]
            yield _Result(winner, loser, " ".join(match[0].split()))


def _name_words(name: str) -> frozenset[str]:
    return frozenset(normal_form(word) for word in re.findall(r"[^\W\d_]+", name))


def _words(subject: Token) -> frozenset[str]:
    parts = [subject, *(child for child in subject.children if child.dep_ == "compound")]
    return frozenset(normal_form(part.text) for part in parts if part.pos_ == "PROPN")


def _tells_result(line: LineContext, other: frozenset[str], verb: Token) -> bool:
    """Return True if a line is about this match: it has a score, or names the other side."""
    after = {token.form for token in line.tokens if token.start > verb.idx}
    return _PAIR.search(line.text) is not None or bool(after & other)


SCORES = Check("scores", ("score_differs",), frozenset({"en"}), _run)
