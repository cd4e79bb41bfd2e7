"""``briefer prompts``: the prompt files, and copies of them to change."""

import click

from briefer.cli import options
from briefer.cli.console import configure_logging
from briefer.cli.output import to_file, to_stdout
from briefer.errors import SettingsError


@click.group("prompts")
def prompts_group() -> None:
    """List, show and copy the prompt files."""


@prompts_group.command("list")
@options.common_options
def prompts_list() -> None:
    """Show the prompt files; a file of your own is marked as such."""
    from briefer.prompts import Prompts

    configure_logging()
    prompts = Prompts(options.load_settings().prompt_dir)
    for name in prompts.names():
        own = prompts.own / name
        to_stdout(f"{name} (your own: {own})" if own.is_file() else name)


@prompts_group.command("show")
@click.argument("name")
@options.common_options
def prompts_show(*, name: str) -> None:
    """Print a prompt file as it would be used."""
    from briefer.prompts import Prompts

    configure_logging()
    to_stdout(Prompts(options.load_settings().prompt_dir).source(name))


@prompts_group.command("copy")
@click.argument("name")
@options.common_options
def prompts_copy(*, name: str) -> None:
    """Copy a prompt file to your own folder, where a changed one takes its place."""
    from briefer.prompts import Prompts

    configure_logging()
    prompts = Prompts(options.load_settings().prompt_dir)
    text = prompts.source(name)
    own = prompts.own / name
    if own.exists():
        raise SettingsError(f"'{own}' is there already. Edit it, or delete it to copy anew")
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot make the folder '{own.parent}': {error.strerror}. "
            "Set BRIEFER_PROMPT_DIR to a folder that you may write to"
        ) from error
    to_file(text, own)
    to_stdout(str(own))
