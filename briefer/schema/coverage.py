"""What is behind a brief: how much of the article it covers, what was rejected, who made it."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from briefer.schema.evidence import Evidence, FrozenModel, NonEmptyStr
from briefer.schema.vocabulary import (
    FindingCode,
    ModelSize,
    Section,
)


class RejectionFinding(FrozenModel):
    """One thing that is wrong with a rejected item.

    Attributes:
        code: what is wrong; ``docs/checks.md`` explains each code.
        params: words that a sentence about it needs, by name.
    """

    code: FindingCode
    params: dict[str, str] = Field(default_factory=dict)


class RejectedItem(FrozenModel):
    """Something that the model wrote or the analysis found, and the checks rejected.

    Attributes:
        section: the section that it was meant for.
        text: what the model wrote, or the words of the claim.
        findings: what is wrong with it, the most serious first.
    """

    section: NonEmptyStr
    text: str
    findings: Annotated[tuple[RejectionFinding, ...], Field(min_length=1)]


class Coverage(FrozenModel):
    """How much of the article the brief covers, and what was left out.

    Attributes:
        sentences: number of sentences in the article.
        sentences_read: how many of them the model was shown and gave a usable answer for, when it
            was asked for the gist; all of them without a model. Prompt injections do not count,
            nor do parts of a long article for which the answer was unusable.
        quotations: number of passages in quotation marks, without titles, nicknames and single
            words.
        quotations_covered: how many of them are in a claim of the brief.
        reporting_words: number of words such as "said" outside quotations, counted by their form.
        reporting_words_covered: how many of them are the cue of a claim of the brief, or in one.
        not_covered: the other quotations, and the sentences with the other reporting words.
        attributions: number of attributions that the analysis found in the article.
        attributions_covered: how many of them are in a claim of the brief.
        rejected: what the checks rejected, also after the model was asked again.
        not_read: sections for which nothing could read the article in its language; what they have
            was found by the way, and if they are empty, that says nothing.
        notes: what briefer could not do for this article, in plain sentences.
    """

    sentences: Annotated[int, Field(ge=0)]
    sentences_read: Annotated[int, Field(ge=0)]
    quotations: Annotated[int, Field(ge=0)] = 0
    quotations_covered: Annotated[int, Field(ge=0)] = 0
    reporting_words: Annotated[int, Field(ge=0)] = 0
    reporting_words_covered: Annotated[int, Field(ge=0)] = 0
    not_covered: tuple[Evidence, ...] = ()
    attributions: Annotated[int, Field(ge=0)] = 0
    attributions_covered: Annotated[int, Field(ge=0)] = 0
    rejected: tuple[RejectedItem, ...] = ()
    not_read: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()


class Provenance(FrozenModel):
    """How the brief was made.

    Attributes:
        model: name of the model; ``"none"`` for a brief from the analysis alone.
        profile: size class of the model, which decides what it was asked; None without a model.
        prompt_digest: sha256 over the prompt files that were used; empty without a model.
        version: version of briefer.
        created: when the brief was made, with time zone.
        calls: requests that a model answered.
        reasks: how many of them repeated a question, after an invalid or unsupported answer.
        lines_verified: lines and claims that the model checked once more against the article.
        lines_corrected: how many of them were corrected.
        lines_refused: how many of them were left out.
        input_tokens: prompt tokens over all calls, cached ones included.
        cached_tokens: prompt tokens that the server took from its cache.
        output_tokens: tokens that the model wrote.
        seconds: wall time from the article to the brief.
    """

    model: NonEmptyStr
    profile: ModelSize | None = None
    prompt_digest: str = ""
    version: NonEmptyStr
    created: datetime
    calls: Annotated[int, Field(ge=0)] = 0
    reasks: Annotated[int, Field(ge=0)] = 0
    lines_verified: Annotated[int, Field(ge=0)] = 0
    lines_corrected: Annotated[int, Field(ge=0)] = 0
    lines_refused: Annotated[int, Field(ge=0)] = 0
    input_tokens: Annotated[int, Field(ge=0)] = 0
    cached_tokens: Annotated[int, Field(ge=0)] = 0
    output_tokens: Annotated[int, Field(ge=0)] = 0
    seconds: Annotated[float, Field(ge=0)] = 0.0
