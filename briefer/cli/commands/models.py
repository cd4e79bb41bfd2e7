"""``briefer models``: the embedded models, and their files on this machine."""

from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.output import to_stdout
from briefer.errors import UnknownModelError, WeightsError

if TYPE_CHECKING:
    from briefer.model.weights.catalogue import Entry


@click.group("models")
def models_group() -> None:
    """List, pull and find the embedded models."""


@models_group.command("list")
@options.common_options
def models_list() -> None:
    """Show the embedded models, and which of them are on this machine."""
    from briefer.model.weights.catalogue import CATALOGUE, DEFAULT

    configure_logging()
    folder = options.load_settings().model_dir
    for entry in CATALOGUE:
        there = "pulled" if entry.path(folder).is_file() else "not pulled"
        default = " (default)" if entry is DEFAULT else ""
        size = f"{entry.size / 1e6:,.0f} MB"
        to_stdout(f"local/{entry.name}{default}: {there}, {size}, {entry.licence}\n  {entry.about}")


@models_group.command("pull")
@click.argument("name", required=False)
@click.option("--verify", "again", is_flag=True, help="Read the whole file again to check it.")
@options.common_options
def models_pull(*, name: str | None, again: bool) -> None:
    """Fetch the weights of a model, where missing, and print their path."""
    from briefer.model.weights.download import pull, verify

    configure_logging()
    settings = options.load_settings()
    entry = _entry(name)
    there = entry.path(settings.model_dir).is_file()
    if again and there and not verify(entry, model_dir=settings.model_dir):
        message("note", f"the file of '{entry.name}' is damaged, and is fetched again")
    with progress() as tell:
        path = pull(entry, settings, progress=tell)
    to_stdout(str(path))


@models_group.command("path")
@click.argument("name", required=False)
@options.common_options
def models_path(*, name: str | None) -> None:
    """Print where the weights of a model lie."""
    from briefer.model.weights.download import is_pulled

    configure_logging()
    settings = options.load_settings()
    entry = _entry(name)
    if not is_pulled(entry, model_dir=settings.model_dir):
        raise WeightsError(
            f"the weights of '{entry.name}' are not on this machine. "
            f"Fetch them with 'briefer models pull {entry.name}'"
        )
    to_stdout(str(entry.path(settings.model_dir)))


def _entry(name: str | None) -> "Entry":
    from briefer.model.weights.catalogue import CATALOGUE, DEFAULT

    if name in {None, "local"}:  # as --model has it
        return DEFAULT
    for entry in CATALOGUE:
        if name in {entry.name, f"local/{entry.name}"}:
            return entry
    known = ", ".join(f"'{entry.name}'" for entry in CATALOGUE)
    raise UnknownModelError(f"there is no embedded model '{name}'. Name one of {known}")
