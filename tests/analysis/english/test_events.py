from briefer.analysis.analyzer import analyze
from briefer.article import Article


def test_the_event_is_the_main_clause_where_a_clause_in_it_is_a_claim() -> None:
    text = (
        "The harbour group cut its forecast on Thursday after losing customers who, it said, were "
        "shipping less fish than expected."
    )
    assert analyze(Article(text=text)).events[0].span.text_in(text) == text


def test_an_answer_of_an_interview_is_no_event_nor_is_a_note_to_readers() -> None:
    text = (
        "The opera opens in Ellery in September. The latest entry is at the top of the page.\n\n"
        "Q: Why did the composer choose the horn?\n\nA: The horn plays for people on the sea.\n\n"
        "RK: The keepers of the light played it for the ships."
    )
    [only] = analyze(Article(text=text)).events
    assert only.span.text_in(text) == "The opera opens in Ellery in September."
