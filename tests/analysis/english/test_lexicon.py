"""The lists of words."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from briefer.analysis.english import lexicon
from briefer.analysis.english.entities import person_nouns
from briefer.analysis.english.lexicon import (
    BUILDINGS,
    FAINT_HEDGES,
    HEDGES,
    LANDSCAPES,
    PERSON_NOUNS,
    PLACE_NOUNS,
)


def lists_of(path: Path) -> list[list[str]]:
    """Return the words of each text that a module splits into words."""
    return [
        node.func.value.value.split()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and isinstance(node.func.value, ast.Constant)
        and isinstance(node.func.value.value, str)
    ]


@pytest.mark.parametrize("module", [lexicon, person_nouns])
def test_no_list_names_a_word_twice(module: object) -> None:
    lists = lists_of(Path(str(vars(module)["__file__"])))
    assert len(lists) > 1
    assert [word for words in lists for word, n in Counter(words).items() if n > 1] == []


def test_what_else_people_are_repeats_no_noun_for_people() -> None:
    assert person_nouns._ROLE_NOUNS.isdisjoint(PERSON_NOUNS)  # noqa: SLF001


def test_what_is_built_or_lies_there_is_a_place() -> None:
    assert BUILDINGS | LANDSCAPES < PLACE_NOUNS
    assert BUILDINGS.isdisjoint(LANDSCAPES)


def test_the_faint_hedges_are_hedges_of_one_spelling() -> None:
    assert HEDGES.keys() > FAINT_HEDGES
    assert lexicon._phrases("so far, at\n        least,\nup to") == [  # noqa: SLF001
        "so far",
        "at least",
        "up to",
    ]
