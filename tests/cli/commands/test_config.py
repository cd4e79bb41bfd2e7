"""The config file: its priority, its errors, and the commands that show and change it."""

import io
import stat
import sys
from pathlib import Path

import pytest

from briefer.settings import Settings
from tests.cli.conftest import ARTICLES, Briefer

PAGE = ARTICLES / "harbour.md"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "briefer" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_an_option_wins_over_the_environment_and_that_over_the_file(
    briefer: Briefer, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('model = "local/nowhere"\n', encoding="utf-8")
    assert "'local/nowhere'" in briefer(PAGE).err
    monkeypatch.setenv("BRIEFER_MODEL", "local/elsewhere")
    assert "'local/elsewhere'" in briefer(PAGE).err
    assert briefer(PAGE, "--model", "none", "-q").code == 0


def test_the_library_reads_the_file_too_and_a_tilde_is_the_home_folder(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRIEFER_MODEL_DIR")
    file.write_text('model_dir = "~/weights"\nreasks = 3\n', encoding="utf-8")
    assert Settings().model_dir == Path.home() / "weights"
    assert Settings().reasks == 3
    assert Settings(reasks=0).reasks == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('modle = "none"', ("unknown key 'modle'", "did you mean 'model'?", "config unset modle")),
        ('fetch_timeout = "soon"', ("'fetch_timeout' cannot be 'soon'", "a number above 0, up to")),
        ("transport_retries = 5000", ("'transport_retries'", "a whole number from 0 to 1,000")),
        ('profile = "large"', ("'profile' cannot be 'large'", "'small', 'capable'")),
        ('cache = "perhaps"', ("'cache' cannot be 'perhaps'", "true or false")),
        ('language = "English"', ("'language' cannot be 'English'", "ISO 639")),
        ("model_dir = 7", ("'model_dir' cannot be 7", "the path of a folder")),
        ("api_key = 4711", ("'api_key' cannot be this value", "text")),
        ("[model]\nname = 1", ("'model' cannot be {'name': 1}",)),
        ("model =", ("is not valid TOML",)),
        ("\x00", ("is not valid TOML",)),
    ],
)
def test_a_wrong_file_is_one_line_with_file_key_and_what_is_allowed(
    briefer: Briefer, file: Path, line: str, words: tuple[str, ...]
) -> None:
    file.write_text(line, encoding="utf-8")
    ran = briefer(PAGE, "--model", "none")
    assert ran.code == 2
    for word in (str(file), *words):
        assert word in ran.error_line
    assert "4711" not in ran.err


def test_a_file_that_cannot_be_decoded_is_named(briefer: Briefer, file: Path) -> None:
    file.write_bytes(b'model = "\xff"')
    assert f"'{file}': it is not UTF-8 text" in briefer(PAGE).error_line


def test_set_keeps_the_other_lines_and_unset_removes_one(briefer: Briefer, file: Path) -> None:
    file.write_text('# mine\nmodel = "local" # the small one\nreasks = 2', encoding="utf-8")
    assert briefer("config", "set", "model", 'files:a "b"\\c') == (0, "", "")
    assert briefer("config", "set", "offline", "yes").code == 0
    assert briefer("config", "set", "fetch_timeout", "12").code == 0
    assert file.read_text(encoding="utf-8") == (
        '# mine\nmodel = "files:a \\"b\\"\\\\c"\nreasks = 2\noffline = true\nfetch_timeout = 12.0\n'
    )
    assert Settings().model == 'files:a "b"\\c'
    assert briefer("config", "unset", "reasks").code == 0
    assert "reasks" not in file.read_text(encoding="utf-8")
    assert "'reasks' is not in" in briefer("config", "unset", "reasks").err


def test_unset_also_removes_what_is_wrong(briefer: Briefer, file: Path) -> None:
    file.write_text('modle = "none"\n', encoding="utf-8")
    assert briefer("config", "unset", "modle").code == 0
    assert file.read_text(encoding="utf-8") == ""


def test_a_value_of_several_lines_is_left_to_the_user(briefer: Briefer, file: Path) -> None:
    text = 'model = """\nlocal"""\n'
    file.write_text(text, encoding="utf-8")
    ran = briefer("config", "set", "model", "none")
    assert ran.code == 2
    assert "by hand" in ran.error_line
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("colour", "red", "there is no key 'colour'. The keys are model, profile"),
        ("reasks", "many", "'reasks' cannot be 'many'. Allowed: a whole number from 0 to 1,000"),
        ("profile", "tiny", "Allowed: one of 'small', 'capable'"),
    ],
)
def test_set_refuses_a_wrong_key_or_value(
    briefer: Briefer, file: Path, key: str, value: str, words: str
) -> None:
    ran = briefer("config", "set", key, value)
    assert ran.code == 2
    assert words in ran.error_line
    assert not file.exists()


def test_a_relative_folder_is_stored_as_an_absolute_one(
    briefer: Briefer, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    briefer("config", "set", "prompt_dir", "mine")
    assert f'prompt_dir = "{tmp_path / "mine"}"' in file.read_text(encoding="utf-8")


def test_a_key_is_never_shown_and_only_its_owner_may_read_the_file(
    briefer: Briefer, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("kept-apart\n"))
    briefer("config", "set", "api_key", "-")
    briefer("config", "set", "base_url", "http://ann:S3cret@127.0.0.1:1/v1")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert 'api_key = "kept-apart"' in file.read_text(encoding="utf-8")
    for arguments in (["config", "show"], ["doctor"], ["doctor", "--json"]):
        ran = briefer(*arguments)
        assert "kept-apart" not in ran.out + ran.err
        assert "S3cret" not in ran.out + ran.err
    assert 'api_key = "********"' in briefer("config", "show").out


def test_show_says_where_each_value_comes_from(
    briefer: Briefer, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("reasks = 4\nverify = false\n", encoding="utf-8")
    monkeypatch.setenv("BRIEFER_REASKS", "2")
    ran = briefer("config", "show")
    shown = {tuple(line.split()) for line in ran.out.splitlines()}
    assert shown >= {
        ("reasks", "=", "2", "#", "BRIEFER_REASKS"),
        ("verify", "=", "false", "#", "config", "file"),
        ("cache", "=", "true", "#", "default"),
        ("#", "language", "is", "not", "set"),
    }
    assert "BRIEFER_REASKS is set" in briefer("config", "set", "reasks", "1").err
    assert briefer("config", "path").out == f"{file}\n"
