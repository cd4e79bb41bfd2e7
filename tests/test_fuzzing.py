"""A few rounds of ``make fuzz``, always the same ones."""

import runpy

from tests.cli.conftest import ROOT


def test_random_and_damaged_input_ends_in_a_brief_or_an_error_of_the_source() -> None:
    fuzz = runpy.run_path(str(ROOT / "scripts" / "fuzz.py"))["fuzz"]
    assert fuzz(seed=1, rounds=30, seconds=60.0) == 0


def test_a_source_is_more_than_an_invisible_character() -> None:
    fuzz = runpy.run_path(str(ROOT / "scripts" / "fuzz.py"))["fuzz"]
    assert fuzz(seed=58, rounds=1, seconds=60.0) == 0
