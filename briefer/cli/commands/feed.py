"""``briefer feed SOURCE``: list the items of a feed, or brief some of them."""

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from briefer.cli import options
from briefer.cli.commands.brief import STDIN, Form, brief_options, brief_sources
from briefer.cli.console import configure_logging
from briefer.cli.output import to_stdout
from briefer.errors import SourceError

if TYPE_CHECKING:
    from datetime import date

    from briefer.rendering.pdf.document import Paper
    from briefer.settings import Settings
    from briefer.source.feed import Feed

_RANGE: Final = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


class _Numbers(click.ParamType[tuple[int, ...]]):
    """Numbers of items: "3", "1,4" or "2-5"."""

    name = "numbers"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        numbers: list[int] = []
        for part in str(value).split(","):
            match = _RANGE.fullmatch(part.strip())
            first = int(match[1]) if match else 0
            last = int(match[2] or first) if match else 0
            if not 1 <= first <= last:
                self.fail(f"{value!r} is not a number, a list (1,4) or a range (2-5).", param, ctx)
            numbers += range(first, last + 1)
        return tuple(numbers)


@click.command("feed")
@click.argument("source")
@click.option(
    "--brief", "chosen", type=_Numbers(), multiple=True, metavar="N",
    help="Brief item N; several: 1,4 or 2-5.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@brief_options
def feed_command(  # noqa: PLR0913 (the options of the command that briefs, and two)
    *,
    source: str,
    chosen: tuple[tuple[int, ...], ...],
    as_json: bool,
    format_name: str | None,
    output: Path | None,
    paper: "Paper",
    explain: bool,
    everything: bool,
) -> None:
    """List the items of a feed (RSS or Atom), or brief some of them.

    SOURCE is a URL, a file, or - for stdin. Each item has a number, by which
    --brief briefs it. The other options are those of 'briefer SOURCE'.
    """
    import asyncio

    configure_logging()
    if as_json and chosen:
        raise click.UsageError("--json lists the items: for a brief as JSON use '-f json'.")
    feed = asyncio.run(_open(source, settings=options.load_settings()))
    if not chosen:
        to_stdout(_as_json(feed) if as_json else _as_text(feed))
        return
    numbers = dict.fromkeys(number for part in chosen for number in part)
    urls = tuple(_address(feed, number) for number in numbers)
    form = Form(format_name, output, paper, explain, everything)
    click.get_current_context().exit(brief_sources(urls, form))


async def _open(source: str, *, settings: "Settings") -> "Feed":
    from briefer.source.loader import open_feed

    data: str | bytes = source
    if source == STDIN:
        data = sys.stdin.buffer.read(settings.max_source_bytes + 1)
    return await open_feed(data, settings=settings)


def _address(feed: "Feed", number: int) -> str:
    count = len(feed.items)
    if number > count:
        raise click.UsageError(f"The feed has no item {number}: its items are 1 to {count}.")
    url = feed.items[number - 1].url
    if url is None:
        raise SourceError(f"item {number} of the feed has no web address: choose another one")
    return url


def _as_text(feed: "Feed") -> str:
    width = len(str(len(feed.items)))
    lines = [feed.title, ""] if feed.title else []
    for number, item in enumerate(feed.items, start=1):
        margin = " " * (width + 2)
        day = f"{_shown(item.published)}  " if item.published else ""
        lines.append(f"{number:>{width}}  {day}{item.title or '(no title)'}")
        lines.append(f"{margin}{item.url or '(no address)'}")
    return "\n".join(lines)


def _shown(published: "date") -> str:
    return published.isoformat().replace("T", " ")[:16]


def _as_json(feed: "Feed") -> str:
    items = [
        {
            "number": number,
            "title": item.title,
            "url": item.url,
            "published": item.published.isoformat() if item.published else None,
        }
        for number, item in enumerate(feed.items, start=1)
    ]
    return json.dumps({"title": feed.title, "items": items}, ensure_ascii=False, indent=2)
