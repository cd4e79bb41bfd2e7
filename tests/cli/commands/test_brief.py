import json
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import click
import pytest

from briefer import BriefReady, FakeModel, ModelAnswerError, Settings
from briefer.cli.commands.brief import brief_command
from briefer.cli.output import BROKEN_PIPE
from briefer.model.spec import resolve_size
from briefer.rendering.registry import FORMATS
from briefer.schema.brief import Brief
from tests.cli.conftest import ARTICLES, ROOT, Briefer, Site
from tests.rendering import translated

PAGE, TEXT = ARTICLES / "harbour.html", ARTICLES / "harbour.md"


def test_without_a_terminal_the_output_is_plain_text_of_80_columns(briefer: Briefer) -> None:
    ran = briefer("--model", "none", PAGE)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    for words in ("Ilse Varnholt", "Tomas Aldercrane", "UNCERTAIN", "CLAIMED BY"):
        assert words in ran.out


@pytest.mark.parametrize(
    ("options", "variable", "profile"),
    [
        ((), None, "small"),  # from the catalogue
        ((), "", "small"),
        ((), "capable", "capable"),
        (("--profile", "small"), "capable", "small"),
        (("--profile", "capable"), None, "capable"),
    ],
)
def test_the_option_for_the_profile_wins_over_the_variable_and_this_over_the_catalogue(
    briefer: Briefer,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    variable: str | None,
    profile: str,
) -> None:
    async def opened(settings: Settings, **_options: object) -> FakeModel:
        return FakeModel(lambda *_: ModelAnswerError("no"), profile=resolve_size(settings))

    monkeypatch.setattr("briefer.model.factory.open_model", opened)
    if variable is not None:
        monkeypatch.setenv("BRIEFER_PROFILE", variable)
    ran = briefer("--model", "local", *options, "-q", "-f", "json", PAGE)
    assert ran.code == 0
    assert Brief.model_validate_json(ran.out).provenance.profile == profile


@pytest.mark.parametrize(("options", "language"), [((), None), (("--brief-lang", "de"), "de")])
def test_the_option_for_the_language_of_the_brief_is_a_setting(
    briefer: Briefer,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    language: str | None,
) -> None:
    async def stream(_source: str, *, settings: Settings) -> AsyncGenerator[BriefReady]:
        assert settings.brief_language == language
        yield BriefReady(translated.german(), from_cache=False)

    monkeypatch.setattr("briefer.pipeline.stream", stream)
    ran = briefer(*options, "--model", "none", PAGE)
    assert ran.code == 0
    assert "\nUNSICHER " in ran.out


def test_another_profile_is_wrong_usage(briefer: Briefer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert briefer("--profile", "large", PAGE).code == 2
    monkeypatch.setenv("BRIEFER_PROFILE", "large")
    ran = briefer("--model", "none", PAGE)
    assert ran.code == 2
    assert "'BRIEFER_PROFILE' is 'large'" in ran.error_line


def test_options_may_follow_the_source(briefer: Briefer) -> None:
    ran = briefer(PAGE, "-f", "json", "--model", "none", "-q")
    assert (ran.code, ran.err) == (0, "")
    assert Brief.model_validate_json(ran.out).provenance.model == "none"


@pytest.mark.parametrize(
    ("name", "start"),
    [("b.md", "# "), ("b.html", "<!doctype html>"), ("b.json", "{"), ("b.txt", "")],
)
def test_the_suffix_selects_the_format(
    briefer: Briefer, tmp_path: Path, name: str, start: str
) -> None:
    ran = briefer("--model", "none", "-o", tmp_path / name, PAGE)
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(start)


def test_the_format_option_has_priority_over_the_suffix(briefer: Briefer, tmp_path: Path) -> None:
    assert briefer("--model", "none", "-f", "json", "-o", tmp_path / "b.txt", PAGE).code == 0
    Brief.model_validate_json((tmp_path / "b.txt").read_text(encoding="utf-8"))


def test_a_written_brief_passes_the_check(briefer: Briefer, tmp_path: Path) -> None:
    briefer("--model", "none", "-o", tmp_path / "b.json", PAGE)
    ran = briefer("check", tmp_path / "b.json", "--article", PAGE)
    assert ran.code == 0
    assert re.match(
        r"\d{2,} quotes checked, all match the article\n\d+ statements checked, all hold\n", ran.out
    )


def test_a_served_page_gives_the_same_brief_as_its_file(briefer: Briefer, site: Site) -> None:
    site.pages["/story"] = (200, "text/html; charset=utf-8", PAGE.read_bytes())
    served = briefer("--model", "none", "-f", "json", "--allow-private", f"{site.url}/story")
    on_disk = briefer("--model", "none", "-f", "json", PAGE)
    one, other = json.loads(served.out), json.loads(on_disk.out)
    assert one["article"].pop("url") == f"{site.url}/story"
    assert (one["article"].pop("url_declared"), other["article"].pop("url_declared")) == (0, 1)
    del other["article"]["url"], one["provenance"], other["provenance"]
    assert one == other


def test_several_briefs_go_into_a_folder_under_different_names(
    briefer: Briefer, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    namesake = shutil.copy(PAGE, tmp_path / "elsewhere" / "harbour.html")
    ran = briefer("--model", "none", "-f", "md", "-o", tmp_path / "briefs", PAGE, namesake)
    assert ran.code == 0
    written = {path.name for path in (tmp_path / "briefs").iterdir()}
    assert written == {"harbour.md", "harbour-2.md"}


def test_the_format_option_offers_every_format_of_the_table() -> None:
    (option,) = [each for each in brief_command.params if each.name == "format_name"]
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == [output_format.name for output_format in FORMATS]


def test_one_bad_source_does_not_affect_the_others(briefer: Briefer, tmp_path: Path) -> None:
    ran = briefer("--model", "none", "-o", tmp_path / "briefs", "nowhere.html", PAGE)
    assert ran.code == 3
    assert "'nowhere.html'" in ran.error_line
    assert [path.name for path in (tmp_path / "briefs").iterdir()] == ["harbour.html"]


def test_the_same_brief_comes_from_the_cache_unless_disabled(briefer: Briefer) -> None:
    def created(*arguments: str | Path) -> str:
        ran = briefer("--model", "none", "-f", "json", *arguments)
        return str(json.loads(ran.out)["provenance"]["created"])

    first = created(PAGE)
    assert created(PAGE) == first
    assert created("--no-cache", PAGE) != first


def test_an_unusable_cache_is_a_note_and_not_an_error(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("BRIEFER_CACHE_DIR", str(tmp_path / "file"))
    ran = briefer("--model", "none", "-f", "json", PAGE)
    assert ran.code == 0
    assert ran.error_line.startswith("briefer: note: the cache")
    Brief.model_validate_json(ran.out)


def test_explain_adds_the_evidence_of_each_line(briefer: Briefer) -> None:
    plain = briefer("--model", "none", PAGE).out
    explained = briefer("--model", "none", "--explain", PAGE).out
    assert len(explained) > len(plain)


def piped(command: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run briefer in a shell pipe."""
    script = command.replace("briefer", f"'{sys.executable}' -m briefer --model none", 1)
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],  # noqa: S607 (the shell of this machine)
        input=data, capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip


def test_stdin_is_read_as_bytes() -> None:
    ran = piped("briefer -q -f json -", PAGE.read_bytes())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "the country’s largest harbour" in json.loads(ran.stdout)["article"]["text"]


def test_a_closed_pipe_is_not_reported_as_an_error() -> None:
    ran = piped(f"briefer -q -f html '{TEXT}' | true")
    assert (ran.returncode, ran.stderr) == (BROKEN_PIPE, b"")
