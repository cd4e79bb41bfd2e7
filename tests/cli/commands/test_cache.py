import json
from pathlib import Path

import pytest

from briefer.cache import BriefCache
from briefer.schema import Brief
from tests.cli.conftest import Briefer


def test_the_cache_is_shown_and_cleared(briefer: Briefer, tmp_path: Path) -> None:
    cache = BriefCache(tmp_path / "cache")
    cache.put("key", "{}")
    shown = briefer("cache", "info")
    assert shown.code == 0
    assert shown.out.startswith(f"{cache.path}\n1 brief, ")
    assert briefer("cache", "clear") == (0, "1 brief deleted\n", "")
    assert cache.get("key") is None


def test_a_corrupt_cache_is_one_note_and_no_error(briefer: Briefer, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "briefs.sqlite").write_bytes(b"no database" * 1000)
    ran = briefer("cache", "info")
    assert ran.code == 0
    assert ran.complaint.startswith("briefer: note: ")
    assert briefer("cache", "clear").code == 0
    assert briefer("cache", "info").err == ""


def test_the_schema_is_that_of_a_brief(briefer: Briefer) -> None:
    ran = briefer("schema")
    assert ran.code == 0
    schema = json.loads(ran.out)
    assert schema["title"] == "Brief"
    assert set(schema["properties"]) == set(Brief.model_fields)
    assert schema["additionalProperties"] is False


def test_models_are_listed_with_size_and_licence(briefer: Briefer) -> None:
    ran = briefer("models", "list")
    assert ran.code == 0
    assert "local/qwen2.5-coder-1.5b (default): not pulled, 1,117 MB, Apache-2.0" in ran.out
    assert "local/smollm2-135m: not pulled" in ran.out


@pytest.mark.parametrize("name", ["smollm2-135m", "local/smollm2-135m"])
def test_the_path_of_weights_that_are_not_there_says_how_to_get_them(
    briefer: Briefer, name: str
) -> None:
    ran = briefer("models", "path", name)
    assert (ran.code, ran.out) == (4, "")
    assert "briefer models pull smollm2-135m" in ran.complaint


def test_an_unknown_embedded_model_is_answered_with_those_known(briefer: Briefer) -> None:
    ran = briefer("models", "pull", "nonesuch")
    assert ran.code == 4
    assert "'smollm2-135m'" in ran.complaint
