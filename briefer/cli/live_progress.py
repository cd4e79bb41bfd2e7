"""Progress on a terminal: a live line for each step, with a bar for downloads."""

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
from briefer.rendering.sanitize import sanitize

_AMOUNT_WIDTH = len("1,117/1,117 MB")


class LiveProgress:
    """Shows the running steps, and removes each when it ends."""

    def __init__(self, console: Console) -> None:
        self.screen = Progress(
            SpinnerColumn(),
            TextColumn(
                "{task.description}",
                markup=False,
                table_column=Column(no_wrap=True, overflow="ellipsis"),
            ),
            _Bar(bar_width=10),
            _Amount(table_column=Column(no_wrap=True, min_width=_AMOUNT_WIDTH)),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, event: ProgressEvent) -> None:
        """Update the line of the event's step."""
        if event.state == "ended":
            task = self._tasks.pop(event.step, None)
            if task is not None:
                self.screen.remove_task(task)
            return
        if event.step not in self._tasks:
            self._tasks[event.step] = self.screen.add_task(sanitize(event.step), total=None)
        self.screen.update(
            self._tasks[event.step],
            completed=event.done,
            total=event.total,
            in_bytes=event.unit == "bytes",
        )


class _Bar(BarColumn):
    """A bar for steps that are measured in bytes; nothing for others."""

    def render(self, task: Task) -> ProgressBar:
        """Return the bar, or an empty one."""
        if task.fields.get("in_bytes") and task.total:
            return super().render(task)
        return ProgressBar(total=0, width=0)


class _Amount(ProgressColumn):
    """The number of bytes done, and the total."""

    def render(self, task: Task) -> Text:
        """Return ``50/100 MB``, or nothing."""
        if not task.fields.get("in_bytes"):
            return Text()
        of = f"/{task.total / 1e6:,.0f}" if task.total else ""
        return Text(f"{task.completed / 1e6:,.0f}{of} MB")
