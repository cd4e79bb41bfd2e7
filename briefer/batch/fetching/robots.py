"""Read a robots.txt (RFC 9309): which paths of a host a program may fetch, and how slowly.

For example, with "User-agent: *" and "Disallow: /private/*.html", the path "/private/a.html" is not
allowed and "/private/a.txt" is. Of several rules that fit, the longest decides.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

_LINE: Final = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?")
_MAX_LINES: Final = 20_000
_MAX_RULE: Final = 2_000  # characters
_MAX_STARS: Final = 20
_MAX_DELAY: Final = 60.0  # seconds; a host that asks for more gets one page a minute
_SAFE: Final = "/*$?&=+;,:@!~()'[]%-._"


class Rule(NamedTuple):
    """One line: what it allows or forbids."""

    pattern: str
    allows: bool

    def matches(self, path: str) -> bool:
        """Return True if the rule is about a path: "*" is anything, "$" at the end is the end."""
        ends = self.pattern.endswith("$")
        first, *parts = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        place = len(first)
        for number, part in enumerate(parts, start=1):
            if ends and number == len(parts):
                return len(path) - place >= len(part) and path.endswith(part)
            place = path.find(part, place)
            if place < 0:
                return False
            place += len(part)
        return not ends or place == len(path)


class Robots(NamedTuple):
    """What a robots.txt says to one program.

    Attributes:
        rules: in their own order.
        delay: seconds between two requests, or None.
    """

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Return True if the program may fetch a path (with its query)."""
        if path == "/robots.txt":
            return True
        path = _normal(path)
        found = [rule for rule in self.rules if rule.matches(path)]
        return (
            max(found, key=lambda rule: (len(rule.pattern), rule.allows)).allows if found else True
        )


ALLOW_ALL: Final = Robots()
FORBID_ALL: Final = Robots((Rule("/", allows=False),))


def read_robots(text: str, agent: str) -> Robots:
    """Return what a robots.txt says to the program ``agent``; what it says to all, else."""
    groups = list(_groups(text.splitlines()[:_MAX_LINES]))
    agent = agent.casefold()
    own = [group for names, group in groups if agent in names]
    chosen = own or [group for names, group in groups if "*" in names]
    delays = [delay for group in chosen if (delay := _delay(group)) is not None]
    rules = (rule for group in chosen for rule in map(_rule, group) if rule is not None)
    return Robots(tuple(rules), max(delays, default=None))


_Lines = list[tuple[str, str]]


def _groups(lines: Iterable[str]) -> Iterable[tuple[set[str], _Lines]]:
    """Yield the names of programs and the lines that are about them, group by group."""
    names: set[str] = set()
    group: _Lines = []
    for line in lines:
        match = _LINE.fullmatch(line.lstrip("\ufeff"))
        if match is None:
            continue
        field, value = match[1].lower(), match[2]
        if field == "user-agent":
            if group:
                yield names, group
                names, group = set(), []
            names.add(value.casefold().partition("/")[0].strip())
        elif field in {"allow", "disallow", "crawl-delay"} and names:
            group.append((field, value))
    if names:
        yield names, group


def _rule(line: tuple[str, str]) -> Rule | None:
    field, value = line
    is_rule = field != "crawl-delay" and value and len(value) <= _MAX_RULE
    if not is_rule or value.count("*") > _MAX_STARS:
        return None
    return Rule(_normal(value), allows=field == "allow")


def _delay(group: _Lines) -> float | None:
    for field, value in group:
        if field == "crawl-delay":
            try:
                return min(max(0.0, float(value)), _MAX_DELAY)
            except ValueError:
                return None
    return None


def _normal(path: str) -> str:
    """Write a path as it is compared: only what must be is percent-encoded."""
    return quote(unquote(path), safe=_SAFE)
