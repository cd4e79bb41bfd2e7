"""Running: every system over every case, journaled, and taken up where it was broken off."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from briefer.code_digest import code_digest
from briefer.errors import BrieferError, SettingsError
from briefer.evals.eval_prompts import eval_prompt_digest
from briefer.evals.runs.baselines import PLAIN_PROMPT
from briefer.evals.runs.journal import Journal, Run, Sample
from briefer.evals.runs.systems import LEAD, ModelUnderTest, System, lead_system
from briefer.evals.suites.format import Case, Suite
from briefer.passes.orchestrator import PROMPTS
from briefer.pipeline import NO_MODEL
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.prompts import Prompts

_log = logging.getLogger("briefer")


def plan(suites: Sequence[Suite], contenders: Sequence[ModelUnderTest], *, repeat: int) -> Run:
    """Say what a run is about."""
    asking = [contender for contender in contenders if contender.asks]
    prompts = {one.name: Prompts(one.settings.prompt_dir).digest(PROMPTS) for one in asking}
    prompts |= {one.plain_name: eval_prompt_digest(PLAIN_PROMPT) for one in asking}
    against: dict[str, tuple[str, ...]] = {one.name: (LEAD,) for one in contenders if not one.asks}
    for one in asking:
        # What comes later is compared with the first, too: another model, other prompts.
        rivals = (LEAD, NO_MODEL, one.plain_name, *(other.name for other in asking[:1]))
        against[one.name] = tuple(name for name in rivals if name != one.name)
    return Run(
        suites={suite.name: suite.digest for suite in suites},
        systems=(LEAD, *(name for contender in contenders for name in contender.names)),
        against=against,
        repeat=repeat,
        prompts=prompts,
        code=code_digest(),
    )


async def run(
    suites: Sequence[Suite],
    contenders: Sequence[ModelUnderTest],
    *,
    folder: Path,
    repeat: int = 1,
    then: Callable[[Sequence[Sample]], Awaitable[None]] | None = None,
    progress: Progress = no_progress,
) -> tuple[Run, tuple[Sample, ...]]:
    """Brief every case of every suite with every system.

    A case that fails is kept with its error; it counts as zero. A run that was broken off goes on
    where it stood when the same is asked again in the same folder.

    Args:
        suites: what is briefed.
        contenders: what briefs, beside the baseline of the lead.
        folder: where the journal lies.
        repeat: how often each system that asks a model briefs each case.
        then: awaited with all briefs before the run counts as whole, so that what is broken off
            in it goes on in the same way.
        progress: is told of each brief.

    Raises:
        ModelError: a model cannot be opened at all.
        SettingsError: the folder cannot be written to, a prompt file is wrong, or a recording is
            out of date.
    """
    planned = plan(suites, contenders, repeat=repeat)
    journal = Journal(folder, planned)
    work = _Work(suites, journal, progress)
    try:
        await work.do(lead_system(), repeat=1)
        for contender in contenders:
            times = repeat if contender.asks else 1  # without a model every repeat is the same
            if work.is_done(contender.names, repeat=times):
                continue
            async with contender.opened(progress) as systems:
                for system in systems:
                    await work.do(system, repeat=times)
        if then is not None:
            await then(tuple(journal.made))
        journal.finish()
    finally:
        journal.close()
    return planned, tuple(journal.made)


class _Work:
    """What is to be made, and what is made already."""

    def __init__(self, suites: Sequence[Suite], journal: Journal, progress: Progress) -> None:
        self._cases = [(suite.name, case) for suite in suites for case in suite.cases]
        self._journal = journal
        self._progress = progress

    def is_done(self, systems: Sequence[str], *, repeat: int) -> bool:
        """Tell whether nothing is left to do for these systems."""
        return not any(self._left(system, repeat) for system in systems)

    async def do(self, system: System, *, repeat: int) -> None:
        """Make what is left for one system, several at once where it likes that."""
        left = self._left(system.name, repeat)
        gate = asyncio.Semaphore(system.at_once)

        async def one(number: int, suite: str, case: Case, sample: int) -> None:
            async with gate:
                step = f"briefing {case.id} with {system.name} ({number} of {len(left)})"
                self._progress(ProgressEvent(step, "began"))
                made = await _made(system, suite, case, sample)
                self._journal.add(made)
                self._progress(ProgressEvent(step, "ended"))

        try:
            async with asyncio.TaskGroup() as group:
                for number, (suite, case, sample) in enumerate(left, start=1):
                    group.create_task(one(number, suite, case, sample))
        except* SettingsError as errors:
            raise errors.exceptions[0] from None

    def _left(self, system: str, repeat: int) -> list[tuple[str, Case, int]]:
        done = {made.key for made in self._journal.made}
        return [
            (suite, case, sample)
            for sample in range(repeat)
            for suite, case in self._cases
            if (suite, system, case.id, sample) not in done
        ]


async def _made(system: System, suite: str, case: Case, sample: int) -> Sample:
    made = Sample(suite=suite, system=system.name, case=case.id, sample=sample)
    try:
        return made.model_copy(update={"brief": await system.brief(case.article)})
    except SettingsError:
        raise  # it is the user's to mend, and every other case would fail alike
    except BrieferError as error:
        return made.model_copy(update={"error": str(error)})
    except Exception as error:  # noqa: BLE001 (a fault in one brief must not lose the others)
        _log.warning("%s failed on %s (%r); it counts as zero", system.name, case.id, error)
        return made.model_copy(update={"error": f"{type(error).__name__}: {error}"})
