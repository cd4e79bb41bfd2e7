"""What shells offer, asked in the way in which their scripts ask."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefer.cli.app import app
from briefer.rendering.registry import FORMATS
from briefer.settings import Settings
from tests.cli.conftest import ROOT, Briefer


def offered(*words: str) -> list[str]:
    """Return what is offered for the last word."""
    ran = subprocess.run(
        [sys.executable, "-m", "briefer"], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "_BRIEFER_COMPLETE": "bash_complete",
             "COMP_WORDS": " ".join(("briefer", *words)), "COMP_CWORD": str(len(words))},
    )  # fmt: skip
    return [line.partition(",")[2] for line in ran.stdout.splitlines() if line]


def test_commands_and_options_of_the_default_command_are_offered() -> None:
    assert set(offered("")) == {"", *app.commands.keys() - {"brief"}}  # "": a file
    assert {"--model", "--format", "--verbose", "--version"} <= set(offered("--"))
    assert "--explain" in offered("story.md", "--ex")
    assert offered("config", "un") == ["unset"]


def test_values_with_names_are_offered() -> None:
    assert offered("story.md", "-f", "") == [one.name for one in FORMATS]
    assert offered("--model", "local/smol") == ["local/smollm2-135m"]
    assert "openai/gpt-5-mini" in offered("eval", "--model", "")
    assert "brief/gist.j2" in offered("prompts", "show", "brief/")
    assert offered("models", "pull", "qwen3") == ["qwen3-4b"]
    assert offered("config", "set", "") == list(Settings.model_fields)
    assert offered("config", "set", "profile", "") == ["small", "capable"]
    assert offered("config", "set", "cache", "") == ["true", "false"]
    assert offered("config", "set", "model", "no") == ["none"]
    assert offered("config", "set", "no_such_key", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_each_shell(briefer: Briefer, shell: str) -> None:
    ran = briefer("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert f"_BRIEFER_COMPLETE={shell}_complete" in ran.out


@pytest.fixture
def shell_environment(tmp_path: Path) -> dict[str, str]:
    """Variables for a shell that finds ``briefer``, and a home without settings."""
    program = tmp_path / "briefer"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefer "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "TERM": "dumb"}
    return {**os.environ, **home, "PYTHONPATH": str(ROOT), "PATH": path}


def the_shell(name: str) -> str:
    """Return the path of a shell; skip the test if there is none."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_bash_completes_with_the_script(
    briefer: Briefer, shell_environment: dict[str, str]
) -> None:
    tab = "COMP_WORDS=(briefer prompts co); COMP_CWORD=2; _briefer_completion briefer"
    script = f'{briefer("completion", "bash").out}\n{tab}; echo "${{COMPREPLY[@]}}"'
    ran = subprocess.run(
        [the_shell("bash"), "-c", script],
        capture_output=True, text=True, check=True, env=shell_environment,
    )  # fmt: skip
    assert ran.stdout == "copy\n"


def test_fish_completes_with_the_script(
    briefer: Briefer, shell_environment: dict[str, str], tmp_path: Path
) -> None:
    for name in ("story-one.md", "story-two.md", "briefer.fish"):
        (tmp_path / name).write_text(briefer("completion", "fish").out, encoding="utf-8")
    typed = ("briefer story.md --expl", "briefer --model local/smol", "briefer sto")
    tabs = "; ".join(f"complete -C '{line}'" for line in typed)
    ran = subprocess.run(
        [the_shell("fish"), "-c", f"source briefer.fish; {tabs}"],
        capture_output=True, text=True, check=True, env=shell_environment, cwd=tmp_path,
    )  # fmt: skip
    assert ran.stdout.splitlines() == [
        "--explain\tShow the evidence of each line, and rejected items.",
        "local/smollm2-135m",
        "story-one.md",
        "story-two.md",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("briefer prompts co", "briefer prompts copy "),
        ("briefer story-o", "briefer story-one.md "),
    ],
)
def test_zsh_completes_with_the_script(
    typed: str,
    expected: str,
    briefer: Briefer,
    shell_environment: dict[str, str],
    tmp_path: Path,
) -> None:
    zsh = the_shell("zsh")
    (tmp_path / "briefer.zsh").write_text(briefer("completion", "zsh").out, encoding="utf-8")
    (tmp_path / "story-one.md").touch()
    start = "PS1='> '; autoload -Uz compinit; compinit -u -D; . ./briefer.zsh; echo rea''dy\n"
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(tmp_path)
        os.execve(zsh, ["zsh", "-f", "-i"], shell_environment)  # noqa: S606 (zsh is under test)
    try:
        os.write(terminal, start.encode())
        read_until(terminal, "ready\r\n")
        read_until(terminal, "> ")
        os.write(terminal, f"{typed}\t".encode())  # the line is never run
        assert expected in read_until(terminal, expected)
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


def read_until(terminal: int, words: str) -> str:
    """Return what the terminal shows up to these words, or in half a minute."""
    shown, end = "", time.monotonic() + 30
    while words not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65_536).decode(errors="replace")
    return shown
