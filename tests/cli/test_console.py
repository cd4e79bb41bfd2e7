import io

import pytest
from rich.console import Console

from briefer.cli.console import PlainProgress
from briefer.cli.live_progress import LiveProgress
from briefer.progress import ProgressEvent


def test_a_step_is_one_plain_line_with_its_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([10.0, 10.4])
    tell = PlainProgress(clock=lambda: next(times))
    tell(ProgressEvent("reading the article", "began"))
    tell(ProgressEvent("reading the article", "ended"))
    assert capsys.readouterr().err == "briefer: reading the article … 0.4 s\n"


def test_steps_that_overlap_keep_their_own_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 2.0, 4.0])
    tell = PlainProgress(clock=lambda: next(times))
    for step, state in (("who", "began"), ("when", "began"), ("who", "ended"), ("when", "ended")):
        tell(ProgressEvent(step, state))  # type: ignore[arg-type]  # mypy widens the literals
    assert capsys.readouterr().err == "briefer: who … 2.0 s\nbriefer: when … 3.0 s\n"


def test_a_pull_says_each_quarter_once(capsys: pytest.CaptureFixture[str]) -> None:
    tell = PlainProgress(clock=lambda: 0.0)
    for done in range(0, 101, 5):
        tell(ProgressEvent("pulling", "advanced", done * 1_000_000, 100_000_000, "bytes"))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [f"briefer: pulling: {part} % of 100 MB" for part in (0, 25, 50, 75, 100)]


def test_on_a_terminal_steps_come_and_go_and_bytes_have_a_bar() -> None:
    page = io.StringIO()
    bars = LiveProgress(Console(file=page, width=100, force_terminal=True, color_system=None))
    with bars.screen:
        bars(ProgressEvent("reading the article", "began"))
        bars.screen.refresh()
        bars(ProgressEvent("reading the article", "ended"))
        bars(ProgressEvent("pulling the model", "advanced", 50_000_000, 100_000_000, "bytes"))
        bars.screen.refresh()
        assert [task.description for task in bars.screen.tasks] == ["pulling the model"]
    shown = page.getvalue()
    assert "reading the article" in shown
    assert "50/100 MB" in shown
    assert "━" in shown
