import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def test_the_event_is_the_main_clause_if_a_subordinate_clause_is_a_claim() -> None:
    text = (
        "The harbour group cut its forecast on Thursday after losing customers who, it said, were "
        "shipping less fish than expected."
    )
    assert analyze(Article(text=text)).events[0].span.text_in(text) == text


def test_interview_turns_and_notes_to_readers_are_not_events() -> None:
    text = (
        "The opera opens in Ellery in September. The latest entry is at the top of the page.\n\n"
        "Q: Why did the composer choose the horn?\n\nA: The horn plays for people on the sea.\n\n"
        "RK: The keepers of the light played it for the ships."
    )
    [only] = analyze(Article(text=text)).events
    assert only.span.text_in(text) == "The opera opens in Ellery in September."


@pytest.mark.parametrize(
    ("sentence", "half"),
    [
        (
            "It was not true, said Ines Okafor, that teachers had refused to work in the heat.",
            ("teachers", "that teachers"),
        ),
        ("Without the tax, she said, the town would have to shut two more schools.", ("the town",)),
    ],
)
def test_half_of_a_divided_claim_is_no_event(sentence: str, half: tuple[str, ...]) -> None:
    text = f"Ines Okafor closed five rooms in Ellery on Monday. {sentence}"
    events = [event.span.text_in(text) for event in analyze(Article(text=text)).events]
    assert not any(event.startswith(half) for event in events)


def test_a_sentence_that_mentions_what_signs_say_is_an_event() -> None:
    text = (
        "Some 900 people marched through Ellery on Saturday against the sale of the mill, carrying "
        "signs that read “Not ours to lose”."
    )
    assert analyze(Article(text=text)).events[0].span.text_in(text) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "The band played “Rain Falls On Nobody”, a song by Tove Brandt that all know.",
        "Good news for the town, of course: it “saves” its harbour by a sale.",
        "The director of the harbour, Ingrid Brandt, declined to comment on the sale.",
        "The director of the harbour, Ingrid Brandt, did not respond to a letter on the sale.",
    ],
)
def test_songs_irony_and_silence_are_no_events(sentence: str) -> None:
    text = f"Ines Okafor closed five rooms in Ellery on Monday. {sentence}"
    [only] = analyze(Article(text=text)).events
    assert only.span.text_in(text).startswith("Ines Okafor")


def test_a_story_about_a_film_begins_with_its_title() -> None:
    text = "The film “Harbour Of Broken Glass” opened in Ellery on Friday. It sold well."
    assert analyze(Article(text=text)).events[0].span.start == 0


@pytest.mark.parametrize("subject", ["🚒", "\u202e"])
def test_what_has_no_letter_is_no_actor(subject: str) -> None:
    [event] = analyze(Article(text=f"{subject} closed the old pier on Tuesday evening.")).events
    assert event.actor is None


def test_an_event_is_in_the_sentence_of_its_clause_where_the_parse_joins_sentences() -> None:
    text = (
        "Tom Reed denied that.sheMayor Ines Lund said on Tuesday that the mill would stay closed "
        "until 3 May.—thatAccording to two officials, 12 of the 40 mills may be lost; police "
        "counted 14.消息whoAnn BrandtMayor Ines Lund said on Tuesday that the mill would stay "
        "closed until 3 May."
    )
    article = Article(text=text)
    [event] = analyze(article).events
    assert event.span.text_in(text) == "the mill would stay closed until 3 May"
    assert event.sentence == article.sentence_at(event.span.start) == 1


def test_who_says_but_a_few_words_of_herself_is_no_event() -> None:
    text = "A woman fell into a ravine near Orme on Friday. Lou Biggs said she blamed herself."
    events = analyze(Article(text=text)).events
    assert [event.sentence for event in events] == [0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The parish of Orme heard on Monday that forty jobs would come.",
        "The mill was a ruin, or so the bailiff of the town insists.",
        "The baker of the village, a stern man, wrote: “Sold out of buns.”",
    ],
)
def test_what_is_said_in_no_claim_is_no_event(sentence: str) -> None:
    text = f"The mill in Orme was shut on Friday. {sentence}"
    assert sentence not in {one.span.text_in(text) for one in analyze(Article(text=text)).events}


def test_an_actor_ends_before_the_day() -> None:
    text = "NORDBY (AP) - A judge on Thursday freed Ida Brook, aged 51, who spent 300 days in jail."
    [event] = analyze(Article(text=text)).events
    assert event.actor is not None
    assert event.actor.text_in(text) == "A judge"


def test_a_few_words_of_a_source_are_news_with_it() -> None:
    text = "A bus fell into a ravine near Orme. Nine people died, the mayor, Ida Brook, says."
    events = [event.span.text_in(text) for event in analyze(Article(text=text)).events]
    assert events[1] == "Nine people died, the mayor, Ida Brook, says."
