"""Find who says what in Chinese and Japanese, which have neither spaces nor capital letters.

In Chinese the source stands before the verb, "市长周岚周二说" without the time; in Japanese before
the particle は or が, with the quotation between it and the verb: "市長は「…」と述べた".
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from briefer.analysis.annotations import Attribution, AttributionSource, Quotation, Span
from briefer.analysis.multilingual.cjk_dates import TIME
from briefer.analysis.multilingual.people import UNKNOWN
from briefer.analysis.multilingual.rules import PatternRule
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
from briefer.schema.vocabulary import QuoteKind, SourceKind

_FOLDER: Final = Path(__file__).resolve().parent / "clauses"
_LEAST_WORDS = 4  # characters of a statement; fewer are a name


class _Clauses(NamedTuple):
    """The patterns of one language.

    Attributes:
        patterns: clauses with the groups "source", "cue" and "content", the surest first.
        not_a_source: a pronoun, or words that name nobody.
        unnamed_person: the first words of a description of one person ("一名官员").
        unnamed_group: the same of several ("两名官员").
        organisation: a name that ends like that of a body ("县交通局").
    """

    patterns: tuple[re.Pattern[str], ...]
    not_a_source: re.Pattern[str]
    unnamed_person: re.Pattern[str]
    unnamed_group: re.Pattern[str]
    organisation: re.Pattern[str]

    def kind_of(self, source: str) -> SourceKind:
        """Return the kind of a source; without a parse, it counts as a person if it is no body."""
        if self.unnamed_person.match(source):
            return "unnamed_person"
        if self.unnamed_group.match(source):
            return "unnamed_group"
        return "organisation" if self.organisation.fullmatch(source) else "person"


@cache
def _clauses(language: str) -> _Clauses:
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        table = tomllib.load(file)
    said = table["said"]
    return _Clauses(
        tuple(
            re.compile(pattern.replace("TIME", TIME).replace("SAID", said), re.MULTILINE)
            for pattern in table["patterns"]
        ),
        re.compile(table["not_a_source"]),
        re.compile(table["unnamed_person"]),
        re.compile(table["unnamed_group"]),
        re.compile(table["organisation"]),
    )


def reads_clauses(language: str) -> bool:
    """Return True for Chinese and Japanese."""
    return (_FOLDER / f"{language}.toml").is_file()


def find_cjk_attributions(
    article: Article, quotations: tuple[Quotation, ...]
) -> tuple[Attribution, ...]:
    """Return the attributions of an article in Chinese or Japanese, in order."""
    quoted = SpanIndex((one.span, one) for one in quotations)
    found: SpanIndex[Attribution] = SpanIndex(())
    for pattern in _clauses(article.language).patterns:
        for one in _matches(pattern, article, quoted):
            if not found.overlaps(one.content[0]):
                found.add(one.content[0], one)
    return tuple(one for _, one in found)


def _matches(
    pattern: re.Pattern[str], article: Article, quotations: SpanIndex[Quotation]
) -> Iterator[Attribution]:
    for match in pattern.finditer(article.text):
        content, cue = Span(*match.span("content")), Span(*match.span("cue"))
        if content.end - content.start < _LEAST_WORDS:
            continue
        if quotations.covers(cue):
            continue
        whole = match["content"][0] in "“「"
        quoted = any(content.contains(span) for span, _ in quotations.overlapping(content))
        kind: QuoteKind = "direct" if whole else "mixed" if quoted else "indirect"
        named = _clauses(article.language).not_a_source.fullmatch(match["source"]) is None
        kind_of_source = _clauses(article.language).kind_of(match["source"])
        source = (
            AttributionSource(match["source"], kind_of_source, (Span(*match.span("source")),))
            if named
            else UNKNOWN
        )
        if source is UNKNOWN and kind == "indirect":
            continue
        after = cue.start >= content.end
        rule = PatternRule.CUE_AFTER_QUOTATION if after else PatternRule.CUE_BEFORE_QUOTATION
        yield Attribution(
            source=source,
            cue=cue,
            content=(content,),
            quote_kind=kind,
            sentence=article.sentence_at(content.start),
            rule=rule if whole else PatternRule.REPORTED_CLAUSE,
        )
