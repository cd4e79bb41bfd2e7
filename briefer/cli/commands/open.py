"""``briefer open``: show the evidence page of a brief in the browser."""

import re
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.commands.brief import brief_source, file_names
from briefer.cli.console import configure_logging, message
from briefer.cli.output import reject_unwritable, to_file, to_stdout
from briefer.errors import SettingsError

if TYPE_CHECKING:
    from briefer.schema.brief import Brief

# How each page that briefer writes begins: with a policy that lets it load nothing.
_HEAD = re.compile(
    rb"""\s*<!doctype[ ]html>\s*<html[^>]*>\s*<head>\s*<meta[ ]charset="utf-8">\s*
    <meta[ ]http-equiv="Content-Security-Policy"[ ]content="default-src[ ]'none';(?P<policy>[^"]*)">
    (?:\s*<meta[ ]name=[^>]*>)*?\s*<meta[ ]name="generator"[ ]content="briefer[ ]""",
    re.VERBOSE,
)
_DIGEST = re.compile(rb"'sha256-[\w+/=]*'")
_LOADS = re.compile(rb"//|\*|https?:|unsafe")  # in a policy, besides digests
_OTHER_POLICY = re.compile(rb"http-equiv\s*=", re.IGNORECASE)  # or a page that leads elsewhere
_MAX_BYTES = 50_000_000


@click.command("open")
@click.argument("source", type=click.Path(), metavar="SOURCE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help="Keep the page in this file (default: a temporary one).",
)  # fmt: skip
@options.model
@options.base_url
@options.lang
@options.brief_lang
@options.no_cache
@options.no_server
@options.offline
@options.allow_private
@options.common_options
def open_command(*, source: str, output: Path | None) -> None:
    """Show the evidence page of a brief in the browser.

    SOURCE is a brief (JSON) or a page (HTML) that briefer wrote, or anything that can be briefed:
    then it is briefed first. The page is always a file on this machine. Its path is printed; if
    there is no browser, that is all.
    """
    configure_logging()
    if output is not None:
        reject_unwritable(output)
    page = Path(source)
    if not _is_page(page) or output is not None:
        page = _written(_brief(source), source, output)
    to_stdout(str(page))
    if not _show(page):
        message("note", "there is no browser to open it with. Set BROWSER to its command")


def _is_page(path: Path) -> bool:
    """Return True for a page that briefer wrote, or for one that can load as little."""
    try:
        with path.open("rb") as file:
            page = file.read(_MAX_BYTES)
    except (OSError, ValueError):  # no file, or NUL in the name
        return False
    head = _HEAD.match(page)
    if head is None or len(_OTHER_POLICY.findall(page)) > 1:
        return False
    return not _LOADS.search(_DIGEST.sub(b"", head["policy"]))


def _brief(source: str) -> "Brief":
    """Read a brief, or make one."""
    settings = options.load_settings()
    path = Path(source)
    if path.suffix.lower() != ".json" or not path.is_file():
        return brief_source(source, settings=settings)
    from pydantic import ValidationError

    from briefer.schema.brief import Brief

    try:
        return Brief.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise SettingsError(
            f"'{path}' is not a brief: name a file that 'briefer -f json' wrote, a page that "
            "'briefer -f html' wrote, or an article"
        ) from error


def _written(brief: "Brief", source: str, output: Path | None) -> Path:
    from briefer.rendering.registry import render

    if output is None:
        folder = Path(tempfile.mkdtemp(prefix="briefer-"))  # only its owner may read it
        output = folder / f"{file_names([source])[0]}.html"
    to_file(render(brief, "html"), output)
    return output


def _show(page: Path) -> bool:
    """Open a file in the browser, and return whether there is one."""
    try:
        return webbrowser.open(page.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False
