"""The help and the version, and that they are fast."""

import subprocess
import sys

import pytest

from briefer.cli.app import app
from briefer.version import __version__
from tests.cli.conftest import Briefer

HEAVY = {"openai", "instructor", "spacy", "trafilatura", "xllamacpp", "pydantic", "rich", "asyncio"}


def test_the_help_shows_options_and_commands_in_80_columns(briefer: Briefer) -> None:
    ran = briefer("--help")
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    for word in ("-f, --format", "-o, --output", "--model", "--base-url", "--lang", "--brief-lang",
                 "--explain", "--no-cache", "--offline", "--allow-private", "--debug",
                 "-q, --quiet", "--version", *app.commands.keys() - {"brief"}):  # fmt: skip
        assert f"\n  {word}" in ran.out


@pytest.mark.parametrize("arguments", [["-h"], ["story.html", "--help"], ["brief", "-h"]])
def test_help_is_the_same_wherever_the_option_is(briefer: Briefer, arguments: list[str]) -> None:
    assert briefer(*arguments).out == briefer("--help").out


def test_no_arguments_show_the_help_as_wrong_usage(briefer: Briefer) -> None:
    ran = briefer()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == briefer("--help").out


def test_the_version(briefer: Briefer) -> None:
    assert briefer("--version") == (0, f"briefer {__version__}\n", "")


def test_every_command_has_a_help_text() -> None:
    for command in app.commands.values():
        parts = getattr(command, "commands", {"": command})
        assert command.help
        assert all(part.help for part in parts.values())


@pytest.mark.parametrize("arguments", [["-m", "briefer", "--help"], ["-c", "import briefer"]])
def test_the_help_and_the_package_import_nothing_heavy(arguments: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True
    )
    imported = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines()}
    assert not imported & HEAVY
