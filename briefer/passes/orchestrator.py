"""Run all passes over one article, in parts if it is long, and combine them into the sections.

A small model is asked for the gist of each part. A capable one is asked for gist, statements and
uncertainty, all at once if it is remote, and then to verify what it wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from briefer.analysis.annotations import Span
from briefer.assembly.claim_merging import distinct_claims
from briefer.assembly.extractive import extractive_sections
from briefer.assembly.merging import interleave, merge_uncertainty
from briefer.assembly.provenance import NOTHING_VERIFIED
from briefer.assembly.sections import BriefSections
from briefer.concurrency import task_group
from briefer.passes.asking import Asking, step_name
from briefer.passes.capable.parts import PartResult, fits_capable, write_parts
from briefer.passes.capable.verification import VERIFY_PROMPT
from briefer.passes.chunking import Window, split_to_fit
from briefer.passes.combine import combine
from briefer.passes.gist import GIST
from briefer.passes.runner import PassContext, PassResult, run_pass
from briefer.progress import Progress
from briefer.rendering.notes import read_in_parts
from briefer.schema.brief import Claim
from briefer.schema.vocabulary import ModelSize
from briefer.usage import LineCounts, Usage

_SMALL_PROMPTS = ("brief/system.j2", GIST.prompt)


def prompts_for(size: ModelSize | None) -> tuple[str, ...]:
    """Return prompt files of each folder that a model of this size is asked from; None: of all."""
    return _SMALL_PROMPTS if size == "small" else (*_SMALL_PROMPTS, VERIFY_PROMPT)


@dataclass(frozen=True, slots=True)
class BriefDraft:
    """The sections of a brief, and what they cost.

    Attributes:
        sections: all sections.
        usage: calls and tokens.
        counts: what verification did.
    """

    sections: BriefSections
    usage: Usage
    counts: LineCounts = NOTHING_VERIFIED


async def write_brief(context: PassContext, progress: Progress, *, verify: bool) -> BriefDraft:
    """Run the passes over the article, and combine the supported lines with the analysis.

    What the model leaves empty is filled from the analysis; notes say so for headline and summary.

    Args:
        context: article, analysis, model and prompts.
        progress: called when a step begins and when it ends.
        verify: whether a capable model verifies all lines and claims.

    Raises:
        ModelError: the model cannot be used; the first such error cancels the other passes.
        WaitingForAnswersError: some passes wait for answers in files. It is raised after all passes
            have gone as far as they can.
    """
    asking = Asking(concurrent=context.model.profile.concurrent, progress=progress)
    async with task_group() as group:
        extractive = group.create_task(_extractive(context))  # while the model is being asked
        windows = await split_to_fit(context.article, fits=lambda part: _fits(context, part))
        if context.model.profile.is_capable:
            parts = await write_parts(context, windows, asking, verify=verify)
        else:
            gists = await _gists(context, windows, asking)
    if context.model.profile.is_capable:
        return await _from_parts(context, windows, parts, await extractive)
    return await _from_gists(context, windows, gists, await extractive)


async def _gists(
    context: PassContext, windows: Sequence[Window], asking: Asking
) -> list[PassResult[BriefSections]]:
    """Ask a small model for the gist of each window."""
    async with task_group() as group:
        asked = [
            group.create_task(
                asking.run(
                    step_name("writing the gist", number, len(windows)),
                    partial(run_pass, GIST, context, window),
                )
            )
            for number, window in enumerate(windows)
        ]
    asking.require_answers()
    return [result for task in asked if (result := task.result()) is not None]


async def _from_gists(
    context: PassContext,
    windows: Sequence[Window],
    gists: Sequence[PassResult[BriefSections]],
    extractive: BriefSections,
) -> BriefDraft:
    usable = [replace(one.items, rejected=one.rejected) for one in gists if one.items is not None]
    sections = combine(
        await context.checker(),
        extractive=extractive,
        gists=usable,
        language=context.notes_language,
    )
    failures = [one.failure for one in gists if one.failure]
    answered = zip(windows, gists, strict=True)
    read = [window for window, result in answered if result.items is not None]
    return BriefDraft(
        _with_notes(sections, context, windows, read, failures),
        sum((one.usage for one in gists), start=Usage()),
    )


async def _from_parts(
    context: PassContext,
    windows: Sequence[Window],
    parts: Sequence[PartResult],
    extractive: BriefSections,
) -> BriefDraft:
    settled = [part.settled for part in parts]
    sections = combine(
        await context.checker(),
        extractive=extractive,
        gists=[part.gist for part in parts],
        claims=_main_first(parts),
        uncertainty=merge_uncertainty([one.uncertainty for one in settled])
        if any(part.has_uncertainty for part in parts)
        else None,
        language=context.notes_language,
    )
    read = [window for window, part in zip(windows, parts, strict=True) if part.is_read]
    failures = list(chain(*(part.failures for part in parts)))
    return BriefDraft(
        _with_notes(sections, context, windows, read, failures),
        sum((part.usage for part in parts), start=Usage()),
        LineCounts(
            sum(one.verified for one in settled),
            sum(one.corrected for one in settled),
            sum(one.refused for one in settled),
        ),
    )


def _main_first(parts: Sequence[PartResult]) -> tuple[Claim, ...]:
    """Return all claims, those that matter most first, the others in the order of the article."""
    main = interleave(part.main for part in parts)
    others = chain(*(part.settled.claims for part in parts))
    return tuple(distinct_claims(dict.fromkeys((*main, *others))))


def _with_notes(
    sections: BriefSections,
    context: PassContext,
    windows: Sequence[Window],
    read: Sequence[Window],
    failures: Sequence[str],
) -> BriefSections:
    """Add what could not be done: failed passes, a split article, sentences that were not read."""
    split = (
        [read_in_parts(len(windows), language=context.notes_language)] if len(windows) > 1 else []
    )
    return replace(
        sections, notes=(*failures, *split, *sections.notes), unread=_unread(context, read)
    )


def _unread(context: PassContext, read: Sequence[Window]) -> int:
    """Count the sentences that are in none of the windows ``read``, or were withheld there."""
    text = context.article.text
    return sum(
        not any(window.span.contains(sentence) for window in read)
        or context.without_injections(sentence.text_in(text)) != sentence.text_in(text)
        for sentence in (Span(*one) for one in context.article.sentences)
    )


async def _extractive(context: PassContext) -> BriefSections:
    """Build the sections from the analysis alone, and prepare the checker.

    This runs in the event loop's own thread, where the answers are checked too: both use the
    parser, which is not documented to be thread-safe.
    """
    analysis = await context.analysis
    await context.checker()
    return extractive_sections(context.article, analysis, context.notes_language)


async def _fits(context: PassContext, window: Window) -> bool:
    """Return True if a window leaves room for each pass over it."""
    if context.model.profile.is_capable:
        return await fits_capable(context, window)
    tokens = await context.model.count_tokens(context.messages(GIST.prompt, window))
    return tokens + GIST.max_tokens <= context.model.profile.context_tokens
