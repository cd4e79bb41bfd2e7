from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import UncertaintyFinding
from briefer.article import Article


def doubts(text: str, kind: str) -> list[UncertaintyFinding]:
    return [doubt for doubt in analyze(Article(text=text)).uncertainty if doubt.kind == kind]


def test_an_unnamed_source_is_a_doubt_with_its_reason() -> None:
    text = (
        "A security official said the convoy had left. The official requested anonymity due to "
        "not being authorized to speak publicly."
    )
    [found] = doubts(text, "unnamed_source")
    assert "a security official" in found.note
    assert "due to not being authorized to speak publicly" in found.note


def test_two_days_set_against_each_other_are_a_discrepancy() -> None:
    text = "The raid took place on Thursday night, but the death was confirmed on Friday."
    [found] = doubts(text, "discrepancy")
    assert [span.text_in(text) for span in found.spans] == [
        "The raid took place on Thursday night",
        "the death was confirmed on Friday",
    ]


def test_two_days_of_one_clause_are_shown_apart() -> None:
    text = "The mayor on Monday but the council on Tuesday voted."
    [found] = doubts(text, "discrepancy")
    assert [span.text_in(text) for span in found.spans] == ["Monday", "Tuesday"]


def test_tolls_of_different_sources_are_a_discrepancy() -> None:
    text = (
        "Ilse Varnholt said that four people had died in the fire. The Dockers’ Union put the "
        "number of dead at seven."
    )
    [found] = doubts(text, "discrepancy")
    assert {span.text_in(text) for span in found.spans} == {
        "four people",
        "number of dead at seven",
    }


def test_one_number_told_twice_is_no_discrepancy() -> None:
    text = "Ilse Varnholt said four people had died. The union said four people were killed."
    assert doubts(text, "discrepancy") == []


def test_a_name_in_two_spellings_is_a_discrepancy() -> None:
    text = "Mohammed Shia al-Sudani spoke first. Later Mohammad Shia al-Sudani left the hall."
    [found] = doubts(text, "discrepancy")
    assert "spelled in two ways" in found.note


def test_a_denial_of_anothers_claim_is_a_dispute_with_both_sides() -> None:
    text = (
        "Tomás Reyes said the company had hidden the safety report. Halvorsen denied that it had "
        "hidden the safety report."
    )
    [found] = doubts(text, "disputed")
    assert len(found.spans) == 2


def test_what_the_article_leaves_open_is_unconfirmed_and_not_hedged_as_well() -> None:
    text = "It was not clear when the terminal would reopen."
    assert len(doubts(text, "unconfirmed")) == 1
    assert doubts(text, "hedged") == []


def test_the_note_on_what_is_unconfirmed_is_the_sentence_itself() -> None:
    [found] = doubts("It was not clear when the terminal would reopen.", "unconfirmed")
    assert found.note == "“It was not clear when the terminal would reopen.”"


def test_a_plain_article_has_no_doubts() -> None:
    text = "The museum opened on Monday. Mayor Ingrid Okafor cut the ribbon and sang a song."
    assert analyze(Article(text=text)).uncertainty == ()


def test_what_somebody_can_do_is_no_hedge() -> None:
    text = "Nobody could drive past the gates. She could swim for hours. It did not rain."
    assert doubts(text, "hedged") == []


def test_a_dispute_tells_what_each_side_says() -> None:
    text = (
        "Tomás Reyes said the company had hidden the safety report. Halvorsen denied that it had "
        "hidden the safety report."
    )
    [found] = doubts(text, "disputed")
    assert found.note == (
        "Tomás Reyes: “the company had hidden the safety report”. Halvorsen denied that it had "
        "hidden the safety report."
    )


def test_to_deny_somebody_something_is_no_dispute() -> None:
    text = (
        "Tomás Reyes said that crews in the port need permits. The harbour board is denying "
        "permits to crews in the port."
    )
    assert doubts(text, "disputed") == []


def test_to_reject_an_offer_is_no_dispute() -> None:
    text = (
        "Tomás Reyes said that the port needed a new gate. The harbour board rejected the offer "
        "of a new gate for the port."
    )
    assert doubts(text, "disputed") == []


def test_denied_it_is_about_what_was_said_before() -> None:
    text = (
        "Tomás Reyes said that the minister was pushed out on Sunday. Ms. Valdersen denied it. “I "
        "did not push anybody,” Valdersen told reporters."
    )
    [found] = doubts(text, "disputed")
    assert found.note.startswith("Tomás Reyes: “the minister was pushed out on Sunday”. Ms. Val")
    assert "I did not push anybody" in found.note


def test_no_such_list_contradicts_whoever_spoke_of_one() -> None:
    text = (
        "Ingrid Okafor said that the school was on a list of closings. Tomás Reyes said he knew "
        "of no such list."
    )
    [found] = doubts(text, "disputed")
    assert len(found.spans) == 2


def test_numbers_of_two_sources_that_differ_a_little_are_a_discrepancy() -> None:
    text = (
        "The operator said that 212,000 customers had lost power. The ministry said that 240,000 "
        "customers had lost power. The union said that 14 customers had written."
    )
    [found] = doubts(text, "discrepancy")
    assert [span.text_in(text) for span in found.spans] == [
        "212,000 customers",
        "240,000 customers",
    ]


def test_a_part_of_the_dead_is_no_other_toll() -> None:
    text = (
        "Ilse Varnholt said that seven people had died. The union said that two women had died "
        "in the hall."
    )
    assert doubts(text, "discrepancy") == []


def test_a_spokesman_and_whom_the_article_is_about_are_not_hidden() -> None:
    text = (
        "A spokesman for the harbour board said the gate was shut. The suspect said that he had "
        "left it open."
    )
    assert doubts(text, "unnamed_source") == []


def test_a_purpose_and_a_degree_are_no_hedge() -> None:
    text = (
        "The board bought boats so that crews could leave. It showed how easily the gate could "
        "be opened. There was no meeting at which one could be chosen."
    )
    assert doubts(text, "hedged") == []


def test_a_bound_before_a_toll_is_not_the_number() -> None:
    text = (
        "Ilse Varnholt said that nine people had died. The union said that the death toll rose to "
        "at least nine."
    )
    assert doubts(text, "discrepancy") == []


def test_a_toll_with_a_bound_can_differ() -> None:
    text = (
        "Ilse Varnholt said that nine people had died. The union said that the death toll rose to "
        "more than twenty-one."
    )
    [found] = doubts(text, "discrepancy")
    assert "twenty-one" in found.note


def test_a_toll_without_a_number_differs_from_none() -> None:
    text = "Ilse Varnholt said that nine people had died. The union said that the toll was rising."
    assert doubts(text, "discrepancy") == []
