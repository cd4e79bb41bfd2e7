"""The front of the command line: ``briefer SOURCE…`` needs no command's name."""

import click

DEFAULT_COMMAND = "brief"


class DefaultCommandGroup(click.Group):
    """A group whose first argument may be a source: then the command ``brief`` is meant.

    The help of the group shows that command's options too, so that one page says it all.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the front command's name where the user left it out."""
        own = {name for option in self.get_params(ctx) for name in option.opts}
        first = next((place for place, word in enumerate(args) if word not in own), None)
        if first is not None and args[first] not in self.commands:
            args = [*args[:first], DEFAULT_COMMAND, *args[first:]]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; Ctrl-C becomes an abort, for which click writes no line of its own."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise click.Abort from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call briefer."""
        del ctx
        formatter.write_usage("briefer", "[OPTIONS] SOURCE...")
        formatter.write_usage("briefer", "COMMAND [ARGS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of the front command and of the group, then the commands."""
        options = {
            record[0]: record
            for command in (self.commands[DEFAULT_COMMAND], self)
            for option in command.get_params(ctx)
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx))
        }
        with formatter.section("Options"):
            formatter.write_dl(list(options.values()))
        self.format_commands(ctx, formatter)


class DefaultCommand(click.Command):
    """The command that is meant when none is named; its help is that of the whole."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the group."""
        return ctx.parent.get_help() if ctx.parent else super().get_help(ctx)
