import pytest

from briefer.text.numbers import numbers_of, numbers_reached


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.5 million people", {"1500000"}),
        ("1,500,000 people", {"1500000"}),
        ("twenty-five of them", {"25"}),
        ("ninety percent, nine in ten", {"90", "9", "10"}),
        ("€3bn and $40 million", {"3000000000", "40000000"}),
        ("two hundred", {"200"}),
        ("at 14:30 on 3 May 2024", {"14", "30", "3", "2024"}),
        ("Covid-19", {"19"}),
        ("someone, often, attend", set()),
    ],
)
def test_numbers_are_equal_in_digits_and_in_words(text: str, numbers: set[str]) -> None:
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("nearly 80 diggers and 12 vans", {"12"}),
        ("as many as forty people", set()),
        ("less than £3 million, 5 or fewer", set()),
        ("more than 80, about 300, at least 17", {"80", "300", "17"}),
        ("up to 9 of the 9", {"9"}),
        ("no fewer than 30, under 12 feet of water", {"30", "12"}),
    ],
)
def test_an_upper_bound_is_not_a_number_reached(text: str, numbers: set[str]) -> None:
    assert numbers_reached(text) == numbers
