"""The suite format: articles, each with the gold brief that its briefs are scored against."""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from briefer.analysis.annotations import Span
from briefer.schema.article import Article
from briefer.schema.evidence import FrozenModel, NonEmptyStr
from briefer.schema.vocabulary import QuoteKind, SourceKind, UncertaintyKind

GoldSection = Literal["who", "what", "where", "when", "claimed_by", "uncertainty"]

Offsets = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(gt=0)]]
Anchor = NonEmptyStr | Offsets
"""A place in the article: a verbatim quote, or ``[start, end]`` offsets in code points."""


class GoldItem(FrozenModel):
    """A person or organisation, an event, or a place.

    Attributes:
        text: the answer.
        aliases: other answers that are just as correct.
        evidence: the passages that support it.
        essential: True if a good brief must have it; other items may be left out.
    """

    text: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    evidence: tuple[Anchor, ...] = ()
    essential: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """All correct answers."""
        return (self.text, *self.aliases)


class GoldTime(GoldItem):
    """A time.

    Attributes:
        value: its TIMEX3 value; None if it has none or it is not known.
    """

    value: NonEmptyStr | None = None


class GoldClaim(FrozenModel):
    """Something that the article attributes to a source.

    Attributes:
        content: what is claimed.
        aliases: other correct wordings of the content.
        source: who claims it; None if it is not scored.
        source_aliases: other correct names of the source.
        source_kind: the kind of source; None if it is not scored.
        cue: the words that attribute the content; None if they are not scored.
        quote_kind: how much of the content is quoted; None if it is not scored.
        hedge: the words that weaken the content; None if there are none. If the key is absent, the
            hedge is not scored.
        evidence: the passages of the content.
        essential: True if a good brief must have it.
    """

    content: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    source: NonEmptyStr | None = None
    source_aliases: tuple[NonEmptyStr, ...] = ()
    source_kind: SourceKind | None = None
    cue: NonEmptyStr | None = None
    quote_kind: QuoteKind | None = None
    hedge: NonEmptyStr | None = None
    evidence: tuple[Anchor, ...] = ()
    essential: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """All correct wordings of the content."""
        return (self.content, *self.aliases)

    @property
    def sources(self) -> tuple[str, ...]:
        """All correct names of the source; empty if it is not scored."""
        return (self.source, *self.source_aliases) if self.source else ()

    @property
    def scores_hedge(self) -> bool:
        """True if the suite says whether there is a hedge."""
        return "hedge" in self.model_fields_set


class GoldUncertainty(GoldItem):
    """A reason not to take something as settled.

    Attributes:
        kind: its kind; None if it is not scored.
        kind_aliases: other kinds that are right, too, since they are a matter of opinion.
    """

    kind: UncertaintyKind | None = None
    kind_aliases: tuple[UncertaintyKind, ...] = ()

    @property
    def kinds(self) -> tuple[UncertaintyKind, ...]:
        """All right kinds; empty if the kind is not scored."""
        return (self.kind, *self.kind_aliases) if self.kind else ()


def _from_text(item: object) -> object:
    return {"text": item} if isinstance(item, str) else item


def _from_content(item: object) -> object:
    return {"content": item} if isinstance(item, str) else item


Items = tuple[
    Annotated[GoldItem, BeforeValidator(_from_text, json_schema_input_type=GoldItem | str)], ...
]
Times = tuple[
    Annotated[GoldTime, BeforeValidator(_from_text, json_schema_input_type=GoldTime | str)], ...
]
Claims = tuple[
    Annotated[GoldClaim, BeforeValidator(_from_content, json_schema_input_type=GoldClaim | str)],
    ...,
]
Uncertainties = tuple[
    Annotated[
        GoldUncertainty, BeforeValidator(_from_text, json_schema_input_type=GoldUncertainty | str)
    ],
    ...,
]


class Gold(FrozenModel):
    """What a good brief contains, by section; the first item of a section is its main answer.

    A section that is None is not scored. An empty section means that a brief should have no items.
    """

    who: Items | None = None
    what: Items | None = None
    where: Items | None = None
    when: Times | None = None
    claimed_by: Claims | None = None
    uncertainty: Uncertainties | None = None

    def items(self) -> Iterator[tuple[str, GoldItem | GoldClaim]]:
        """Yield every item with its path (``"who.0"``)."""
        sections: tuple[tuple[str, tuple[GoldItem | GoldClaim, ...] | None], ...] = (
            ("who", self.who),
            ("what", self.what),
            ("where", self.where),
            ("when", self.when),
            ("claimed_by", self.claimed_by),
            ("uncertainty", self.uncertainty),
        )
        for name, items in sections:
            for number, item in enumerate(items or ()):
                yield f"{name}.{number}", item


class Case(FrozenModel):
    """An article with its gold brief: one line of a JSONL suite.

    Attributes:
        id: its name, unique in the suite.
        article: the article.
        gold: the gold brief.
    """

    id: NonEmptyStr
    article: Article
    gold: Gold

    @model_validator(mode="after")
    def _evidence_is_in_the_article(self) -> Self:
        for path, item in self.gold.items():
            for anchor in item.evidence:
                if span_of(anchor, self.article.text) is None:
                    raise ValueError(f"gold.{path}: {anchor!r} is not in the article")
        return self

    @property
    def digest(self) -> str:
        """The SHA-256 of article and gold."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class Suite(FrozenModel):
    """Cases that are reported together.

    Attributes:
        name: its name in reports.
        cases: the cases, in the order in which they were loaded.
    """

    name: NonEmptyStr
    cases: tuple[Case, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of all cases."""
        return hashlib.sha256("\n".join(case.digest for case in self.cases).encode()).hexdigest()


def span_of(anchor: Anchor, text: str) -> Span | None:
    """Return the span of an anchor in ``text`` (of a quote, the first one), or None."""
    if isinstance(anchor, str):
        start = text.find(anchor)
        return Span(start, start + len(anchor)) if start >= 0 else None
    span = Span(*anchor)
    return span if span.start < span.end <= len(text) else None


def spans_of(item: GoldItem | GoldClaim, article: Article) -> tuple[Span, ...]:
    """Return the spans of an item's evidence in the article, in the order of gold."""
    spans = (span_of(anchor, article.text) for anchor in item.evidence)
    return tuple(span for span in spans if span is not None)
