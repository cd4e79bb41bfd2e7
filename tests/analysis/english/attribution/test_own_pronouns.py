"""A claim's first pronoun stands for its source only if nobody else can be meant."""

import pytest

from briefer.analysis.annotations import Attribution
from tests.analysis.english.attribution.claims import attributions


def own_pronoun(text: str) -> tuple[str, str] | None:
    """Return the source of the last claim with its own pronoun, if it has one."""
    last: Attribution = attributions(text)[-1]
    found = last.own_pronoun
    return None if found is None else (last.source.text, found.text_in(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Falk said she would resign.", ("Ann Falk", "she")),
        ("Ann Falk, the mayor, told reporters that she had no plans.", ("Ann Falk", "she")),
        ("Tom Krag was at the pier on Monday. Krag said he saw the fire.", ("Tom Krag", "he")),
        ("Tom Krag came late. He said he had missed the bus.", ("Tom Krag", "he")),
        ("The gate shut. Tom Krag left, saying he was tired of it.", ("Tom Krag", "he")),
        ("Ann Falk said her team had found the leak.", ("Ann Falk", "her")),
        ("Tom Krag said he had “no idea” who shut the gate.", ("Tom Krag", "he")),
        ("Nobody knew. Mr Krag said he met Mrs Falk on Monday.", ("Krag", "he")),
        ("The guards said they had seen nothing.", ("The guards", "they")),
        ("Some parents said their children had been ill.", ("Some parents", "their")),
        ("About 40 percent said they would stay at home.", ("About 40 percent", "they")),
    ],
)
def test_a_pronoun_right_after_its_source_means_the_source(
    text: str, expected: tuple[str, str]
) -> None:
    assert own_pronoun(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The council dismissed Ida Lunt. Ann Falk said she had lied.", "named before"),
        ("Ida Lunt was dismissed. Ann Falk said she had lied.", "acted before"),
        ("It was Ida Lunt’s boat. Ann Falk said she had set it on fire.", "an owner before"),
        ("Tom Krag told Bo Lind he would lose his boat.", "a listener"),
        ("The driver fled. Tom Krag said he had no licence.", "described before"),
        ("He ran away. Tom Krag said he had no licence.", "a pronoun before"),
        ("“Lind was tired,” said a friend, Tom Krag, who added that he slept.", "talked about"),
        ("Bo Lind was seen. According to his son, Tom Krag, he was ill.", "an owner of the source"),
        ("The police met the students. Ministers said the boys fled and they lied.", "a group"),
        ("Of the plans, officials said they would harm the port.", "things"),
        ("The guards of the port told MPs their rooms would be cleaned.", "listeners"),
        ("The guards met the Danes. They said they had seen nothing.", "only a pronoun"),
    ],
)
def test_nobody_is_named_where_another_one_may_be_meant(text: str, why: str) -> None:
    assert own_pronoun(text) is None, why


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Lunt was dismissed. Mr Krag said he was sorry about it.",
        "Bo Lind said it was late. Tom Krag said he would go home.",
        "Mrs Lunt left. She said the pier was shut. Tom Krag said he would go home.",
    ],
)
def test_who_only_spoke_before_or_takes_another_pronoun_is_no_rival(text: str) -> None:
    found = own_pronoun(text)
    assert found is not None
    assert found[1] == "he"


@pytest.mark.parametrize(
    "text",
    [
        "“He shut the gate,” Tom Krag said.",
        "Tom Krag said: “He shut the gate.”",
        "Tom Krag said that “he shut the gate” on purpose.",
    ],
)
def test_a_pronoun_in_quotation_marks_is_never_the_speaker(text: str) -> None:
    assert own_pronoun(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Tom Krag accused him of having burnt the boat.",
        "Tom Krag called his death a “crime against the town”.",
        "The council said he would have to pay.",
        "He shut the gate, Tom Krag said.",
        "Tom Krag said the gate was shut because he was late.",
        "The guards met the mayor. Some said they had seen nothing.",
        "A nurse who asked not to be named said she had quit.",
        "A doctor who treats Ann Falk said her arm was broken.",
        "The council said it would pay for the gate.",
    ],
)
def test_other_pronouns_are_left_open(text: str) -> None:
    assert all(found.own_pronoun is None for found in attributions(text))


def test_a_pronoun_far_from_the_start_of_its_sentence_is_left_open() -> None:
    gates = ", ".join(f"gate {number} was shut" for number in range(60))
    assert own_pronoun(f"{gates}, and Tom Krag said he was tired of it.") is None
