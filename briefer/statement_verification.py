"""Check the statements of a brief: does the article still support what each of them says?

The quotes of a brief may all be verbatim while its own words were changed: "five" for "four" in the
headline, another name as the source of a claim. So the article is analysed again. What a brief
takes from the article word by word is compared with its evidence, and the lines that it phrases
itself go through the code checks that they went through when the brief was made.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis, Span
from briefer.analysis.english.dependence import states_event
from briefer.assembly.conversion import claim_of, uncertainty_of
from briefer.assembly.coreferences import with_coreferences
from briefer.assembly.extractive import only_lacks_source
from briefer.coverage_verification import verify_coverage
from briefer.grounding.alignment import find_phrase
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.line_checker import CheckedLine, LineChecker
from briefer.grounding.tokens import tokenize
from briefer.model.known_names import NO_MODEL
from briefer.rendering.findings import finding_sentence
from briefer.rendering.notes import uncertainty_note
from briefer.schema.article import Article
from briefer.schema.brief import (
    UNKNOWN_SOURCE,
    Brief,
    Claim,
    Coreference,
    Source,
    SummaryPoint,
    Uncertainty,
    What,
    When,
    Where,
    Who,
)
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import FindingCode
from briefer.text.normalization import fold, fold_name
from briefer.version import __version__

_SAYS: Final = frozenset({"word", "number", "calendar", "negation"})  # kinds of tokens


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


class _Problem(NamedTuple):
    """What is wrong with a statement, or keeps code from knowing; None and "" if nothing is."""

    failure: str = ""
    unknown: str = ""


_HOLDS: Final = _Problem()
_FACTS: Final = (
    "source", "its kind", "its basis", "its role", "the kind of quotation", "the hedge",
    "the likelihood",
)  # fmt: skip


def _facts(claim: Claim) -> tuple[str | None, ...]:
    source = claim.source
    name = fold_name(source.name)  # without case and a leading article
    hedge = claim.hedge.quote if claim.hedge else None
    kinds = name, source.kind, source.basis, source.role
    return *kinds, claim.quote_kind, hedge, claim.likelihood


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
        is_same_version = brief.provenance.version == __version__
        # A capable model adds to what the rules find, and corrects it.
        self._by_rules_alone = brief.provenance.profile != "capable" and is_same_version

    def run(self) -> Iterator[tuple[str, _Problem]]:
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
            yield f"who[{i}].name", self._name(who.name, who.evidence)
            yield f"who[{i}].kind", self._kind(who)
            for words in filter(None, (who.role, *who.aliases)):
                yield f"who[{i}]", self._quoted_words(words, who.evidence)
            yield f"who[{i}].role", self._role(who)
        for i, where in enumerate(brief.where):
            yield f"where[{i}].place", self._place(where)
        for i, when in enumerate(brief.when):
            is_quoted = _is_within(when.phrase, when.evidence)
            yield (
                f"when[{i}].phrase",
                _HOLDS if is_quoted else _failed("words_not_in_article", when.phrase),
            )
            yield f"when[{i}].value", self._time(when)
        for i, claim in enumerate(brief.claimed_by):
            yield from self._claim(f"claimed_by[{i}]", claim)
        for i, item in enumerate(brief.uncertainty):
            yield f"uncertainty[{i}].note", self._uncertainty(item)
        if self._by_rules_alone:
            coverage = verify_coverage(brief, self._article, self._analysis)
            yield from (("coverage", _Problem(failure)) for failure in coverage.failures)
            for note in coverage.unknown_notes:
                yield "coverage.notes", _Problem(unknown=f"code cannot compute {_shown(note)}")

    def _line(self, text: str, line: SummaryPoint | What) -> _Problem:
        if any(_is_same(text, one.quote) for one in line.evidence):
            return _HOLDS
        if self._brief.provenance.model == NO_MODEL and not self._is_copied(text, line):
            return _failed("words_not_in_article", text)
        checked = self._lines.check(text)
        if not (checked.is_supported or self._is_attributed(checked, line)):
            return self._finding(checked)
        if not self._lines.compares_words:
            return _Problem(unknown=f"{_shown(text)} is not in the words of the article's language")
        supporting = [self._article.sentences[index] for index in checked.sentences]
        if not any(one.overlaps(*sentence) for one in line.evidence for sentence in supporting):
            return _Problem(failure=f"{_shown(text)}: its evidence does not support it")
        return _HOLDS

    def _is_copied(self, text: str, line: SummaryPoint | What) -> bool:
        """Return True if a line has the words of its evidence or of the title, in their order."""
        quotes = " ".join(one.quote for one in line.evidence)
        return any(
            _is_in_order(self._forms(text), self._forms(words))
            for words in (quotes, self._article.title or "")
        )

    def _is_attributed(self, checked: CheckedLine, line: SummaryPoint | What) -> bool:
        """Return True if a line only lacks its source, which the brief names or needs not name.

        A title without a clause ("The closing of the pier") states nothing.
        """
        names_it = bool(line.sources) or not states_event(checked.text, self._article.language)
        return names_it and only_lacks_source(checked)

    def _finding(self, checked: CheckedLine) -> _Problem:
        first = checked.grave_findings[0]
        sentence = f"{_shown(checked.text)}: {finding_sentence(first.code, first.params)}"
        proven = any(finding.severity == "hard" for finding in checked.findings)
        # A capable model has decided about what is only suspicious when it verified its lines.
        settled = self._brief.provenance.lines_verified > 0
        return _Problem(failure=sentence) if proven or not settled else _Problem(unknown=sentence)

    def _sources_of_line(
        self, path: str, line: SummaryPoint | What
    ) -> Iterator[tuple[str, _Problem]]:
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
            failure = f"its evidence attributes nothing to {_shown(name)}"
            yield f"{path}.sources", _HOLDS if name in named else _Problem(failure=failure)

    def _name(self, name: str, evidence: Sequence[Evidence]) -> _Problem:
        """Check a name against its evidence, which may have a short form of it."""
        if _is_within(name, evidence):
            return _HOLDS
        entity = resolve_entity(name, self._analysis, self._article) if name.split() else None
        mentions = entity.mentions if entity else ()
        if any(one.overlaps(*mention) for one in evidence for mention in mentions):
            return _HOLDS
        return _failed("name_not_in_article", name, name=name)

    def _kind(self, who: Who) -> _Problem:
        entity = (
            resolve_entity(who.name, self._analysis, self._article) if who.name.split() else None
        )
        if entity is None or entity.kind == who.kind:
            return _HOLDS
        return self._differs_from_rules("kind", who.kind, entity.kind)

    def _role(self, who: Who) -> _Problem:
        """Compare a role with those that the rules find for the same name."""
        if who.role is None or not who.name.split():
            return _HOLDS
        entity = resolve_entity(who.name, self._analysis, self._article)
        roles = [role.text_in(self._article.text) for role in entity.roles] if entity else []
        if any(_is_same(who.role, role) for role in roles):
            return _HOLDS
        return self._differs_from_rules("role", who.role, roles[0] if roles else None)

    def _place(self, where: Where) -> _Problem:
        """Check the name of a place, which is nobody's name."""
        problem = self._name(where.place, where.evidence)
        places = {tuple(place.span) for place in self._analysis.places}
        if problem != _HOLDS or any((one.start, one.end) in places for one in where.evidence):
            return problem
        entity = resolve_entity(where.place, self._analysis, self._article)
        if entity is not None and entity.kind == "person":
            return self._differs_from_rules("kind", "place", entity.kind)
        return _HOLDS

    def _quoted_words(self, words: str, evidence: Sequence[Evidence]) -> _Problem:
        """Check that words stand in their evidence."""
        if _is_within(words, evidence):
            return _HOLDS
        if self._is_written(words) and self._words(words):
            return _Problem(unknown=f"{_shown(words)} is in the article, but not in the evidence")
        return _failed("words_not_in_article", words)

    def _time(self, when: When) -> _Problem:
        spans = {(one.start, one.end) for one in when.evidence}
        found = [time for time in self._analysis.times if tuple(time.span) in spans]
        said = when.value, when.type, when.granularity
        if any((time.value, time.type, time.granularity) == said for time in found):
            return _HOLDS
        computed = next((time for time in found if time.value), None)
        if computed is None:
            unknown = when.value and f"the rules do not compute {_shown(when.value)}"
            return _Problem(unknown=unknown or "")
        if when.value in {None, computed.value}:
            rules = _shown_value(computed.value, computed.type, computed.granularity)
            return self._differs_from_rules("time", _shown_value(*said), rules)
        return _Problem(failure=f"{_shown(when.value)} is not the time that these words name")

    def _claim(self, path: str, claim: Claim) -> Iterator[tuple[str, _Problem]]:
        yield f"{path}.content", self._content(claim)
        for name in ("source", "relies_on", "reported_by"):
            if (source := getattr(claim, name)) is not None and source.kind != "unknown":
                yield f"{path}.{name}", self._source(source, claim)
                for words in filter(None, (source.role, source.anonymity_reason)):
                    yield f"{path}.{name}", self._quoted_words(words, source.evidence)
        for i, one in enumerate(claim.coreferences):
            yield f"{path}.coreferences[{i}]", self._coreference(one, claim)
        yield path, self._attribution(claim)
        if claim.hedge is not None and not self._is_beside(claim.hedge, claim.evidence):
            yield f"{path}.hedge", _Problem(f"{_shown(claim.hedge.quote)} is in another sentence")

    def _is_beside(self, one: Evidence, others: Sequence[Evidence]) -> bool:
        """Return True if a slice is in a sentence of one of the others."""
        article = self._article
        place = article.sentence_at(one.start)
        return any(
            article.sentence_at(other.start) <= place <= article.sentence_at(other.end - 1)
            for other in others
        )

    def _coreference(self, one: Coreference, claim: Claim) -> _Problem:
        """Check that a pronoun means whom the rules find, and that the evidence has the name."""
        own = claim.model_copy(update={"coreferences": ()})
        found = with_coreferences(own, article=self._article, analysis=self._analysis)
        if one in found.coreferences:
            return _HOLDS
        named = self._quoted_words(one.antecedent, one.evidence)
        rules = next(
            (rule.antecedent for rule in found.coreferences if rule.mention == one.mention), None
        )
        if named.failure or rules == one.antecedent:
            return named
        return self._differs_from_rules("antecedent", one.antecedent, rules)

    def _attribution(self, claim: Claim) -> _Problem:
        """Compare who says it, and how, with the claim that the rules find at the same cue."""
        rules = [
            claim_of(found, self._article)
            for found in self._analysis.attributions
            if claim.cue is not None
            and found.cue == (claim.cue.start, claim.cue.end)
            and any(one.overlaps(*part) for one in claim.evidence for part in found.content)
        ]
        said = _facts(claim)
        if any(_facts(one) == said for one in rules):
            return _HOLDS
        if not rules:
            unfound = "the rules do not find this claim, so its source is not proven"
            return _Problem(unfound) if self._by_rules_alone else _Problem(unknown=unfound)
        facts = zip(_FACTS, said, _facts(rules[0]), strict=True)
        return self._differs_from_rules(*next(fact for fact in facts if fact[1] != fact[2]))

    def _differs_from_rules(self, name: str, mine: str | None, other: str | None) -> _Problem:
        difference = f"{name} is {mine or 'nothing'!r}, and {other or 'nothing'!r} by the rules"
        is_failure = self._by_rules_alone
        return _Problem(failure=difference) if is_failure else _Problem(unknown=difference)

    def _content(self, claim: Claim) -> _Problem:
        """Check that the content has the words of its evidence, in their order."""
        language = self._article.language
        quotes = " … ".join(one.quote for one in claim.evidence)
        if _is_same(claim.content, quotes):
            return _HOLDS
        said, written = self._forms(claim.content), self._forms(quotes)
        denials = [
            [token.form for token in tokenize(text, language) if token.kind == "negation"]
            for text in (claim.content, quotes)
        ]
        if _is_in_order(said, written) and denials[0] == denials[1]:
            return _Problem(unknown=f"{_shown(claim.content)} is not all of its evidence")
        return _failed("words_not_in_article", claim.content)

    def _source(self, source: Source, claim: Claim) -> _Problem:
        """Check a source's name against its evidence, and against who the rules say it is."""
        same = [
            found.source.text
            for found in self._analysis.attributions
            if claim.cue and tuple(found.cue) == (claim.cue.start, claim.cue.end)
        ]
        if source.name in same or self._name(source.name, source.evidence) == _HOLDS:
            return _HOLDS
        written = " ".join(one.quote for one in source.evidence)
        if self._words(source.name) and self._words(source.name) <= self._words(written):
            return _HOLDS
        return _failed("source_not_in_article", source.name, source=source.name)

    def _uncertainty(self, item: Uncertainty) -> _Problem:
        language = self._brief.language
        for side in item.sides:
            if side.source and not self._is_written(side.source):
                return _failed("source_not_in_article", side.source, source=side.source)
        if item.code is not None:
            try:
                note = uncertainty_note(item.code, item.params, language=language)
            except (KeyError, TypeError, ValueError):
                return _Problem(failure=f"its parameters do not belong to the code {item.code!r}")
            if note != item.note:
                return _Problem(failure=f"{_shown(item.note)} is not what its code says: {note}")
            missing = [words for words in _texts(item) if not self._is_written(words)]
            if missing:
                return _failed("words_not_in_article", missing[0])
            return self._uncertainty_evidence(item)
        if invented := self._lines.inventions(item.note):
            first = invented[0]
            return _Problem(f"{_shown(item.note)}: {finding_sentence(first.code, first.params)}")
        return _Problem(unknown=f"{_shown(item.note)} is in the words of a model")

    def _uncertainty_evidence(self, item: Uncertainty) -> _Problem:
        """Compare a note of the rules, with its evidence, with what they find."""
        found = [
            uncertainty_of(one, self._article, self._brief.language)
            for one in self._analysis.uncertainty
            if one.code == item.code
        ]
        if item in found or not self._by_rules_alone:
            return _HOLDS
        return _Problem(f"{_shown(item.note)} is not what the rules find in its evidence")

    def _is_written(self, words: str) -> bool:
        """Return True if the article, or its title, has the words, together or at least each.

        The name of a source that the article leaves open is nobody's words.
        """
        if words == UNKNOWN_SOURCE.name:
            return True
        title = self._article.title or ""
        if fold_name(words) in fold_name(title) or find_phrase(self._article, words) is not None:
            return True
        return self._words(words) <= self._words(f"{title} {self._article.text}")

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(self._forms(text))

    def _forms(self, text: str) -> list[str]:
        tokens = tokenize(text, self._article.language)
        return [token.form for token in tokens if token.kind in _SAYS]


def _texts(item: Uncertainty) -> Iterator[str]:
    for value in item.params.values():
        if isinstance(value, str):
            yield value
        elif not isinstance(value, int):
            yield from value


def _is_within(words: str, evidence: Sequence[Evidence]) -> bool:
    wanted = fold_name(words)
    return any(f" {wanted} " in f" {fold_name(one.quote)} " for one in evidence if wanted)


def _is_in_order(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Return True if there are words, and ``whole`` has all of them in this order."""
    rest = iter(whole)
    return bool(words) and all(word in rest for word in words)


def _shown_value(*values: str | None) -> str:
    return " ".join(filter(None, values))


def _is_same(text: str, quote: str) -> bool:
    return fold(" ".join(text.split())) == fold(" ".join(quote.split()))


def _failed(code: FindingCode, text: str, **params: str) -> _Problem:
    return _Problem(failure=f"{_shown(text)}: {finding_sentence(code, params)}")


def _shown(text: str) -> str:
    return f"“{text if len(text) <= 120 else text[:119] + '…'}”"
