"""Annotations: what the analysis finds in an article, each with its offsets in the text.

For example, an `Attribution` is a source, a cue and its content, each a `Span` of the article.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefer.schema.vocabulary import (
    UNCERTAINTY_KIND,
    EntityKind,
    Granularity,
    Likelihood,
    ParamValue,
    QuoteKind,
    Section,
    SourceKind,
    TimeType,
    UncertaintyCode,
    UncertaintyKind,
)


class Span(NamedTuple):
    """Start and end offset of a slice of the article's text, in code points."""

    start: int
    end: int

    def text_in(self, text: str) -> str:
        """Return the slice of ``text``."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Return True if ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return True if the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def distance_to(self, other: "Span") -> int:
        """Return how many characters lie between the two spans; 0 if they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, group or place under all its names.

    Attributes:
        text: the fullest form.
        kind: what kind of entity it is.
        mentions: all spans that name it, in order.
        roles: spans that describe it ("Iraqi Foreign Minister"), the fullest first.
        aliases: spans that give another name for it ("also known as ...").
    """

    text: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...] = ()
    aliases: tuple[Span, ...] = ()

    def forms(self, text: str) -> tuple[str, ...]:
        """Return all names that the article, whose text is ``text``, uses for it, each once."""
        spans = (*self.mentions, *self.aliases)
        return tuple(dict.fromkeys((self.text, *(span.text_in(text) for span in spans))))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    Attributes:
        span: the words with their quotation marks.
        inner: the words without them.
        continues: whether it continues an unclosed quotation of the paragraph before.
    """

    span: Span
    inner: Span
    continues: bool = False


@dataclass(frozen=True, slots=True)
class AttributionSource:
    """The source of an attribution.

    Attributes:
        text: the full name, the article's description of an unnamed source, or ``"unknown"``.
        kind: what kind of source it is.
        spans: where it is mentioned here and, for a pronoun or a short name, where it is named.
        entity: the entity that it was resolved to.
        role: the span of its title or office.
        reason: the span that says why it is not named.
        by_pronoun: whether only a pronoun refers to it here.
    """

    text: str
    kind: SourceKind
    spans: tuple[Span, ...] = ()
    entity: Entity | None = None
    role: Span | None = None
    reason: Span | None = None
    by_pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that weaken a statement.

    Attributes:
        span: the words.
        sentence: index of their sentence.
        likelihood: the step of the ICD 203 scale that they express, if any.
    """

    span: Span
    sentence: int
    likelihood: Likelihood | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content (PARC 3.0).

    Attributes:
        source: the source.
        cue: the words that link it to the content.
        content: what is attributed, in one or more slices.
        quote_kind: whether it is quoted in full, in part or not at all.
        sentence: index of the sentence in which it begins.
        rule: short id of the rule that found it, such as "A1" (see ``briefer debug``).
        hedge: the first hedge within the content.
        relies_on: on whose word the source itself relies ("Reed said Holt had told her ...").
        reported_by: who says that the source said so, if it is another source.
        own_pronoun: the pronoun with which the content begins, if it stands for the source
            ("Reed said she would go").
    """

    source: AttributionSource
    cue: Span
    content: tuple[Span, ...]
    quote_kind: QuoteKind
    sentence: int
    rule: str
    hedge: Hedge | None = None
    relies_on: AttributionSource | None = None
    reported_by: AttributionSource | None = None
    own_pronoun: Span | None = None

    @property
    def by_pronoun(self) -> bool:
        """Whether only a pronoun refers to the source here."""
        return self.source.by_pronoun


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, with as much of its name as one passage gives ("Anbar province, western Iraq")."""

    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression.

    Attributes:
        span: the phrase.
        sentence: index of its sentence.
        type: TIMEX3 type.
        value: TIMEX3 value; None if it cannot be resolved.
        granularity: how fine the value is.
    """

    span: Span
    sentence: int
    type: TimeType
    value: str | None = None
    granularity: Granularity | None = None


@dataclass(frozen=True, slots=True)
class UncertaintySide:
    """One of the two sides of a dispute or a discrepancy.

    Attributes:
        source: who says so; None for the article itself.
        spans: the words of this side.
    """

    source: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class UncertaintyFinding:
    """A reason why something in the article is uncertain, found by a rule.

    It has no prose: ``rendering/notes.py`` makes a sentence of the code and the parameters.

    Attributes:
        code: what exactly is uncertain.
        params: what a sentence about it needs, by name: words of the article, and counts.
        spans: the words in question.
        sides: whose side which words are, if there are two sides.
    """

    code: UncertaintyCode
    params: Mapping[str, ParamValue]
    spans: tuple[Span, ...]
    sides: tuple[UncertaintySide, ...] = ()

    @property
    def kind(self) -> UncertaintyKind:
        """What makes it uncertain."""
        return UNCERTAINTY_KIND[self.code]


@dataclass(frozen=True, slots=True)
class EventClause:
    """An event, stated by the article itself or attributed to a source.

    Attributes:
        span: its main clause, without the dateline and the reporting clause.
        sentence: index of its sentence.
        actor: who acts or is affected; None if nobody is.
        actor_kind: what kind of entity the actor is.
        weight: importance for the whole article; larger is more important.
    """

    span: Span
    sentence: int
    actor: Span | None = None
    actor_kind: EntityKind = "group"
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that rules find in one article.

    Attributes:
        parser: ``"syntax"`` if the text was parsed, ``"rules"`` if only patterns were used.
        entities: the most important first.
        quotations: in order.
        attributions: in order.
        hedges: in order.
        places: the most important first.
        times: in order.
        uncertainty: by kind, then in order.
        dateline: the place at the start of the text.
        events: the lead's event first, the others by weight.
        injections: sentences that try to instruct a language model.
        orders: passages that tell somebody to do or to write something; they support no line.
        open_clauses: questions and conditions; they support only lines that are open, too.
        rejected_clauses: what its own sentence denies or only imagines; it supports only lines
            that do so, too.
        sides: the lines of an interview ("A: It was late."), which are not in its own voice.
        unstated_entities: persons and organisations that only orders and questions name.
        unstated_attributions: what only orders attribute to somebody.
        asides: passages that are not part of the story: the dateline, bylines, credits, dates of
            publication, and what the article says about itself, such as a correction.
        not_read: sections for which the rules cannot read the article's language.
    """

    parser: str
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    uncertainty: tuple[UncertaintyFinding, ...] = ()
    dateline: Span | None = None
    events: tuple[EventClause, ...] = ()
    injections: tuple[Span, ...] = ()
    orders: tuple[Span, ...] = ()
    open_clauses: tuple[Span, ...] = ()
    rejected_clauses: tuple[Span, ...] = ()
    sides: tuple[Span, ...] = ()
    unstated_entities: tuple[Entity, ...] = ()
    unstated_attributions: tuple[Attribution, ...] = ()
    asides: tuple[Span, ...] = ()
    not_read: tuple[Section, ...] = ()
