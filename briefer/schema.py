"""Brief and its parts: what a reader gets, in the field's terms.

Sources, cues and quote kinds are those of PARC 3.0 and PolNeAR, the basis is AP's, likelihoods
are those of ICD 203, times are TIMEX3 values. Every part carries evidence, and a Brief cannot be
made, or parsed, with evidence that its article does not bear out.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from briefer.article import Article
from briefer.evidence import Evidence, FrozenModel

SCHEMA_VERSION: Final = "2.0"

EntityKind = Literal["person", "organisation", "group", "place", "other"]
SourceKind = Literal[
    "person", "organisation", "group", "document", "unnamed_person", "unnamed_group", "unknown"
]
Basis = Literal["on_record", "background", "unknown"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Likelihood = Literal[
    "almost_no_chance",
    "very_unlikely",
    "unlikely",
    "roughly_even_chance",
    "likely",
    "very_likely",
    "almost_certain",
]
TimeType = Literal["date", "time", "duration", "set"]
Granularity = Literal[
    "century", "decade", "year", "quarter", "season", "month", "week", "day", "part_of_day", "hour",
    "minute", "second",
]  # fmt: skip
UncertaintyKind = Literal[
    "unnamed_source",
    "hedged",
    "unconfirmed",
    "disputed",
    "discrepancy",
    "single_source",
    "open_question",
]
TWO_SIDED: Final[frozenset[UncertaintyKind]] = frozenset({"disputed", "discrepancy"})
"""The kinds of uncertainty that show two passages, one for each side."""

Section = Literal[
    "headline", "summary", "who", "what", "where", "when", "claimed_by", "uncertainty"
]

NonEmptyStr = Annotated[str, Field(min_length=1)]
EvidenceTuple = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class SummaryPoint(FrozenModel):
    """One sentence of the brief's own: the headline, or a point of the summary.

    Attributes:
        text: the sentence.
        sources: the names of those on whose word it, or a part of it, rests; empty when the
            article says it in its own voice.
        evidence: the passages that bear it out.
    """

    text: NonEmptyStr
    sources: tuple[str, ...] = ()
    evidence: EvidenceTuple


class Who(FrozenModel):
    """Someone or something that acts in the story.

    Attributes:
        name: the fullest form that the article gives.
        kind: what bears the name.
        role: title, office or part in the story, in the article's words.
        aliases: other names under which the article, or those it quotes, know the same one.
        evidence: where the name, the role and the aliases stand.
    """

    name: NonEmptyStr
    kind: EntityKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    evidence: EvidenceTuple


class What(FrozenModel):
    """An event.

    Attributes:
        event: what happened.
        sources: the names of those it rests on; empty when the article says it in its own voice.
        evidence: where the article tells it.
    """

    event: NonEmptyStr
    sources: tuple[str, ...] = ()
    evidence: EvidenceTuple


class Where(FrozenModel):
    """A place of the story, as fully as the article names it."""

    place: NonEmptyStr
    evidence: EvidenceTuple


class When(FrozenModel):
    """A time of the story.

    Attributes:
        phrase: the article's words.
        value: TIMEX3 (ISO 8601) value, anchored at publication; None when it cannot be resolved.
        type: TIMEX3 type.
        granularity: how fine the value is.
        evidence: where the phrase stands.
    """

    phrase: NonEmptyStr
    value: str | None = None
    type: TimeType = "date"
    granularity: Granularity | None = None
    evidence: EvidenceTuple


class Source(FrozenModel):
    """Who is said to hold or to say a claim.

    Attributes:
        name: the name, or the article's exact description of an unnamed source; ``"unknown"``
            when the article leaves open who it is.
        kind: what kind of source it is.
        role: title or office, in the article's words.
        basis: on the record, on background, or unknown.
        anonymity_reason: the reason that the article gives for not naming the source.
        evidence: where the article names or describes the source, and gives the reason.
    """

    name: NonEmptyStr
    kind: SourceKind
    role: str | None = None
    basis: Basis = "unknown"
    anonymity_reason: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _is_shown_unless_unknown(self) -> Self:
        if self.kind != "unknown" and not self.evidence:
            raise ValueError(f"the source {self.name!r} has no evidence")
        return self


class Claim(FrozenModel):
    """Something that the article attributes to a source.

    Attributes:
        content: what is claimed, in the article's words or close to them.
        source: who claims it.
        cue: the words that tie the source to the content ("said", "according to").
        quote_kind: direct (all in quotation marks), indirect (paraphrased) or mixed.
        hedge: the words within the claim that weaken it ("may", "allegedly").
        likelihood: how likely the claim calls its content, when it says so itself.
        evidence: where the content stands.
    """

    content: NonEmptyStr
    source: Source
    cue: Evidence | None = None
    quote_kind: QuoteKind
    hedge: Evidence | None = None
    likelihood: Likelihood | None = None
    evidence: EvidenceTuple


def least_evidence(kind: UncertaintyKind | None) -> int:
    """Return how many passages an uncertainty of a kind shows at least."""
    if kind in TWO_SIDED:
        return 2
    return 0 if kind == "open_question" else 1


class Uncertainty(FrozenModel):
    """A reason not to take something in the article as settled.

    Attributes:
        kind: what makes it uncertain.
        note: what a reader should know, in one sentence.
        evidence: where it shows: both sides for ``disputed`` and ``discrepancy``; may be empty only
            for ``open_question``, a question left open.
    """

    kind: UncertaintyKind
    note: NonEmptyStr
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _shows_enough(self) -> Self:
        needed = least_evidence(self.kind)
        if len(self.evidence) < needed:
            raise ValueError(f"{self.kind!r} needs {needed} evidence, has {len(self.evidence)}")
        return self


class RejectedItem(FrozenModel):
    """Something that the model wrote and grounding refused, with the reason."""

    section: NonEmptyStr
    text: str
    reason: NonEmptyStr


class Coverage(FrozenModel):
    """How much of the article stands behind the brief, and what was left out.

    Attributes:
        sentences: number of sentences in the article.
        sentences_read: how many of them the model was shown and gave a usable answer to when it
            was asked for the gist; all of them when no model was asked. It leaves out sentences
            that give orders to a machine, and parts of a long article whose answer was unusable.
        quotations: number of quotations in the article.
        quotations_covered: how many of them a claim of the brief holds.
        attributions: number of attributions that reading found.
        attributions_covered: how many of them a claim of the brief holds.
        rejected: what grounding refused even after the model was asked again.
        notes: what briefer could not do for this article, in plain sentences.
    """

    sentences: Annotated[int, Field(ge=0)]
    sentences_read: Annotated[int, Field(ge=0)]
    quotations: Annotated[int, Field(ge=0)] = 0
    quotations_covered: Annotated[int, Field(ge=0)] = 0
    attributions: Annotated[int, Field(ge=0)] = 0
    attributions_covered: Annotated[int, Field(ge=0)] = 0
    rejected: tuple[RejectedItem, ...] = ()
    notes: tuple[str, ...] = ()


class Provenance(FrozenModel):
    """How the brief came about.

    Attributes:
        model: name of the model, ``"none"`` for a brief of the reading alone.
        prompt_digest: sha256 over the prompt files that were used; empty without a model.
        version: version of briefer.
        created: when the brief was made, with its time zone.
        calls: requests that a model answered.
        reasks: how many of them asked again for an answer that did not hold.
        input_tokens: prompt tokens over all calls, cached ones included.
        cached_tokens: prompt tokens that the server took from its cache.
        output_tokens: tokens that the model wrote.
        seconds: wall time from the article to the brief.
    """

    model: NonEmptyStr
    prompt_digest: str = ""
    version: NonEmptyStr
    created: datetime
    calls: Annotated[int, Field(ge=0)] = 0
    reasks: Annotated[int, Field(ge=0)] = 0
    input_tokens: Annotated[int, Field(ge=0)] = 0
    cached_tokens: Annotated[int, Field(ge=0)] = 0
    output_tokens: Annotated[int, Field(ge=0)] = 0
    seconds: Annotated[float, Field(ge=0)] = 0.0


class Brief(FrozenModel):
    """One page about one article, in which every line can be checked.

    Attributes:
        headline: what happened, in one line.
        summary: up to five points, the most important first.
        who: those who act, the most important first.
        what: the events, the main one first.
        where: the places, the main one first.
        when: the times, that of the main event first.
        claimed_by: what the article attributes, and to whom.
        uncertainty: what a reader should not take as settled.
        article: the article itself, so that a brief can be checked and shown without a network.
        coverage: how much was read, and what was left out.
        provenance: model, prompts, version, calls, tokens and seconds.
        schema_version: version of this schema.
    """

    schema_version: Literal["2.0"] = SCHEMA_VERSION
    headline: SummaryPoint
    summary: tuple[SummaryPoint, ...] = ()
    who: tuple[Who, ...] = ()
    what: tuple[What, ...] = ()
    where: tuple[Where, ...] = ()
    when: tuple[When, ...] = ()
    claimed_by: tuple[Claim, ...] = ()
    uncertainty: tuple[Uncertainty, ...] = ()
    article: Article
    coverage: Coverage
    provenance: Provenance

    def all_evidence(self) -> Iterator[Evidence]:
        """Yield every evidence in the brief, in reading order."""
        for point in (self.headline, *self.summary):
            yield from point.evidence
        parts: tuple[Who | What | Where | When, ...]
        for parts in (self.who, self.what, self.where, self.when):
            for part in parts:
                yield from part.evidence
        for claim in self.claimed_by:
            yield from claim.evidence
            yield from claim.source.evidence
            yield from (words for words in (claim.cue, claim.hedge) if words)
        for doubt in self.uncertainty:
            yield from doubt.evidence

    @model_validator(mode="after")
    def _holds_against_its_article(self) -> Self:
        for evidence in self.all_evidence():
            if not evidence.holds_in(self.article.text):
                raise ValueError(
                    f"{evidence.quote!r} does not stand at "
                    f"{evidence.start}:{evidence.end} of the article"
                )
        return self
