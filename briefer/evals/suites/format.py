"""The suite format: an article, and the gold brief that a good brief is held against."""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from briefer.analysis.annotations import Span
from briefer.article import Article
from briefer.evidence import FrozenModel
from briefer.schema import NonEmptyStr
from briefer.vocabulary import QuoteKind, SourceKind, UncertaintyKind

GoldSection = Literal["who", "what", "where", "when", "claimed_by", "uncertainty"]

Offsets = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(gt=0)]]
Anchor = NonEmptyStr | Offsets
"""Where an item stands: words of the article, or their ``[start, end]`` offsets in it."""


class GoldItem(FrozenModel):
    """Someone, something that happened, or a place.

    Attributes:
        text: the answer.
        aliases: other answers that are as right.
        evidence: where the article bears it out.
        essential: whether a brief without it fails its reader; others may be left out.
    """

    text: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    evidence: tuple[Anchor, ...] = ()
    essential: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """All answers that are right."""
        return (self.text, *self.aliases)


class GoldTime(GoldItem):
    """A time.

    Attributes:
        value: its TIMEX3 value; None where it has none or it is not known.
    """

    value: NonEmptyStr | None = None


class GoldClaim(FrozenModel):
    """Something that the article attributes to a source.

    Attributes:
        content: what is claimed.
        aliases: other wordings of it that are as right.
        source: who claims it; None when that is not scored.
        source_aliases: other right names of the source.
        source_kind: its kind; None when that is not scored.
        cue: the words that attribute; None when they are not scored.
        quote_kind: how much is quoted; None when that is not scored.
        hedge: the words that weaken it; None says that there are none, no key that it is not
            scored.
        evidence: where the content stands.
        essential: whether a brief without it fails its reader.
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
        """All wordings of the content that are right."""
        return (self.content, *self.aliases)

    @property
    def sources(self) -> tuple[str, ...]:
        """All names of the source that are right; empty when it is not scored."""
        return (self.source, *self.source_aliases) if self.source else ()

    @property
    def scores_hedge(self) -> bool:
        """Whether the suite says anything about a hedge here."""
        return "hedge" in self.model_fields_set


class GoldUncertainty(GoldItem):
    """A reason not to take something as settled.

    Attributes:
        kind: its kind; None when that is not scored.
    """

    kind: UncertaintyKind | None = None


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
Doubts = tuple[
    Annotated[
        GoldUncertainty, BeforeValidator(_from_text, json_schema_input_type=GoldUncertainty | str)
    ],
    ...,
]


class Gold(FrozenModel):
    """What a good brief says, by section; the first item of a section is its main answer.

    A section that is None is not scored. An empty one says that a brief should have none.
    """

    who: Items | None = None
    what: Items | None = None
    where: Items | None = None
    when: Times | None = None
    claimed_by: Claims | None = None
    uncertainty: Doubts | None = None

    def items(self) -> Iterator[tuple[str, GoldItem | GoldClaim]]:
        """Yield every item with the section and place where it stands (``"who.0"``)."""
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
    """One article with its gold brief: a line of a JSONL suite.

    Attributes:
        id: its name, unique within the suite.
        article: the article.
        gold: the gold brief.
    """

    id: NonEmptyStr
    article: Article
    gold: Gold

    @model_validator(mode="after")
    def _anchors_hold(self) -> Self:
        for place, item in self.gold.items():
            for anchor in item.evidence:
                if span_of(anchor, self.article.text) is None:
                    raise ValueError(f"gold.{place}: {anchor!r} does not stand in the article")
        return self

    @property
    def digest(self) -> str:
        """The sha256 of article and gold."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class Suite(FrozenModel):
    """Cases that are reported together.

    Attributes:
        name: what reports call it.
        cases: in the order of their ids.
    """

    name: NonEmptyStr
    cases: tuple[Case, ...]

    @property
    def digest(self) -> str:
        """The sha256 over all cases."""
        return hashlib.sha256("\n".join(case.digest for case in self.cases).encode()).hexdigest()


def span_of(anchor: Anchor, text: str) -> Span | None:
    """Return where an anchor stands in ``text`` (the first place of a quote), or None."""
    if isinstance(anchor, str):
        start = text.find(anchor)
        return Span(start, start + len(anchor)) if start >= 0 else None
    span = Span(*anchor)
    return span if span.start < span.end <= len(text) else None


def spans_of(item: GoldItem | GoldClaim, article: Article) -> tuple[Span, ...]:
    """Return where an item stands in its article, in the order given."""
    found = (span_of(anchor, article.text) for anchor in item.evidence)
    return tuple(span for span in found if span is not None)
