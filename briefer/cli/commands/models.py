"""``briefer models``: list, download and locate the embedded models."""

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
    """List, download and locate the embedded models."""


@models_group.command("list")
@options.common_options
def models_list() -> None:
    """List the embedded models, and show which are on this machine."""
    from briefer.model.weights.catalogue import CATALOGUE, DEFAULT

    configure_logging()
    folder = options.load_settings().model_dir
    for entry in CATALOGUE:
        state = "downloaded" if entry.path(folder).is_file() else "not downloaded"
        default = " (default)" if entry is DEFAULT else ""
        size = f"{entry.size / 1e6:,.0f} MB"
        memory = f"{entry.memory / 1e9:.1f} GB of memory"
        facts = f"{state}, {size}, {memory}, {entry.profile}, {entry.licence}"
        to_stdout(f"local/{entry.name}{default}: {facts}\n  {entry.about}")


@models_group.command("pull")
@click.argument("name", required=False)
@click.option(
    "--verify", "check_file", is_flag=True, help="Check the checksum of an existing file."
)
@options.common_options
def models_pull(*, name: str | None, check_file: bool) -> None:
    """Download the weights of a model if missing, and print their path."""
    from briefer.model.weights.download import pull, verify

    configure_logging()
    settings = options.load_settings()
    entry = _entry(name)
    exists = entry.path(settings.model_dir).is_file()
    if check_file and exists and not verify(entry, model_dir=settings.model_dir):
        message("note", f"the file of '{entry.name}' is damaged and is downloaded again")
    with progress() as report:
        path = pull(entry, settings, progress=report)
    to_stdout(str(path))


@models_group.command("path")
@click.argument("name", required=False)
@options.common_options
def models_path(*, name: str | None) -> None:
    """Print the path of the weights of a model."""
    from briefer.model.weights.download import is_pulled

    configure_logging()
    settings = options.load_settings()
    entry = _entry(name)
    if not is_pulled(entry, model_dir=settings.model_dir):
        raise WeightsError(
            f"the weights of '{entry.name}' are not on this machine. "
            f"Download them with 'briefer models pull {entry.name}'"
        )
    to_stdout(str(entry.path(settings.model_dir)))


def _entry(name: str | None) -> "Entry":
    from briefer.model.weights.catalogue import CATALOGUE, DEFAULT

    if name in {None, "local"}:  # as in --model local
        return DEFAULT
    for entry in CATALOGUE:
        if name in {entry.name, f"local/{entry.name}"}:
            return entry
    known = ", ".join(f"'{entry.name}'" for entry in CATALOGUE)
    raise UnknownModelError(f"there is no embedded model '{name}'. Use one of {known}")
