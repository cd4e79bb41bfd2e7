"""Progress on a terminal: a live line for each step, with a bar for downloads.

Above them a line says how much time is left, if earlier briefs tell how long one takes.
"""

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

from briefer.cli.estimate import Durations, time_left
from briefer.events import ArticleLoaded, BriefEvent
from briefer.progress import ProgressEvent
from briefer.rendering.sanitize import sanitize

_AMOUNT_WIDTH = len("1,117/1,117 MB")


class LiveProgress:
    """Shows the running steps, and removes each when it ends.

    Args:
        console: the terminal.
        durations: how long earlier briefs took.
    """

    def __init__(self, console: Console, durations: Durations | None = None) -> None:
        self._durations = durations
        self.screen = Progress(
            SpinnerColumn(),
            _Description(
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

    def __call__(self, event: BriefEvent) -> None:
        """Update the line of the event's step, or begin to show how much time is left."""
        if isinstance(event, ArticleLoaded) and self._durations is not None:
            expected = self._durations.expected(len(event.article.text))
            if expected is not None:
                self.screen.add_task("", total=None, expected=expected)
        if not isinstance(event, ProgressEvent):
            return
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


class _Description(TextColumn):
    """The name of a step; for the whole brief, how much time is left."""

    def render(self, task: Task) -> Text:
        """Return the name, or "about 20 s left"."""
        if "expected" in task.fields:
            return Text(time_left(task.fields["expected"] - (task.elapsed or 0.0)))
        return super().render(task)


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
