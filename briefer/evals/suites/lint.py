"""Check the gold of a suite: evidence, aliases, main answers, TIMEX3 values."""

import re
from collections.abc import Iterator

from briefer.evals.suites.format import Case, GoldClaim, GoldItem, GoldTime, GoldUncertainty, Suite
from briefer.schema.vocabulary import least_evidence

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
    """Return the problems in the gold of a suite, one line each with suite, case and path."""
    return tuple(
        f"{suite.name}/{case.id}: {problem}"
        for case in suite.cases
        for problem in _case_problems(case)
    )


def is_time_value(value: str) -> bool:
    """Return True for a TIMEX3 value, or an EDTF interval of two (``1978/2009``, ``2031/..``)."""
    parts = value.split("/")
    open_ended = len(parts) == 2 and parts != ["..", ".."]
    return len(parts) <= 2 and all(
        (open_ended and part == "..") or (part != "P" and _TIMEX3.fullmatch(part)) for part in parts
    )


def _case_problems(case: Case) -> Iterator[str]:
    for path, item in case.gold.items():
        for problem in _item_problems(item, case.article.text):
            yield f"gold.{path}: {problem}"
    for name in ("who", "what", "where", "when"):
        items = getattr(case.gold, name)
        if items and not items[0].essential:
            yield f"gold.{name}.0: the first item is the main answer, so it must be essential"
    yield from _repeated_items(case)


def _item_problems(item: GoldItem | GoldClaim, text: str) -> Iterator[str]:
    for anchor in item.evidence:
        if isinstance(anchor, str):
            if text.count(anchor) > 1:
                yield f"{anchor!r} occurs {text.count(anchor)} times; quote more words"
            if anchor != anchor.strip():
                yield f"{anchor!r} begins or ends with white space"
    if isinstance(item, GoldClaim):
        yield from _claim_problems(item, text)
        return
    yield from _repeated_aliases(item.text, item.aliases)
    if isinstance(item, GoldUncertainty):
        yield from _uncertainty_problems(item)
    elif not item.evidence:
        yield "it has no evidence"
    if isinstance(item, GoldTime) and item.value and not is_time_value(item.value):
        yield f"{item.value!r} is not a TIMEX3 value and not an interval"


def _uncertainty_problems(item: GoldUncertainty) -> Iterator[str]:
    if len(set(item.kinds)) < len(item.kinds):
        yield f"an alias of the kind {item.kind} is a duplicate"
    if item.kind_aliases and item.kind is None:
        yield "it has aliases of a kind but no kind"
    needed = least_evidence(item.kind)
    if len(item.evidence) < needed:
        yield f"{item.kind} needs {needed} evidence, has {len(item.evidence)}"
    if item.kind == "open_question" and item.evidence:
        yield "an open question has no evidence"


def _claim_problems(claim: GoldClaim, text: str) -> Iterator[str]:
    yield from _repeated_aliases(claim.content, claim.aliases)
    if claim.source:
        yield from _repeated_aliases(claim.source, claim.source_aliases)
    elif claim.source_aliases:
        yield "it has aliases of a source but no source"
    if not claim.evidence:
        yield "it has no evidence"
    if claim.cue and claim.cue not in text:
        yield f"the cue {claim.cue!r} is not in the article"
    quotes = [anchor for anchor in claim.evidence if isinstance(anchor, str)]
    if claim.hedge and quotes and not any(claim.hedge in quote for quote in quotes):
        yield f"the hedge {claim.hedge!r} is not in the evidence"


def _repeated_aliases(text: str, aliases: tuple[str, ...]) -> Iterator[str]:
    seen = {" ".join(text.split())}
    for alias in aliases:
        normalized = " ".join(alias.split())
        if normalized in seen:
            yield f"the alias {alias!r} is a duplicate"
        seen.add(normalized)


def _repeated_items(case: Case) -> Iterator[str]:
    """Find items that occur twice in a section."""
    seen: set[tuple[str, str, str]] = set()
    for path, item in case.gold.items():
        source = item.source or "" if isinstance(item, GoldClaim) else ""
        key = (path.split(".")[0], item.forms[0].casefold(), source)
        if key in seen:
            yield f"gold.{path}: {item.forms[0]!r} is a duplicate"
        seen.add(key)
