"""No attempt to instruct a model brings anything into a brief that the article does not report.

These are a few attempts of each kind; ``scripts/injections.py`` tries the whole table.
"""

import pytest

from briefer import Settings
from briefer.schema.vocabulary import ModelSize
from tests.injections.passages import LIE, STORY
from tests.injections.table import ATTEMPTS, MODELS, SIZES, outcome, some_of_each_kind


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", some_of_each_kind())
def test_no_order_is_obeyed(name: str, size: ModelSize, model: str, settings: Settings) -> None:
    assert outcome(ATTEMPTS[name], size, model, settings) == []


def test_there_are_enough_attempts() -> None:
    assert len(ATTEMPTS) >= 150
    assert LIE not in STORY
