"""Options that several commands share, and the settings made from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from briefer.cli import completion
from briefer.errors import SettingsError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from briefer.settings import Settings

_REASONS = {"string_pattern_mismatch": "must be an ISO 639 code such as 'en'"}

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass
class CliState:
    """The options of the running command that are not its own parameters.

    Attributes:
        debug: show tracebacks and all log messages.
        quiet: show no progress.
        verbose: say in plain lines what is done.
        sign_with: file of the key to sign briefs with.
        settings: values for fields of `Settings`, by field name.
        options: the option that set each of these fields, as the user writes it.
    """

    debug: bool = False
    quiet: bool = False
    verbose: bool = False
    sign_with: Path | None = None
    settings: dict[str, object] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


def cli_state() -> CliState:
    """Return the state of the running command."""
    return click.get_current_context().ensure_object(CliState)


def _store_in_state(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if not value or parameter.name is None:
        return
    state = context.ensure_object(CliState)
    setattr(state, parameter.name, value)
    if state.quiet and state.verbose:
        raise click.UsageError("'--quiet' and '--verbose' exclude each other.")


def _store_setting(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value is None or value is False or parameter.name is None:
        return
    option = parameter.opts[-1]
    state = context.ensure_object(CliState)
    # "--no-cache" sets the field "cache" to False.
    state.settings[parameter.name] = not value if option.startswith("--no-") else value
    state.options[parameter.name] = option


def _value_option(
    flag: str, name: str, metavar: str, text: str, complete: completion.Complete | None = None
) -> Callable[[Command], Command]:
    return click.option(
        flag, name, metavar=metavar, help=text, callback=_store_setting, expose_value=False,
        shell_complete=complete,
    )  # fmt: skip


def _flag_option(flag: str, name: str, text: str) -> Callable[[Command], Command]:
    return click.option(
        flag, name, is_flag=True, help=text, callback=_store_setting, expose_value=False
    )


model = _value_option(
    "--model", "model", "NAME", "none, local, local:FILE, files:DIR, openai/gpt-5-mini, …",
    completion.model_names,
)  # fmt: skip
profile = click.option(
    "--profile", type=click.Choice(["small", "capable"]), callback=_store_setting,
    expose_value=False, help="Treat the model as one of this size.",
)  # fmt: skip
base_url = _value_option("--base-url", "base_url", "URL", "URL of an OpenAI-compatible server.")
lang = _value_option(
    "--lang", "language", "CODE", "Language of the article (overrides detection).",
    completion.language_codes,
)  # fmt: skip
brief_lang = _value_option(
    "--brief-lang", "brief_language", "CODE", "Language of the brief (default: the article's).",
    completion.language_codes,
)  # fmt: skip
no_verify = _flag_option(
    "--no-verify", "verify", "Do not let a capable model verify its lines (fewer tokens)."
)
sign = click.option(
    "--sign", "sign_with", type=click.Path(path_type=Path), metavar="KEYFILE",
    callback=_store_in_state, expose_value=False,
    help="Sign the brief's JSON with this private key (PEM).",
)  # fmt: skip
no_cache = _flag_option("--no-cache", "cache", "Do not use the cache of briefs.")
no_server = _flag_option(
    "--no-server", "server", "Do not use the model that 'briefer serve' has loaded."
)
offline = _flag_option("--offline", "offline", "Do not use the network.")
allow_private = _flag_option(
    "--allow-private", "allow_private", "Allow URLs with private addresses."
)
force = _flag_option("--force", "force", "Brief a source even if it does not look like an article.")


def common_options(command: Command) -> Command:
    """Add the options that every command has."""
    for option in (
        click.option(
            "--debug", is_flag=True, callback=_store_in_state, expose_value=False,
            help="Show tracebacks and all log messages.",
        ),
        click.option(
            "-v", "--verbose", is_flag=True, callback=_store_in_state, expose_value=False,
            help="Say what is done: steps, tokens, retries.",
        ),
        click.option(
            "-q", "--quiet", is_flag=True, callback=_store_in_state, expose_value=False,
            help="Show no progress.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def is_given(setting: str) -> bool:
    """Return True if an option of the running command set this field of `Settings`."""
    return setting in cli_state().settings


def load_settings() -> "Settings":
    """Return the settings from options, environment and config file, in this order of priority.

    Raises:
        SettingsError: a value is not valid; the message names its option, variable or file.
    """
    from pydantic import ValidationError

    from briefer.settings import Settings

    try:
        return Settings.model_validate(cli_state().settings)
    except ValidationError as error:
        raise SettingsError(_one_line(error)) from error


def _one_line(error: "ValidationError") -> str:
    problems = []
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else ""
        origin = cli_state().options.get(name) or f"BRIEFER_{name.upper()}"
        reason = _REASONS.get(problem["type"], problem["msg"])
        problems.append(f"'{origin}' is {problem['input']!r}: {reason[:1].lower()}{reason[1:]}")
    return f"{'; '.join(problems)}. Use another value, or remove it"
