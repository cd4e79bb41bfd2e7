"""Candidates: what reading finds, each a place in the article's text.

Nothing here is final. A model (or, without one, the extractive brief) chooses among candidates,
and grounding holds every choice against the text again.
"""

from dataclasses import dataclass
from typing import NamedTuple

from briefer.schema import (
    EntityKind,
    Granularity,
    Likelihood,
    QuoteKind,
    SourceKind,
    TimeType,
    UncertaintyKind,
)


class Span(NamedTuple):
    """Offsets of a slice of the article's text, in code points."""

    start: int
    end: int

    def text_in(self, text: str) -> str:
        """Cut the slice out of ``text``."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Tell whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, group or place under all its names.

    Attributes:
        text: the fullest form.
        kind: what bears the name.
        mentions: every place where it is named, in order.
        roles: where the article describes it ("Iraqi Foreign Minister"), the fullest first.
        aliases: where the article gives another name for it ("also known as ...").
    """

    text: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...] = ()
    aliases: tuple[Span, ...] = ()

    def forms(self, text: str) -> tuple[str, ...]:
        """Return all names that ``text``, the article's, gives its bearer, each once."""
        places = (*self.mentions, *self.aliases)
        return tuple(dict.fromkeys((self.text, *(place.text_in(text) for place in places))))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    Attributes:
        span: the words with their marks.
        inner: the words without them.
        continues: whether it takes up an unclosed quotation of the paragraph before.
    """

    span: Span
    inner: Span
    continues: bool = False


@dataclass(frozen=True, slots=True)
class AttributionSource:
    """The source of an attribution.

    Attributes:
        text: the full name, the article's description of an unnamed one, or ``"unknown"``.
        kind: what kind of source it is.
        spans: where it is mentioned here and, for a pronoun or a short name, where it is named.
        entity: the name it was resolved to.
        role: where its title or office stands.
        reason: where the article says why it is not named.
        by_pronoun: whether only a pronoun stands for it here.
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
        sentence: index of the sentence they stand in.
        likelihood: the step of the ICD 203 scale that they name, if any.
    """

    span: Span
    sentence: int
    likelihood: Likelihood | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content (PARC 3.0).

    Attributes:
        source: the source.
        cue: the words that tie it to the content.
        content: what is attributed, in one or more slices.
        quote_kind: how much of it is quoted.
        sentence: index of the sentence in which it begins.
        rule: short id of the rule that found it, such as "A1" (see ``briefer debug``).
        hedge: the first hedge within the content.
    """

    source: AttributionSource
    cue: Span
    content: tuple[Span, ...]
    quote_kind: QuoteKind
    sentence: int
    rule: str
    hedge: Hedge | None = None

    @property
    def by_pronoun(self) -> bool:
        """Whether only a pronoun names the source here."""
        return self.source.by_pronoun


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as fully as one passage names it."""

    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression.

    Attributes:
        span: the phrase.
        sentence: index of its sentence.
        type: TIMEX3 type.
        value: TIMEX3 value, or None where it cannot be resolved.
        granularity: how fine the value is.
    """

    span: Span
    sentence: int
    type: TimeType
    value: str | None = None
    granularity: Granularity | None = None


@dataclass(frozen=True, slots=True)
class UncertaintyFinding:
    """A reason not to take something as settled, seen by a rule.

    Attributes:
        kind: what makes it uncertain.
        note: what a reader should know, in one sentence.
        spans: where it shows.
    """

    kind: UncertaintyKind
    note: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EventClause:
    """An event that the article tells in its own voice, or on someone's word.

    Attributes:
        span: its main clause, without the dateline and the words that report it.
        sentence: index of its sentence.
        actor: who acts in it, or has it happen to them; None when nobody does.
        actor_kind: what the actor is.
        weight: how much it matters for the whole, larger is more.
    """

    span: Span
    sentence: int
    actor: Span | None = None
    actor_kind: EntityKind = "group"
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that code can see in one article.

    Attributes:
        parser: ``"syntax"`` where a parse stands behind it, ``"rules"`` where only patterns do.
        entities: by importance, the first the most important.
        quotations: in order.
        attributions: in order.
        hedges: in order.
        places: by importance.
        times: in order.
        uncertainty: by kind, then in order.
        dateline: the place at the head of the text.
        events: the events, the lead's first, then by weight.
        injections: sentences that give orders to a machine.
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
