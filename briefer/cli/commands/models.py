"""``briefer models``: list, download and locate the embedded models."""

from typing import TYPE_CHECKING

import click

from briefer.cli import completion, options
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.output import to_stdout
from briefer.errors import UnknownModelError, WeightsError

if TYPE_CHECKING:
    from pathlib import Path

    from briefer.model.weights.catalogue import Weights
    from briefer.settings import Settings


@click.group("models")
def models_group() -> None:
    """List, download and locate the embedded models."""


@models_group.command("list")
@options.common_options
def models_list() -> None:
    """List the embedded models, and show which are on this machine.

    The last line says which of them we would pick for its memory and cores.
    """
    from briefer.model.weights.catalogue import CATALOGUE, DEFAULT
    from briefer.model.weights.recommendation import recommended, this_machine
    from briefer.model.weights.unpinned import all_stored

    configure_logging()
    folder = options.load_settings().model_dir
    for entry in CATALOGUE:
        state = "downloaded" if entry.path(folder).is_file() else "not downloaded"
        default = " (default)" if entry is DEFAULT else ""
        size = f"{entry.size / 1e6:,.0f} MB"
        memory = f"{entry.memory / 1e9:.1f} GB of memory"
        facts = f"{state}, {size}, {memory}, {entry.profile}, {entry.licence}"
        to_stdout(f"{entry.model}{default}: {facts}\n  {entry.about}")
    for weights in all_stored(folder):
        size = f"{weights.size / 1e6:,.0f} MB"
        to_stdout(
            f"{weights.model}: downloaded, {size}, {_size_class(weights.path(folder))}\n"
            "  from the hub, not pinned by briefer; its licence is not known here"
        )
    pick, reason = recommended(this_machine())
    to_stdout(f"We would pick {pick.model if pick else '--model none'} here: {reason}.")


@models_group.command("pull")
@click.argument("name", required=False, shell_complete=completion.weights_names)
@click.option(
    "--verify", "check_file", is_flag=True, help="Check the checksum of an existing file."
)
@options.common_options
def models_pull(*, name: str | None, check_file: bool) -> None:
    """Download the weights of a model if missing, and print their path."""
    from briefer.model.weights.download import pull, verify
    from briefer.model.weights.unpinned import parse_hub_name, unpinned_weights

    configure_logging()
    settings = options.load_settings()
    entry = _known_weights(name, settings) or unpinned_weights(parse_hub_name(str(name)), settings)
    exists = entry.path(settings.model_dir).is_file()
    if check_file and exists and not verify(entry, model_dir=settings.model_dir):
        message("note", f"the file of '{entry.name}' is damaged and is downloaded again")
    with progress() as report:
        path = pull(entry, settings, progress=report)
    to_stdout(str(path))


@models_group.command("path")
@click.argument("name", required=False, shell_complete=completion.weights_names)
@options.common_options
def models_path(*, name: str | None) -> None:
    """Print the path of the weights of a model."""
    from briefer.model.weights.download import is_pulled

    configure_logging()
    settings = options.load_settings()
    entry = _known_weights(name, settings)
    if entry is None or not is_pulled(entry, model_dir=settings.model_dir):
        wanted = name if entry is None else entry.name
        raise WeightsError(
            f"the weights of '{wanted}' are not on this machine. "
            f"Download them with 'briefer models pull {wanted}'"
        )
    to_stdout(str(entry.path(settings.model_dir)))


def _size_class(weights: "Path") -> str:
    from briefer.model.profile import size_class
    from briefer.model.weights.gguf import parameter_count

    try:
        return size_class(parameter_count(weights))
    except WeightsError:
        return "damaged"


def _known_weights(name: str | None, settings: "Settings") -> "Weights | None":
    """Return the weights of that name; None for a file on the hub that is not downloaded."""
    from briefer.model.weights.catalogue import CATALOGUE, DEFAULT
    from briefer.model.weights.unpinned import HUB_PREFIX, parse_hub_name, stored_weights

    if name is not None and name.startswith(HUB_PREFIX):
        return stored_weights(parse_hub_name(name), settings.model_dir)
    if name in {None, "local"}:  # as in --model local
        return DEFAULT
    for entry in CATALOGUE:
        if name in {entry.name, f"local/{entry.name}"}:
            return entry
    known = ", ".join(f"'{entry.name}'" for entry in CATALOGUE)
    raise UnknownModelError(f"there is no embedded model '{name}'. Use one of {known}")
