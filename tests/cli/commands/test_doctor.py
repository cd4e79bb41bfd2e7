import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.diagnosis.machine import check_extras
from briefer.extras import EXTRAS
from briefer.local_server import LocalServer, announced
from briefer.server.fingerprint import fingerprint
from briefer.settings import Settings
from tests.cli.conftest import Briefer, Site


def states(briefer: Briefer, *arguments: str) -> dict[str, str]:
    ran = briefer("doctor", "--json", *arguments)
    found = {one["name"]: one["state"] for one in json.loads(ran.out)}
    assert ran.code == int("fail" in found.values())
    return found


def test_each_check_is_a_line_with_its_mark_in_80_columns_without_colour(briefer: Briefer) -> None:
    ran = briefer("doctor", "--model", "none")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert "\x1b" not in ran.out
    assert all(re.match(r"(ok|warn|fail)  |  ", line) for line in lines)
    extras = [f"extra {extra}" for extra in EXTRAS]
    for name in ("Python", "config file", "model", *extras, "weights", "keys", "cache",
                 "parser", "memory", "browser", "colours"):  # fmt: skip
        assert re.search(rf"^(ok|warn) +{name} ", ran.out, re.MULTILINE)


def test_missing_weights_are_downloaded_unless_that_is_forbidden(briefer: Briefer) -> None:
    assert states(briefer, "--model", "local")["model"] == "warn"
    assert states(briefer, "--model", "local", "--offline")["model"] == "fail"
    assert "→ briefer models pull qwen2.5-coder-1.5b" in briefer("doctor", "--model", "local").out


def test_damaged_weights_fail(briefer: Briefer, tmp_path: Path) -> None:
    file = tmp_path / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf"
    file.parent.mkdir()
    file.write_bytes(b"GGUF")
    assert states(briefer, "--model", "local/smollm2-135m")["model"] == "fail"
    assert states(briefer, "--model", "none")["model"] == "ok"


def test_a_hosted_model_needs_its_key_which_is_not_shown(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(briefer, "--model", "openai/gpt-5-mini")["model"] == "fail"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-kept-apart")
    assert states(briefer, "--model", "openai/gpt-5-mini")["model"] == "ok"
    ran = briefer("doctor")
    assert "OPENAI_API_KEY" in ran.out
    assert "kept-apart" not in ran.out


def test_a_server_is_asked_if_it_is_named(briefer: Briefer, site: Site, closed_port: int) -> None:
    site.pages["/v1/models"] = (200, "application/json", b'{"data": [{"id": "m"}]}')
    assert states(briefer, "--base-url", f"{site.url}/v1")["model"] == "ok"
    assert states(briefer, "--base-url", f"{site.url}/v1", "--model", "other")["model"] == "fail"
    assert states(briefer, "--base-url", f"http://127.0.0.1:{closed_port}/v1")["model"] == "fail"
    assert states(briefer, "--base-url", "http://news.test/v1", "--offline")["model"] == "fail"


def test_a_wrong_config_file_or_variable_is_a_result_and_not_the_end(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_REASKS", "many")
    assert states(briefer)["settings"] == "fail"
    file = tmp_path / "config" / "briefer" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("colour = 1", encoding="utf-8")
    found = states(briefer)
    assert found["config file"] == "fail"
    assert found["parser"] == "ok"


def test_a_key_in_a_file_that_others_may_read_is_a_warning(
    briefer: Briefer, tmp_path: Path
) -> None:
    file = tmp_path / "config" / "briefer" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('api_key = "k"\nmodel = "none"', encoding="utf-8")
    file.chmod(0o644)
    assert states(briefer)["config file"] == "warn"


def test_an_extra_that_is_missing_fails_only_if_it_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    found = {one.name: one for one in check_extras(frozenset({"local"}))}
    assert found["extra local"].state == "fail"
    assert found["extra pdf"].state == "warn"
    assert found["extra pdf"].mend == 'pip install "briefer[pdf]"'


def test_a_cache_folder_that_cannot_be_made_is_a_warning(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BRIEFER_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert states(briefer, "--model", "none")["cache"] == "warn"


def test_it_runs_as_a_program_and_marks_are_coloured_on_request() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "briefer", "doctor", "--model", "none"],
        capture_output=True, text=True, check=True, env={"FORCE_COLOR": "1", "HOME": "/nowhere"},
    )  # fmt: skip
    assert "\x1b[32mok" in ran.stdout


def test_a_running_server_is_named_and_whether_its_model_is_used(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert "'briefer serve' does not run" in briefer("doctor", "--model", "local").out
    settings = Settings(model="local")
    server = LocalServer("http://127.0.0.1:8765", 7, "kept-apart", fingerprint(settings))
    with announced(server):
        ran = briefer("doctor", "--model", "local")
        assert "commands use its model" in " ".join(ran.out.split())
        assert "kept-apart" not in ran.out
        other = briefer("doctor", "--model", "none")
        assert "do not use its model" in " ".join(other.out.split())
    with announced(server._replace(fingerprint="")):
        ran = briefer("doctor", "--model", "local")
        assert "without an embedded model" in " ".join(ran.out.split())
