import pytest

from tests.cli.conftest import Briefer


def test_models_are_listed_with_size_memory_profile_and_licence(briefer: Briefer) -> None:
    ran = briefer("models", "list")
    assert ran.code == 0
    assert (
        "local/qwen2.5-coder-1.5b (default): not downloaded, 1,117 MB, 1.7 GB of memory, small, "
        "Apache-2.0" in ran.out
    )
    assert "local/smollm2-135m: not downloaded" in ran.out


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
