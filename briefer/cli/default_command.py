"""A click group with a default command: ``briefer SOURCE…`` means ``briefer brief SOURCE…``.

``briefer batch INPUT`` is another one: it means ``briefer batch run INPUT``.
"""

from typing import ClassVar

import click
from click.shell_completion import CompletionItem

DEFAULT_COMMAND = "brief"


class DefaultCommandGroup(click.Group):
    """A group that runs its default command if the first argument is not a command's name.

    The help of the group includes the options of that command.

    Attributes:
        default_command: its name.
        usages: the ways to call the group.
    """

    default_command: ClassVar[str] = DEFAULT_COMMAND
    usages: ClassVar[tuple[tuple[str, str], ...]] = (
        ("briefer", "[OPTIONS] SOURCE..."),
        ("briefer", "COMMAND [ARGS]..."),
    )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Insert the name of the default command if no command is named."""
        group_options = {name for option in self.get_params(ctx) for name in option.opts}
        first = next((index for index, arg in enumerate(args) if arg not in group_options), None)
        if first is not None and args[first] not in self.commands:
            args = [*args[:first], self.default_command, *args[first:]]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer commands and files, or the options of the group and of the default command."""
        offered = super().shell_complete(ctx, incomplete)
        default = self.commands[self.default_command]
        if not incomplete or incomplete[0].isalnum() or incomplete[0] in "./~":
            # first: in bash, what comes after it is still offered
            return [CompletionItem(incomplete, type="file"), *offered]
        known = {item.value for item in offered}
        in_default = click.Context(default, parent=ctx, resilient_parsing=True)
        more = default.shell_complete(in_default, incomplete)
        return [*offered, *(item for item in more if item.value not in known)]

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn Ctrl-C into an abort, for which click prints nothing itself."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise click.Abort from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show all ways to call it."""
        del ctx
        for number, (program, words) in enumerate(self.usages):
            formatter.write_usage(program, words, prefix="       " if number else None)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of the default command and of the group, then the commands."""
        options = {
            record[0]: record
            for command in (self.commands[self.default_command], self)
            for option in command.get_params(ctx)
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx))
        }
        with formatter.section("Options"):
            formatter.write_dl(list(options.values()))
        self.format_commands(ctx, formatter)


class DefaultCommand(click.Command):
    """The default command; its help is that of the group."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the group."""
        return ctx.parent.get_help() if ctx.parent else super().get_help(ctx)
