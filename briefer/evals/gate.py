"""Gate: is a run worse than the one that was kept as the baseline?

The baseline holds the scores of each case, so that the two runs are compared pair by pair. It names
the suites, the prompts and the systems that it was made of: figures of other articles are no floor.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from briefer.errors import SettingsError
from briefer.evals.reporting.report import Report, SuiteReport
from briefer.evals.scoring.metrics import HEADLINES
from briefer.evals.statistics import compare
from briefer.evidence import FrozenModel

_SLICES = "quotes.slices"
_ROUNDING = 1e-9


class Floor(FrozenModel):
    """What one system reached on one suite.

    Attributes:
        scores: by measure and case, the mean over repeats.
        sound: the cases whose every brief was made and holds against its article.
    """

    scores: dict[str, dict[str, float]]
    sound: tuple[str, ...]


class Baseline(FrozenModel):
    """What later runs are held to.

    Attributes:
        form: version of this form.
        suites: digest of each suite by its name.
        prompts: digest of the prompt files of each system that asks a model.
        floors: by suite and system.
    """

    form: Literal["1"] = "1"
    suites: dict[str, str]
    prompts: dict[str, str]
    floors: dict[str, dict[str, Floor]]


def baseline_of(report: Report) -> Baseline:
    """Make the baseline of a run; what is only a baseline itself has no floor."""
    systems = report.run.against
    return Baseline(
        suites={suite.name: suite.digest for suite in report.suites},
        prompts={name: digest for name, digest in report.run.prompts.items() if name in systems},
        floors={suite.name: _floors(suite, systems) for suite in report.suites},
    )


def load_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        SettingsError: the file cannot be read, or is none.
    """
    try:
        return Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(
            f"there is no baseline '{path}': make it of this run with '--update'"
        ) from error
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise SettingsError(
            f"'{path}' is no baseline: delete it, and make a new one with '--update'"
        ) from error


def mismatch_of(baseline: Baseline, report: Report) -> str | None:
    """Say why a run cannot be held to a baseline, or None when it can."""
    current = baseline_of(report)
    if current.suites != baseline.suites:
        changed = sorted(
            name
            for name in {*current.suites, *baseline.suites}
            if current.suites.get(name) != baseline.suites.get(name)
        )
        return f"the articles or the gold of {', '.join(changed)} are not those of the baseline"
    for suite, floors in baseline.floors.items():
        if gone := sorted(set(floors) - set(current.floors[suite])):
            return f"the baseline has figures of {gone[0]}, and this run has none"
    for system, digest in baseline.prompts.items():
        if current.prompts.get(system) != digest:
            return f"the prompts of {system} are not those of the baseline"
    return None


def regressions(baseline: Baseline, report: Report) -> tuple[str, ...]:
    """Return what is worse than in the baseline: what broke, and what fell significantly."""
    found: list[str] = []
    current = baseline_of(report)
    for suite, floors in baseline.floors.items():
        for system, floor in floors.items():
            now = current.floors.get(suite, {}).get(system)
            if now is not None:
                found += (f"{suite}, {system}: {line}" for line in _falls(floor, now))
    return tuple(found)


def lowered_floors(baseline: Baseline, report: Report) -> tuple[str, ...]:
    """Return each floor that would be lower if the run became the baseline, however little."""
    found = list(regressions(baseline, report))
    current = baseline_of(report)
    for suite, floors in baseline.floors.items():
        for system, floor in floors.items():
            now = current.floors.get(suite, {}).get(system)
            for name in floor.scores if now is not None else ():
                before, after = _mean(floor, name), _mean(now, name)
                if after < before - _ROUNDING:
                    found.append(f"{suite}, {system}: {name} {before:.3f} → {after:.3f}")
    return tuple(found)


def _falls(floor: Floor, now: Floor) -> list[str]:
    known = {case for cases in now.scores.values() for case in cases}
    found = [
        f"{case} failed, or does not hold against its article any more"
        for case in floor.sound
        if case not in now.sound and case in known
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
            found.append(
                f"{name} fell by {-one.difference:.3f} (p {one.p_adjusted:.2g}) on "
                f"{', '.join(worse)}"
            )
    return found


def _mean(floor: Floor | None, name: str) -> float:
    values = list(floor.scores.get(name, {}).values()) if floor else []
    return sum(values) / len(values) if values else 0.0


def systems_without_floor(baseline: Baseline, report: Report) -> tuple[str, ...]:
    """Return the systems of a run that the baseline has no floor for."""
    held = {name for floors in baseline.floors.values() for name in floors}
    return tuple(name for name in report.run.against if name not in held)


def _floors(suite: SuiteReport, systems: Iterable[str]) -> dict[str, Floor]:
    return {name: _floor(suite, name) for name in systems if name in suite.means}


def _floor(suite: SuiteReport, system: str) -> Floor:
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    broken, seen = set[str](), dict[str, None]()
    for result in suite.results:
        if result.system != system:
            continue
        seen[result.case] = None
        if result.error is not None or result.scores[_SLICES].value != 1:
            broken.add(result.case)
        for name in HEADLINES:
            value = result.scores[name].value
            if value is not None:
                values[name][result.case].append(value)
    return Floor(
        scores={
            name: {case: sum(found) / len(found) for case, found in cases.items()}
            for name, cases in values.items()
        },
        sound=tuple(case for case in seen if case not in broken),
    )
