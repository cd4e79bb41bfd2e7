import pytest

from briefer.grounding.checks.negation import NEGATION
from briefer.schema.article import Article
from tests.grounding.strike import strengths

CLEAR, WEAK = 0.5, 0.25

QUAY = Article(
    title="Quay closed after cracks",
    published="2031-05-20",
    text=(
        "The old quay at Tarn was closed on Friday. It had been in use for ninety years, and no "
        "warning lights had been put up. Divers searched the basin but failed to find the anchor "
        "of the dredger. “We are not leaving the island, we are leaving the quay,” said one of the "
        "fishermen. Boats that lie there now, the harbour master said, must still pay a fee. The "
        "council opened two letters of the engineer, but never opened the third letter. Nobody "
        "read the plan before Monday."
    ),
)
FRENCH = Article(
    language="fr",
    text="Le conseil du port n’a pas répondu aux lettres du syndicat. La grève durera un mois.",
)
GERMAN = Article(
    language="de",
    text="Am alten Kai gab es keine Warnschilder für Besucher. Die Taucher fanden den Anker.",
)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("lost_negation", "Warning lights had been put up at the quay, in use for ninety years"),
        ("lost_negation", "Divers who searched the basin have found the anchor of the dredger"),
        ("lost_negation", "A fisherman said that they were leaving the island and the quay"),
        ("added_negation", "Boats that lie there now do not have to pay a fee"),
    ],
)
def test_a_negation_that_is_lost_or_added_is_found(code: str, line: str) -> None:
    assert strengths(NEGATION, line, QUAY)[code] >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        "The quay, in use for ninety years, had no warning lights",
        "Divers searched the basin without finding the anchor of the dredger",
        "A fisherman said they were leaving the quay",
        "Boats must still pay a fee",
        "The council opened only two letters of the engineer",
        "The plan was read only on Monday",
        "It is open whether the council read the plan",
    ],
)
def test_a_paraphrase_with_the_same_meaning_is_right(line: str) -> None:
    assert all(strength <= WEAK for strength in strengths(NEGATION, line, QUAY).values())


def test_words_of_other_sentences_do_not_state_what_one_denies() -> None:
    article = Article(
        text="No warning lights were on at Tarn. The warning came late on that very Friday, and "
        "all of the boats burned. Lights burned in the hut."
    )
    line = "Warning lights were on at Tarn, where all of the boats burned on Friday"
    assert strengths(NEGATION, line, article)["lost_negation"] >= CLEAR


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("lost_negation", "The board did answer three letters from the Harbour Court"),
        ("lost_negation", "The board answered three letters from the Harbour Court"),
        ("added_negation", "A barge did not damage the northern gate of the canal in March"),
        ("added_negation", "The repairs of the gate did not cost £2.5 million"),
    ],
)
def test_a_sentence_repeated_with_or_without_its_negation_is_found(code: str, line: str) -> None:
    assert strengths(NEGATION, line)[code] >= CLEAR


@pytest.mark.parametrize(
    ("article", "lost", "kept"),
    [
        (
            FRENCH,
            "Le conseil du port a répondu aux lettres du syndicat",
            "Le conseil n’a pas répondu aux lettres du syndicat",
        ),
        (
            GERMAN,
            "Am alten Kai gab es Warnschilder für Besucher",
            "Warnschilder für Besucher gab es am Kai nicht",
        ),
    ],
)
def test_a_negation_is_compared_without_a_parser(article: Article, lost: str, kept: str) -> None:
    assert strengths(NEGATION, lost, article)["lost_negation"] >= CLEAR
    assert all(strength <= WEAK for strength in strengths(NEGATION, kept, article).values())
