from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Briefer


@pytest.fixture(autouse=True)
def own_prompts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFER_PROMPT_DIR", str(tmp_path / "prompts"))
    return tmp_path / "prompts"


def test_every_shipped_prompt_is_listed_and_shown_unchanged(briefer: Briefer) -> None:
    shipped = {
        path.relative_to(ROOT / "prompts").as_posix() for path in ROOT.glob("prompts/**/*.j2")
    }
    listed = briefer("prompts", "list").out.split()
    assert shipped
    assert set(listed) == shipped
    name = listed[0]
    text = (ROOT / "prompts" / name).read_text(encoding="utf-8")
    assert briefer("prompts", "show", name).out.rstrip("\n") == text.rstrip("\n")


def test_a_copy_replaces_the_shipped_file(briefer: Briefer, own_prompts: Path) -> None:
    name = briefer("prompts", "list").out.split()[0]
    copied = briefer("prompts", "copy", name)
    own_file = own_prompts / name
    assert copied == (0, f"{own_file}\n", "")
    own_file.write_text("My own words.", encoding="utf-8")
    assert briefer("prompts", "show", name).out == "My own words.\n"
    assert f"{name} (replaced by {own_file})" in briefer("prompts", "list").out


def test_a_copy_never_overwrites_a_file(briefer: Briefer) -> None:
    name = briefer("prompts", "list").out.split()[0]
    briefer("prompts", "copy", name)
    again = briefer("prompts", "copy", name)
    assert again.code == 2
    assert "exists already" in again.error_line


def test_an_unknown_prompt_is_rejected(briefer: Briefer) -> None:
    ran = briefer("prompts", "show", "brief/nonesuch.j2")
    assert ran.code == 2
    assert "briefer prompts list" in ran.error_line
