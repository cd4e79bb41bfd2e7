"""What the tools return as structured content; its JSON Schema is sent to the client.

The article's text is not in a `BriefResult`: a client reads it through ``show_evidence``,
``find_in_article`` or the resource in JSON.
"""

from datetime import datetime
from typing import Self

from briefer.language_codes import LanguageCode
from briefer.schema.article import Article, DateOrDateTime
from briefer.schema.brief import (
    Brief,
    Claim,
    SummaryPoint,
    Uncertainty,
    What,
    When,
    Where,
    Who,
)
from briefer.schema.coverage import Coverage, Provenance
from briefer.schema.evidence import FrozenModel


class ArticleFacts(FrozenModel):
    """What is known about an article besides its text."""

    title: str | None
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: DateOrDateTime | None
    language: str
    characters: int

    @classmethod
    def of(cls, article: Article) -> Self:
        """Return the facts about an article."""
        return cls(
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            authors=article.authors,
            published=article.published,
            language=article.language,
            characters=len(article.text),
        )


class BriefResult(FrozenModel):
    """A brief, without the text of its article. Evidence has offsets in that text."""

    brief_id: str
    from_cache: bool
    language: LanguageCode
    article: ArticleFacts
    headline: SummaryPoint
    summary: tuple[SummaryPoint, ...]
    who: tuple[Who, ...]
    what: tuple[What, ...]
    where: tuple[Where, ...]
    when: tuple[When, ...]
    claimed_by: tuple[Claim, ...]
    uncertainty: tuple[Uncertainty, ...]
    coverage: Coverage
    provenance: Provenance

    @classmethod
    def of(cls, brief: Brief, *, brief_id: str, from_cache: bool) -> Self:
        """Return the result for a brief."""
        return cls(
            brief_id=brief_id,
            from_cache=from_cache,
            language=brief.language,
            article=ArticleFacts.of(brief.article),
            headline=brief.headline,
            summary=brief.summary,
            who=brief.who,
            what=brief.what,
            where=brief.where,
            when=brief.when,
            claimed_by=brief.claimed_by,
            uncertainty=brief.uncertainty,
            coverage=brief.coverage,
            provenance=brief.provenance,
        )


class CheckOutcome(FrozenModel):
    """The result of a check.

    Attributes:
        holds: True if nothing is proven wrong.
        quotes: number of quotes that were compared with the article.
        statements: number of statements that were checked; 0 if a quote does not match.
        failures: what is proven wrong.
        unknown: what code cannot decide.
        omitted: how many more failures and undecided statements there are.
    """

    holds: bool
    quotes: int
    statements: int
    failures: tuple[str, ...]
    unknown: tuple[str, ...]
    omitted: int


class Passage(FrozenModel):
    """Words of the article in their context: ``before + quote + after`` is a slice of its text.

    Attributes:
        start: offset of the quote's first character in the article's text.
        end: offset after its last character.
        before: what the article says before the quote.
        quote: the exact words.
        after: what the article says after it.
    """

    start: int
    end: int
    before: str
    quote: str
    after: str


class Passages(FrozenModel):
    """Passages of the article of a brief, in the order of the article.

    Attributes:
        brief_id: the brief.
        about: the item, or the words that were looked for.
        exact: False if the article has the words only nearly so.
        passages: the passages.
        omitted: how many more there are.
    """

    brief_id: str
    about: str
    exact: bool
    passages: tuple[Passage, ...]
    omitted: int


class ListedBrief(FrozenModel):
    """One brief of the list."""

    brief_id: str
    headline: str
    title: str | None
    url: str | None
    published: DateOrDateTime | None
    created: datetime
    model: str


class BriefList(FrozenModel):
    """Recent briefs, the newest first.

    Attributes:
        briefs: as many as were asked for.
        total: how many the server has.
    """

    briefs: tuple[ListedBrief, ...]
    total: int
