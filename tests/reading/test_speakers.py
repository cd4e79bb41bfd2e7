"""Who speaks: pronouns, descriptions and kinds of sources, on invented sentences."""

import pytest

from briefer.article import Article
from briefer.reading.reader import read_article


def sources(text: str) -> list[str]:
    return [a.speaker.text for a in read_article(Article(text=text)).attributions]


def kind(text: str) -> str:
    [found] = read_article(Article(text=text)).attributions
    return found.speaker.kind


def test_nobody_speaks_of_himself_by_name() -> None:
    text = (
        "Tomás Reyes said the charges were overdue.\n\n“The whole port stopped the day Daniel "
        "Halvorsen died,” he said."
    )
    assert sources(text) == ["Tomás Reyes"] * 2


def test_whom_somebody_speaks_of_comes_after_the_one_who_speaks() -> None:
    text = (
        "Tomás Reyes claimed that Daniel Halvorsen had opened the gate. He said that the alarm "
        "had rung twice."
    )
    assert sources(text) == ["Tomás Reyes"] * 2


def test_it_means_the_body_that_acted_last() -> None:
    text = "The harbour board met on Sunday. It said that no ship would leave the port."
    assert sources(text) == ["The harbour board"]


def test_an_account_stands_for_whose_it_is() -> None:
    text = (
        "Daniel Halvorsen’s account put the fire a day later. The ship had burned all night, he "
        "wrote."
    )
    assert sources(text) == ["Daniel Halvorsen"]


def test_one_is_one_of_the_people_named_before() -> None:
    text = (
        "Two engineers from the port gave differing versions. One said that the gate had been "
        "open all night."
    )
    assert sources(text) == ["one of two engineers from the port"]


def test_a_title_in_short_is_the_office() -> None:
    text = (
        "Gov. Ingrid Okafor opened the session on Tuesday. The governor said that she would wait "
        "for the report."
    )
    assert sources(text) == ["Ingrid Okafor"]


def test_a_description_leaves_its_clauses_out() -> None:
    text = (
        "A clerk for the port's committee, who asked not to be named for fear of being blamed, "
        "said the pilots had stopped counting."
    )
    assert "A clerk for the port's committee" in sources(text)


def test_users_who_are_prompted_to_argue_argue() -> None:
    text = "The poster prompted some residents to argue that the fence had been a mistake."
    assert sources(text) == ["some residents"]


def test_what_a_colon_introduces_is_said_by_the_subject_of_the_main_verb() -> None:
    text = "Ingrid Okafor says the rumours are wrong: “No engine stopped. Not for a second.”"
    assert set(sources(text)) == {"Ingrid Okafor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the bridge was safe.", "person"),
        ("A mechanic said that the bridge was safe.", "unnamed_person"),
        ("The bridge was safe, according to the Cedar Falls Valley Reporter.", "organisation"),
        ("The banks said that the bridge was safe.", "group"),
        ("Some residents said that the bridge was safe.", "unnamed_group"),
        ("Company data showed that the bridge was safe.", "document"),
        ("His father said that the bridge was safe.", "person"),
    ],
)
def test_a_description_tells_the_kind_of_source(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_who_cannot_be_identified_did_not_ask_for_it() -> None:
    text = (
        "A sailor said that the gate was open. The body of the sailor could not be identified "
        "because of the fire."
    )
    [found] = read_article(Article(text=text)).attributions
    assert found.speaker.reason is None


def test_one_of_them_is_one_of_those_who_spoke_and_not_of_those_spoken_of() -> None:
    text = (
        "Two officials said that investigators were looking at the belt. One of them said it was "
        "“very likely” that the belt had overheated."
    )
    assert sources(text)[-1] == "one of two officials"
