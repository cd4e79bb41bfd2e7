"""Brief every case with every system; a journal lets an interrupted run continue."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from briefer.cache.code_digest import code_digest
from briefer.errors import BrieferError, SettingsError, WaitingForAnswersError
from briefer.evals.eval_prompts import eval_prompt_digest
from briefer.evals.runs.baselines import PLAIN_PROMPT
from briefer.evals.runs.journal import Journal, Run, Sample
from briefer.evals.runs.systems import LEAD, ModelUnderTest, System, lead_system
from briefer.evals.suites.format import Case, Suite
from briefer.model.known_names import NO_MODEL
from briefer.passes.orchestrator import prompts_for
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.prompts import Prompts

_log = logging.getLogger("briefer")


def plan(suites: Sequence[Suite], models: Sequence[ModelUnderTest], *, repeat: int) -> Run:
    """Return the inputs of a run, before anything is briefed."""
    real_models = [model for model in models if not model.is_none]
    prompts = {
        one.name: Prompts(one.settings.prompt_dir).digest(prompts_for(one.profile))
        for one in real_models
    }
    prompts |= {one.plain_name: eval_prompt_digest(PLAIN_PROMPT) for one in real_models}
    against: dict[str, tuple[str, ...]] = {one.name: (LEAD,) for one in models if one.is_none}
    for one in real_models:
        # Later models and prompt sets are compared with the first one, too.
        baselines = (LEAD, NO_MODEL, one.plain_name, *(other.name for other in real_models[:1]))
        against[one.name] = tuple(name for name in baselines if name != one.name)
    return Run(
        suites={suite.name: suite.digest for suite in suites},
        systems=(LEAD, *(name for model in models for name in model.names)),
        against=against,
        repeat=repeat,
        prompts=prompts,
        code=code_digest(),
        profiles={one.name: one.profile for one in real_models if one.profile},
    )


async def run(
    suites: Sequence[Suite],
    models: Sequence[ModelUnderTest],
    *,
    folder: Path,
    repeat: int = 1,
    then: Callable[[Sequence[Sample]], Awaitable[None]] | None = None,
    progress: Progress = no_progress,
) -> tuple[Run, tuple[Sample, ...]]:
    """Brief every case of every suite with every system.

    A failure is journaled with its error and scores zero. An interrupted run continues if the same
    run is started in the same folder.

    Args:
        suites: the suites to brief.
        models: the models to test; the lead baseline is always added.
        folder: where the journal is written.
        repeat: how often each system that uses a model briefs each case.
        then: awaited with all samples before the run is marked as complete, so that a run that is
            interrupted in it can continue, too.
        progress: called before and after each brief.

    Returns:
        The inputs of the run, and its samples.

    Raises:
        ModelError: a model cannot be opened.
        SettingsError: the folder cannot be written to, a prompt file is wrong, or a recording is
            out of date.
        WaitingForAnswersError: briefs wait for answers in files. It is raised after all cases have
            been tried; the finished briefs are in the journal, and the same run continues.
    """
    planned = plan(suites, models, repeat=repeat)
    journal = Journal(folder, planned)
    queue = _Queue(suites, journal, progress)
    try:
        await queue.work(lead_system(), repeat=1)
        for model in models:
            times = 1 if model.is_none else repeat  # without a model every repeat is the same
            if queue.is_empty(model.names, repeat=times):
                continue
            async with model.opened(progress) as systems:
                for system in systems:
                    await queue.work(system, repeat=times)
        if queue.waiting:
            made, total = len(journal.samples), len(journal.samples) + len(queue.waiting)
            raise WaitingForAnswersError.joined(
                queue.waiting, note=f"The run is not complete: {made} of {total} briefs are made."
            )
        if then is not None:
            await then(tuple(journal.samples))
        journal.finish()
    finally:
        journal.close()
    return planned, tuple(journal.samples)


class _Queue:
    """The briefs of a run that are not in the journal yet.

    Attributes:
        waiting: the errors of those that were tried and wait for answers in files.
    """

    def __init__(self, suites: Sequence[Suite], journal: Journal, progress: Progress) -> None:
        self._cases = [(suite.name, case) for suite in suites for case in suite.cases]
        self._journal = journal
        self._progress = progress
        self.waiting: list[WaitingForAnswersError] = []

    def is_empty(self, systems: Sequence[str], *, repeat: int) -> bool:
        """Return True if all briefs of these systems are in the journal."""
        return not any(self._pending(system, repeat) for system in systems)

    async def work(self, system: System, *, repeat: int) -> None:
        """Make the pending briefs of one system, ``system.concurrency`` of them at a time."""
        pending = self._pending(system.name, repeat)
        semaphore = asyncio.Semaphore(system.concurrency)

        async def make(number: int, suite: str, case: Case, repeat_number: int) -> None:
            async with semaphore:
                step = f"briefing {case.id} with {system.name} ({number} of {len(pending)})"
                self._progress(ProgressEvent(step, "began"))
                try:
                    self._journal.add(await _sample(system, suite, case, repeat_number))
                except WaitingForAnswersError as error:
                    self.waiting.append(error)
                self._progress(ProgressEvent(step, "ended"))

        try:
            async with asyncio.TaskGroup() as group:
                for number, (suite, case, repeat_number) in enumerate(pending, start=1):
                    group.create_task(make(number, suite, case, repeat_number))
        except* SettingsError as errors:
            raise errors.exceptions[0] from None

    def _pending(self, system: str, repeat: int) -> list[tuple[str, Case, int]]:
        done = {sample.key for sample in self._journal.samples}
        return [
            (suite, case, repeat_number)
            for repeat_number in range(repeat)
            for suite, case in self._cases
            if (suite, system, case.id, repeat_number) not in done
        ]


async def _sample(system: System, suite: str, case: Case, repeat_number: int) -> Sample:
    """Brief one case; an error becomes part of the sample.

    Raises:
        SettingsError: a setting is wrong.
        WaitingForAnswersError: the brief waits for answers in files.
    """
    sample = Sample(suite=suite, system=system.name, case=case.id, sample=repeat_number)
    try:
        return sample.model_copy(update={"brief": await system.brief(case.article)})
    except SettingsError:
        raise  # the user must correct it, and every other case would fail with the same error
    except WaitingForAnswersError:
        raise  # not a failure: the same run makes this brief once the answers are there
    except BrieferError as error:
        return sample.model_copy(update={"error": str(error)})
    except Exception as error:  # noqa: BLE001 (a fault in one brief must not lose the others)
        _log.warning("%s failed on %s (%r); it counts as zero", system.name, case.id, error)
        return sample.model_copy(update={"error": f"{type(error).__name__}: {error}"})
