"""Day and month of a date in numbers are read from evidence."""

from datetime import date

import pytest

from briefer.text.numeric_dates import NUMERIC_DATE, DateOrder, ambiguous_date, date_order


@pytest.mark.parametrize(
    ("text", "region", "known", "order"),
    [
        ("on 04/05/2031 and 04/13/2031", "GB", (), "month_first"),
        ("on 04/05/2031 and 13/04/2031", "US", (), "day_first"),
        ("Sunday, 04/05/2031", None, (), "day_first"),  # 4 May is a Sunday
        ("on 04/05/2031", None, (date(2031, 4, 5),), "month_first"),
        ("on 04/05/2031", "US", (), "month_first"),
        ("on 04/05/2031", "NZ", (), "day_first"),
        ("on 04/05/2031", "CA", (), None),
        ("on 04/05/2031", None, (), None),
        ("on 13/04/2031 and 04/13/2031", "US", (), None),
    ],
)
def test_the_best_evidence_gives_the_order(
    text: str, region: str | None, known: tuple[date, ...], order: DateOrder | None
) -> None:
    assert date_order(text, language="en", region=region, known=known) == order


def test_other_languages_write_the_day_first() -> None:
    assert date_order("am 04/05/2031", language="de", region=None) == "day_first"


@pytest.mark.parametrize(
    "text", ["12/11/10", "24/7", "3/4", "1.2.3.2031", "12/11-2031", "5/6/20311"]
)
def test_other_numbers_are_not_dates(text: str) -> None:
    assert NUMERIC_DATE.search(text) is None


def test_only_a_date_with_two_readings_is_ambiguous() -> None:
    assert ambiguous_date("2031-04-05, 05.04.2031, 13/04/2031 and 04/04/2031", None) is None
    assert ambiguous_date("on 04/05/2031", None) == "04/05/2031"
    assert ambiguous_date("on 04/05/2031", "day_first") is None
