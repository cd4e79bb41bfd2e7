"""The gate: is a run worse than the stored baseline?

A baseline stores the scores of each case, so that the two runs are compared case by case. It also
stores digests of suites and prompts: a run with other articles cannot be compared with it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from briefer.evals.baseline_file import read_baseline
from briefer.evals.reporting.report import Report, SuiteReport, by_article
from briefer.evals.scoring.metrics import HEADLINES
from briefer.evals.statistics import compare
from briefer.schema.evidence import FrozenModel

_SLICES = "quotes.slices"
_ROUNDING = 1e-9


class Floor(FrozenModel):
    """The scores of one system on one suite, which later runs must reach.

    Attributes:
        scores: by metric and case, the mean over repeats.
        sound: the cases where every repeat gave a brief with verbatim evidence.
    """

    scores: dict[str, dict[str, float]]
    sound: tuple[str, ...]


class Baseline(FrozenModel):
    """A stored run that later runs are compared with.

    Attributes:
        form: version of this file format.
        suites: digest of each suite, by name.
        prompts: digest of the prompt files, by system that uses a model.
        floors: the floors by suite and system.
    """

    form: Literal["1"] = "1"
    suites: dict[str, str]
    prompts: dict[str, str]
    floors: dict[str, dict[str, Floor]]


def baseline_of(report: Report) -> Baseline:
    """Return a run as a baseline; systems that are only compared with have no floor."""
    systems = report.run.against
    return Baseline(
        suites={suite.name: suite.digest for suite in report.suites},
        prompts={name: digest for name, digest in report.run.prompts.items() if name in systems},
        floors={suite.name: _floors(suite, systems) for suite in report.suites},
    )


def load_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        SettingsError: the file cannot be read, or is not a baseline.
    """
    return read_baseline(path, Baseline, of="briefs")


def mismatch_of(baseline: Baseline, report: Report) -> str | None:
    """Return why a run cannot be compared with a baseline, or None if it can."""
    current = baseline_of(report)
    if current.suites != baseline.suites:
        changed = sorted(
            name
            for name in {*current.suites, *baseline.suites}
            if current.suites.get(name) != baseline.suites.get(name)
        )
        return f"the articles or the gold of {', '.join(changed)} are not those of the baseline"
    for suite, floors in baseline.floors.items():
        if missing := sorted(set(floors) - set(current.floors[suite])):
            return f"the baseline has scores of {missing[0]}, and this run has none"
    for system, digest in baseline.prompts.items():
        if current.prompts.get(system) != digest:
            return f"the prompts of {system} are not those of the baseline"
    return None


def regressions(baseline: Baseline, report: Report) -> tuple[str, ...]:
    """Return what is worse than in the baseline: broken cases, and significantly lower scores."""
    lines: list[str] = []
    current = baseline_of(report)
    for suite, floors in baseline.floors.items():
        for system, floor in floors.items():
            now = current.floors.get(suite, {}).get(system)
            if now is not None:
                lines += (f"{suite}, {system}: {line}" for line in _regressions(floor, now))
    return tuple(lines)


def lowered_floors(baseline: Baseline, report: Report) -> tuple[str, ...]:
    """Return every floor that would be lower, even slightly, if the run became the baseline."""
    lines = list(regressions(baseline, report))
    current = baseline_of(report)
    for suite, floors in baseline.floors.items():
        for system, floor in floors.items():
            now = current.floors.get(suite, {}).get(system)
            for name in floor.scores if now is not None else ():
                before, after = _mean(floor, name), _mean(now, name)
                if after < before - _ROUNDING:
                    lines.append(f"{suite}, {system}: {name} {before:.3f} → {after:.3f}")
    return tuple(lines)


def _regressions(floor: Floor, now: Floor) -> list[str]:
    cases_of_run = {case for cases in now.scores.values() for case in cases}
    lines = [
        f"{case} has no brief any more, or its evidence is not verbatim"
        for case in floor.sound
        if case not in now.sound and case in cases_of_run
    ]
    differences = {
        name: [
            now.scores[name][case] - value
            for case, value in cases.items()
            if case in now.scores[name]
        ]
        for name, cases in floor.scores.items()
        if name in now.scores
    }
    for name, one in compare(differences).items():
        if one.decisive and one.difference < 0:
            worse = [
                case
                for case, value in floor.scores[name].items()
                if now.scores[name].get(case, value) < value - _ROUNDING
            ]
            lines.append(
                f"{name} fell by {-one.difference:.3f} (p {one.p_adjusted:.2g}) on "
                f"{', '.join(worse)}"
            )
    return lines


def _mean(floor: Floor | None, name: str) -> float:
    values = list(floor.scores.get(name, {}).values()) if floor else []
    return sum(values) / len(values) if values else 0.0


def systems_without_floor(baseline: Baseline, report: Report) -> tuple[str, ...]:
    """Return the systems of a run that have no floor in the baseline."""
    known = {name for floors in baseline.floors.values() for name in floors}
    return tuple(name for name in report.run.against if name not in known)


def _floors(suite: SuiteReport, systems: Iterable[str]) -> dict[str, Floor]:
    return {name: _floor(suite, name) for name in systems if name in suite.means}


def _floor(suite: SuiteReport, system: str) -> Floor:
    results = [result for result in suite.results if result.system == system]
    scores = by_article(results)
    broken = {
        result.case
        for result in results
        if result.error is not None or result.scores[_SLICES].value != 1
    }
    cases = dict.fromkeys(result.case for result in results)
    return Floor(
        scores={name: scores[name] for name in HEADLINES if name in scores},
        sound=tuple(case for case in cases if case not in broken),
    )
