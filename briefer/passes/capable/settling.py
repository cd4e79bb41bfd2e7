"""Settle what a capable model wrote about one window: verify it, correct it once, or leave it out.

A hard finding of a check is never overruled: a line keeps it until its correction passes all
checks. Suspicions are settled by the model's verdict; without one they leave a line out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from briefer.analysis.annotations import Span
from briefer.assembly.claim_merging import ClaimCandidate, distinct_claims
from briefer.assembly.conversion import evidence_of, single_line
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.statement_source import find_source, is_same_source
from briefer.passes.capable.cited_lines import (
    CitedLine,
    ground_line,
    refused,
    split_citation,
)
from briefer.passes.capable.verification import (
    NOT_SAID_WHO,
    WrongLineDraft,
    claim_line,
    verify_lines,
)
from briefer.passes.chunking import Window
from briefer.passes.runner import PassContext
from briefer.schema.brief import (
    UNKNOWN_SOURCE,
    Claim,
    Side,
    Source,
    SummaryPoint,
    Uncertainty,
)
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import TWO_SIDED, Section, SourceKind
from briefer.text.normalization import fold_name, is_description, tidy
from briefer.usage import Usage


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote about one window, with the claims of the rules, before verification."""

    lines: tuple[CitedLine, ...] = ()
    claims: tuple[ClaimCandidate, ...] = ()
    uncertainty: tuple[Uncertainty, ...] = ()


@dataclass(slots=True)
class Settled:
    """What is left after verification.

    Attributes:
        points: headline, summary points and events, each with its section.
        claims: the claims, in order.
        uncertainty: the uncertainties, in order.
        rejected: what was left out, and why.
        verified: number of lines that were verified.
        corrected: how many of them were corrected.
        refused: how many of them were left out.
        usage: calls and tokens.
        failure: why nothing was verified; None if it was, or if it was not wanted.
    """

    points: list[tuple[Section, SummaryPoint]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    uncertainty: list[Uncertainty] = field(default_factory=list)
    rejected: list[RejectedItem] = field(default_factory=list)
    verified: int = 0
    corrected: int = 0
    refused: int = 0
    usage: Usage = field(default_factory=Usage)
    failure: str | None = None


async def settle(
    written: Written, context: PassContext, window: Window, *, verify: bool
) -> Settled:
    """Verify and settle what was written about a window.

    Args:
        written: the lines, claims and uncertainties.
        context: article, model and prompts.
        window: the part of the article that they are about.
        verify: whether to ask the model; without, suspicious lines are left out.
    """
    if not verify:
        return _unverified(written)
    lines = written.lines
    kept = [place for place, line in enumerate(lines) if line.point is not None]
    proved = [place for place, line in enumerate(lines) if line.point is None]
    rivals = [place for place, one in enumerate(written.claims) if one.rival is not None]
    texts = [
        *(lines[place].text for place in kept),
        *(one.note for one in written.uncertainty),
        *(claim_line(one.claim) for one in written.claims),
        *(claim_line(one.rival) for one in written.claims if one.rival is not None),
    ]
    faulty = [lines[place] for place in proved]
    verdicts = await verify_lines(texts, context, window, faulty=faulty)
    if verdicts.failure is not None:
        settled = _unverified(written)
        settled.usage, settled.failure = verdicts.usage, verdicts.failure
        return settled
    settled = Settled(verified=len(texts) + len(faulty), usage=verdicts.usage)
    sources = [one.claim.source for one in written.claims]
    settling = _Settling(await context.checker(), settled, sources)
    verdict = map(verdicts.wrong.get, count())  # in the order of the numbers in the prompt
    by_line = {place: next(verdict) for place in kept}
    by_note = [next(verdict) for _ in written.uncertainty]
    by_claim = [next(verdict) for _ in written.claims]
    by_rival = {place: next(verdict) for place in rivals}
    by_line |= {place: next(verdict) for place in proved}
    for place, line in enumerate(lines):
        settling.line(line, by_line[place])
    for item, found in zip(written.uncertainty, by_note, strict=True):
        settling.uncertainty(item, found)
    for place, candidate in enumerate(written.claims):
        settling.claim(candidate, by_claim[place], by_rival.get(place))
    settled.claims = distinct_claims(settled.claims)
    settled.uncertainty = [_with_sides(one, settled.claims) for one in settled.uncertainty]
    return settled


def _unverified(written: Written) -> Settled:
    """Settle without verdicts: keep what no check has a grave finding in."""
    settled = Settled()
    for line in written.lines:
        if line.point is None or line.is_suspicious:
            settled.rejected.append(line.rejected)
        else:
            settled.points.append((line.section, line.point))
    settled.claims = [one.claim for one in written.claims]
    for one in written.claims:
        if one.rival is not None:
            settled.rejected.append(_rival_item(one.claim, one.rival))
    settled.uncertainty = [_with_sides(one, settled.claims) for one in written.uncertainty]
    return settled


class _Settling:
    """Applies the verdicts of one window to its lines.

    Args:
        checker: checks corrections.
        settled: collects what is left.
        sources: the sources of all claims of the window.
    """

    def __init__(self, checker: LineChecker, settled: Settled, sources: Sequence[Source]) -> None:
        self._checker, self._settled, self._sources = checker, settled, sources

    def line(self, line: CitedLine, verdict: WrongLineDraft | None) -> None:
        """Keep a line, replace it by its correction if the checks find nothing, or leave it out."""
        settled = self._settled
        if line.point is not None and verdict is None:
            settled.points.append((line.section, line.point))
            return
        if verdict is not None and verdict.corrected:
            again = ground_line(line.section, verdict.corrected, self._checker, cited=line.cited)
            if again.point is not None and not again.is_suspicious:
                settled.points.append((line.section, again.point))
                settled.corrected += 1
                return
        left_out = line if line.point is None or verdict is None else refused(line, verdict.words)
        settled.rejected.append(left_out.rejected)
        settled.refused += 1

    def uncertainty(self, item: Uncertainty, verdict: WrongLineDraft | None) -> None:
        """Keep an uncertainty, correct its note, or leave it out."""
        settled, note = self._settled, item.note
        if verdict is not None:
            corrected, _ = split_citation(verdict.corrected, sentences=0)
            if not corrected or not self._checker.check(corrected).is_supported:
                self._refuse("uncertainty", note, verdict)
                return
            item = item.model_copy(update={"note": corrected})
            settled.corrected += 1
        settled.uncertainty.append(item)

    def claim(
        self,
        candidate: ClaimCandidate,
        verdict: WrongLineDraft | None,
        rival_verdict: WrongLineDraft | None,
    ) -> None:
        """Keep a claim or its rival, give it the source that the model corrects it to, or neither.

        A rival that is left out is recorded: model and rules did not agree on the source.
        """
        settled, claim, rival = self._settled, candidate.claim, candidate.rival
        if verdict is None:
            settled.claims.append(claim)
            if rival is not None:
                settled.rejected.append(_rival_item(claim, rival))
            return
        if rival is not None and rival_verdict is None:
            settled.claims.append(rival)
            settled.rejected.append(_rival_item(rival, claim))
            settled.corrected += 1
            return
        source = self._corrected_source(claim, verdict)
        if _only_reporter_is_wrong(claim, verdict):
            settled.claims.append(claim.model_copy(update={"reported_by": None}))
            settled.corrected += 1
        elif source is not None:
            claim = claim.model_copy(update={"source": source})
            settled.claims.append(claim)
            settled.corrected += 1
        else:
            self._refuse("claimed_by", f"{claim.source.name}: {claim.content}", verdict)
        if rival is not None:
            settled.rejected.append(_rival_item(claim, rival))

    def _corrected_source(self, claim: Claim, verdict: WrongLineDraft) -> Source | None:
        """Return the source that a correction names, if the article has it and it is another."""
        checker, first = self._checker, claim.evidence[0]
        article, analysis = checker.article, checker.analysis
        name = tidy(verdict.corrected.partition(": “")[0].partition(" (")[0])
        if fold_name(name) == fold_name(NOT_SAID_WHO):
            return None if claim.source.kind == "unknown" else UNKNOWN_SOURCE
        if not name or is_same_source(name, claim.source.name, analysis=analysis, article=article):
            return None
        near = Span(first.start, first.end)
        found = find_source(name, near=near, article=article, analysis=analysis)
        if found is None:
            return None
        for known in self._sources:
            if is_same_source(known.name, name, analysis=analysis, article=article):
                return known
        entity = resolve_entity(found[0], analysis, article)
        kinds: dict[str, SourceKind] = {"person": "person", "organisation": "organisation"}
        unknown: SourceKind = "unnamed_group" if is_description(found[0]) else "group"
        return Source(
            name=single_line(found[0]),
            kind=kinds.get(entity.kind if entity else "", unknown),
            evidence=evidence_of(article, found[1]),
        )

    def _refuse(self, section: Section, text: str, verdict: WrongLineDraft) -> None:
        finding = RejectionFinding(code="not_supported", params={"words": tidy(verdict.words)})
        self._settled.rejected.append(RejectedItem(section=section, text=text, findings=(finding,)))
        self._settled.refused += 1


def _only_reporter_is_wrong(claim: Claim, verdict: WrongLineDraft) -> bool:
    """Return True if the wrong words are about who reports the claim: ", as Ann Reed says"."""
    if claim.reported_by is None:
        return False
    words = fold_name(verdict.words)
    others = (claim.source.name, claim.content)
    return fold_name(claim.reported_by.name) in words and not any(
        fold_name(one) in words for one in others
    )


def _rival_item(kept: Claim, other: Claim) -> RejectedItem:
    """Return the claim that lost against ``kept``: model and rules did not agree on the source."""
    params = {"article": kept.source.name, "line": other.source.name}
    finding = RejectionFinding(code="other_source", params=params)
    text = f"{other.source.name}: {other.content}"
    return RejectedItem(section="claimed_by", text=text, findings=(finding,))


def _with_sides(item: Uncertainty, claims: Sequence[Claim]) -> Uncertainty:
    """Add to a dispute or a discrepancy whose side each of its two quotes is."""
    if item.kind not in TWO_SIDED or len(item.evidence) != 2:
        return item
    sides = tuple(Side(source=_source_at(one, claims), evidence=(one,)) for one in item.evidence)
    return item.model_copy(update={"sides": sides})


def _source_at(words: Evidence, claims: Sequence[Claim]) -> str | None:
    """Return the source of the claims within some words; None if there are several or none."""
    sources = {
        claim.source.name
        for claim in claims
        if claim.source.kind != "unknown"
        and any(one.overlaps(words.start, words.end) for one in claim.evidence)
    }
    return sources.pop() if len(sources) == 1 else None
