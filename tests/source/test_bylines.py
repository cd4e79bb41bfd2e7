import pytest

from briefer.source.bylines import names_in_byline, names_in_line_of_names, split_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Nils Aker and Oda Lund", ["Nils Aker", "Oda Lund"]),
        ("By N. Aker, Oda Lund and Kaja Dahl in Varn", ["N. Aker", "Oda Lund", "Kaja Dahl"]),
        ("By Oda Lund, political editor", ["Oda Lund"]),
        ("By Oda Lund, Chief foreign correspondent, and Nils Aker", ["Oda Lund", "Nils Aker"]),
        ("Oda Lund News reporter", ["Oda Lund"]),
        ("Oda Lund, PhD", ["Oda Lund"]),
        ("Oda Lund, Associated Press", ["Oda Lund"]),
        ("Oda Lund | 6 May 2026, 07:10", ["Oda Lund"]),
        ("Oda Lund | Email the author | 42 minutes ago", ["Oda Lund"]),
        ("Von Jürgen von der Aue", ["Jürgen von der Aue"]),
        ("By April May", ["April May"]),
        ("By Oda Lund for The Varn Post", ["Oda Lund"]),
        ("Oda Lund Environment reporter", ["Oda Lund"]),
        ("Court reporter Oda Lund, 14 May 2026", ["Oda Lund"]),
        ("Oda Lund Aug 14, 2026", ["Oda Lund"]),
        ("Autor: Oda Lund", ["Oda Lund"]),
        ("Publié le 25 juin 2026 à 06h00", []),
        ("The Varn Post", []),
        ("Staff", []),
        ("No Author", []),
        ("View all posts by Oda Lund", []),
        ("Reuters", []),
        ("Monday, November 18", []),
    ],
)
def test_persons_are_read_from_a_byline(line: str, names: list[str]) -> None:
    assert list(names_in_byline(line, outlet="Varn Post")) == names


def test_a_byline_above_a_text_is_split_off() -> None:
    body = "By Tuesday the pier was shut."
    assert split_byline(["By Oda Lund\n12 May 2026", body]) == (
        ("Oda Lund",),
        ["12 May 2026", body],
    )
    assert split_byline([body]) == ((), [body])


def test_the_desk_of_an_author_is_not_a_second_one() -> None:
    line = "Rowan Pike, Shipping Editor, and Ellis Thorne in Dublin"
    assert names_in_byline(line, single=True) == ("Rowan Pike", "Ellis Thorne")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Tess Arlen in Port Sorrel", ("Tess Arlen",)),
        ("Tess Arlen", ("Tess Arlen",)),
        ("Port reopens", ()),
    ],
)
def test_a_name_right_above_a_date_is_a_byline(line: str, names: tuple[str, ...]) -> None:
    authors, _ = split_byline([f"{line}\nWed 8 Apr 2026 06.15 BST", "The port is open again."])
    assert authors == names


def test_a_date_that_ends_with_a_full_stop_does_not_hide_the_byline_above_it() -> None:
    authors, kept = split_byline(["By Tess Arlen\nUpdated 14 March 2026 at 9:42 a.m."])
    assert authors == ("Tess Arlen",)
    assert kept == ["Updated 14 March 2026 at 9:42 a.m."]


def test_a_name_right_above_a_job_is_a_byline() -> None:
    head = ["Ida Brook\nCourts reporter", "The pier is shut."]
    assert split_byline(head) == (("Ida Brook",), ["The pier is shut."])


def test_a_job_may_stand_below_an_empty_line() -> None:
    head = ["Tess Arlen in Corrie", "Senior political correspondent", "The pier is shut."]
    assert split_byline(["Tess Arlen", *head[1:]]) == (("Tess Arlen",), ["The pier is shut."])
    assert split_byline(head) == (("Tess Arlen",), [head[0], "The pier is shut."])
    assert split_byline(["The pier", *head[2:]]) == ((), ["The pier", "The pier is shut."])


@pytest.mark.parametrize(
    "line",
    [
        "Oda Lund, Nils Aker",
        "Oda Lund in Varn and Nils Aker in Port Lind",
        "Oda Lund, Shipping Editor, and Nils Aker, 6 May 2026",
        "Oda Lund Staff writer | Nils Aker, PhD",
        "Court reporter Oda Lund · Nils Aker · Reuters",
    ],
)
def test_a_line_of_names_needs_no_by(line: str) -> None:
    assert names_in_line_of_names(line) == ("Oda Lund", "Nils Aker")


@pytest.mark.parametrize(
    "line",
    [
        "Oda Lund and Nils Aker on trial",
        "Oda Lund wins the prize of Varn",
        "Oda Lund: writer is heard in court",
        "Oda Lund, a diver",
    ],
)
def test_a_headline_with_names_is_no_line_of_names(line: str) -> None:
    assert names_in_line_of_names(line) == ()
