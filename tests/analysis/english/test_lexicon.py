"""The word lists have no duplicates and agree with each other."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from briefer.analysis.english import lexicon, nouns
from briefer.analysis.english.entities import person_nouns
from briefer.analysis.english.lexicon import FAINT_HEDGES, HEDGES
from briefer.analysis.english.nouns import BUILDINGS, LANDSCAPES, PERSON_NOUNS, PLACE_NOUNS


def word_lists(path: Path) -> list[list[str]]:
    """Return the word lists of a module: every string literal on which it calls split()."""
    return [
        node.func.value.value.split()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and isinstance(node.func.value, ast.Constant)
        and isinstance(node.func.value.value, str)
    ]


@pytest.mark.parametrize("module", [lexicon, nouns, person_nouns])
def test_no_list_contains_a_word_twice(module: object) -> None:
    lists = word_lists(Path(str(vars(module)["__file__"])))
    assert len(lists) > 1
    assert [word for words in lists for word, n in Counter(words).items() if n > 1] == []


def test_the_second_list_of_person_nouns_repeats_none_of_the_first() -> None:
    assert person_nouns._ROLE_NOUNS.isdisjoint(PERSON_NOUNS)  # noqa: SLF001


def test_buildings_and_landscapes_are_place_nouns() -> None:
    assert BUILDINGS | LANDSCAPES < PLACE_NOUNS
    assert BUILDINGS.isdisjoint(LANDSCAPES)


def test_faint_hedges_are_hedges_and_white_space_is_normalised() -> None:
    assert HEDGES.keys() > FAINT_HEDGES
    assert lexicon._phrases("so far, at\n        least,\nup to") == [  # noqa: SLF001
        "so far",
        "at least",
        "up to",
    ]
