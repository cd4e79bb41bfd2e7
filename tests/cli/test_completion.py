"""What shells offer, asked in the way in which their scripts ask."""

import os
import shutil
import subprocess
import sys
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


def test_bash_completes_with_the_script(briefer: Briefer, tmp_path: Path) -> None:
    program = tmp_path / "briefer"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefer "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    tab = "COMP_WORDS=(briefer prompts co); COMP_CWORD=2; _briefer_completion briefer"
    bash = shutil.which("bash")
    assert bash is not None
    ran = subprocess.run(
        [bash, "-c", f'{briefer("completion", "bash").out}\n{tab}; echo "${{COMPREPLY[@]}}"'],
        capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert ran.stdout == "copy\n"
