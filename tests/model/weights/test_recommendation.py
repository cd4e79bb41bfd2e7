import pytest

from briefer.model.weights.recommendation import Machine, recommended, this_machine


@pytest.mark.parametrize(
    ("machine", "name", "reason"),
    [
        (Machine(16_000_000_000, 8), "qwen3-4b", "8 cores"),
        (Machine(16_000_000_000, 2), "qwen2.5-coder-1.5b", "too slow on fewer than 4 cores"),
        (Machine(8_000_000_000, 8), "qwen2.5-coder-1.5b", "more than half of 8.0 GB"),
        (Machine(2_000_000_000, 8), None, "more than half of 2.0 GB"),
        (Machine(None, 8), "qwen2.5-coder-1.5b", "does not say"),
    ],
)
def test_the_recommended_model_leaves_half_of_the_memory_free(
    machine: Machine, name: str | None, reason: str
) -> None:
    entry, why = recommended(machine)
    assert (entry and entry.name) == name
    assert reason in why


def test_this_machine_has_cores() -> None:
    assert this_machine().cores > 0
