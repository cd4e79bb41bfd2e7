"""A pronoun stands for the most likely one who acted or spoke, or for nobody known."""

import pytest

from tests.analysis.english.attribution.claims import sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Judge Robin Pryor freed Kim Fenn. He said he was glad.", "unknown"),
        ("Judge Wanda Pryor freed Luke Fenn. He said he was glad.", "Luke Fenn"),
        ("Luke Fenn sold his farm. Fenn hired Per Lind. He said it was late.", "Luke Fenn"),
        ("Police found a note in the car. It said that the driver was sorry.", "a note"),
        ("In a letter, Ms Lint wrote that the school may shut. It said buses would run.", "letter"),
        ("The bank said in a statement that it would pay. It said the error was human.", "bank"),
        ("The hospital has halted a trial after two fell ill, it said on Friday.", "The hospital"),
        ("Amsel left. Amsel said Kerr had robbed her. Kerr sat down. She said it hurt.", "Amsel"),
        (
            (
                "The mill is old, the county said. That was not the whole story. The county, which "
                "owns it, has begun an inquiry. The same goes for two piers, it said."
            ),
            "the county",
        ),
        ("Ms Amsel was mocked by her critics. They said the farm was lost.", "her critics"),
    ],
)
def test_the_last_pronoun_stands_for(text: str, expected: str) -> None:
    assert expected in sources(text)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs Ada Lunt wrote to Emil Ranft. She said the wall would fall.", "Ada Lunt"),
        ("Sir Tom Hale thanked Olga Brin for it. She said it was late.", "Olga Brin"),
        ("Mrs Ada Lunt spoke to Ms Olga Brin. He said it was late.", "unknown"),
        ("Mrs Ada Lunt came. Robin Krag left. She said the wall would fall.", "unknown"),
        ("Mrs Ada Lunt came. Rolf Krag left. She said the wall would fall.", "Ada Lunt"),
        ("Mrs Ada Lunt came. Rolf Krag said it was late. He said it would rain.", "Rolf Krag"),
        ("Kim Lunt's deputy, Robin Krag, quit. She said the plan was dead.", "unknown"),
        ("Ada Lunt's deputy, Rolf Krag, quit. She said the plan was dead.", "Ada Lunt"),
        ("Ada Lunt, the mayor, met her brother, Rolf Krag. He said it was nothing.", "Rolf Krag"),
        ("The tall man was stopped by the Danes. They said he was late.", "Danes"),
        ("Ada Lunt was cheered by her fellow Republicans. They swore they would vote.", "fellow"),
    ],
)
def test_known_pronouns_and_rivals_decide(text: str, expected: str) -> None:
    assert expected in sources(text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lunt, whose second son is due in May, learned it from a friend. She said it was late.",
        "Ada Lunt, whose mother was ill, left early. She said it was late.",
    ],
)
def test_a_pronoun_is_who_is_talked_about_and_not_whose_child(text: str) -> None:
    assert sources(text)[-1] == "Ada Lunt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who speaks after a statement is often not its subject
        (
            """Coach Arne Vik dropped Leo Sand. Sand had slept. He said he was late.
            His aunt, Maria Holm, came. Sand would be back, she added.""",
            ["Leo Sand", "Maria Holm"],
        ),
        # what one would do is one's own word, unless another "he" acted last
        (
            "Emil Potts was fined. The judge, Klara Stein, left. Potts would appeal, he said.",
            ["Emil Potts"],
        ),
        (
            "Coach Arne Vik spoke. Vik was calm. Leo Sand would be back, he added.",
            ["Arne Vik"],
        ),
        # nobody who acts can be "he" or "she"
        (
            "For Marco Tull it ended on a Sunday. As he puts it, the stove went cold.",
            ["Marco Tull"],
        ),
        ("Ada Lunt won the seat from Peter Hauge. He said it was close.", ["Peter Hauge"]),
        ("The jury spoke of Jo Doe. She said it was late.", ["unknown"]),
        # a first name says more than a pronoun
        ("Greta Lunt wept. Martin Roth took her side. He said it was late.", ["Martin Roth"]),
        # another "him" is in the clause
        (
            "Wim Laar left. His publisher, Dirk Mol, stands by him. He said it was late.",
            ["unknown"],
        ),
    ],
)
def test_who_speaks_is_found_by_what_is_known_of_each(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


def test_they_may_be_those_on_whom_somebody_acts() -> None:
    assert sources("Police led two men away after they refused to leave the hall.") == []
    assert sources("Police said they led two men away.") == ["Police"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The skipper, Tor Elms, had never missed a tide, he recalled.", "unknown"),
        ("Tor Elms had never missed a tide, he recalled.", "Sam Ode"),
    ],
)
def test_who_is_new_in_a_paragraph_may_speak_of_himself(text: str, expected: str) -> None:
    before = "The piper, Sam Ode, called it a good wind."
    known = "" if expected == "unknown" else "Tor Elms runs the ferry. "
    assert sources(f"{known}{before}\n\n{text}")[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The miner and the nurse both lived. She said the stove had burst.", "unknown"),
        ("The nurse told the miller, Ida Ode, that it was late. She said it hurt her.", "unknown"),
        ("The skipper, Tor Elms, and the guard rowed. He said it hurt him.", "unknown"),
        (
            "A piper said it was fair. “Not bad,” nodded Tor Elms; it was, he added, a good year.",
            "Tor Elms",
        ),
        ("Lars Elms said Karl Ode had fled. He had told the guard it was late.", "unknown"),
        ("Lars Elms said the boat had sunk. He had told the guard it was late.", "Lars Elms"),
        ("Nurse Ruth Elms asked Ida Ode why she wept. “I am not weeping,” she said.", "unknown"),
        (
            "The pilot, whose cousin Sven runs a mill, said it rained. “It always does,” he said.",
            "The pilot",
        ),
    ],
)
def test_a_pronoun_may_be_somebody_else(text: str, expected: str) -> None:
    assert sources(text)[-1] == expected


def test_they_may_be_the_subject_of_what_they_say() -> None:
    told = "Harlow Water said the spill was small. Swimmers fell ill, they said."
    assert sources(told) == ["Harlow Water", "unknown"]
    acted = "Police searched the barn. Three boys hid there, they said."
    assert sources(acted) == ["unknown"]
    assert sources("Police said it was dark. Three boys hid there, they said.") == ["Police"] * 2
