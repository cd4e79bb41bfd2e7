"""What fluent summaries get wrong is caught, and what is right is left alone."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.article import Article
from briefer.grounding.alignment import find_sentences
from briefer.grounding.checks.accusations import unsupported_accusation
from briefer.grounding.line_checker import check_line
from briefer.grounding.sources import sources_of

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


def test_a_name_without_a_letter_belongs_to_nothing() -> None:
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
def test_a_line_that_the_article_bears_out_has_no_problem(line: str) -> None:
    assert problem(line) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Fire at Halvorsen terminal kills four people", "the number 4"),
        ("The hospital treated 71 people", "the number 71"),
        ("A fire at the Norrgate terminal killed three people", "'Norrgate'"),
        ("A worn roof may have ignited the dust", "something else than 'roof'"),
        ("The company replaced the belts", "leaves out the “not”"),
        ("The fire did not kill three people on Tuesday night", "says “not”"),
        ("A worn belt ignited the dust", "leaves out the “may”"),
        ("Okafor said the sirens stayed silent for eleven minutes", "not of Ingrid Okafor"),
    ],
)
def test_a_line_that_goes_beyond_the_article_is_told_why(line: str, reason: str) -> None:
    found = problem(line)
    assert found is not None
    assert reason in found


def test_a_line_that_rests_on_somebodys_word_carries_the_source() -> None:
    assert sources("The sirens stayed silent for eleven minutes") == ("Tomás Reyes",)
    assert sources("Fire at Halvorsen terminal kills three") == ()


def test_a_line_that_says_who_says_so_rests_on_their_word_alone() -> None:
    assert sources("Okafor said the alarms had worked") == ("Ingrid Okafor",)
    article = Article(
        text="The bank denied on Monday that it would scrap the 500-lira note. A man says in a "
        "message that the 500-lira note will be worthless."
    )
    line = "The bank denies the end of the 500-lira note"
    found = sources_of(line, article=article, analysis=analyze(article), sentences=(0, 1))
    assert found == ("The bank",)


def test_who_does_something_in_a_line_does_not_say_so() -> None:
    article = Article(
        text="Residents said the army attacked the town, while the army said it was at its base."
    )
    line = "The army attacked the town"
    found = sources_of(line, article=article, analysis=analyze(article), sentences=(0,))
    assert found == ("Residents",)


@pytest.mark.parametrize(
    ("line", "told", "reason"),
    [
        ("Carl Holt was arrested", "Carl Holt held a meeting", "says nothing of 'arrested'"),
        ("Carl Holt was killed", "Carl Holt, the executive, spoke", "says nothing of 'killed'"),
        ("Carl Holt was arrested", "Carl Holt was held by the police", None),
        ("The navy fired two missiles", "The navy launched two missiles", None),
        ("The clerk died of a heart attack", "The clerk perished of heart failure", None),
        ("Carl Holt will resign", "Carl Holt will stand down", None),
    ],
)
def test_a_grave_word_needs_a_word_that_says_so_and_none_that_only_begins_so(
    line: str, told: str, reason: str | None
) -> None:
    found = list(unsupported_accusation(line, Article(text=f"{told} on Monday.")))
    assert found == ([] if reason is None else [f"the article {reason}"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Carl Holt claims a worth of $9 million", "have Carl Holt say anything"),
        ("Vera Lind said Holt was worth $9 million", None),
    ],
)
def test_who_says_nothing_in_the_article_says_nothing_in_a_line(
    line: str, reason: str | None
) -> None:
    article = Article(
        text="Claim: Carl Holt has a worth of $9 million. His widow, Vera Lind, said that Holt was "
        "worth $9 million."
    )
    found = problem(line, article)
    assert found is None if reason is None else found is not None and reason in found


def test_what_the_police_do_is_not_done_to_whom_the_sentence_before_names() -> None:
    article = Article(
        text="Carl Holt was hurt in the crash. The police said they had arrested the driver."
    )
    assert problem("Carl Holt was arrested by the police", article) is not None


def test_what_somebody_did_not_mention_is_not_on_their_word() -> None:
    article = Article(
        text="Greta Lund spoke for an hour. Lund did not mention the audit of the locks that is to "
        "be published on Thursday."
    )
    line = "The audit of the locks is to be published on Thursday"
    analysis = analyze(article)
    assert sources_of(line, article=article, analysis=analysis, sentences=(1,)) == ()


def test_what_the_title_says_is_said_in_the_articles_own_voice() -> None:
    title = "Sirens stayed silent for eleven minutes"
    article = ARTICLE.model_copy(update={"title": title})
    found = sources_of(
        title,
        article=article,
        analysis=analyze(article),
        sentences=find_sentences(article, title),
    )
    assert found == ()


def test_a_not_is_looked_for_in_each_sentence_that_a_line_rests_on() -> None:
    text = "The company met the union on Tuesday. It did not replace the worn belts."
    article = Article(text=text)
    line = "The company met the union and replaced the worn belts"
    found = check_line(line, article=article, analysis=analyze(article), sentences=(0, 1))
    assert found is not None
    assert "leaves out the “not”" in found


def test_a_name_is_not_set_before_a_thing_of_which_the_article_speaks_elsewhere() -> None:
    article = Article(
        text="American envoys spoke to the minister by telephone on Monday, as they had twice "
        "before. An airstrike in the province destroyed the depot that night."
    )
    assert problem("An American airstrike destroyed the depot in the province", article) == (
        "the article speaks of no “American airstrike”"
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
def test_what_is_only_planned_is_not_told_as_done(line: str, reason: str | None) -> None:
    found = problem(line, PLANS)
    assert found is None if reason is None else found is not None and reason in found


def test_what_the_title_names_a_line_may_name() -> None:
    article = PLANS.model_copy(update={"title": "Norrgate council approves Ellery draft"})
    assert problem("Norrgate council approved the draft on Monday", article) is None
    assert problem("The Lodmark council approved the draft", article) is not None


def test_the_title_lends_its_subject_only_to_lines_that_retell_it() -> None:
    article = Article(
        title="Fire at Ellery terminal kills three",
        text="Three people died when flames tore through the terminal at Ellery on Tuesday. The "
        "alarm may not have sounded until several minutes later, a crane operator said.",
    )
    assert problem("Fire tore through the Ellery terminal", article) is None
    assert problem("The fire may not have sounded until several minutes later", article) == (
        "the article says this of something else than 'fire'"
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
def test_a_line_may_name_in_other_words_whom_the_article_means(line: str) -> None:
    assert problem(line, TALLY) is None


def test_a_line_may_name_a_document_by_its_head_noun() -> None:
    article = Article(
        text="Mayor Ann Reed said that she was proud. The belts had been worn out since May, according to "
        "a preliminary report by the state laboratory in Ashgrove."
    )
    line = "The report that Mayor Reed got says the belts had been worn out since May"
    assert problem(line, article) is None


def test_a_number_is_not_told_of_another_thing() -> None:
    line = "The licence of the tunnel allows 12 vehicles"
    found = problem(line, TALLY)
    assert found == "the article does not say “12 vehicles”"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The pumps cost £40 million", "the article says 40000000 only as an upper bound"),
        ("The pumps cost almost £40 million", None),
        ("The repairs took 90 days", None),  # more than 90 are 90, too
    ],
)
def test_a_number_that_was_only_come_near_is_not_told_as_reached(
    line: str, reason: str | None
) -> None:
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
def test_a_consequence_that_a_line_adds_of_its_own_is_refused(
    line: str, reason: str | None
) -> None:
    article = Article(
        text="The gates of the lock shut in time on Monday, the bureau said. The gates of the lock "
        "had jammed twice in the winter."
    )
    assert problem(line, article) == reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Mayor Lind accused of neglect of her town", "the article says nothing of 'accused'"),
        ("Mayor Lind quits to nurse her father", None),
        ("Mayor Lind resigns to nurse her father", None),  # "leaves" says so
    ],
)
def test_a_grave_word_needs_one_of_its_kind_in_the_article(line: str, reason: str | None) -> None:
    article = Article(
        text="Mayor Carla Lind leaves her office on Monday to nurse her father, she said. “A mayor "
        "does not neglect her town,” Lind said, “but he never asked before.”"
    )
    assert problem(line, article) == reason


def test_a_name_that_the_article_does_not_know_is_foreign_in_a_title_too() -> None:
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
            "of somebody else than Tomas Bray",
        ),
        ("Driver Tomas Bray had sat near the bow", "does not call Tomas Bray “Driver”"),
        ("Tomas Bray, 42, was hurt", "does not call Tomas Bray “42”"),
        ("The driver of the ferry is being held on suspicion of", "it breaks off"),
        ("Tomas Bray had sat near the bow", None),
        ("Tomas Bray, 30, was hurt", None),
        ("Mayor Okafor visited the quay", None),
        ("The driver is being held on suspicion of manslaughter", None),
    ],
)
def test_what_is_said_of_one_person_is_not_told_of_another(line: str, reason: str | None) -> None:
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
        "Mayor Ann Reed opened the new bridge on Friday",  # whom the article calls the mayor there
        "57-year-old Tom Lund was hurt",
        "Tom Lund, 57, was hurt",
        "The company plans to sell the terminal",
        "The union denied that any worker was hurt",
    ],
)
def test_what_the_article_says_in_other_words_of_the_same_one_holds(line: str) -> None:
    assert problem(line, REED) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        # the pronoun of that sentence is about another
        ("Tom Lund is being held on suspicion of manslaughter", "somebody else than Tom Lund"),
        ("57-year-old Ann Reed opened the new bridge", "57"),
        ("The company sold the terminal", "“plans to sell”"),
        ("Mayor Ann Reed resigns in June", "“may”"),  # "may" stands in "Mayor" only as letters
        ("An Iran airstrike hit the depot", "“Iran airstrike”"),
    ],
)
def test_what_the_article_says_otherwise_is_told_why(line: str, reason: str) -> None:
    found = problem(line, REED)
    assert found is not None
    assert reason in found


@pytest.mark.parametrize(
    "line",
    ["Lund and Bray drag the bureau to court", "The Pale Brothers will sing in Ellery in June"],
)
def test_a_surname_in_a_title_names_somebody_and_a_band_is_no_person(line: str) -> None:
    article = Article(
        title="Lund, Bray drag bureau to court",
        text="Senator Greta Lund and Tomas Bray sued the bureau of the locks on Monday. The Pale "
        "Brothers will sing in Ellery in June, said Vera Brothers.",
    )
    assert {"Greta Lund", "Tomas Bray"} <= {name.text for name in analyze(article).entities}
    assert problem(line, article) is None


def test_a_denial_is_no_cover_for_what_was_not_denied() -> None:
    article = Article(
        text="The union denied that any worker had been hurt. Ann Reed, the mayor, said that two "
        "pumps had failed on Sunday night."
    )
    found = problem("The union denied that two pumps had failed on Sunday night", article)
    assert found is not None


def test_a_line_may_end_on_a_name_that_looks_owned() -> None:
    article = Article(
        text="A fire destroyed the kitchen of Reed’s. Nobody was hurt at Ann’s house."
    )
    assert problem("Fire destroyed the kitchen of Reed’s", article) is None
    assert problem("Nobody was hurt at Ann’s", article) == "it breaks off"


def test_what_the_article_calls_another_a_line_does_not_call_one_named_beside() -> None:
    article = Article(
        text="The son of former President Karl Brandt, Fritz Eckart Brandt, was hurt on Monday. "
        "Police arrested a man."
    )
    assert problem("Fritz Eckart Brandt was hurt on Monday", article) is None
    assert problem("The son of former President Karl Brandt was hurt on Monday", article) is None
    found = problem("Karl Brandt, the son of the former President, was hurt on Monday", article)
    assert found == "the article does not call Karl Brandt “son”"
