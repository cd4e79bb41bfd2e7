"""Options that several commands share, and the settings that come of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import click

from briefer.errors import SettingsError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from briefer.settings import Settings

_REASONS = {"string_pattern_mismatch": "it should be an ISO 639 code such as 'en'"}

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass
class CliState:
    """What the user chose on the command line.

    Attributes:
        debug: show tracebacks and everything that is logged.
        quiet: no progress.
        settings: fields of `Settings` that an option sets, by name.
        options: the option that set each of them, as it is written.
    """

    debug: bool = False
    quiet: bool = False
    settings: dict[str, object] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


def cli_state() -> CliState:
    """Return what the user chose in the command that runs."""
    return click.get_current_context().ensure_object(CliState)


def _sets_choice(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value and parameter.name is not None:
        setattr(context.ensure_object(CliState), parameter.name, value)


def _sets_setting(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value is None or value is False or parameter.name is None:
        return
    option = parameter.opts[-1]
    chosen = context.ensure_object(CliState)
    # "--no-cache" is the only option whose presence turns a setting off.
    chosen.settings[parameter.name] = not value if option.startswith("--no-") else value
    chosen.options[parameter.name] = option


def _setting(flag: str, name: str, metavar: str, text: str) -> Callable[[Command], Command]:
    return click.option(
        flag, name, metavar=metavar, help=text, callback=_sets_setting, expose_value=False
    )


def _switch(flag: str, name: str, text: str) -> Callable[[Command], Command]:
    return click.option(
        flag, name, is_flag=True, help=text, callback=_sets_setting, expose_value=False
    )


model = _setting("--model", "model", "NAME", "none, local, local:FILE, openai/gpt-5-mini, …")
base_url = _setting("--base-url", "base_url", "URL", "An OpenAI-compatible server of your own.")
lang = _setting("--lang", "language", "CODE", "Language of the article, when detected wrongly.")
no_cache = _switch("--no-cache", "cache", "Neither look up nor keep the brief.")
offline = _switch("--offline", "offline", "Refuse everything that needs a network.")
allow_private = _switch("--allow-private", "allow_private", "Fetch from private addresses too.")


def common_options(command: Command) -> Command:
    """Add the options that every command has."""
    for option in (
        click.option(
            "--debug", is_flag=True, callback=_sets_choice, expose_value=False,
            help="Show tracebacks and everything that is logged.",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, callback=_sets_choice, expose_value=False,
            help="No progress on stderr.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def load_settings() -> "Settings":
    """Make the settings of the environment and of the options, which win.

    Raises:
        SettingsError: a value is not valid; the message names its option or variable.
    """
    from pydantic import ValidationError

    from briefer.settings import Settings

    try:
        return Settings.model_validate(cli_state().settings)
    except ValidationError as error:
        raise SettingsError(_in_one_line(error)) from error


def _in_one_line(error: "ValidationError") -> str:
    wrong = []
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else ""
        origin = cli_state().options.get(name) or f"BRIEFER_{name.upper()}"
        reason = _REASONS.get(problem["type"], problem["msg"])
        wrong.append(f"'{origin}' is {problem['input']!r}: {reason[:1].lower()}{reason[1:]}")
    return f"{'; '.join(wrong)}. Give another value, or leave it out"
