"""The gate for labelled lines: are they judged worse than in the stored baseline?

A baseline stores the three figures, and for each article how many lines were refused, so that two
versions are compared article by article on the same lines. The checks alone, and the checks with
each model that verifies the lines, have baselines of their own.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from briefer.errors import SettingsError
from briefer.evals.baseline_file import read_baseline
from briefer.evals.lines.scoring import Figures, LinesReport
from briefer.evals.statistics import compare
from briefer.schema.evidence import FrozenModel

_ROUNDING = 1e-9
_HIGHER_IS_BETTER = {
    "balanced accuracy": True,
    "right lines refused": False,
    "wrong lines caught": True,
}


class ArticleCounts(FrozenModel):
    """How many lines about one article are refused.

    Attributes:
        right_refused: the number of right lines refused.
        wrong_caught: the number of wrong lines refused.
    """

    right_refused: int
    wrong_caught: int


class LinesBaseline(FrozenModel):
    """Stored figures that later versions must reach.

    Attributes:
        form: version of this file format.
        digest: digest of the lines.
        model: name of the model that verified the lines; None for the checks alone.
        right: the number of right lines.
        wrong: the number of wrong lines.
        floors: the three figures; None where the lines do not allow it.
        articles: the counts by article.
    """

    form: Literal["1"] = "1"
    digest: str
    model: str | None = None
    right: int
    wrong: int
    floors: dict[str, float | None]
    articles: dict[str, ArticleCounts]


def baseline_of(report: LinesReport) -> LinesBaseline:
    """Return a report as a baseline."""
    refused = Counter((line.article, line.supported) for line in report.lines if line.refused)
    articles = dict.fromkeys(line.article for line in report.lines)
    right = sum(line.supported for line in report.lines)
    return LinesBaseline(
        digest=report.digest,
        model=report.model,
        right=right,
        wrong=len(report.lines) - right,
        floors=_floors(report.figures),
        articles={
            name: ArticleCounts(
                right_refused=refused[name, True], wrong_caught=refused[name, False]
            )
            for name in articles
        },
    )


def load_baseline(path: Path) -> LinesBaseline:
    """Read a baseline.

    Raises:
        SettingsError: the file cannot be read, or is not a baseline of lines.
    """
    return read_baseline(path, LinesBaseline, of="labelled lines")


def regressions(baseline: LinesBaseline, report: LinesReport) -> tuple[str, ...]:
    """Return the figures that are worse by more than chance: a sign-flip test over articles.

    They are balanced accuracy and right lines refused: catching fewer wrong lines is no regression
    if it is the price of refusing fewer right ones.

    Raises:
        SettingsError: the lines, or the model, are not those of the baseline.
    """
    _require_same_model(baseline, report)
    now = baseline_of(report)
    if now.digest != baseline.digest:
        raise SettingsError(
            "the lines, or their articles, are not those of the baseline: name the same file, or "
            "make a new baseline with '--update --allow-regression'"
        )
    differences = {
        "balanced accuracy": [
            (_share(caught, now.wrong) - _share(refused, now.right)) / 2 * len(now.articles)
            for refused, caught in _changes(baseline, now)
        ],
        "right lines refused": [
            -_share(refused, now.right) * len(now.articles)
            for refused, _ in _changes(baseline, now)
        ],
    }
    return tuple(
        f"{name} is worse by {-one.difference:.3f} (p {one.p_adjusted:.2g}) than in the baseline"
        for name, one in compare(differences).items()
        if one.decisive and one.difference < 0
    )


def lowered_floors(baseline: LinesBaseline, report: LinesReport) -> tuple[str, ...]:
    """Return every figure that would be worse, even slightly, if the run became the baseline.

    Raises:
        SettingsError: the model is not that of the baseline.
    """
    _require_same_model(baseline, report)
    lines = []
    for name, after in _floors(report.figures).items():
        before = baseline.floors.get(name)
        if before is None or after is None:
            continue
        loss = before - after if _HIGHER_IS_BETTER[name] else after - before
        if loss > _ROUNDING:
            lines.append(f"{name} {before:.3f} → {after:.3f}")
    return tuple(lines)


def _require_same_model(baseline: LinesBaseline, report: LinesReport) -> None:
    if baseline.model != report.model:
        raise SettingsError(
            f"the baseline is of {_what(baseline.model)}, and this run is of "
            f"{_what(report.model)}: name another file with '--baseline'"
        )


def _what(model: str | None) -> str:
    return "the checks alone" if model is None else f"the checks with '{model}'"


def _changes(before: LinesBaseline, now: LinesBaseline) -> Iterator[tuple[int, int]]:
    """Yield for each article how many more right and wrong lines are refused now."""
    for name, counts in now.articles.items():
        old = before.articles[name]
        yield counts.right_refused - old.right_refused, counts.wrong_caught - old.wrong_caught


def _floors(figures: Figures) -> dict[str, float | None]:
    values = (figures.balanced_accuracy, figures.right_refused, figures.wrong_caught)
    return {
        name: None if one is None else round(one.value, 4)
        for name, one in zip(_HIGHER_IS_BETTER, values, strict=True)
    }


def _share(count: int, total: int) -> float:
    return count / total if total else 0.0
