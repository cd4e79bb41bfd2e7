import pytest

from briefer.analysis.english.line_syntax import parsed_line
from briefer.grounding.predicates import find_clauses, find_predicates


def factuality(sentence: str, word: str) -> tuple[bool, bool]:
    """Return whether a predicate is denied and whether it is uncertain."""
    found = {
        p.head.text: (p.denied, p.uncertain) for p in find_predicates(parsed_line(sentence, "en"))
    }
    return found[word]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The gate closed", "closed"),
        ("The union plans to close the gate", "plans"),
        ("The union said that the gate closed", "closed"),
        ("The water is clean", "clean"),
        ("The union stopped work when the gate closed", "closed"),
        ("Ever since the gate closed, Reed has said: it is not about us", "closed"),
    ],
)
def test_a_plain_statement_is_neither_denied_nor_uncertain(sentence: str, word: str) -> None:
    assert factuality(sentence, word) == (False, False)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The gate did not close", "close"),
        ("Nobody closed the gate", "closed"),
        ("No keeper closed the gate", "closed"),
        ("The union never closed the gate", "closed"),
        ("The water is not clean", "clean"),
        ("The board denied closing the gate", "closing"),
        ("The board refused to open the gate", "open"),
        ("The keepers failed to close the gate", "close"),
    ],
)
def test_a_denial_is_found(sentence: str, word: str) -> None:
    denied, _ = factuality(sentence, word)
    assert denied


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The gate may close", "close"),
        ("The gate reportedly closed", "closed"),
        ("If the gate closes, boats wait", "closes"),
        ("The union plans to close the gate", "close"),
        ("It is likely that the gate will close", "close"),
        ("The gate was closed by the board, Reed alleged", "closed"),
        ("The board closed the gate, it is believed", "closed"),
    ],
)
def test_what_is_not_told_as_a_fact_is_uncertain(sentence: str, word: str) -> None:
    assert factuality(sentence, word) == (False, True)


@pytest.mark.parametrize(
    ("sentence", "verb", "subjects", "objects"),
    [
        ("Sand accused Falk", "accused", ["Sand"], ["Falk"]),
        ("Falk was accused by Sand", "accused", ["Sand"], ["Falk"]),
        ("The barge that hit the gate sank", "hit", ["barge"], ["gate"]),
        ("The keepers voted and stopped work", "stopped", ["keepers"], ["work"]),
        ("A barge owned by Falk sank", "owned", ["Falk"], ["barge"]),
        ("A man waving a flag stopped the barge", "waving", ["man"], ["flag"]),
    ],
)
def test_a_clause_has_its_subject_and_object_in_any_form(
    sentence: str, verb: str, subjects: list[str], objects: list[str]
) -> None:
    (clause,) = [c for c in find_clauses(parsed_line(sentence, "en")) if c.head.text == verb]
    assert [token.text for token in clause.subjects] == subjects
    assert [token.text for token in clause.objects] == objects


def test_without_a_parser_there_are_no_predicates() -> None:
    assert list(find_predicates(parsed_line("La porte est fermée", "fr"))) == []
