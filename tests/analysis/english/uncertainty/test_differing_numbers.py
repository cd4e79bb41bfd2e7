"""Numbers that two sources give differently, and pairs of numbers that do not contradict."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.english.uncertainty.number_claims import number_claims
from briefer.analysis.parser import parse
from briefer.schema.article import Article


def differing(text: str) -> list[tuple[object, ...]]:
    names = ("first", "first_source", "second", "second_source")
    return [
        tuple(found.params[name] for name in names)
        for found in analyze(Article(text=text)).uncertainty
        if found.code == "numbers_differ"
    ]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Police counted 900 walkers; the union spoke of 2,300.", "900 walkers", "2,300"),
        ("Police put the crowd at 900. The union put it at 2,300.", "900", "2,300"),
        ("Police said 900 people came, the union 2,300.", "900 people", "2,300"),
        ("Police said 900 people came. The union said it was 2,300.", "900 people", "2,300"),
        ("Police said 30 schools would close. The union said 50 would.", "30 schools", "50"),
        (
            "Between 900, according to police, and 2,300, the union said, walked to the port.",
            "900",
            "2,300",
        ),
        (
            "The fire burned 30 barns, according to police, or 50, according to the union.",
            "30 barns",
            "50",
        ),
        (
            "Police gave the number of walkers as 900; the union counted 2,300.",
            "900",
            "2,300",
        ),
        (
            "Police say 20 percent of drivers left. The union puts the figure at 70 percent.",
            "20 percent",
            "70 percent",
        ),
        (
            "The loss is 3 million euros, police say; the union speaks of 5 million euros.",
            "3 million euros",
            "5 million euros",
        ),
        (
            "Police put the bill at $2m; the union says it is closer to $5m.",
            "2m",
            "5m",
        ),
        (
            "Police say one barn will cost $2m. The union says the barn will cost $5m.",
            "2m",
            "5m",
        ),
        (
            "Police said 1,900 people had come.\n\nIt rained.\n\nThe union counted 2,300 people.",
            "1,900 people",
            "2,300 people",
        ),
        (
            "Police said 30 were injured. The union put the number of injured at 52.",
            "30",
            "52",
        ),
    ],
)
def test_two_sources_give_different_numbers(text: str, first: str, second: str) -> None:
    [found] = differing(text)
    assert (found[0], found[2]) == (first, second)
    assert [str(name).lower().removeprefix("the ") for name in found[1::2]] == ["police", "union"]


@pytest.mark.parametrize(
    "text",
    [
        "Police said 40 walkers were arrested. The union said 90 walkers were hurt.",
        "Police said 40 walkers were hurt. The union said five of them were nurses.",
        "Of the 90 nurses, 40 walked out, police said. The union said 90 nurses worked there.",
        "Police counted 900 walkers; last year the union counted 2,300.",
        "Police said 40 barns had burned. The mayor later said the number had risen to 50.",
        "Police said 40 barns stood empty in 2019. The union said 70 barns stand empty now.",
        "Police on Monday counted 40 barns. The union on Friday counted 50 barns.",
        "Police said 40 barns had burned in Orlow. The union said 60 barns had burned in Skelby.",
        "Police said 40 homes had no light. The mayor said 90 homes in the valley had no light.",
        "Ada Lunt said she had run 40 races. Bo Krag said he had run 60 races.",
        "Ada Lunt, 44, police said, was hurt. Bo Krag, 51, the union said, was not.",
        "Skelby won 3-2, police said. The union said it was 4.",
        "Police said the fine was 400 euros. The union said it had 900 euros.",
        "Police counted 900 walkers. Police spoke of 2,300.",
    ],
)
def test_numbers_of_different_things_do_not_differ(text: str) -> None:
    assert differing(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 people marched in Orlow. Police said 2,300 people marched.",
        "Some 900 people gathered in Orlow. Police spoke of 2,300.",
        "The mill employs 900 workers. The union said the mill employs 2,300 workers.",
    ],
)
def test_the_number_of_the_article_itself_may_differ(text: str) -> None:
    [found] = analyze(Article(text=text)).uncertainty
    assert found.code == "numbers_differ"
    assert "first_source" not in found.params
    assert [side.source is None for side in found.sides] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 people marched in Orlow. Police said 40 people were arrested.",
        "Some 900 people marched in Orlow. Police said 300 people marched in Skelby.",
        "The bank has 900 clerks. The union said 300 clerks had left.",
        "A surge of 3 metres hit the wall. The office said a surge of 2 metres hit the wall.",
    ],
)
def test_a_number_of_the_article_itself_is_often_of_something_else(text: str) -> None:
    assert not analyze(Article(text=text)).uncertainty


@pytest.mark.parametrize(
    "text",
    [
        # a day of the month, and a number of what came before
        "A magnitude 5.8 quake shook the coast on Sunday, October 4, 2026, officials said.",
        "“I remember when there were six,” said Stan Koss. A spokesman said two trams had stopped.",
    ],
)
def test_numbers_of_other_things_do_not_differ(text: str) -> None:
    assert not differing(text)


def test_more_dead_of_one_group_than_in_all_is_a_difference() -> None:
    text = (
        "The fire department said at least four workers had died. The company put the number of "
        "dead at two."
    )
    codes = [found.code for found in analyze(Article(text=text)).uncertainty]
    assert "counts_differ" in codes


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The club said 41,000 watched it. The fire brigade gave 33,500.", "41,000", "33,500"),
        (
            "About 200 litres of oil ran out, the owner said. Inspectors said it was 2,000 litres.",
            "200 litres",
            "2,000 litres",
        ),
        (
            "Damage was estimated at $3 million by the company; the insurer spoke of $12 million.",
            "3 million",
            "12 million",
        ),
    ],
)
def test_whoever_gives_them_numbers_differ(text: str, first: str, second: str) -> None:
    [found] = differing(text)
    assert (found[0], found[2]) == (first, second)


@pytest.mark.parametrize("words", ["Two by two", "two by two", "Three by three", "one by one"])
def test_people_who_come_in_turn_are_not_counted(words: str) -> None:
    article = Article(text=f"{words}, the union said, walkers left. Police said 900 walkers left.")
    claims = number_claims(parse(article), analyze(article).attributions)
    assert [claim.count.value for claim in claims] == [900]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The siege took six hours, police said. The union said it was eleven.",
            "six hours",
            "eleven",
        ),
        (
            "The delay was 40 minutes, police said. The union put it at three hours.",
            "40 minutes",
            "three hours",
        ),
        (
            "The fire burned for six hours, police said. The union said it burned for nine hours.",
            "six hours",
            "nine hours",
        ),
        (
            "She had been ill for three days, police said. The union said it was one.",
            "three days",
            "one",
        ),
        (
            "Repairs cost 3 million, police say; the union expects at least 8 million.",
            "3 million",
            "8 million",
        ),
        (
            "Police say 14,000 nurses would gain. Only 9,500 are covered, the union said.",
            "14,000 nurses",
            "9,500",
        ),
        ("The sea rose two metres, police said. The union says three.", "two metres", "three"),
        (
            "It will be shut for six weeks, police said. The union fears it will be four months.",
            "six weeks",
            "four months",
        ),
        (
            "Police say she spilled 400 tonnes of oil. The union puts the spill at 900 tonnes.",
            "400 tonnes",
            "900 tonnes",
        ),
    ],
)
def test_two_sides_measure_one_thing_differently(text: str, first: str, second: str) -> None:
    [found] = differing(text)
    assert (found[0], found[2]) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "The trip takes two hours, police said. The storm lasted six hours, the union said.",
        "It takes 20 minutes to walk, police said. It took 40 minutes to drive, the union said.",
        "He was mayor for 12 years, police said. She was there for three years, the union said.",
        "The strike lasted a year, police said. The union said it lasted 12 months.",
        "The union said he baked for 40 years. He died aged 93, his son said.",
        "The union said he baked for 40 years. His son said he died at the age of 93.",
        "Wages rose by 3 percent, police said. The union said prices rose by 9 percent.",
    ],
)
def test_times_of_different_things_do_not_differ(text: str) -> None:
    assert differing(text) == []


def test_a_number_before_many_brackets_has_an_end() -> None:
    text = f"The port was shut.\n\nAccording to two officials, {'[' * 300} it was late."
    assert differing(text) == []
