"""What was not said is no claim: conditions, questions, denials, wishes."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims


@pytest.mark.parametrize(
    "text",
    [
        "Holt will resign if Tomás Reyes says that the mill was sold.",
        "Unless the minister admits that the mill was sold, the strike will go on.",
        "Should Tomás Reyes say that the mill was sold, prices will fall.",
        "Had Tomás Reyes said that the mill was sold, prices would have fallen.",
        "Had the director said that the money was gone, the board would have resigned.",
        "Should the minister say that the pool will close, parents will protest.",
        "If it is true that Tomás Reyes told the board that the mill was sold, he must go.",
        "Whether Tomás Reyes said that the mill was sold is unclear.",
    ],
)
def test_a_condition_is_no_claim(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Did Tomás Reyes say that the mill was sold?",
        "Has the minister ever claimed that the mill was sold?",
        "Why did Tomás Reyes tell the inquest that the mill was sold?",
        "Who said that the mill was sold?",
        "Reporters asked whether Tomás Reyes had said that the mill was sold.",
    ],
)
def test_a_question_is_no_claim(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nobody claimed that the mill was sold.",
        "No engineer has ever said that the mill was unsafe.",
        "Neither Okafor nor Reyes said that the mill was sold.",
        "Tomás Reyes never said that the mill was sold.",
        "Tomás Reyes never said “let the mill be sold”, as a rival had it.",
        "At no time did Tomás Reyes say that the mill was sold.",
        "Tomás Reyes did not say whether the mill was sold.",
        "The report does not say that the mill was unsafe.",
        "Tomás Reyes left without saying that the mill was sold.",
        "Tomás Reyes failed to say that the mill was sold.",
        "Tomás Reyes has yet to say that the mill is sold.",
        "There is no proof that Tomás Reyes said that the mill was sold.",
        "It was untrue that Tomás Reyes had said that the mill was sold.",
    ],
)
def test_what_was_never_said_is_no_claim(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The board wants Tomás Reyes to say that the mill is safe.",
        "The board wishes that Tomás Reyes would say that the mill is safe.",
        "Tomás Reyes was expected to say that the mill was safe.",
        "Tomás Reyes should have said that the mill was unsafe.",
        "Tomás Reyes would have said that the mill was unsafe.",
        "Tomás Reyes could not say that the mill was safe.",
        "Tomás Reyes is going to tell the board that the mill is sold.",
        "It is easy to claim that the mill is safe.",
    ],
)
def test_a_wish_or_a_possibility_is_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_demand_is_the_claim_of_the_one_who_makes_it() -> None:
    found = claims("The marchers demanded that Tomás Reyes say “I am truly sorry”.")
    assert [source for source, _ in found] == ["The marchers"]


@pytest.mark.parametrize(
    "text",
    [
        "What did Tomás Reyes mean when he said that the mill was sold?",
        "Tomás Reyes did not hesitate to say that the mill was sold.",
        "Was the mill sold? Tomás Reyes said that it was sold.",
        "Prices fell after Tomás Reyes said that the mill was sold.",
        "Nothing was left when Tomás Reyes said that the mill was sold.",
    ],
)
def test_what_is_taken_for_granted_was_said(text: str) -> None:
    assert [found.source.text for found in attributions(text)] == ["Tomás Reyes"]


@pytest.mark.parametrize("cue", ["could not confirm", "would not say whether", "did not deny that"])
def test_an_answer_without_an_assertion_keeps_its_verb(cue: str) -> None:
    tail = "the mill had been sold" if not cue.startswith("could") else "that the mill was sold"
    [(source, content)] = claims(f"Tomás Reyes {cue} {tail}.")
    assert source == "Tomás Reyes"
    assert content.startswith(cue)


def test_what_is_announced_is_not_told_as_said() -> None:
    [(_, content)] = claims("Tomás Reyes will say on Monday that the mill is sold.")
    assert content == "will say on Monday that the mill is sold"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "It was not true, Ingrid Okafor said, that clerks had refused to work.",
            "It was not true … that clerks had refused to work.",
        ),
        (
            "It is not the case, Ingrid Okafor argued, that the mill was closed.",
            "It is not the case … that the mill was closed.",
        ),
        (
            "If Tomás Reyes says “I am sorry”, Ingrid Okafor said, she will go home.",
            "If Tomás Reyes says “I am sorry” … she will go home.",
        ),
        (
            "Not one ship, said Ingrid Okafor of the pilots, had left since.",
            "Not one ship … had left since.",
        ),
        (
            "Ten years ago, Ingrid Okafor said, two clerks had fainted in a shed.",
            "Ten years ago … two clerks had fainted in a shed.",
        ),
    ],
)
def test_the_sentence_around_an_inserted_cue_is_one_claim(text: str, content: str) -> None:
    assert claims(text) == [("Ingrid Okafor", content)]


@pytest.mark.parametrize(
    "text",
    [
        "It was not true, Ingrid Okafor said, that clerks had refused to work in the mill.",
        "It was untrue, Ingrid Okafor said, that drivers had promised to stop.",
        "It is a myth, says Ingrid Okafor, that clerks refuse to work at night.",
        "It is simply not so, Ingrid Okafor said, that drivers had agreed to stop.",
        "It is false, Ingrid Okafor said, to claim that drivers had agreed to stop.",
        "Ingrid Okafor said it was not true that clerks had refused to work in the mill.",
        "Ingrid Okafor denied that clerks had refused to work in the mill.",
    ],
)
def test_what_a_source_denies_is_no_claim_of_others(text: str) -> None:
    assert [found.source.text for found in attributions(text)] == ["Ingrid Okafor"]


def test_an_inserted_verb_that_is_tagged_as_a_noun_is_a_cue() -> None:
    text = "The survey, its authors stress, covered only two mills."
    assert claims(text) == [("its authors", "The survey … covered only two mills.")]


@pytest.mark.parametrize(
    "text",
    [
        "Imagine Ada Lunt said that the wall was safe.",
        "Imagine for a moment that Ada Lunt said that the wall was safe.",
        "Suppose Ada Lunt says the wall is safe.",
        "Assume Ada Lunt told the board that the wall was safe.",
        "Ada Lunt forgot to tell the board that the wall was safe.",
    ],
)
def test_what_is_only_imagined_is_not_said(text: str) -> None:
    assert claims(text) == []


def test_what_somebody_is_to_say_keeps_its_verb() -> None:
    text = "Ada Lunt is to say on Friday that the wall is safe."
    assert claims(text) == [("Ada Lunt", "to say on Friday that the wall is safe")]


@pytest.mark.parametrize(
    "text",
    [
        "In the opera “Salt”, a widow says that the mill was sold.",
        "In the comedy “A Widow Says Yes”, played on the quay in May, a judge says it was sold.",
        "In the first play a sailor swears that he will return.",
        "Reports that Tomás Reyes had said the mill was sold were dismissed.",
        "It was mistakenly reported that Tomás Reyes had said the mill was sold.",
    ],
)
def test_what_is_invented_or_wrongly_reported_is_no_claim(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "In a story published on Monday, an official says that the mine was unsafe.",
            "an official",
        ),
        ("In the book, a former aide says that the mine was unsafe.", "a former aide"),
        ("In an act of revenge, police say that the mine was set alight.", "police"),
        ("In the scene of the crash, a driver says that the road was wet.", "a driver"),
        ("In the film, miners say that the shaft was flooded.", "miners"),
    ],
)
def test_a_real_person_may_speak_in_a_story(text: str, source: str) -> None:
    assert [found for found, _ in claims(text)] == [source]


def test_a_named_person_may_speak_in_a_film_and_a_liar_does_speak() -> None:
    text = "In the film, Tomás Reyes says that the mill was sold."
    assert claims(text) == [("Tomás Reyes", "the mill was sold")]
    text = "Tomás Reyes falsely claimed that the mill was sold."
    assert claims(text) == [("Tomás Reyes", "the mill was sold")]


def test_what_is_sung_is_not_chanted() -> None:
    text = "Dockers chanted “Open the gates” and sang “The sea is not for sale”."
    assert claims(text) == [("Dockers", "“Open the gates”")]
