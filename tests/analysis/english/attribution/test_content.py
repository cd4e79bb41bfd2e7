"""The content of claims, on invented sentences."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims


def test_content_continues_after_an_inserted_reporting_clause() -> None:
    text = "The larger ships, Tomás Reyes said, could leave the port on Monday."
    assert claims(text) == [("Tomás Reyes", "The larger ships … could leave the port on Monday.")]


def test_the_articles_own_half_of_a_sentence_is_not_content() -> None:
    text = "Tomás Reyes has amended his report once already — “I now do recall it,” Reyes said."
    assert ("Tomás Reyes", "“I now do recall it,”") in claims(text)


def test_according_to_does_not_claim_a_quotation_that_has_its_own_cue() -> None:
    text = "“Here we are on a great day,” Tomás Reyes told the crew, according to a statement."
    assert claims(text) == [("Tomás Reyes", "“Here we are on a great day,”")]


def test_the_mark_of_an_open_quotation_is_left_out() -> None:
    text = (
        'Tomás Reyes said: "The old gate is one of the best in the country.\n\n"It has held for '
        'forty years and it will hold."'
    )
    assert claims(text)[0] == ("Tomás Reyes", "The old gate is one of the best in the country.")


def test_a_quotation_may_open_and_close_with_different_marks() -> None:
    text = '"The old gate held all night, and it will hold again,” Tomás Reyes said.'
    [found] = attributions(text)
    assert found.quote_kind == "direct"


def test_a_heading_in_quotation_marks_has_no_source() -> None:
    text = "Tomás Reyes said the gate had held.\n\n“A very high rate”\n\nThe board met on Monday."
    assert claims(text) == [("Tomás Reyes", "the gate had held")]


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
def test_a_reporting_verb_without_content_makes_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_participle_that_continues_a_claim_makes_none_of_its_own() -> None:
    text = (
        "“The gate held all night,” Tomás Reyes testified, referring to the gate of the northern "
        "dock."
    )
    assert claims(text) == [("Tomás Reyes", "“The gate held all night,”")]


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
def test_less_common_patterns_of_reporting(text: str, source: str, content: str) -> None:
    assert (source, content) in claims(text)


def test_a_relative_clause_about_the_agent_is_not_content() -> None:
    assert claims("Holt was told by a clerk that the mayor had hired to leave the hall.") == []


def test_according_to_inside_a_claim_covers_only_its_clause() -> None:
    text = (
        "In a notice on Wednesday the harbour board said that, according to the pilots, soldiers "
        "had shut the northern gate."
    )
    assert ("the pilots", "soldiers had shut the northern gate") in claims(text)


def test_a_second_cue_of_the_same_source_ends_the_content() -> None:
    text = (
        "The union said the crews were shocked at the closure and claimed they had been told by "
        "text message."
    )
    assert claims(text) == [
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
def test_the_subject_of_the_content_may_be_the_one_who_continues(text: str, outer: str) -> None:
    whole = text.partition(" said ")[2].rstrip(".")
    assert [content for source, content in claims(text) if source == outer] == [whole]


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
def test_what_a_source_can_or_cannot_say_is_a_claim(text: str, source: str, content: str) -> None:
    assert claims(text) == [(source, content)]


@pytest.mark.parametrize("denied", ["payments to the judge", "threats to the witness"])
def test_denying_a_charge_is_a_claim(denied: str) -> None:
    assert claims(f"Reed denied {denied}.") == [("Reed", f"denied {denied}")]


@pytest.mark.parametrize(
    "refused", ["bail to the clerk", "entry to the crew", "them a visa in May"]
)
def test_denying_somebody_something_is_not_a_claim(refused: str) -> None:
    assert claims(f"The judge denied {refused}.") == []


def test_the_source_is_the_one_from_whom_a_court_hears() -> None:
    text = "The inquest heard from a nurse that the gate was open."
    assert claims(text) == [("a nurse", "the gate was open")]


def test_a_quotation_belongs_to_the_verb_right_before_it() -> None:
    text = "Ingrid Okafor declared an emergency and called the failure “a great sorrow to us.”"
    assert claims(text) == [("Ingrid Okafor", "called the failure “a great sorrow to us.”")]


def test_an_according_to_phrase_is_excluded_from_the_content() -> None:
    text = (
        "According to a survey paid for by the board and shown on Monday, most residents want the "
        "gate shut."
    )
    assert claims(text) == [("a survey", "most residents want the gate shut.")]


@pytest.mark.parametrize("rest", ["after the police called", "two days after a report on the gate"])
def test_the_time_of_a_denial_is_not_content_but_other_times_are(rest: str) -> None:
    said = f"Ingrid Okafor closed the gate. Okafor said that it had jammed, {rest}."
    assert claims(said)[0] == ("Ingrid Okafor", f"it had jammed, {rest}")
    denied = f"Ingrid Okafor closed the gate. Okafor denied that it had jammed, {rest}."
    assert claims(denied)[0] == ("Ingrid Okafor", "denied that it had jammed")


def test_that_at_the_start_of_a_sentence_is_kept_as_a_pronoun() -> None:
    text = "That was the end of the old gate, Tomás Reyes said."
    assert claims(text)[0][1] == "That was the end of the old gate"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ingrid Okafor said, “We will see,” when asked about the mill.", "“We will see,”"),
        ("Ingrid Okafor said the talk had been rude, noting its tone.", "the talk had been rude"),
        ("Ingrid Okafor said the mayor had left, adding it was late.", "the mayor had left"),
    ],
)
def test_words_about_the_report_are_not_reported(text: str, content: str) -> None:
    assert claims(text)[0] == ("Ingrid Okafor", content)


def test_what_is_added_is_added_by_the_one_who_reports() -> None:
    text = "Ingrid Okafor said the mayor had left, adding that the mill was sold."
    assert claims(text)[1] == ("Ingrid Okafor", "the mill was sold")


@pytest.mark.parametrize(
    "text",
    [
        "The committee dismissed the director of the clinic on Friday.",
        "Police questioned the driver of the second lorry for six hours.",
        "Soldiers attacked the protesters in the old square at dawn.",
        "The senate confirmed the judge for the northern district.",
        "The council welcomed the new coach of the team on Monday.",
    ],
)
def test_what_is_done_to_a_person_is_no_statement(text: str) -> None:
    assert claims(text) == []


def test_a_denied_clause_keeps_its_verb() -> None:
    text = "Altmar said its tests were clean. It disputes that the two deaths are linked."
    assert claims(text)[-1] == ("Altmar", "disputes that the two deaths are linked")


def test_a_contrast_that_others_report_is_not_part_of_the_content() -> None:
    text = (
        "Tomás Reyes said that “no offer was received”, although two clerks told this paper that a "
        "letter had come in May."
    )
    found = dict(claims(text))
    assert found["Tomás Reyes"] == "“no offer was received”"
    assert found["two clerks"] == "a letter had come in May"


def test_a_contrast_of_the_speaker_is_part_of_the_content() -> None:
    text = "Tomás Reyes said that the gate was safe, although it had not been painted for years."
    assert claims(text) == [
        ("Tomás Reyes", "the gate was safe, although it had not been painted for years")
    ]


def test_what_the_author_explains_after_the_last_quoted_words_is_not_content() -> None:
    text = (
        "Tomás Reyes promised that those responsible would be “held to account, whatever their "
        "name” — an apparent nod to the chairman, who is his brother."
    )
    [(source, content)] = claims(text)
    assert source == "Tomás Reyes"
    assert content.endswith("whatever their name”")


def test_an_inverted_condition_stays_with_its_claim() -> None:
    text = "Tomás Reyes confirmed that the gate would have been repaired had it been known."
    [(_, content)] = claims(text)
    assert content == "the gate would have been repaired had it been known"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The guest was said by her aunt to be in Ellery.",
            ("her aunt", "The guest … to be in Ellery"),
        ),
        (
            "Tom Brill was accused by the owner's party of taking bribes.",
            ("the owner's party", "Tom Brill … of taking bribes"),
        ),
        ("Tom Brill was accused by Ann Pell of fraud.", ("Ann Pell", "Tom Brill … of fraud")),
        (
            "Tom Brill, who was accused by Ann Pell of taking bribes, left.",
            ("Ann Pell", "Tom Brill … of taking bribes"),
        ),
    ],
)
def test_the_agent_of_a_passive_says_it_of_the_subject(
    text: str, expected: tuple[str, str]
) -> None:
    assert claims(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union called the offer an insult.", "called the offer an insult"),
        ("The union called that absurd.", "called that absurd"),
        ("The union called it 2.5 percent.", "called it 2.5 percent"),
        ("The union counted seven.", "counted seven"),
        ("The union spoke of 6,000.", "spoke of 6,000"),
        ("The union gave the time as 14 minutes.", "gave the time as 14 minutes"),
        ("The union expects at least 8 million.", "expects at least 8 million"),
        ("The union called the office this morning.", None),
        ("The union gave 40 crowns to the club.", None),
        ("The union expects rain.", None),
    ],
)
def test_a_judgement_and_a_number_are_claims_however_short(text: str, expected: str | None) -> None:
    assert claims(text) == ([("The union", expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida Koss was quick to add that the inn was sold.", "the inn was sold"),
        ("Ida Koss began by saying that the inn was sold.", "the inn was sold"),
        ("The chair, Ida Koss, replied by letter that the inn was sold.", "the inn was sold"),
        ("Ida Koss is adamant that the inn will stay open.", "the inn will stay open"),
        ("Ida Koss made it clear that the inn would stay open.", "the inn would stay open"),
        ("Ida Koss is not sure that the inn will stay open.", None),
        ("It is a myth that Ida Koss said the inn was sold.", None),
        ("Cooks will leave unless Ida Koss says in writing that the inn is sold.", None),
    ],
)
def test_what_is_said_or_held_in_other_words(text: str, expected: str | None) -> None:
    assert claims(text) == ([("Ida Koss", expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lead is found everywhere, in the view of its manager, Rex Dunne.",
            ("Rex Dunne", "Lead is found everywhere"),
        ),
        (
            "In Ann Bell's opinion, the town should have sold it.",
            ("Ann Bell", "the town should have sold it."),
        ),
        (
            "By her own account, Ann Bell had slept for an hour.",
            ("Ann Bell", "Ann Bell had slept for an hour."),
        ),
        ("Ann Bell left. In her view, the town was late.", ("Ann Bell", "the town was late.")),
        ("By all accounts the town was quiet.", None),
        ("In other words, the mill will close.", None),
        (
            "According to Strand's lawyer, Jan Pool, the vault was shut.",
            ("Jan Pool", "the vault was shut."),
        ),
    ],
)
def test_a_standpoint_is_an_attribution(text: str, expected: tuple[str, str] | None) -> None:
    assert claims(text) == ([expected] if expected else [])
