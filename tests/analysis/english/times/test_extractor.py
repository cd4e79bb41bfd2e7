"""Time expressions and their TIMEX3 values."""

from datetime import date

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.english.times.timex import resolve
from briefer.schema.article import Article

FRIDAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("phrase", "value", "granularity"),
    [
        ("Friday", "2025-03-14", "day"),
        ("on Thursday night", "2025-03-13TNI", "part_of_day"),
        ("yesterday", "2025-03-13", "day"),
        ("last Friday", "2025-03-07", "day"),
        ("last month", "2025-02", "month"),
        ("last year", "2024", "year"),
        ("this week", "2025-W11", "week"),
        ("two days ago", "2025-03-12", "day"),
        ("December", "2024-12", "month"),
        ("March 3", "2025-03-03", "day"),
        ("May 3, 2024", "2024-05-03", "day"),
        ("3 May 2024", "2024-05-03", "day"),
        ("late 2022", "2022", "year"),
        ("the 1990s", "199", "decade"),
        ("5 p.m.", "T17:00", "hour"),
        ("6.10am on Wednesday", "2025-03-12T06:10", "minute"),
        ("11am local time on Sunday", "2025-03-09T11:00", "hour"),
        ("Monday at 3 p.m.", "2025-03-10T15:00", "hour"),
        ("noon Thursday", "2025-03-13T12:00", "hour"),
        ("11.30pm last night", "2025-03-13T23:30", "minute"),
    ],
)
def test_a_past_time_counts_back_from_publication(
    phrase: str, value: str, granularity: str
) -> None:
    found = resolve(phrase, anchor=FRIDAY, future=False)
    assert (found.value, found.granularity) == (value, granularity)


def test_a_future_time_counts_forward_from_publication() -> None:
    assert resolve("Monday", anchor=FRIDAY, future=True).value == "2025-03-17"
    assert resolve("December", anchor=FRIDAY, future=True).value == "2025-12"


@pytest.mark.parametrize("phrase", ["Friday", "yesterday", "last year", "December", "March 3"])
def test_a_relative_time_without_a_publication_date_has_no_value(phrase: str) -> None:
    assert resolve(phrase, anchor=None).value is None


@pytest.mark.parametrize("phrase", ["Friday", "Thursday night", "December"])
def test_a_time_that_may_be_past_or_future_has_no_value(phrase: str) -> None:
    assert resolve(phrase, anchor=FRIDAY, future=None).value is None


@pytest.mark.parametrize("future", [True, False, None])
def test_a_date_close_to_publication_has_a_value_without_a_tense(*, future: bool | None) -> None:
    assert resolve("March 12", anchor=FRIDAY, future=future).value == "2025-03-12"
    assert resolve("March 15", anchor=FRIDAY, future=future).value == "2025-03-15"
    assert resolve("Dec. 31", anchor=date(2025, 1, 2), future=future).value == "2024-12-31"


@pytest.mark.parametrize("phrase", ["next Saturday", "February 30", "the other day", "soon"])
def test_an_ambiguous_or_invalid_date_has_no_value(phrase: str) -> None:
    assert resolve(phrase, anchor=FRIDAY).value is None


def test_durations_and_sets_have_their_own_types() -> None:
    assert resolve("two-decade-long", anchor=None)[:2] == ("duration", "P20Y")
    assert resolve("three hours", anchor=None)[:2] == ("duration", "PT3H")
    assert resolve("every Friday", anchor=None)[:2] == ("set", "XXXX-WXX-5")


def test_the_tense_of_the_clause_decides_between_past_and_future() -> None:
    text = "The port closed on Monday. It will open again on Tuesday. “I go today,” he said."
    article = Article(text=text, published=FRIDAY)
    values = {time.span.text_in(text): time.value for time in analyze(article).times}
    assert values["Monday"] == "2025-03-10"
    assert values["Tuesday"] == "2025-03-18"
    assert values["today"] is None  # the day on which he spoke, which the article does not give


def test_the_modal_verb_may_is_not_a_month() -> None:
    text = "The belt may have overheated, the board said."
    assert analyze(Article(text=text)).times == ()


def times_in(text: str) -> dict[str, str | None]:
    article = Article(text=text, published=FRIDAY)
    return {time.span.text_in(text): time.value for time in analyze(article).times}


def test_a_clock_time_and_its_day_are_one_expression() -> None:
    assert times_in("The tram derailed at about 6.10am on Wednesday near the stop.") == {
        "6.10am on Wednesday": "2025-03-12T06:10"
    }
    assert times_in("The notice was lifted at 3 p.m. Monday.") == {
        "3 p.m. Monday": "2025-03-10T15:00"
    }


def test_a_dateline_has_the_day_of_writing_and_the_name_of_a_newspaper_is_not_a_time() -> None:
    text = "ELLERY, March 13 (Wire) — The bridge closed today, USA TODAY reported."
    assert times_in(text) == {"March 13": "2025-03-13", "today": "2025-03-13"}


@pytest.mark.parametrize(
    ("phrase", "published", "value"),
    [
        ("New Year's Day", date(2031, 1, 4), "2031-01-01"),
        ("New Year’s Eve", date(2031, 1, 4), "2030-12-31"),
        ("next Tuesday", date(2031, 1, 3), "2031-01-07"),
        ("this Saturday", date(2031, 1, 3), "2031-01-04"),
        ("a year ago", date(2031, 1, 3), None),
        ("a year ago", date(2031, 6, 3), "2030"),
    ],
)
def test_days_around_new_year(phrase: str, published: date, value: str | None) -> None:
    assert resolve(phrase, anchor=published, future=None).value == value


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,100 people came, and 1978 of them signed.",
        "Bus 2024 carried 1990 passengers.",
        "Mr May met Mrs June at the gate.",
        "June Holt said August Lind would sing. June smiled.",
        "The batch number is 12/11/10, and the line is open 24/7 or 9-5.",
        "Shares fell 3/4 of a percent, and Harl won 3-2.",
    ],
)
def test_counts_names_and_fractions_are_not_times(text: str) -> None:
    assert times_in(text) == {}


def test_a_date_in_numbers_has_a_value_only_if_its_order_is_certain() -> None:
    text = "The first fire was on 02/04/2031, the recall on {}."
    open_order = text.format("03/04/2031")
    assert set(times_in(open_order).values()) == {None}
    assert times_in(text.format("25/04/2031"))["02/04/2031"] == "2031-04-02"
    assert times_in(text.format("04/25/2031"))["02/04/2031"] == "2031-02-04"


def test_a_time_ends_where_a_quotation_begins() -> None:
    assert "March 9, 2025" in times_in("March 9, 2025 “In a room full of hope” was sung here.")


def test_a_clock_time_is_not_merged_with_the_next_paragraph() -> None:
    found = times_in("The gate shut at 10.45am\n\nFriday brought rain.")
    assert found == {"10.45am": "T10:45", "Friday": "2025-03-14"}


@pytest.mark.parametrize(
    ("phrase", "value", "granularity"),
    [
        ("the early hours of Thursday morning", "2025-03-13TMO", "part_of_day"),
        ("late last night", "2025-03-13TNI", "part_of_day"),
        ("shortly after 9 a.m.", "T09:00", "hour"),
        ("May last year", "2024-05", "month"),
        ("early this year", "2025", "year"),
        ("Tue, March 4, 2025", "2025-03-04", "day"),
        ("the end of 2031", None, "year"),
        ("the 2031 season", None, "year"),
        ("the second quarter of 2032", "2032-Q2", "quarter"),
        ("the third quarter", None, "quarter"),  # a company's own year may begin in any month
        ("the last half of 2031", "2031-H2", None),
        ("the third half of 2031", None, "year"),
        ("between 1978 and 2009", "1978/2009", "year"),
        ("from April to June 2023", "2023-04/2023-06", "month"),
        ("May 3 to May 5, 2024", "2024-05-03/2024-05-05", "day"),
        ("between 2009 and 1978", None, None),
        ("from Monday to Friday", None, None),
        ("the night of 9 October", "2024-10-09TNI", "part_of_day"),
        ("the morning of March 3", "2025-03-03TMO", "part_of_day"),
        ("the night of the fire", None, None),
        ("noon", "T12:00", "hour"),
    ],
)
def test_words_around_a_time_do_not_change_its_value(
    phrase: str, value: str | None, granularity: str | None
) -> None:
    found = resolve(phrase, anchor=FRIDAY, future=False)
    assert (found.value, found.granularity) == (value, granularity)


def test_a_range_of_hours_is_a_time_of_day() -> None:
    assert resolve("9 to 6:30 a.m.", anchor=FRIDAY).type == "time"


def test_words_before_a_time_are_not_part_of_it() -> None:
    text = "Ellery Cold cut its forecast for the year on Thursday and the shares fell to 41 euros."
    found = [t.span.text_in(text) for t in analyze(Article(text=text, published=FRIDAY)).times]
    assert "Thursday" in found
    assert not any("euros" in phrase or "year" in phrase for phrase in found)


def test_the_day_of_a_correction_is_not_a_time_of_the_story() -> None:
    text = "Correction, Oct. 15: A figure was wrong.\n\nThe board of Ellery met on Tuesday."
    found = [t.span.text_in(text) for t in analyze(Article(text=text, published=FRIDAY)).times]
    assert found == ["Tuesday"]


def test_a_sentence_that_begins_with_correction_is_not_a_correction_note() -> None:
    text = "Correction officers went on strike on Monday: they want pay."
    assert list(times_in(text)) == ["Monday"]


@pytest.mark.parametrize(
    "head",
    ["Correction, March 3", "Update on March 3", "Updated Monday at 5pm", "CORRECTION (May 3)"],
)
def test_a_correction_note_has_a_comma_a_day_or_a_bracket(head: str) -> None:
    found = times_in(f"{head}: An earlier version was wrong.\n\nA crane fell on Tuesday.")
    assert list(found) == ["Tuesday"]


def test_the_time_stamp_of_a_live_page_is_not_a_time_of_the_story() -> None:
    text = "7.05pm\n\nTwo people were rescued at 6.30pm on Friday.\n\n20:15 BST\n\nThe mayor spoke."
    found = [t.span.text_in(text) for t in analyze(Article(text=text, published=FRIDAY)).times]
    assert found == ["6.30pm on Friday"]


def test_a_line_with_a_date_is_not_a_time_stamp() -> None:
    text = "3 June\n\nThe bridge closed.\n\n4 MAY\n\nIt opened.\n\n10:45 BST\n\nIt closed again."
    article = Article(text=text, published=FRIDAY)
    assert [time.span.text_in(text) for time in analyze(article).times] == ["3 June"]


def test_a_clock_time_alone_on_its_line_is_a_time_stamp() -> None:
    text = "The bridge closed.\n\n10:45\n\nIt opened.\n\n9 p.m. GMT\n\nIt closed at 11 p.m. again."
    article = Article(text=text, published=FRIDAY)
    assert [time.span.text_in(text) for time in analyze(article).times] == ["11 p.m."]


THURSDAY = date(2025, 3, 13)


def values(text: str) -> list[tuple[str, str | None]]:
    article = Article(text=text, published=THURSDAY)
    return [(time.span.text_in(text), time.value) for time in analyze(article).times]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Polls open on Sunday, officials said.", "2025-03-16"),
        ("The captain, who is out until Friday, was not there.", "2025-03-14"),
        ("The court postponed the hearing until Monday.", None),
        ("She had not read the letter until Monday.", "2025-03-10"),
        ("The talks planned for Monday were called off.", None),
        ("The count won't be final until Friday, he said.", "2025-03-14"),
        ("The date was set by a court on Monday.", None),
        ("The army intended the raid on Monday.", None),
        ("They are set to meet on Monday.", "2025-03-17"),
        ("A ruling is expected on Monday.", "2025-03-17"),
        ("The mayor hopes to reopen the quay on Monday.", "2025-03-17"),
        ("Tenants must pay by Monday, officials said.", "2025-03-17"),
        ("The owner promised to pay by Monday.", None),
        ("The bid to shut the mill on Monday was dropped.", None),
        ("Police should explain Monday's raid.", None),
        ("The mayor hopes to rebuild the mill after Monday's fire.", None),
        ("It was a great honour to meet the mayor on Monday, he said.", "2025-03-10"),
        ("The inquiry must examine the fire on Monday that killed four.", None),
        ("The owner refuses to accept the ruling on Monday that shut the mill.", None),
        ("Bidders must sign the papers by 5 p.m. Monday.", "2025-03-17T17:00"),
        ("The owner claims to have paid on Monday.", "2025-03-10"),
        ("Gunmen suspected to be bandits on Friday invaded the school.", "2025-03-07"),
    ],
)
def test_the_present_tense_and_until_do_not_mean_the_past(text: str, value: str | None) -> None:
    assert [found for _, found in values(text)] == [value]


def test_a_month_in_a_paragraph_on_another_year_has_no_value() -> None:
    text = (
        "In 1967 the Navy refused her. She sued, and was aboard by August.\n\nIn January she fell."
    )
    assert values(text) == [("1967", "1967"), ("August", None), ("January", "2025-01")]


def test_a_month_keeps_its_value_if_the_other_year_is_in_a_side_clause() -> None:
    text = "Reed, elected in 2019, said in January that she would quit."
    assert values(text) == [("2019", "2019"), ("January", "2025-01")]


def test_around_and_a_time_zone_are_part_of_a_clock_time_on_a_day() -> None:
    assert values("It caved in around 5 am on Tuesday.") == [
        ("around 5 am on Tuesday", "2025-03-11T05:00")
    ]
    assert values("The fire jumped the road about 11am AEST today.")[0][1] == "2025-03-13T11:00"


def test_about_after_a_verb_is_not_part_of_a_time() -> None:
    assert values("He was asked about Tuesday night's fight.") == [
        ("Tuesday night", "2025-03-11TNI")
    ]


def test_a_day_in_a_name_is_not_a_time() -> None:
    assert values("The dead man was Mallam Abubakar Sunday Musa.") == []
    assert values("The mayor told USA Today that it was over.") == []


def test_the_object_of_a_verb_is_not_part_of_the_day() -> None:
    assert values("He filed the lawsuit Monday in a court.") == [("Monday", "2025-03-10")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A gale came on the night of 9 October.", [("the night of 9 October", "2024-10-09TNI")]),
        (
            "She left in 94 steps between April 2023 and January 2024.",
            [("between April 2023 and January 2024", "2023-04/2024-01")],
        ),
        ("It ran from July to December 2023.", [("from July to December 2023", "2023-07/2023-12")]),
        (
            "The road from Monday to the coast was shut on Tuesday.",
            [("Monday", "2025-03-10"), ("Tuesday", "2025-03-11")],
        ),
    ],
)
def test_the_parts_of_one_time_are_merged(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = dict(values(text))
    assert [(phrase, found.get(phrase)) for phrase, _ in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rule takes effect on Monday.",
        "The draw takes place on Monday.",
        "The polls open on Monday.",
        "The bridge, which carries two lines, closes on Monday.",
    ],
)
def test_the_present_tense_of_a_timetable_is_the_future(text: str) -> None:
    assert values(text) == [("Monday", "2025-03-17")]


@pytest.mark.parametrize(
    "text",
    [
        "Residents march through the town on Monday.",  # a caption may mean the past
        "Ministers open the bridge on Monday.",
        "The mayor takes a seat on Monday.",
    ],
)
def test_another_present_tense_is_open(text: str) -> None:
    assert values(text) == [("Monday", None)]


def test_early_on_a_day_is_its_morning() -> None:
    assert values("The fire broke out early Monday.") == [("early Monday", "2025-03-10TMO")]


def test_an_entity_of_small_words_alone_is_not_a_time() -> None:
    text = "Police counted 14.according to“denied3 May 2026according to the mayor on Monday."
    assert all(phrase for phrase, _ in values(text))


def test_a_kind_of_time_is_no_time_of_the_story() -> None:
    text = (
        "The trust could not run the ward safely at night. The overnight closure begins on "
        "Monday. Prices rose overnight. She paid for evening classes."
    )
    found = [time.span.text_in(text) for time in analyze(Article(text=text)).times]
    assert found == ["Monday", "overnight"]


def test_what_is_to_happen_is_in_the_future() -> None:
    text = "Two men are to appear in court on Tuesday."
    times = analyze(Article(text=text, published=FRIDAY)).times
    assert [time.value for time in times] == ["2025-03-18"]
