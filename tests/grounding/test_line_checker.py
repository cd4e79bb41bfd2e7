"""Mistakes of fluent summaries are found; correct lines have no problem."""

import pytest
from briefer.grounding.checks.accusations import unsupported_accusation

from briefer.analysis.analyzer import analyze
from briefer.grounding.alignment import find_sentences
from briefer.grounding.line_checker import check_line
from briefer.grounding.sources import sources_of
from briefer.schema.article import Article

TEXT = (
    "A fire at the Halvorsen terminal killed three people on Tuesday night. Mayor Ingrid Okafor "
    "said the alarms had worked. Tomás Reyes, the union’s secretary, said the sirens had stayed "
    "silent for eleven minutes. The company did not replace the belts. A worn belt may have "
    "ignited the dust. The hospital treated 17 people."
)
ARTICLE = Article(text=TEXT)


def sources(line: str) -> tuple[str, ...]:
    return sources_of(
        line,
        article=ARTICLE,
        analysis=analyze(ARTICLE),
        sentences=find_sentences(ARTICLE, line),
    )


def test_a_name_without_a_letter_is_a_problem() -> None:
    assert problem("The Ⓐ alarms had worked at the Halvorsen terminal.") is not None


def problem(line: str, article: Article = ARTICLE) -> str | None:
    return check_line(
        line,
        article=article,
        analysis=analyze(article),
        sentences=find_sentences(article, line),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Fire at Halvorsen terminal kills three",
        "Okafor said the alarms had worked",
        "The alarms worked, according to the mayor",
        "Reyes said the sirens stayed silent for eleven minutes",
        "The company did not replace its belts",
        "A worn belt might have ignited the dust",
        "The hospital treated 17 people",
    ],
)
def test_a_line_that_the_article_supports_has_no_problem(line: str) -> None:
    assert problem(line) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Fire at Halvorsen terminal kills four people", "the number 4"),
        ("The hospital treated 71 people", "the number 71"),
        ("A fire at the Norrgate terminal killed three people", "'Norrgate'"),
        ("A worn roof may have ignited the dust", "about something other than 'roof'"),
        ("The company replaced the belts", "leaves out the article's “not”"),
        ("The fire did not kill three people on Tuesday night", "says “not”"),
        ("A worn belt ignited the dust", "leaves out the article's “may”"),
        (
            "Okafor said the sirens stayed silent for eleven minutes",
            "attributes this to Tomás Reyes, not to Ingrid Okafor",
        ),
    ],
)
def test_a_line_that_the_article_does_not_support_has_a_reason(line: str, reason: str) -> None:
    found = problem(line)
    assert found is not None
    assert reason in found


def test_a_line_with_an_attributed_claim_has_its_source() -> None:
    assert sources("The sirens stayed silent for eleven minutes") == ("Tomás Reyes",)
    assert sources("Fire at Halvorsen terminal kills three") == ()


def test_a_line_that_names_its_source_has_only_that_source() -> None:
    assert sources("Okafor said the alarms had worked") == ("Ingrid Okafor",)
    article = Article(
        text="The bank denied on Monday that it would scrap the 500-lira note. A man says in a "
        "message that the 500-lira note will be worthless."
    )
    line = "The bank denies the end of the 500-lira note"
    found = sources_of(line, article=article, analysis=analyze(article), sentences=(0, 1))
    assert found == ("The bank",)


def test_the_actor_of_a_line_is_not_its_source() -> None:
    article = Article(
        text="Residents said the army attacked the town, while the army said it was at its base."
    )
    line = "The army attacked the town"
    found = sources_of(line, article=article, analysis=analyze(article), sentences=(0,))
    assert found == ("Residents",)


@pytest.mark.parametrize(
    ("line", "fact", "word"),
    [
        ("Carl Holt was arrested", "Carl Holt held a meeting", "arrested"),
        ("Carl Holt was killed", "Carl Holt, the executive, spoke", "killed"),
        ("Carl Holt was arrested", "Carl Holt was held by the police", None),
        ("The navy fired two missiles", "The navy launched two missiles", None),
        ("The clerk died of a heart attack", "The clerk perished of heart failure", None),
        ("Carl Holt will resign", "Carl Holt will stand down", None),
    ],
)
def test_a_grave_word_needs_support_by_a_whole_word_of_the_article(
    line: str, fact: str, word: str | None
) -> None:
    found = list(unsupported_accusation(line, Article(text=f"{fact} on Monday.")))
    expected = [] if word is None else [f"nothing in the article supports the word {word!r}"]
    assert found == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Carl Holt claims a worth of $9 million", "Carl Holt does not say anything"),
        ("Vera Lind said Holt was worth $9 million", None),
    ],
)
def test_a_line_may_not_quote_a_person_who_says_nothing_in_the_article(
    line: str, reason: str | None
) -> None:
    article = Article(
        text="Claim: Carl Holt has a worth of $9 million. His widow, Vera Lind, said that Holt was "
        "worth $9 million."
    )
    found = problem(line, article)
    assert found is None if reason is None else found is not None and reason in found


def test_an_arrest_by_police_does_not_belong_to_the_person_named_before() -> None:
    article = Article(
        text="Carl Holt was hurt in the crash. The police said they had arrested the driver."
    )
    assert problem("Carl Holt was arrested by the police", article) is not None


def test_what_a_person_did_not_mention_is_not_attributed_to_them() -> None:
    article = Article(
        text="Greta Lund spoke for an hour. Lund did not mention the audit of the locks that is to "
        "be published on Thursday."
    )
    line = "The audit of the locks is to be published on Thursday"
    analysis = analyze(article)
    assert sources_of(line, article=article, analysis=analysis, sentences=(1,)) == ()


def test_what_the_title_states_needs_no_source() -> None:
    title = "Sirens stayed silent for eleven minutes"
    article = ARTICLE.model_copy(update={"title": title})
    found = sources_of(
        title,
        article=article,
        analysis=analyze(article),
        sentences=find_sentences(article, title),
    )
    assert found == ()


def test_a_dropped_not_is_found_in_any_supporting_sentence() -> None:
    text = "The company met the union on Tuesday. It did not replace the worn belts."
    article = Article(text=text)
    line = "The company met the union and replaced the worn belts"
    found = check_line(line, article=article, analysis=analyze(article), sentences=(0, 1))
    assert found is not None
    assert "leaves out the article's “not”" in found


def test_a_name_may_not_modify_a_noun_that_the_article_mentions_elsewhere() -> None:
    article = Article(
        text="American envoys spoke to the minister by telephone on Monday, as they had twice "
        "before. An airstrike in the province destroyed the depot that night."
    )
    assert problem("An American airstrike destroyed the depot in the province", article) == (
        "the article does not mention “American airstrike”"
    )
    assert problem("An airstrike in the province destroyed the depot", article) is None
    assert problem("American envoys telephoned the minister", article) is None


PLANS = Article(
    title="Ellery weighs ending harbour lease",
    text="Ellery is preparing to cancel the lease of its harbour, three officials said. The mayor "
    "asked for a draft in May. The council approved the draft on Monday.",
)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Ellery cancelled the lease of its harbour", "“preparing to cancel”"),
        ("The lease of the Ellery harbour has been cancelled", "“preparing to cancel”"),
        ("Ellery is to cancel the lease of its harbour", None),
        ("Ellery may cancel the harbour lease", None),
        ("Ellery plans to cancel the harbour lease", None),
        ("The council approved the draft", None),
    ],
)
def test_a_plan_may_not_be_stated_as_done(line: str, reason: str | None) -> None:
    found = problem(line, PLANS)
    assert found is None if reason is None else found is not None and reason in found


def test_a_line_may_use_a_name_of_the_title() -> None:
    article = PLANS.model_copy(update={"title": "Norrgate council approves Ellery draft"})
    assert problem("Norrgate council approved the draft on Monday", article) is None
    assert problem("The Lodmark council approved the draft", article) is not None


def test_the_subject_of_the_title_is_allowed_only_in_a_line_that_repeats_the_title() -> None:
    article = Article(
        title="Fire at Ellery terminal kills three",
        text="Three people died when flames tore through the terminal at Ellery on Tuesday. The "
        "alarm may not have sounded until several minutes later, a crane operator said.",
    )
    assert problem("Fire tore through the Ellery terminal", article) is None
    assert problem("The fire may not have sounded until several minutes later", article) == (
        "the article says this about something other than 'fire'"
    )


TALLY = Article(
    text="The licence of the tunnel allows 12 minutes for the gates to shut. Dr Mara Lind, the "
    "director of the Vessing Port Bureau, said the gates had shut in time. She has led the bureau "
    "since May. Three inspectors with knowledge of the tests said the gates had jammed twice. The "
    "ministry denied that the gates had jammed."
)


@pytest.mark.parametrize(
    "line",
    [
        "The licence allows 12 minutes",
        "The Vessing Port Bureau says the gates shut in time",  # whose director said so
        "Inspectors said the gates had jammed twice",
        "Ministry denies that the gates jammed",
        "Lind has led the bureau since May",  # "she" of the sentence before
    ],
)
def test_a_line_may_refer_to_the_same_source_in_other_words(line: str) -> None:
    assert problem(line, TALLY) is None


def test_a_line_may_name_a_document_by_its_head_noun() -> None:
    article = Article(
        text="Mayor Ann Reed said that she was proud. The belts had been worn out since May, "
        "according to a preliminary report by the state laboratory in Ashgrove."
    )
    line = "The report that Mayor Reed got says the belts had been worn out since May"
    assert problem(line, article) is None


def test_a_number_may_not_count_another_thing() -> None:
    line = "The licence of the tunnel allows 12 vehicles"
    found = problem(line, TALLY)
    assert found == "the article does not say “12 vehicles”"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The pumps cost £40 million", "the article gives 40000000 only as an upper bound"),
        ("The pumps cost almost £40 million", None),
        ("The repairs took 90 days", None),  # more than 90 are also 90
    ],
)
def test_an_upper_bound_may_not_be_stated_as_reached(line: str, reason: str | None) -> None:
    article = Article(
        text="The pumps cost nearly £40 million. The repairs of the pumps took more than 90 days."
    )
    assert problem(line, article) == reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "The gates of the lock had jammed twice in the winter, raising fears of further floods",
            "the article does not say “raising fears of further floods”",
        ),
        ("The gates, which jammed twice, shut in time", None),
    ],
)
def test_an_added_consequence_is_a_problem(line: str, reason: str | None) -> None:
    article = Article(
        text="The gates of the lock shut in time on Monday, the bureau said. The gates of the lock "
        "had jammed twice in the winter."
    )
    assert problem(line, article) == reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "Mayor Lind accused of neglect of her town",
            "nothing in the article supports the word 'accused'",
        ),
        ("Mayor Lind quits to nurse her father", None),
        ("Mayor Lind resigns to nurse her father", None),  # "leaves" supports it
    ],
)
def test_a_grave_word_needs_a_related_word_in_the_article(line: str, reason: str | None) -> None:
    article = Article(
        text="Mayor Carla Lind leaves her office on Monday to nurse her father, she said. “A mayor "
        "does not neglect her town,” Lind said, “but he never asked before.”"
    )
    assert problem(line, article) == reason


def test_an_unknown_name_is_found_in_title_case_too() -> None:
    line = "Director Halvorsen Says Gates Shut in Time"
    found = problem(line, TALLY)
    assert found is not None
    assert "'Halvorsen'" in found


CRASH = Article(
    text="The driver of the ferry, a man of 42, is being held on suspicion of manslaughter, police "
    "in Ellery said. Tomas Bray, 30, was among those who were hurt. He had sat near the bow. Mayor "
    "Ingrid Okafor visited the quay."
)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "Tomas Bray is being held on suspicion of manslaughter",
            "about someone other than Tomas Bray",
        ),
        ("Driver Tomas Bray had sat near the bow", "does not call Tomas Bray “Driver”"),
        ("Tomas Bray, 42, was hurt", "does not call Tomas Bray “42”"),
        ("The driver of the ferry is being held on suspicion of", "the line is cut off"),
        ("Tomas Bray had sat near the bow", None),
        ("Tomas Bray, 30, was hurt", None),
        ("Mayor Okafor visited the quay", None),
        ("The driver is being held on suspicion of manslaughter", None),
    ],
)
def test_a_statement_about_one_person_may_not_move_to_another(
    line: str, reason: str | None
) -> None:
    found = problem(line, CRASH)
    assert found is None if reason is None else found is not None and reason in found


REED = Article(
    text="Mayor Ann Reed has led Ellery since 2019. The council met twice in May. On Friday the "
    "mayor opened the new bridge. Tom Lund, a 57-year-old sailor, was hurt. The driver of the "
    "ferry is being held on suspicion of manslaughter, and it is not known whether he was "
    "drunk. The company plans to sell the terminal. Mayor Ann Reed may resign in June. The "
    "union denied that any worker had been hurt. Iraqi envoys telephoned on Monday, and an "
    "Iraqi airstrike hit the depot. Iran condemned it."
)


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Ann Reed opened the new bridge on Friday",  # "the mayor" in the article
        "57-year-old Tom Lund was hurt",
        "Tom Lund, 57, was hurt",
        "The company plans to sell the terminal",
        "The union denied that any worker was hurt",
    ],
)
def test_a_line_may_name_the_same_person_in_other_words(line: str) -> None:
    assert problem(line, REED) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        # the pronoun of that sentence refers to someone else
        ("Tom Lund is being held on suspicion of manslaughter", "someone other than Tom Lund"),
        ("57-year-old Ann Reed opened the new bridge", "57"),
        ("The company sold the terminal", "“plans to sell”"),
        ("Mayor Ann Reed resigns in June", "“may”"),  # the "may" in "Mayor" is not a hedge
        ("An Iran airstrike hit the depot", "“Iran airstrike”"),
    ],
)
def test_a_line_that_differs_from_the_article_has_a_reason(line: str, reason: str) -> None:
    found = problem(line, REED)
    assert found is not None
    assert reason in found


@pytest.mark.parametrize(
    "line",
    ["Lund and Bray drag the bureau to court", "The Pale Brothers will sing in Ellery in June"],
)
def test_a_surname_in_a_title_is_a_person_and_a_band_is_not(line: str) -> None:
    article = Article(
        title="Lund, Bray drag bureau to court",
        text="Senator Greta Lund and Tomas Bray sued the bureau of the locks on Monday. The Pale "
        "Brothers will sing in Ellery in June, said Vera Brothers.",
    )
    assert {"Greta Lund", "Tomas Bray"} <= {entity.text for entity in analyze(article).entities}
    assert problem(line, article) is None


def test_a_denial_does_not_support_what_was_not_denied() -> None:
    article = Article(
        text="The union denied that any worker had been hurt. Ann Reed, the mayor, said that two "
        "pumps had failed on Sunday night."
    )
    found = problem("The union denied that two pumps had failed on Sunday night", article)
    assert found is not None


def test_a_line_may_end_in_a_name_with_a_possessive() -> None:
    article = Article(
        text="A fire destroyed the kitchen of Reed’s. Nobody was hurt at Ann’s house."
    )
    assert problem("Fire destroyed the kitchen of Reed’s", article) is None
    assert problem("Nobody was hurt at Ann’s", article) == "the line is cut off"


def test_a_role_of_one_person_may_not_move_to_a_person_named_next_to_it() -> None:
    article = Article(
        text="The son of former President Karl Brandt, Fritz Eckart Brandt, was hurt on Monday. "
        "Police arrested a man."
    )
    assert problem("Fritz Eckart Brandt was hurt on Monday", article) is None
    assert problem("The son of former President Karl Brandt was hurt on Monday", article) is None
    found = problem("Karl Brandt, the son of the former President, was hurt on Monday", article)
    assert found == "the article does not call Karl Brandt “son”"
