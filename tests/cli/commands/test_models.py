import pytest

from briefer.model.weights import recommendation
from briefer.model.weights.recommendation import Machine
from tests.cli.conftest import Briefer
from tests.model.weights.file_server import FileServer
from tests.model.weights.gguf_file import gguf_bytes


def test_models_are_listed_with_size_memory_profile_and_licence(briefer: Briefer) -> None:
    ran = briefer("models", "list")
    assert ran.code == 0
    assert (
        "local/qwen2.5-coder-1.5b (default): not downloaded, 1,117 MB, 1.7 GB of memory, small, "
        "Apache-2.0" in ran.out
    )
    assert (
        "local/qwen3-4b: not downloaded, 2,497 MB, 4.0 GB of memory, capable, Apache-2.0" in ran.out
    )
    assert "local/smollm2-135m: not downloaded" in ran.out


def test_the_list_says_which_model_fits_this_machine_and_why(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recommendation, "this_machine", lambda: Machine(16_000_000_000, 8))
    ran = briefer("models", "list")
    assert ran.out.endswith(
        "We would pick local/qwen3-4b here: at most half of 16.0 GB of memory, and 8 cores are "
        "enough for it.\n"
    )
    monkeypatch.setattr(recommendation, "this_machine", lambda: Machine(2_000_000_000, 8))
    assert "We would pick --model none here: every" in briefer("models", "list").out


def test_a_file_on_the_hub_is_downloaded_by_name_and_listed_as_not_pinned(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = FileServer()
    monkeypatch.setenv("HF_ENDPOINT", hub.address)
    hub.offer_on_hub(gguf_bytes({"general.size_label": "4B"}))
    name = "local:hub:someone/some-model/some.gguf"
    missing = briefer("models", "path", name)
    assert missing.code == 4
    assert f"are not on this machine. Download them with 'briefer models pull {name}'" in (
        missing.error_line
    )
    ran = briefer("models", "pull", name)
    hub.close()
    assert ran.code == 0
    assert f"briefer has not pinned '{name}'" in ran.err
    assert briefer("models", "path", name).out == ran.out
    assert f"{name}: downloaded, 0 MB, capable\n  from the hub, not pinned" in (
        briefer("models", "list").out
    )


@pytest.mark.parametrize("name", ["smollm2-135m", "local/smollm2-135m"])
def test_the_path_of_missing_weights_names_the_download_command(
    briefer: Briefer, name: str
) -> None:
    ran = briefer("models", "path", name)
    assert (ran.code, ran.out) == (4, "")
    assert "briefer models pull smollm2-135m" in ran.error_line


def test_an_unknown_embedded_model_is_rejected_with_a_list_of_the_known_ones(
    briefer: Briefer,
) -> None:
    ran = briefer("models", "pull", "nonesuch")
    assert ran.code == 4
    assert "'smollm2-135m'" in ran.error_line
