"""Brief and its parts: the data that briefer returns, in the standard terms of the field.

Sources, cues and quote kinds follow PARC 3.0 and PolNeAR, the basis follows AP, likelihoods follow
ICD 203, and times are TIMEX3 values. Every part carries evidence. A Brief cannot be created or
parsed if a piece of evidence is not a slice of its article.
"""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from briefer.language_codes import LanguageCode
from briefer.schema.article import Article
from briefer.schema.coverage import Coverage, Provenance
from briefer.schema.evidence import Evidence, EvidenceTuple, FrozenModel, NonEmptyStr
from briefer.schema.vocabulary import (
    UNCERTAINTY_KIND,
    Basis,
    EntityKind,
    FoundBy,
    Granularity,
    Likelihood,
    ParamValue,
    QuoteKind,
    SourceKind,
    TimeType,
    UncertaintyCode,
    UncertaintyKind,
    least_evidence,
)

SCHEMA_VERSION: Final = "2.4"


class SummaryPoint(FrozenModel):
    """The headline, or one point of the summary.

    Attributes:
        text: the sentence.
        sources: names of the sources to which the article attributes it, or a part of it; empty
            when the article states it itself.
        evidence: the passages that support it.
    """

    text: NonEmptyStr
    sources: tuple[str, ...] = ()
    evidence: EvidenceTuple


class Who(FrozenModel):
    """A person, an organisation or a group that acts in the story.

    Attributes:
        name: the fullest form in the article.
        kind: person, organisation or another kind of entity.
        role: title, office or part in the story, in the article's words.
        aliases: other names that the article, or a source that it quotes, uses for it.
        evidence: where the name, the role and the aliases are.
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
        sources: names of the sources to which the article attributes it; empty when the article
            states it itself.
        evidence: where the article reports it.
    """

    event: NonEmptyStr
    sources: tuple[str, ...] = ()
    evidence: EvidenceTuple


class Where(FrozenModel):
    """A place of the story.

    Attributes:
        place: the fullest form in the article.
        evidence: where the place is named.
    """

    place: NonEmptyStr
    evidence: EvidenceTuple


class When(FrozenModel):
    """A time of the story.

    Attributes:
        phrase: the article's words.
        value: TIMEX3 (ISO 8601) value, relative to the publication date, or two with a slash for
            a range; None if it cannot be resolved.
        type: TIMEX3 type.
        granularity: the unit of the value.
        evidence: where the phrase is.
    """

    phrase: NonEmptyStr
    value: str | None = None
    type: TimeType = "date"
    granularity: Granularity | None = None
    evidence: EvidenceTuple


class Source(FrozenModel):
    """The source of a claim: who says it, according to the article.

    Attributes:
        name: the name, or the article's exact description of an unnamed source; ``"unknown"``
            if the article does not say who it is.
        kind: person, organisation, group or document, named or not.
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
    def _has_evidence_unless_unknown(self) -> Self:
        if self.kind != "unknown" and not self.evidence:
            raise ValueError(f"the source {self.name!r} has no evidence")
        return self


UNKNOWN_SOURCE: Final = Source(name="unknown", kind="unknown")
"""The source of a claim of which the article does not say whose it is."""


class Coreference(FrozenModel):
    """A pronoun in the content of a claim, with whom or what it stands for.

    Attributes:
        mention: the pronoun, within the evidence of the claim.
        antecedent: the name, or the article's exact description, of whom or what is meant.
        evidence: where the article names or describes the antecedent.
    """

    mention: Evidence
    antecedent: NonEmptyStr
    evidence: EvidenceTuple


class Claim(FrozenModel):
    """Something that the article attributes to a source.

    Attributes:
        content: what is claimed, in the article's words or close to them.
        source: who claims it.
        cue: the words that tie the source to the content ("said", "according to").
        quote_kind: direct (all in quotation marks), indirect (paraphrased) or mixed.
        hedge: the words within the claim that weaken it ("may", "allegedly").
        likelihood: the likelihood that the claim itself states, if any.
        relies_on: on whose word the source itself relies, when it repeats what another said
            ("Reed said the manager had told her …" is Reed's claim and relies on the manager).
        reported_by: who says that the source said so, if it is not the article itself ("Reed said
            the manager had promised …" has a claim of the manager, reported by Reed).
        found_by: who found the claim: the model, the rules of the analysis, or both.
        coreferences: the pronouns of the content of which it is clear whom they mean ("he" of "Falk
            said he would resign").
        evidence: where the content is.
    """

    content: NonEmptyStr
    source: Source
    cue: Evidence | None = None
    quote_kind: QuoteKind
    hedge: Evidence | None = None
    likelihood: Likelihood | None = None
    relies_on: Source | None = None
    reported_by: Source | None = None
    found_by: FoundBy = "rules"
    coreferences: tuple[Coreference, ...] = ()
    evidence: EvidenceTuple

    @model_validator(mode="after")
    def _mentions_are_in_evidence(self) -> Self:
        for mention in (one.mention for one in self.coreferences):
            if not any(e.start <= mention.start and mention.end <= e.end for e in self.evidence):
                raise ValueError(f"{mention.quote!r} is not in the evidence of the claim")
        return self


class Side(FrozenModel):
    """One of the two sides of a dispute or a discrepancy.

    Attributes:
        source: who says so; None for the article itself.
        evidence: where this side is, a part of the evidence of the uncertainty.
    """

    source: str | None = None
    evidence: EvidenceTuple


class Uncertainty(FrozenModel):
    """A reason not to take something in the article as settled.

    Attributes:
        kind: why it is uncertain.
        code: what exactly is uncertain; ``docs/schema.md`` explains each code. None if the note was
            not made from a code, because another program wrote it.
        params: what the note says, by name: words of the article, and counts.
        note: what a reader should know, in one sentence.
        evidence: where it can be seen: both sides for ``disputed`` and ``discrepancy``. Only
            ``open_question``, a question that the article does not answer, may have none.
        sides: for ``disputed`` and ``discrepancy``, whose side which evidence is.
    """

    kind: UncertaintyKind
    code: UncertaintyCode | None = None
    params: dict[str, ParamValue] = Field(default_factory=dict)
    note: NonEmptyStr
    evidence: tuple[Evidence, ...] = ()
    sides: tuple[Side, ...] = ()

    @model_validator(mode="after")
    def _has_enough_evidence(self) -> Self:
        needed = least_evidence(self.kind)
        if len(self.evidence) < needed:
            raise ValueError(f"{self.kind!r} needs {needed} evidence, has {len(self.evidence)}")
        return self

    @model_validator(mode="after")
    def _code_belongs_to_kind(self) -> Self:
        if self.code is not None and UNCERTAINTY_KIND[self.code] != self.kind:
            raise ValueError(f"{self.code!r} is no code of the kind {self.kind!r}")
        return self

    @model_validator(mode="after")
    def _sides_are_in_evidence(self) -> Self:
        for evidence in (evidence for side in self.sides for evidence in side.evidence):
            if evidence not in self.evidence:
                raise ValueError(f"{evidence.quote!r} is on one side, but not in the evidence")
        return self


class Signature(FrozenModel):
    """Who signed a brief, and the signature.

    Attributes:
        algorithm: how it was signed.
        public_key: the raw public key, in base64.
        value: the signature, in base64.
    """

    # The last character has fewer bits than it could: nothing else may stand for the same bytes.
    algorithm: Literal["ed25519"]
    public_key: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$")]
    value: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{85}[AQgw]==$")]


class Brief(FrozenModel):
    """One page about one article, in which every line can be checked.

    Attributes:
        headline: what happened, in one line.
        summary: up to five points, the most important first.
        who: people, organisations and groups, the most important first.
        what: events, the main one first.
        where: places, the main one first.
        when: times, that of the main event first.
        claimed_by: the claims, each with the source that the article attributes it to.
        uncertainty: what a reader should not take as settled.
        article: the article itself, so that a brief can be checked and shown offline.
        coverage: how much was read, and what was left out.
        provenance: model, prompts, version, calls, tokens and seconds.
        language: ISO 639-1 code of the language of the brief's own words: headline, summary,
            events, notes and labels. Quotes are in the article's language.
        schema_version: version of this schema; 2.1 added ``language``, ``found_by``,
            ``relies_on``, ``reported_by`` and the counts of verified lines, 2.2 added the kinds
            ``correction`` and ``superseded``, ``region``, ``posts``, ``hidden_passages``,
            ``url_declared``, ``overruled_metadata`` and ``forced_verdict`` of the article, and
            ``reporting_words``, ``reporting_words_covered``, ``not_covered`` and ``not_read`` of
            the coverage, 2.3 added ``signature``, 2.4 added ``coreferences`` of a claim; all have a
            default.
        signature: the signature of the brief's JSON without this field; None if it is not signed.
    """

    schema_version: Literal["2.0", "2.1", "2.2", "2.3", "2.4"] = SCHEMA_VERSION
    headline: SummaryPoint
    summary: tuple[SummaryPoint, ...] = ()
    who: tuple[Who, ...] = ()
    what: tuple[What, ...] = ()
    where: tuple[Where, ...] = ()
    when: tuple[When, ...] = ()
    claimed_by: tuple[Claim, ...] = ()
    uncertainty: tuple[Uncertainty, ...] = ()
    language: LanguageCode = "en"
    article: Article
    coverage: Coverage
    provenance: Provenance
    signature: Signature | None = None

    def all_evidence(self) -> Iterator[Evidence]:
        """Yield every slice of evidence in the brief, section by section."""
        for point in (self.headline, *self.summary):
            yield from point.evidence
        parts: tuple[Who | What | Where | When, ...]
        for parts in (self.who, self.what, self.where, self.when):
            for part in parts:
                yield from part.evidence
        for claim in self.claimed_by:
            yield from claim.evidence
            yield from claim.source.evidence
            for other in filter(None, (claim.relies_on, claim.reported_by)):
                yield from other.evidence
            yield from (words for words in (claim.cue, claim.hedge) if words)
            for one in claim.coreferences:
                yield one.mention
                yield from one.evidence
        for item in self.uncertainty:
            yield from item.evidence
        yield from self.coverage.not_covered

    @model_validator(mode="after")
    def _evidence_is_in_its_article(self) -> Self:
        for evidence in self.all_evidence():
            if not evidence.holds_in(self.article.text):
                raise ValueError(
                    f"{evidence.quote!r} is not the text at "
                    f"{evidence.start}:{evidence.end} of the article"
                )
        return self
