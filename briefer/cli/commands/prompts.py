"""``briefer prompts``: list, show and copy the prompt files."""

import click

from briefer.cli import completion, options
from briefer.cli.console import configure_logging
from briefer.cli.output import to_file, to_stdout
from briefer.errors import SettingsError


@click.group("prompts")
def prompts_group() -> None:
    """List, show and copy the prompt files."""


@prompts_group.command("list")
@options.common_options
def prompts_list() -> None:
    """List the prompt files, and show which ones you have replaced."""
    from briefer.prompts import Prompts

    configure_logging()
    prompts = Prompts(options.load_settings().prompt_dir)
    for name in prompts.names():
        own_file = prompts.own / name
        to_stdout(f"{name} (replaced by {own_file})" if own_file.is_file() else name)


@prompts_group.command("show")
@click.argument("name", shell_complete=completion.prompt_names)
@options.common_options
def prompts_show(*, name: str) -> None:
    """Print a prompt file as briefer would use it."""
    from briefer.prompts import Prompts

    configure_logging()
    to_stdout(Prompts(options.load_settings().prompt_dir).source(name))


@prompts_group.command("copy")
@click.argument("name", shell_complete=completion.prompt_names)
@options.common_options
def prompts_copy(*, name: str) -> None:
    """Copy a prompt file to your own folder, to edit it there."""
    from briefer.prompts import Prompts

    configure_logging()
    prompts = Prompts(options.load_settings().prompt_dir)
    text = prompts.source(name)
    own_file = prompts.own / name
    if own_file.exists():
        raise SettingsError(f"'{own_file}' exists already. Edit it, or delete it to copy it again")
    try:
        own_file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot create the folder '{own_file.parent}': {error.strerror}. "
            "Set BRIEFER_PROMPT_DIR to a writable folder"
        ) from error
    to_file(text, own_file)
    to_stdout(str(own_file))
