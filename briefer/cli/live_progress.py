"""Progress on a terminal: a live line for each step, with a bar where there are bytes to count."""

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress_bar import ProgressBar
from rich.table import Column
from rich.text import Text

from briefer.progress import ProgressEvent

_AMOUNT_WIDTH = len("1,117/1,117 MB")


class LiveProgress:
    """Shows the steps that go on, and takes each away when it has ended."""

    def __init__(self, console: Console) -> None:
        self.screen = Progress(
            SpinnerColumn(),
            TextColumn(
                "{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis")
            ),
            _Bar(bar_width=10),
            _Amount(table_column=Column(no_wrap=True, min_width=_AMOUNT_WIDTH)),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, event: ProgressEvent) -> None:
        """Show where the step of ``event`` stands."""
        if event.state == "ended":
            task = self._tasks.pop(event.step, None)
            if task is not None:
                self.screen.remove_task(task)
            return
        if event.step not in self._tasks:
            self._tasks[event.step] = self.screen.add_task(event.step, total=None)
        self.screen.update(
            self._tasks[event.step],
            completed=event.done,
            total=event.total,
            counted=event.unit == "bytes",
        )


class _Bar(BarColumn):
    """A bar, for what is counted in bytes only."""

    def render(self, task: Task) -> ProgressBar:
        """Draw the bar, or nothing."""
        if task.fields.get("counted") and task.total:
            return super().render(task)
        return ProgressBar(total=0, width=0)


class _Amount(ProgressColumn):
    """How many bytes of how many."""

    def render(self, task: Task) -> Text:
        """Write the amount, or nothing."""
        if not task.fields.get("counted"):
            return Text()
        of = f"/{task.total / 1e6:,.0f}" if task.total else ""
        return Text(f"{task.completed / 1e6:,.0f}{of} MB")
