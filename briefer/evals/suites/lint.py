"""Lint: is the gold of a suite sound?"""

import re
from collections.abc import Iterator

from briefer.evals.suites.format import Case, GoldClaim, GoldItem, GoldTime, GoldUncertainty, Suite
from briefer.vocabulary import least_evidence

_TIMEX3 = re.compile(
    r"""
    (?:\d{4}|\d{3}X|\d{2}XX|XXXX)                               # year, decade, century
    (?:-(?:(?:\d{2}|XX)(?:-(?:\d{2}|XX))?|W\d{2}(?:-(?:\d|WE))?|Q[1-4]|H[12]|SP|SU|FA|WI))?
    (?:T(?:\d{2}(?::\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}:?\d{2})?|MO|MI|AF|EV|NI|DT))?
    |P(?:(?:\d+(?:\.\d+)?|X)(?:DE|CE|[YQMWD]))*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?  # a duration
    |(?:PAST|PRESENT|FUTURE)_REF
    """,
    re.VERBOSE,
)


def lint(suite: Suite) -> tuple[str, ...]:
    """Return what is wrong with the gold of a suite, each in a line that names its case."""
    return tuple(
        f"{suite.name}/{case.id}: {problem}" for case in suite.cases for problem in _case(case)
    )


def is_time_value(value: str) -> bool:
    """Tell whether a value is of TIMEX3's form, or an EDTF interval of two such (``A/B``)."""
    parts = value.split("/")
    open_ended = len(parts) == 2 and parts != ["..", ".."]
    return len(parts) <= 2 and all(
        (open_ended and part == "..") or (part != "P" and _TIMEX3.fullmatch(part)) for part in parts
    )


def _case(case: Case) -> Iterator[str]:
    for place, item in case.gold.items():
        for problem in _item(item, case.article.text):
            yield f"gold.{place}: {problem}"
    for name in ("who", "what", "where", "when"):
        items = getattr(case.gold, name)
        if items and not items[0].essential:
            yield f"gold.{name}.0: the first item is the main answer, so it must be essential"
    yield from _repeated(case)


def _item(item: GoldItem | GoldClaim, text: str) -> Iterator[str]:
    for anchor in item.evidence:
        if isinstance(anchor, str):
            if text.count(anchor) > 1:
                yield f"{anchor!r} stands there {text.count(anchor)} times; quote more words"
            if anchor != anchor.strip():
                yield f"{anchor!r} has white space at its ends"
    if isinstance(item, GoldClaim):
        yield from _claim(item, text)
        return
    yield from _aliases(item.text, item.aliases)
    if isinstance(item, GoldUncertainty):
        needed = least_evidence(item.kind)
        if len(item.evidence) < needed:
            yield f"{item.kind} needs {needed} evidence, has {len(item.evidence)}"
        if item.kind == "open_question" and item.evidence:
            yield "what is missing has no evidence"
    elif not item.evidence:
        yield "it has no evidence"
    if isinstance(item, GoldTime) and item.value and not is_time_value(item.value):
        yield f"{item.value!r} is no TIMEX3 value and no interval"


def _claim(claim: GoldClaim, text: str) -> Iterator[str]:
    yield from _aliases(claim.content, claim.aliases)
    if claim.source:
        yield from _aliases(claim.source, claim.source_aliases)
    elif claim.source_aliases:
        yield "it has aliases of a source, and no source"
    if not claim.evidence:
        yield "it has no evidence"
    if claim.cue and claim.cue not in text:
        yield f"the cue {claim.cue!r} does not stand in the article"
    within = [anchor for anchor in claim.evidence if isinstance(anchor, str)]
    if claim.hedge and within and not any(claim.hedge in anchor for anchor in within):
        yield f"the hedge {claim.hedge!r} does not stand in the evidence"


def _aliases(text: str, aliases: tuple[str, ...]) -> Iterator[str]:
    seen = {" ".join(text.split())}
    for alias in aliases:
        folded = " ".join(alias.split())
        if folded in seen:
            yield f"the alias {alias!r} is there already"
        seen.add(folded)


def _repeated(case: Case) -> Iterator[str]:
    """Find items that are in a section twice."""
    seen: set[tuple[str, str, str]] = set()
    for place, item in case.gold.items():
        source = item.source or "" if isinstance(item, GoldClaim) else ""
        key = (place.split(".")[0], item.forms[0].casefold(), source)
        if key in seen:
            yield f"gold.{place}: {item.forms[0]!r} is there already"
        seen.add(key)
