"""The way of a capable model: gist, statements and uncertainty at once, then verification.

The model reads, attributes and judges; code locates every word, proves what can be proved, and adds
the claims that only the analysis found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from briefer.analysis.annotations import Analysis, Attribution, Span
from briefer.assembly.claim_merging import merge_claims
from briefer.assembly.extractive import checked_attributions, event_from_point
from briefer.assembly.point_sources import with_sources
from briefer.assembly.sections import BriefSections
from briefer.concurrency import task_group
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.sources import is_not_said
from briefer.passes.asking import Asking, step_name
from briefer.passes.capable.gist import FULL_GIST, FullGist
from briefer.passes.capable.settling import Settled, Written, settle
from briefer.passes.capable.statements import STATEMENTS, Statements
from briefer.passes.capable.uncertainty import UNCERTAINTY
from briefer.passes.capable.verification import VERIFY_PROMPT, VERIFY_TOKENS
from briefer.passes.chunking import Window
from briefer.passes.runner import PassContext, PassResult, run_pass
from briefer.schema.brief import Claim, Uncertainty
from briefer.schema.coverage import RejectedItem
from briefer.usage import Usage

CAPABLE_PASSES = (FULL_GIST, STATEMENTS, UNCERTAINTY)
_MAX_EARLIER = 30  # names from earlier parts of a long article


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a capable model and the analysis say about one window.

    Attributes:
        gist: who, when and where, and the settled headline, summary and events.
        main: the claims that matter most, in the order of the model.
        settled: what verification left.
        usage: calls and tokens.
        failures: why a pass gave nothing.
        is_read: whether the gist was answered.
        has_uncertainty: whether the uncertainty pass was answered.
    """

    gist: BriefSections
    main: tuple[Claim, ...]
    settled: Settled
    usage: Usage
    failures: tuple[str, ...]
    is_read: bool
    has_uncertainty: bool

    @property
    def step_usage(self) -> Usage:
        """Calls and tokens of verification alone, for progress messages."""
        return self.settled.usage


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers of the three passes about one window."""

    gist: PassResult[FullGist]
    statements: PassResult[Statements]
    uncertainty: PassResult[tuple[Uncertainty, ...]]

    @property
    def all(self) -> tuple[PassResult[object], ...]:
        return (self.gist, self.statements, self.uncertainty)  # type: ignore[return-value]


async def write_parts(
    context: PassContext, windows: Sequence[Window], asking: Asking, *, verify: bool
) -> list[PartResult]:
    """Ask about each window, and verify the answers.

    Raises:
        ModelError: the model cannot be used; the first such error cancels the other requests.
        WaitingForAnswersError: answers are waited for, after all prompts that could be written.
    """
    async with task_group() as group:
        reading = [
            group.create_task(_read(context, windows, number, asking))
            for number in range(len(windows))
        ]
    asking.require_answers()
    answers = [task.result() for task in reading]
    async with task_group() as group:
        settling = [
            group.create_task(
                asking.run(
                    step_name("verifying the lines", number, len(windows)),
                    partial(_settled, context, window, answer, verify=verify),
                )
            )
            for number, (window, answer) in enumerate(zip(windows, answers, strict=True))
            if answer is not None
        ]
    asking.require_answers()
    return [result for task in settling if (result := task.result()) is not None]


async def _read(
    context: PassContext, windows: Sequence[Window], number: int, asking: Asking
) -> _Answers | None:
    """Ask for the three passes about one window; None if an answer is waited for."""
    window, parts = windows[number], len(windows)
    earlier: dict[str, object] = {"earlier": ()}
    if number:
        earlier["earlier"] = _names_before(window.span, await context.analysis)
    async with task_group() as group:
        gist = group.create_task(
            asking.run(
                step_name("writing the gist", number, parts),
                partial(run_pass, FULL_GIST, context, window),
            )
        )
        statements = group.create_task(
            asking.run(
                step_name("writing the claims", number, parts),
                partial(run_pass, STATEMENTS, context, window, earlier),
            )
        )
        uncertainty = group.create_task(
            asking.run(
                step_name("writing the uncertainty", number, parts),
                partial(run_pass, UNCERTAINTY, context, window),
            )
        )
    found = gist.result(), statements.result(), uncertainty.result()
    if found[0] is None or found[1] is None or found[2] is None:
        return None
    return _Answers(found[0], found[1], found[2])


async def _settled(
    context: PassContext, window: Window, answers: _Answers, *, verify: bool
) -> PartResult:
    checker = await context.checker()
    gist, statements = answers.gist.items, answers.statements.items or Statements()
    candidates = merge_claims(
        statements.claims,
        _rules_in(window.span, checker),
        article=checker.article,
        analysis=checker.analysis,
    )
    written = Written(
        lines=gist.lines if gist else (),
        claims=candidates,
        uncertainty=answers.uncertainty.items or (),
    )
    settled = await settle(written, context, window, verify=verify)
    slots = gist.slots if gist else BriefSections()
    headlines, summary, what = (
        tuple(
            with_sources(point, settled.claims)
            for section, point in settled.points
            if section == wanted
        )
        for wanted in ("headline", "summary", "what")
    )
    rejected: tuple[RejectedItem, ...] = (
        *chain(*(answer.rejected for answer in answers.all)),
        *settled.rejected,
    )
    return PartResult(
        gist=BriefSections(
            headline=next(iter(headlines), None),
            summary=summary,
            what=tuple(map(event_from_point, what)),
            who=slots.who,
            where=slots.where,
            when=slots.when,
            rejected=rejected,
        ),
        main=_main(statements, settled),
        settled=settled,
        usage=sum((answer.usage for answer in answers.all), start=settled.usage),
        failures=tuple(filter(None, (*(one.failure for one in answers.all), settled.failure))),
        is_read=gist is not None,
        has_uncertainty=answers.uncertainty.items is not None,
    )


def _rules_in(window: Span, checker: LineChecker) -> list[Attribution]:
    """Return the attributions of the analysis that begin in a window and pass the checks.

    What a source did not say, or refused to say, is no claim unless the model finds one there.
    """
    article = checker.article
    supported, _ = checked_attributions(article, checker.analysis)
    said = (one for one in supported if not is_not_said(one, article))
    return [one for one in said if window.contains(one.content[0])]


def _main(statements: Statements, settled: Settled) -> tuple[Claim, ...]:
    """Return the claims that the model finds most important, as they are after verification."""
    by_evidence = {claim.evidence: claim for claim in settled.claims}
    found = (by_evidence.get(claim.evidence) for claim in statements.main)
    return tuple(claim for claim in found if claim is not None)


def _names_before(span: Span, analysis: Analysis) -> tuple[str, ...]:
    """Return the names that the article has before a window, the most important first."""
    names = (
        entity.text
        for entity in analysis.entities
        if entity.kind in {"person", "organisation", "other"}
        and entity.mentions[0].start < span.start
    )
    return tuple(dict.fromkeys(names))[:_MAX_EARLIER]


async def fits_capable(context: PassContext, window: Window) -> bool:
    """Return True if a window leaves room for each prompt about it and for its answer."""
    limit = context.answer_tokens
    needed = []
    for task in CAPABLE_PASSES:
        variables = {"earlier": ()} if task is STATEMENTS else {}
        chat = context.messages(task.prompt, window, numbered=True, variables=variables)
        needed.append(await context.model.count_tokens(chat) + limit(task.max_tokens))
    # verification lists what the passes wrote, about half of their tokens
    listed = sum(limit(task.max_tokens) for task in CAPABLE_PASSES) // 2
    empty = {"lines": (), "faulty": ()}
    chat = context.messages(VERIFY_PROMPT, window, numbered=True, variables=empty)
    needed.append(await context.model.count_tokens(chat) + listed + limit(VERIFY_TOKENS))
    return max(needed) <= context.model.profile.context_tokens
