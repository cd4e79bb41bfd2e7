import io

import pytest
from rich.console import Console

from briefer.cli.live_progress import LiveProgress
from briefer.cli.plain_progress import PlainProgress
from briefer.progress import ProgressEvent


def test_a_finished_step_is_one_plain_line_with_its_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    times = iter([10.0, 10.4])
    report = PlainProgress(print, clock=lambda: next(times))
    report(ProgressEvent("loading the article", "began"))
    report(ProgressEvent("loading the article", "ended"))
    assert capsys.readouterr().out == "briefer: loading the article … 0.4 s\n"


def test_steps_that_overlap_keep_their_own_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 2.0, 4.0])
    report = PlainProgress(print, clock=lambda: next(times))
    for step, state in (("who", "began"), ("when", "began"), ("who", "ended"), ("when", "ended")):
        report(ProgressEvent(step, state))  # type: ignore[arg-type]  # mypy widens the literals
    assert capsys.readouterr().out == "briefer: who … 2.0 s\nbriefer: when … 3.0 s\n"


def test_a_download_reports_each_quarter_once(capsys: pytest.CaptureFixture[str]) -> None:
    report = PlainProgress(print, clock=lambda: 0.0)
    for done in range(0, 101, 5):
        report(ProgressEvent("pulling", "advanced", done * 1_000_000, 100_000_000, "bytes"))
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"briefer: pulling: {part} % of 100 MB" for part in (0, 25, 50, 75, 100)]


def test_a_control_character_in_the_name_of_a_step_is_made_visible(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = PlainProgress(print, clock=lambda: 0.0)
    report(ProgressEvent("case \x1b[2J", "began"))
    report(ProgressEvent("case \x1b[2J", "ended"))
    assert capsys.readouterr().out == "briefer: case ␛[2J … 0.0 s\n"


def test_on_a_terminal_the_name_of_a_step_is_neither_markup_nor_control() -> None:
    page = io.StringIO()
    display = LiveProgress(Console(file=page, width=100, force_terminal=True, color_system=None))
    with display.screen:
        display(ProgressEvent("case [red]one[/red] \x1b]0;title\x07", "began"))
        display.screen.refresh()
    assert "case [red]one[/red] ␛]0;title␇" in page.getvalue()


def test_on_a_terminal_running_steps_are_shown_and_downloads_have_a_bar() -> None:
    page = io.StringIO()
    display = LiveProgress(Console(file=page, width=100, force_terminal=True, color_system=None))
    with display.screen:
        display(ProgressEvent("loading the article", "began"))
        display.screen.refresh()
        display(ProgressEvent("loading the article", "ended"))
        display(ProgressEvent("pulling the model", "advanced", 50_000_000, 100_000_000, "bytes"))
        display.screen.refresh()
        assert [task.description for task in display.screen.tasks] == ["pulling the model"]
    shown = page.getvalue()
    assert "loading the article" in shown
    assert "50/100 MB" in shown
    assert "━" in shown
