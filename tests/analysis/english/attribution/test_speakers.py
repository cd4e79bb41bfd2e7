"""Who speaks where a name, a pronoun or a document may be meant."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article
from tests.analysis.english.attribution.claims import attributions, claims, sources

_STABLE = (
    "The vet, Aisling Roe, had called on Doyle's stable lad, Conor Hynes, on Saturday. He said she "
    "gave each horse an injection."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the recogniser takes the speaker for an organisation
        ("Her brother, Chase, held her hand. “She is strong,” he said.", "Chase"),
        (
            "Morgan's investor, Dell Ricci, backs both firms. She said she would not take sides.",
            "Dell Ricci",
        ),
        (_STABLE, "Conor Hynes"),
        # a first name decides
        (
            "The minister, Victor Koss, left. Petra Brill waited. He said it was over.",
            "Victor Koss",
        ),
        # who was "he" is not "she" later
        ("Lou Brill left. He said it was late. Kim Koss came. She said it was early.", "Kim Koss"),
        ("The critic, Hedda Koss, did not call him a cook, she said.", "Hedda Koss"),
        (
            "Two trams stopped. The owners of the trams were late, they said on Monday.",
            "The owners of the trams",
        ),
    ],
)
def test_a_pronoun_does_not_pass_over_a_person(text: str, expected: str) -> None:
    assert sources(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The defence spoke. A letter from Tom Brill was read. “Say that I was there,” it said.",
            "A letter from Tom Brill",
        ),
        (
            "The gas firm said it was sorry. Ida Koss saw it in the paper. “Owner fined,” it said.",
            "the paper",
        ),
        (
            "Koss deleted a tweet. Ida Koss posted an apology. “That was a joke,” it said.",
            "an apology",
        ),
    ],
)
def test_it_is_the_latest_document(text: str, expected: str) -> None:
    assert sources(text)[-1] == expected


@pytest.mark.parametrize("body", ["defence", "coastguard", "county", "zoo", "canton"])
def test_a_body_that_no_list_has_can_say_something(body: str) -> None:
    text = f"The {body} said the road would open on Thursday."
    assert claims(text) == [(f"The {body}", "the road would open on Thursday")]


def test_somebody_invented_says_nothing() -> None:
    assert not claims("In the film, his character says that nobody leaves the island.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A fire at a mill killed at least four workers Thursday, the fire service said.",
            "A fire at a mill killed at least four workers Thursday",
        ),
        ("The agency said in a report that the dams had doubled.", "the dams had doubled"),
        ("The bank said the e-mails had been stolen.", "the e-mails had been stolen"),
    ],
)
def test_a_plain_statement_is_found_in_full(text: str, expected: str) -> None:
    [found] = attributions(text)
    assert [part.text_in(text) for part in found.content] == [expected]


def test_had_somebody_said_it_is_a_condition() -> None:
    text = "Had Mr Orme said he was sorry, Rita Koss said, the matter would be over."
    assert sources(text) == ["Rita Koss"]


@pytest.mark.parametrize(
    "text",
    [
        # a question, and a narrator's paragraph, before the quotation
        "Its chair, Nan Koss, said the vote was close. Has he told his boss? “Not just yet.”",
        "Guy Koss told them by email: “Our hands are tied.”\n\nA gate was painted.\n\n“It is.”",
    ],
)
def test_a_quotation_that_nobody_leads_up_to_has_no_speaker(text: str) -> None:
    assert len(sources(text)) == 1


def test_a_speech_of_several_paragraphs_belongs_to_whom_the_text_announces() -> None:
    text = (
        "Ida Koss was freed. Ida Koss spoke to reporters on Friday.\n\n“They moved us at night.\n\n"
        "“I would like to know his name.”\n\nIt rained."
    )
    assert set(sources(text)) == {"Ida Koss"}


def test_another_fan_is_not_the_one_before() -> None:
    text = "“We'll wait,” replied a fan, Carlene Koss. “Take your time, honey,” urged another."
    assert len(set(sources(text))) == len(sources(text)) == 2


@pytest.mark.parametrize(
    ("text", "reporter"),
    [
        ("The Courier quoted a guide as saying that a dog had been found alive.", "Courier"),
        (
            "The mayor was told by Stig Brill that numbers were falling, according to minutes.",
            "minutes",
        ),
    ],
)
def test_second_hand_words_keep_their_chain(text: str, reporter: str) -> None:
    assert reporter in {one.reported_by.text for one in attributions(text) if one.reported_by}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A steward said a stand was shut. That steward is Jana Koss.", "Jana Koss"),
        ("A porter said a stand was shut. He is Idris Koss, from Ellery.", "Idris Koss"),
        ("A porter said a stand was shut. The man, Luther Koss, said it was late.", "Luther Koss"),
        ("A porter said a man was hurt. His name is Luther Koss.", "A porter"),
        ("A porter said it was late. The man, Luther Koss, was hit by a car.", "A porter"),
    ],
)
def test_a_source_is_named_by_the_next_sentence(text: str, expected: str) -> None:
    assert sources(text)[0] == expected


def test_what_nobody_known_says_is_no_event_of_the_article() -> None:
    text = "Ada Koss and Ida Brill met. She said the furnaces would be cold by Sunday night."
    events = analyze(Article(text=text)).events
    assert all("furnaces" not in event.span.text_in(text) for event in events)


@pytest.mark.parametrize("title", ["police spokesman Sgt.", "Capt.", "Lt. Col.", "Det. Insp."])
def test_the_full_stop_of_a_title_before_the_speaker_ends_nothing(title: str) -> None:
    text = f"Police led two men away. Neither was arrested, {title} Leon Birch said."
    assert claims(text) == [("Leon Birch", "Neither was arrested")]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The firm will buy two cranes, its chief, Bo Krag, said.",
            "Bo Krag",
            "The firm will buy two cranes",
        ),
        (
            "It was the third fire since May, the town's archivist, Una Trask, said.",
            "Una Trask",
            "It was the third fire since May",
        ),
        (
            "The hall has new doors, the architect, Emil Ranft, told the council.",
            "Emil Ranft",
            "The hall has new doors",
        ),
    ],
)
def test_a_name_between_commas_before_the_verb_speaks(
    text: str, speaker: str, content: str
) -> None:
    assert claims(text) == [(speaker, content)]
