"""Reporting clauses with the speaker after the verb, found by the marks around them."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Any goat, argues Tom Brill, is a farm animal.",
            ("Tom Brill", "Any goat … is a farm animal."),
        ),
        (
            "Two hundred guests, marvelled waiter Siv Orme, had paid.",
            ("Siv Orme", "Two hundred guests … had paid."),
        ),
        ("Ticket holders would be repaid, promised Walt Ferrin.", None),
        ("A ban of one year was mild, ruled Ida Koss.", ("Ida Koss", "A ban of one year was mild")),
        (
            "Trams will run at half speed, announced the railway.",
            ("the railway", "Trams will run at half speed"),
        ),
        (
            "Not one guide, put in Sal Emmett of the hikers' club, had a map.",
            ("Sal Emmett", "Not one guide … had a map."),
        ),
    ],
)
def test_the_speaker_after_the_verb_says_the_sentence_around(
    text: str, expected: tuple[str, str] | None
) -> None:
    expected = expected or ("Walt Ferrin", "Ticket holders would be repaid")
    assert claims(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The widow, told the news, wept.",
        "He arrived, warned Tom Brill, and left.",
        "The chair, Al Orme, warned Tom Brill.",
        "The minister, Ida Koss, denied wrongdoing.",
    ],
)
def test_an_object_after_a_verb_is_no_speaker(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ban, Ida Koss went on, was the law.", ("Ida Koss", "The ban … was the law.")),
        (
            "The port's report, as Ida Koss put it, was “written by nobody who sails”.",
            ("Ida Koss", "The port's report … was “written by nobody who sails”."),
        ),
        (
            "A clerk texted the Courier that two trams had stopped.",
            ("A clerk", "two trams had stopped"),
        ),
        (
            "“She squeaks, but she's mine,” beamed driver Olof Krantz.",
            ("Olof Krantz", "“She squeaks, but she's mine,”"),
        ),
        ("“The mast broke,” said engineer Sunniva Koss.", ("Sunniva Koss", "“The mast broke,”")),
        (
            "“We came for the quiet,” Ida Koss told the board, her voice shaking.",
            ("Ida Koss", "“We came for the quiet,”"),
        ),
    ],
)
def test_verbs_of_saying_in_unusual_places(text: str, expected: tuple[str, str]) -> None:
    assert claims(text) == [expected]


def test_the_verb_before_a_name_is_not_a_part_of_the_role() -> None:
    text = "The wheels, sniffed engineer Bo Ferrin, were worn in 1980."
    [found] = attributions(text)
    assert found.source.entity is not None
    assert [role.text_in(text) for role in found.source.entity.roles] == ["engineer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The tide gauge had failed, objected the warden, Jan Voss.",
            ("Jan Voss", "The tide gauge had failed"),
        ),
        (
            "Ten guests had slept badly, recounted Mina Tolk, the owner's daughter.",
            ("Mina Tolk", "Ten guests had slept badly"),
        ),
        ("The gauge, confirmed Ida Koss by phone, will go.", ("Ida Koss", "The gauge … will go.")),
        ("Nobody, Ida Koss fears, will mend it.", ("Ida Koss", "Nobody … will mend it.")),
        (
            "Ida Koss left. It would, Koss said, be a cold year.",
            ("Ida Koss", "It would … be a cold year."),
        ),
        ("“My oars were new,” moaned rower Kit Dunn.", ("Kit Dunn", "“My oars were new,”")),
        ("“We are shut,” came the answer from Ida Koss.", ("Ida Koss", "“We are shut,”")),
        (
            "“So we see,” murmured the pilot, Hugo Trant, on his way out.",
            ("Hugo Trant", "“So we see,”"),
        ),
        ("“Soot,” said the cook, Ola Birk, and wept.", ("Ola Birk", "“Soot,”")),
    ],
)
def test_a_description_or_an_adjunct_does_not_hide_who_speaks(
    text: str, expected: tuple[str, str]
) -> None:
    assert claims(text) == [expected]


@pytest.mark.parametrize(
    "subject",
    [
        "The mayor's spokesman, Peter Hauge",
        "Peter Hauge, the coach",
        "Peter Hauge, 40",
        "Peter Hauge, who leads the union",
    ],
)
def test_a_described_subject_says_what_follows(subject: str) -> None:
    text = f"{subject}, said the mayor, Ida Koss, would resign."
    assert claims(text) == [("Peter Hauge", "the mayor, Ida Koss, would resign")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "There will be a bus, soothed the transport chief, Pia Lorck.",
            [("Pia Lorck", "There will be a bus")],
        ),
        ("He left the room, kissed his wife, Pia Lorck.", []),
        ("The winner is Jan Voss, trained by his aunt, Pia Lorck.", []),
        ("The club has a coach, hired on Friday.", []),
    ],
)
def test_a_change_of_tense_before_a_person_shows_speech(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert claims(text) == expected


def test_a_speaker_at_the_end_of_a_paragraph_is_found() -> None:
    text = "The dam was sound, objected the bailiff, Ola Brandt.\n\nThe road to it was shut."
    assert claims(text) == [("Ola Brandt", "The dam was sound")]
