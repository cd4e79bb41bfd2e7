import pytest

from briefer.grounding.checks.absent import ABSENT
from briefer.schema.article import Article
from tests.grounding.strike import params, strengths

QUOTED = Article(
    language="fr",
    text="« Personne n’a vu de hausse depuis la crue », a dit Claire Duvignac. Les travaux ont "
    "coûté 2 000 000 d’euros.",
)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Petra Lindqvist said that 520 members had voted", "520"),
        ("The repairs of the gate cost £3.5 million", "3.5 million"),
        ("The strike will last for thirteen days", "thirteen"),
        ("The doors of the pumping station open at 9.15 pm", "9.15"),
        ("About 700 members voted for the strike", "700"),
        ("The repairs took until 1987", "1987"),
        ("There were 4 letters from the court", "4"),
    ],
)
def test_a_number_that_is_not_in_the_article_is_found(line: str, number: str) -> None:
    assert strengths(ABSENT, line) == {"number_not_in_article": 1}
    assert params(ABSENT, line, "number_not_in_article") == {"number": number}


@pytest.mark.parametrize(
    "line",
    [
        "The repairs cost 2,500,000 pounds",
        "The strike will last for 12 days",
        "The strike will last for a dozen days",
        "The doors open at 20:15",
        "The doors open at 8:15 p.m.",
        "About 350 members voted for the strike",
        "The two letters had no answer",  # a small number in words may count what is listed
        "The strike may last until 2032",  # the year after the article's
    ],
)
def test_a_number_in_another_notation_is_not_an_invention(line: str) -> None:
    assert strengths(ABSENT, line) == {}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Greta Olsen said that members had voted", "Greta Olsen"),
        ("Keepers in Norrgate voted to stop work", "Norrgate"),
        ("Petra Lindquist is the head of the union", "Lindquist"),
        ("Rosenqvist said that members had voted", "Rosenqvist"),
        ("Hallqvist, Lindqvist and Marsh lead the strike", "Hallqvist"),
        ("Norrgate’s keepers voted to stop work", "Norrgate’s"),
    ],
)
def test_a_name_that_is_not_in_the_article_is_found(line: str, name: str) -> None:
    assert params(ABSENT, line, "name_not_in_article") == {"name": name}
    assert strengths(ABSENT, line) == {"name_not_in_article": 1}


@pytest.mark.parametrize(
    "line",
    [
        "CEO Owen Marsh denied the cuts",
        "The CB did not answer the Harbour Court",
        "The Velmoor keepers voted to stop work",
        "Lindqvist’s union voted to stop work",
        "Strikers left the canal",  # only the first word has a capital
        "Parties to the dispute met Lindqvist",
        "Anticipating cuts, members voted to strike",
    ],
)
def test_a_name_in_another_form_is_not_an_invention(line: str) -> None:
    assert strengths(ABSENT, line) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Lindqvist said: “We will never work again”",
        'Marsh said: "The union is lying to everyone"',
        "Marsh said ‘the union has gone too far’",
    ],
)
def test_words_in_quotation_marks_must_be_in_the_article(line: str) -> None:
    assert strengths(ABSENT, line) == {"quotation_not_verbatim": 1}


@pytest.mark.parametrize(
    "line",
    [
        "Lindqvist: “Nobody has seen a raise since the flood”",
        'Lindqvist said that "nobody has seen a raise"',
        "Lindqvist said “nobody has seen … since the flood”",
        "Marsh called it “unfair”",
    ],
)
def test_a_verbatim_or_short_quotation_is_right(line: str) -> None:
    assert strengths(ABSENT, line) == {}


def test_french_numbers_and_quotations_are_compared() -> None:
    right = "« Personne n’a vu de hausse », dit Duvignac des deux millions d’euros"
    assert strengths(ABSENT, right, QUOTED) == {}
    wrong = "« La hausse est pour demain », dit Duvignac des trois millions d’euros"
    assert set(strengths(ABSENT, wrong, QUOTED)) == {
        "number_not_in_article", "quotation_not_verbatim"
    }  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Holt ran the mill for three decades", "For 29 years Holt ran it"]
)
def test_the_time_between_two_years_is_no_invention(line: str) -> None:
    mill = Article(text="Tomás Holt ran the mill from 1981 to 2010. It has forty workers.")
    assert strengths(ABSENT, line, mill) == {}
    wrong = line.replace("three", "six").replace("29", "47")
    assert set(strengths(ABSENT, wrong, mill)) == {"number_not_in_article"}
