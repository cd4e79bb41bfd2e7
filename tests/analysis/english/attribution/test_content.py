"""What is said and what is not, on invented sentences."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.article import Article


def told(text: str) -> list[tuple[str, str]]:
    return [
        (a.source.text, " … ".join(part.text_in(text) for part in a.content))
        for a in analyze(Article(text=text)).attributions
    ]


def test_what_goes_on_after_he_said_is_said_too() -> None:
    text = "The larger ships, Tomás Reyes said, could leave the port on Monday."
    assert told(text) == [("Tomás Reyes", "The larger ships … could leave the port on Monday.")]


def test_the_articles_own_half_of_a_sentence_is_not_said() -> None:
    text = "Tomás Reyes has amended his report once already — “I now do recall it,” Reyes said."
    assert ("Tomás Reyes", "“I now do recall it,”") in told(text)


def test_a_statement_is_only_where_a_quotation_was_told() -> None:
    text = "“Here we are on a great day,” Tomás Reyes told the crew, according to a statement."
    assert told(text) == [("Tomás Reyes", "“Here we are on a great day,”")]


def test_an_open_quotation_leaves_its_mark_out() -> None:
    text = (
        'Tomás Reyes said: "The old gate is one of the best in the country.\n\n"It has held for '
        'forty years and it will hold."'
    )
    assert told(text)[0] == ("Tomás Reyes", "The old gate is one of the best in the country.")


def test_a_quotation_with_two_kinds_of_marks_is_one() -> None:
    text = '"The old gate held all night, and it will hold again,” Tomás Reyes said.'
    [found] = analyze(Article(text=text)).attributions
    assert found.quote_kind == "direct"


def test_a_heading_in_quotation_marks_is_nobodys() -> None:
    text = "Tomás Reyes said the gate had held.\n\n“A very high rate”\n\nThe board met on Monday."
    assert told(text) == [("Tomás Reyes", "the gate had held")]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board is denying permits to foreign crews in the port.",
        "The fish is a kind of eel - a creature usually found in cold rivers and their mouths.",
        "Tomás Reyes preferred to speak of the long years of work.",
        "The harbour board declined to comment on the gate.",
        "The clerk was asked by the guides to show how a broken rope is tied.",
        "Critics might say that the gate was never safe.",
        "The new lens allows the camera to highlight parts of the gate.",
        "Tomás Reyes, asked whether he would run again, left the hall.",
    ],
)
def test_verbs_that_do_something_say_nothing(text: str) -> None:
    assert told(text) == []


def test_a_participle_goes_on_with_its_claim() -> None:
    text = (
        "“The gate held all night,” Tomás Reyes testified, referring to the gate of the northern "
        "dock."
    )
    assert told(text) == [("Tomás Reyes", "“The gate held all night,”")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The harbour board claimed to have warned the crews in January.",
            "The harbour board",
            "claimed to have warned the crews in January",
        ),
        (
            "The gate had been open for a year, she pointed out.",
            "unknown",
            "The gate had been open for a year",
        ),
        (
            "The levy would raise two million and would cost each owner ninety, Reyes told them.",
            "Reyes",
            "The levy would raise two million and would cost each owner ninety",
        ),
        (
            "The ferry sank near the port of Ellery, two officials told reporters.",
            "two officials",
            "The ferry sank near the port of Ellery",
        ),
        (
            "The secretary defended it, telling the radio's Morning programme that it was safe.",
            "The secretary",
            "it was safe",
        ),
        ("The secretary said that was rubbish.", "The secretary", "that was rubbish"),
        ("The secretary said only that it was safe.", "The secretary", "it was safe"),
        (
            "The clerk denied having opened the gate.",
            "The clerk",
            "denied having opened the gate",
        ),
        (
            "The residents called on the board to open the gate.",
            "The residents",
            "called on the board to open the gate",
        ),
        (
            "Campaigners have accused ministers of “walking into a storm” in the port.",
            "Campaigners",
            "have accused ministers of “walking into a storm” in the port",
        ),
        (
            "The clerk was quoted by a paper as saying he was tired of it.",
            "The clerk",
            "he was tired of it",
        ),
        ("The union responded that the gate was open.", "The union", "the gate was open"),
        ("“Why is the gate open?” the clerk asked.", "the clerk", "“Why is the gate open?”"),
        ("The inquest heard that the gate was open.", "unknown", "the gate was open"),
        (
            "His office would not say whether the gate was open.",
            "His office",
            "would not say whether the gate was open",
        ),
        (
            "Asked why, the clerk replied, “You would have to ask them.”",
            "the clerk",
            "“You would have to ask them.”",
        ),
        (
            "The police told residents to avoid the quay.",
            "The police",
            "told residents to avoid the quay",
        ),
        (
            "The harbour board ordered the company to publish the report.",
            "The harbour board",
            "ordered the company to publish the report",
        ),
        (
            "Ingrid Okafor instructed her staff to close the gate.",
            "Ingrid Okafor",
            "instructed her staff to close the gate",
        ),
        (
            "Holt was told by a clerk that the gate had been shut.",
            "a clerk",
            "the gate had been shut",
        ),
        (
            "The treasurer took the money for a roof, a jury has been told.",
            "unknown",
            "The treasurer took the money for a roof",
        ),
    ],
)
def test_further_ways_of_saying(text: str, source: str, content: str) -> None:
    assert (source, content) in told(text)


def test_a_clause_about_who_tells_it_is_not_said() -> None:
    assert told("Holt was told by a clerk that the mayor had hired to leave the hall.") == []


def test_according_to_within_a_claim_is_about_its_clause() -> None:
    text = (
        "In a notice on Wednesday the harbour board said that, according to the pilots, soldiers "
        "had shut the northern gate."
    )
    assert ("the pilots", "soldiers had shut the northern gate") in told(text)


def test_a_cue_that_goes_on_saying_is_not_said() -> None:
    text = (
        "The union said the crews were shocked at the closure and claimed they had been told by "
        "text message."
    )
    assert told(text) == [
        ("The union", "the crews were shocked at the closure"),
        ("The union", "they had been told by text message"),
    ]


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        (
            "The prosecutor said Holt was drunk and told the guard that he would burn the hall.",
            "The prosecutor",
        ),
        (
            "Police said the suspect was arrested and confirmed that he had acted alone.",
            "Police",
        ),
        (
            "Prosecutors said the man was jailed in May and later told officers he had killed her.",
            "Prosecutors",
        ),
        ("Police said the man had been drinking and admitted the theft.", "Police"),
        ("Reed said Holt had lied and claimed that he was ill.", "Reed"),
    ],
)
def test_whom_a_source_speaks_of_may_be_who_goes_on(text: str, outer: str) -> None:
    whole = text.partition(" said ")[2].rstrip(".")
    assert [content for source, content in told(text) if source == outer] == [whole]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The ministry cannot say when the road will open.",
            "The ministry",
            "cannot say when the road will open",
        ),
        (
            "Police could not confirm that the man was armed.",
            "Police",
            "could not confirm that the man was armed",
        ),
        (
            "The spokesman could not say whether the bridge was safe.",
            "The spokesman",
            "could not say whether the bridge was safe",
        ),
        ("The mayor can confirm that the bridge is safe.", "The mayor", "the bridge is safe"),
    ],
)
def test_what_somebody_can_or_could_not_say_is_an_answer(
    text: str, source: str, content: str
) -> None:
    assert told(text) == [(source, content)]


@pytest.mark.parametrize("denied", ["payments to the judge", "threats to the witness"])
def test_a_charge_is_denied(denied: str) -> None:
    assert told(f"Reed denied {denied}.") == [("Reed", f"denied {denied}")]


@pytest.mark.parametrize(
    "refused", ["bail to the clerk", "entry to the crew", "them a visa in May"]
)
def test_what_is_granted_is_refused(refused: str) -> None:
    assert told(f"The judge denied {refused}.") == []


def test_from_whom_a_court_hears_it_speaks() -> None:
    text = "The inquest heard from a nurse that the gate was open."
    assert told(text) == [("a nurse", "the gate was open")]


def test_a_quotation_belongs_to_the_verb_right_before_it() -> None:
    text = "Ingrid Okafor declared an emergency and called the failure “a great sorrow to us.”"
    assert told(text) == [("Ingrid Okafor", "called the failure “a great sorrow to us.”")]


def test_what_a_source_goes_on_to_is_none_of_what_is_said() -> None:
    text = (
        "According to a survey paid for by the board and shown on Monday, most residents want the "
        "gate shut."
    )
    assert told(text) == [("a survey", "most residents want the gate shut.")]


@pytest.mark.parametrize("rest", ["after the police called", "two days after a report on the gate"])
def test_when_it_was_denied_is_not_denied_but_may_be_said(rest: str) -> None:
    said = f"Ingrid Okafor closed the gate. Okafor said that it had jammed, {rest}."
    assert told(said)[0] == ("Ingrid Okafor", f"it had jammed, {rest}")
    denied = f"Ingrid Okafor closed the gate. Okafor denied that it had jammed, {rest}."
    assert told(denied)[0] == ("Ingrid Okafor", "denied that it had jammed")


def test_that_which_begins_a_sentence_is_a_pronoun() -> None:
    text = "That was the end of the old gate, Tomás Reyes said."
    assert told(text)[0][1] == "That was the end of the old gate"
