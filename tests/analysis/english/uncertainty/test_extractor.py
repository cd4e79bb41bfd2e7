"""What an article leaves uncertain: codes, parameters, spans and sides."""

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import UncertaintyFinding
from briefer.schema.article import Article


def findings(text: str, kind: str) -> list[UncertaintyFinding]:
    return [found for found in analyze(Article(text=text)).uncertainty if found.kind == kind]


def test_an_unnamed_source_is_reported_with_the_reason_for_anonymity() -> None:
    text = (
        "A security official said the convoy had left. The official requested anonymity due to "
        "not being authorized to speak publicly."
    )
    [found] = findings(text, "unnamed_source")
    assert found.code == "sources_unnamed"
    assert found.params == {
        "claims": 1,
        "sources": ("a security official",),
        "reason": "due to not being authorized to speak publicly",
    }


def test_two_contrasted_days_are_a_discrepancy() -> None:
    text = "The raid took place on Thursday night, but the death was confirmed on Friday."
    [found] = findings(text, "discrepancy")
    assert [span.text_in(text) for span in found.spans] == [
        "The raid took place on Thursday night",
        "the death was confirmed on Friday",
    ]


def test_two_days_in_one_clause_have_separate_spans() -> None:
    text = "The mayor on Monday but the council on Tuesday voted."
    [found] = findings(text, "discrepancy")
    assert [span.text_in(text) for span in found.spans] == ["Monday", "Tuesday"]


def test_different_tolls_of_two_sources_are_a_discrepancy() -> None:
    text = (
        "Ilse Varnholt said that four people had died in the fire. The Dockers’ Union put the "
        "number of dead at seven."
    )
    [found] = findings(text, "discrepancy")
    assert {side.source: side.spans[0].text_in(text) for side in found.sides} == {
        "Ilse Varnholt": "four people",
        "Dockers’ Union": "number of dead at seven",
    }


def test_the_same_number_twice_is_not_a_discrepancy() -> None:
    text = "Ilse Varnholt said four people had died. The union said four people were killed."
    assert findings(text, "discrepancy") == []


def test_a_name_in_two_spellings_is_a_discrepancy() -> None:
    text = "Mohammed Shia al-Sudani spoke first. Later Mohammad Shia al-Sudani left the hall."
    [found] = findings(text, "discrepancy")
    assert [span.text_in(text) for span in found.spans] == [
        "Mohammed Shia al-Sudani",
        "Mohammad Shia al-Sudani",
    ]


def test_a_denial_of_the_claim_of_another_source_is_a_dispute() -> None:
    text = (
        "Tomás Reyes said the company had hidden the safety report. Halvorsen denied that it had "
        "hidden the safety report."
    )
    [found] = findings(text, "disputed")
    assert len(found.spans) == 2


def test_an_unconfirmed_sentence_is_not_also_reported_as_hedged() -> None:
    text = "It was not clear when the terminal would reopen."
    [found] = findings(text, "unconfirmed")
    assert found.params == {"sentence": text}
    assert findings(text, "hedged") == []


def test_a_plain_article_has_no_uncertainty() -> None:
    text = "The museum opened on Monday. Mayor Ingrid Okafor cut the ribbon and sang a song."
    assert analyze(Article(text=text)).uncertainty == ()


def test_an_ability_is_not_a_hedge() -> None:
    text = "Nobody could drive past the gates. She could swim for hours. It did not rain."
    assert findings(text, "hedged") == []


def test_a_dispute_says_whose_side_which_words_are() -> None:
    text = (
        "Tomás Reyes said the company had hidden the safety report. Halvorsen denied that it had "
        "hidden the safety report."
    )
    [found] = findings(text, "disputed")
    assert [(side.source, [span.text_in(text) for span in side.spans]) for side in found.sides] == [
        ("Tomás Reyes", ["the company had hidden the safety report"]),
        ("Halvorsen", ["denied that it had hidden the safety report"]),
    ]


def test_denying_permits_is_not_a_dispute() -> None:
    text = (
        "Tomás Reyes said that crews in the port need permits. The harbour board is denying "
        "permits to crews in the port."
    )
    assert findings(text, "disputed") == []


def test_rejecting_an_offer_is_not_a_dispute() -> None:
    text = (
        "Tomás Reyes said that the port needed a new gate. The harbour board rejected the offer "
        "of a new gate for the port."
    )
    assert findings(text, "disputed") == []


def test_denied_it_refers_to_the_claim_before() -> None:
    text = (
        "Tomás Reyes said that the minister was pushed out on Sunday. Ms. Valdersen denied it. “I "
        "did not push anybody,” Valdersen told reporters."
    )
    [found] = findings(text, "disputed")
    assert found.params == {
        "claim_source": "Tomás Reyes",
        "claim_quotation": "the minister was pushed out on Sunday",
        "denial_sentence": "Ms. Valdersen denied it.",
        "denial_quotation": "I did not push anybody",
    }


def test_no_such_list_disputes_the_claim_about_the_list() -> None:
    text = (
        "Ingrid Okafor said that the school was on a list of closings. Tomás Reyes said he knew "
        "of no such list."
    )
    [found] = findings(text, "disputed")
    assert len(found.spans) == 2


def test_similar_numbers_of_two_sources_are_a_discrepancy() -> None:
    text = (
        "The operator said that 212,000 customers had lost power. The ministry said that 240,000 "
        "customers had lost power. The union said that 14 customers had written."
    )
    [found] = findings(text, "discrepancy")
    assert [span.text_in(text) for span in found.spans] == [
        "212,000 customers",
        "240,000 customers",
    ]


def test_a_part_of_the_dead_is_not_a_different_toll() -> None:
    text = (
        "Ilse Varnholt said that seven people had died. The union said that two women had died "
        "in the hall."
    )
    assert findings(text, "discrepancy") == []


def test_a_spokesman_and_a_suspect_are_not_unnamed_sources() -> None:
    text = (
        "A spokesman for the harbour board said the gate was shut. The suspect said that he had "
        "left it open."
    )
    assert findings(text, "unnamed_source") == []


def test_a_purpose_and_a_degree_are_not_hedges() -> None:
    text = (
        "The board bought boats so that crews could leave. It showed how easily the gate could "
        "be opened. There was no meeting at which one could be chosen."
    )
    assert findings(text, "hedged") == []


def test_at_least_before_the_same_toll_is_not_a_discrepancy() -> None:
    text = (
        "Ilse Varnholt said that nine people had died. The union said that the death toll rose to "
        "at least nine."
    )
    assert findings(text, "discrepancy") == []


def test_more_than_before_a_different_toll_is_a_discrepancy() -> None:
    text = (
        "Ilse Varnholt said that nine people had died. The union said that the death toll rose to "
        "more than twenty-one."
    )
    [found] = findings(text, "discrepancy")
    assert "twenty-one" in str(found.params.values())


def test_a_toll_without_a_number_is_not_a_discrepancy() -> None:
    text = "Ilse Varnholt said that nine people had died. The union said that the toll was rising."
    assert findings(text, "discrepancy") == []


def test_tolls_of_two_months_do_not_differ() -> None:
    march = "In March the ministry said that 40 people had died of the fever."
    later = "In June the health board said that 95 people had died of the fever."
    assert not findings(f"{march} {later}", "discrepancy")
    assert findings(f"{march} {later.replace('June', 'March')}", "discrepancy")


def test_a_toll_that_has_since_risen_does_not_differ() -> None:
    text = "Police said nine people had died. The toll has since risen to 17, the ministry said."
    assert not findings(text, "discrepancy")


def test_the_wish_not_to_be_named_is_no_reason_and_a_source_is_listed_once() -> None:
    text = (
        "A senior diplomat, who asked not to be named, said the army might step in. “Nobody wants "
        "that,” he said."
    )
    [found] = findings(text, "unnamed_source")
    assert found.params == {"claims": 2, "sources": ("a senior diplomat",)}
