"""``briefer completion SHELL``: print the script that completes commands and options."""

import click

from briefer.cli import options
from briefer.cli.output import to_stdout

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@options.common_options
def completion_command(*, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash, in ~/.bashrc:   eval "$(briefer completion bash)"
    zsh, in ~/.zshrc:     eval "$(briefer completion zsh)"
    fish:                 briefer completion fish \\
                            > ~/.config/fish/completions/briefer.fish
    """  # noqa: D301 (\b makes click keep the lines)
    from click.shell_completion import get_completion_class

    root = click.get_current_context().find_root()
    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"click has no completion for '{shell}'.")
    script = completer(root.command, {}, "briefer", "_BRIEFER_COMPLETE")
    # a description may have commas, too: only the first one ends the kind of completion
    template = script.source_template.replace('string split ","', 'string split --max 1 ","')
    # not source(): for bash it starts one to look at its version, which need not be here
    to_stdout(template % script.source_vars())
