"""``briefer config``: show and change the config file."""

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from briefer.addresses import without_credentials
from briefer.cli import completion, options
from briefer.cli.console import configure_logging, message
from briefer.cli.output import to_stdout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefer.settings import Settings

_MASK = "********"
_VALUE_WIDTH = 44  # characters, in 80 columns


@click.group("config")
def config_group() -> None:
    """Show and change the config file."""


@config_group.command("show")
@options.common_options
def config_show() -> None:
    """Show all settings, and where each value comes from.

    The output has the form of the config file. Keys are never shown.
    """
    from briefer.config_file import config_path, read_values

    configure_logging()
    settings = options.load_settings()
    path = config_path()
    to_stdout("\n".join(_lines(settings, in_file=frozenset(read_values(path)))))


@config_group.command("path")
@options.common_options
def config_path_command() -> None:
    """Print the path of the config file, whether it exists or not."""
    from briefer.config_file import config_path

    configure_logging()
    to_stdout(str(config_path()))


@config_group.command("set")
@click.argument("key", shell_complete=completion.config_keys)
@click.argument("value", shell_complete=completion.config_values)
@options.common_options
def config_set(*, key: str, value: str) -> None:
    """Set a key in the config file.

    With - as VALUE it is read from stdin, so that a key does not end up in the history of the
    shell: briefer config set api_key - < key.txt
    """
    from briefer.config_file import set_value
    from briefer.settings import Settings

    configure_logging()
    if value == "-":
        value = sys.stdin.readline().strip()
    set_value(Settings, key, value)
    if os.environ.get(_variable(key)):
        message("note", f"{_variable(key)} is set in the environment, and wins over the file")


@config_group.command("unset")
@click.argument("key", shell_complete=completion.config_keys)
@options.common_options
def config_unset(*, key: str) -> None:
    """Remove a key from the config file."""
    from briefer.config_file import config_path, require_key, unset_value
    from briefer.settings import Settings

    configure_logging()
    if not unset_value(key):
        require_key(Settings, key)
        message("note", f"'{key}' is not in '{config_path()}'")


def _lines(settings: "Settings", *, in_file: frozenset[str]) -> "Iterator[str]":
    from briefer.config_file import config_path

    yield f"# {config_path()}" + ("" if config_path().is_file() else " (does not exist)")
    for key, value in settings:
        if os.environ.get(_variable(key)):
            origin = _variable(key)
        else:
            origin = "config file" if key in in_file else "default"
        line = f"# {key} is not set" if value is None else f"{key} = {_toml(value)}"
        yield line if value is None else f"{line:<{_VALUE_WIDTH}}  # {origin}"


def _toml(value: object) -> str:
    from pydantic import SecretStr

    if isinstance(value, SecretStr):
        value = _MASK
    plain = value if isinstance(value, bool | int | float) else without_credentials(str(value))
    return json.dumps(plain, ensure_ascii=False)


def _variable(key: str) -> str:
    return f"BRIEFER_{key.upper()}"
