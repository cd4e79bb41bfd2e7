"""Check the statements of a brief: does the article still support what each of them says?

The quotes of a brief may all be verbatim while its own words were changed: "five" for "four" in the
headline, another name as the source of a claim. So the article is analysed again. What a brief
takes from the article word by word is compared with its evidence, and the lines that it phrases
itself go through the code checks that they went through when the brief was made.
"""

from collections.abc import Iterator
from typing import NamedTuple

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis, Span
from briefer.analysis.english.dependence import states_event
from briefer.assembly.conversion import uncertainty_of
from briefer.assembly.extractive import accepts_title, only_lacks_source
from briefer.claim_verification import ClaimChecker
from briefer.coverage_verification import verify_coverage
from briefer.grounding.line_checker import CheckedLine, LineChecker
from briefer.model.known_names import NO_MODEL
from briefer.rendering.findings import finding_sentence
from briefer.rendering.notes import uncertainty_note
from briefer.schema.article import Article
from briefer.schema.brief import Brief, SummaryPoint, Uncertainty, What, When, Where, Who
from briefer.text.normalization import is_in_order
from briefer.verified_words import (
    HOLDS,
    ArticleWords,
    Problem,
    failed,
    is_same,
    is_within,
    shown,
    shown_value,
)


class StatementResult(NamedTuple):
    """The result of checking all statements.

    Attributes:
        checked: number of statements.
        failures: a message for each statement that does not hold.
        unknown: a message for each statement of which code cannot decide whether it holds.
    """

    checked: int
    failures: tuple[str, ...]
    unknown: tuple[str, ...]


def verify_statements(brief: Brief, article: Article) -> StatementResult:
    """Check headline, points, events, names, places, times, claims, sources and notes.

    Args:
        brief: the brief; its evidence holds in ``article``.
        article: the article to compare with.
    """
    checker = _StatementChecker(brief, article)
    results = list(checker.run())
    return StatementResult(
        checked=len(results),
        failures=tuple(f"{path}: {one.failure}" for path, one in results if one.failure),
        unknown=tuple(f"{path}: {one.unknown}" for path, one in results if one.unknown),
    )


class _StatementChecker:
    def __init__(self, brief: Brief, article: Article) -> None:
        self._brief, self._article = brief, article
        self._analysis: Analysis = analyze(article)
        # Without a model the headline is the title, which is no evidence for itself.
        title = None if brief.provenance.model == NO_MODEL else article.title
        checked_with = article.model_copy(update={"title": title})
        self._lines = LineChecker(checked_with, self._analysis, language=brief.language)
        self._words = ArticleWords(brief, article, self._analysis)
        self._claims = ClaimChecker(article, self._analysis, self._words)

    def run(self) -> Iterator[tuple[str, Problem]]:
        """Yield the path of each statement with what is wrong with it."""
        brief = self._brief
        lines = [("headline", brief.headline)]
        lines += [(f"summary[{i}]", point) for i, point in enumerate(brief.summary)]
        for path, point in lines:
            yield f"{path}.text", self._line(point.text, point)
            yield from self._sources_of_line(path, point)
        for i, event in enumerate(brief.what):
            yield f"what[{i}].event", self._line(event.event, event)
            yield from self._sources_of_line(f"what[{i}]", event)
        for i, who in enumerate(brief.who):
            yield f"who[{i}].name", self._words.name(who.name, who.evidence)
            yield f"who[{i}].kind", self._kind(who)
            for words in filter(None, (who.role, *who.aliases)):
                yield f"who[{i}]", self._words.quoted(words, who.evidence)
            yield f"who[{i}].role", self._role(who)
        for i, where in enumerate(brief.where):
            yield f"where[{i}].place", self._place(where)
        for i, when in enumerate(brief.when):
            is_quoted = is_within(when.phrase, when.evidence)
            yield (
                f"when[{i}].phrase",
                HOLDS if is_quoted else failed("words_not_in_article", when.phrase),
            )
            yield f"when[{i}].value", self._time(when)
        for i, claim in enumerate(brief.claimed_by):
            yield from self._claims.run(f"claimed_by[{i}]", claim)
        for i, item in enumerate(brief.uncertainty):
            yield f"uncertainty[{i}].note", self._uncertainty(item)
        if self._words.by_rules_alone:
            yield from verify_coverage(brief, self._article, self._analysis)

    def _line(self, text: str, line: SummaryPoint | What) -> Problem:
        if any(is_same(text, one.quote) for one in line.evidence):
            return HOLDS
        if self._brief.provenance.model == NO_MODEL and not self._is_copied(text, line):
            return failed("words_not_in_article", text)
        checked = self._lines.check(text)
        if not (checked.is_supported or self._is_attributed(checked, line)):
            return self._finding(checked)
        if not self._lines.compares_words:
            return Problem(unknown=f"{shown(text)} is not in the words of the article's language")
        supporting = [self._article.sentences[index] for index in checked.sentences]
        if not any(one.overlaps(*sentence) for one in line.evidence for sentence in supporting):
            return Problem(failure=f"{shown(text)}: its evidence does not support it")
        return HOLDS

    def _is_copied(self, text: str, line: SummaryPoint | What) -> bool:
        """Return True if a line has the words of its evidence or of the title, in their order."""
        quotes = " ".join(one.quote for one in line.evidence)
        return any(
            is_in_order(self._words.forms(text), self._words.forms(words))
            for words in (quotes, self._article.title or "")
        )

    def _is_attributed(self, checked: CheckedLine, line: SummaryPoint | What) -> bool:
        """Return True if a line only lacks its source, which the brief names or needs not name.

        A title without a clause ("The closing of the pier") states nothing.
        """
        names_it = bool(line.sources) or not states_event(checked.text, self._article.language)
        if is_same(checked.text, self._article.title or ""):
            return accepts_title(checked, is_attributed=names_it)
        return names_it and only_lacks_source(checked)

    def _finding(self, checked: CheckedLine) -> Problem:
        first = checked.grave_findings[0]
        sentence = f"{shown(checked.text)}: {finding_sentence(first.code, first.params)}"
        # A capable model has decided about what is only suspicious when it verified its lines.
        is_settled = self._brief.provenance.lines_verified > 0
        if checked.is_disproved or not is_settled:
            return Problem(failure=sentence)
        return Problem(unknown=sentence)

    def _sources_of_line(
        self, path: str, line: SummaryPoint | What
    ) -> Iterator[tuple[str, Problem]]:
        """Check that each source of a line says something in the sentences of its evidence."""
        article = self._article
        places = [article.sentence_at(one.start) for one in line.evidence]
        within = [Span(*article.sentences[place]) for place in places]
        named = {
            claim.source.name
            for claim in self._brief.claimed_by
            if any(one.overlaps(*span) for one in claim.evidence for span in within)
        }
        named |= {
            found.source.text
            for found in self._analysis.attributions
            if any(part.overlaps(span) for part in found.content for span in within)
        }
        for name in line.sources:
            failure = f"its evidence attributes nothing to {shown(name)}"
            yield f"{path}.sources", HOLDS if name in named else Problem(failure=failure)

    def _kind(self, who: Who) -> Problem:
        entity = self._words.entity(who.name)
        # a town that acts is shown as a group, and a storm by what it is called
        if entity is None or entity.kind in {who.kind, "place", "other"}:
            return HOLDS
        if not is_same(who.name, entity.text):
            return HOLDS  # "The two Reeds" is no other name of Ann Reed
        return self._words.differs_from_rules("kind", who.kind, entity.kind)

    def _role(self, who: Who) -> Problem:
        """Compare a role with those that the rules find for the same name; a model finds others."""
        if who.role is None or not who.name.split() or not self._words.by_rules_alone:
            return HOLDS
        entity = self._words.entity(who.name)
        roles = [role.text_in(self._article.text) for role in entity.roles] if entity else []
        if any(is_same(who.role, role) for role in roles):
            return HOLDS
        return self._words.differs_from_rules("role", who.role, roles[0] if roles else None)

    def _place(self, where: Where) -> Problem:
        """Check the name of a place, which is nobody's name."""
        problem = self._words.name(where.place, where.evidence)
        places = {tuple(place.span) for place in self._analysis.places}
        if problem != HOLDS or any((one.start, one.end) in places for one in where.evidence):
            return problem
        entity = self._words.entity(where.place)
        if entity is None or entity.kind != "person":
            return HOLDS
        if self._brief.provenance.model != NO_MODEL:  # a small model chooses places, too
            return Problem(unknown=f"{shown(where.place)} is a person by the rules")
        return self._words.differs_from_rules("kind", "place", entity.kind)

    def _time(self, when: When) -> Problem:
        spans = {(one.start, one.end) for one in when.evidence}
        found = [time for time in self._analysis.times if tuple(time.span) in spans]
        said = when.value, when.type, when.granularity
        if any((time.value, time.type, time.granularity) == said for time in found):
            return HOLDS
        computed = next((time for time in found if time.value), None)
        if computed is None:
            unknown = when.value and f"the rules do not compute {shown(when.value)}"
            return Problem(unknown=unknown or "")
        if when.value in {None, computed.value}:
            rules = shown_value(computed.value, computed.type, computed.granularity)
            return self._words.differs_from_rules("time", shown_value(*said), rules)
        return Problem(failure=f"{shown(when.value)} is not the time that these words name")

    def _uncertainty(self, item: Uncertainty) -> Problem:
        language = self._brief.language
        for side in item.sides:
            if side.source and not self._words.are_written(side.source):
                return failed("source_not_in_article", side.source, source=side.source)
        if item.code is not None:
            try:
                note = uncertainty_note(item.code, item.params, language=language)
            except (KeyError, TypeError, ValueError):
                return Problem(failure=f"its parameters do not belong to the code {item.code!r}")
            if note != item.note:
                return Problem(failure=f"{shown(item.note)} is not what its code says: {note}")
            missing = [words for words in _texts(item) if not self._words.are_written(words)]
            if missing:
                return failed("words_not_in_article", missing[0])
            return self._uncertainty_evidence(item)
        if invented := self._lines.inventions(item.note):
            first = invented[0]
            return Problem(f"{shown(item.note)}: {finding_sentence(first.code, first.params)}")
        return Problem(unknown=f"{shown(item.note)} is in the words of a model")

    def _uncertainty_evidence(self, item: Uncertainty) -> Problem:
        """Compare a note of the rules, with its evidence, with what they find."""
        if not self._words.by_rules_alone:
            return HOLDS
        found = (
            uncertainty_of(one, self._article, self._brief.language)
            for one in self._analysis.uncertainty
            if one.code == item.code
        )
        if item in found:
            return HOLDS
        return Problem(f"{shown(item.note)} is not what the rules find in its evidence")


def _texts(item: Uncertainty) -> Iterator[str]:
    for value in item.params.values():
        if isinstance(value, str):
            yield value
        elif not isinstance(value, int):
            yield from value
