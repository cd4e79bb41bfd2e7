"""Long and unusual articles: every slice is exact, and the notes say what could not be done."""

import re
from collections.abc import Sequence

import pytest
from pydantic import BaseModel

import briefer
from briefer import Brief, ContextError, FakeModel, Settings
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message
from briefer.rendering.notes import no_parser
from briefer.verification import verify_brief
from tests.factories import EMPTY_ANSWERS, prompts_for

PARAGRAPH = (
    "Mayor Ingrid Okafor said on Tuesday that bridge {n} at Ellery was safe. Engineers may close "
    "road {n} in May, according to Tomás Reyes. “We looked at pier {n} twice,” he said. Water rose "
    "to {n} centimetres near the quay, and families left."
)
_NUMBER = re.compile(r"^\[\d+\] |(?<=\s)\[\d+\] ", re.MULTILINE)
SMALL_WINDOW = 7_000


def news(words: int, *, between: str = "\n\n") -> str:
    """Return paragraphs of about ``words`` words in all; no two say the same."""
    count = -(-words // len(PARAGRAPH.split()))
    return between.join(PARAGRAPH.format(n=100 + n) for n in range(count))


LIVE = (
    "14:05\nWater is still rising at the old bridge, the mayor said.\n\n13:40\n“Leave now,” said "
    "fire chief Dana Lund.\n\n12:15 GMT\nTwo roads near the quay were closed by noon.\n\n09:00\n"
    "Good morning and welcome to our live coverage.\n"
)
QUOTES = (
    "“We heard nothing,” said Carl Reyes.\n\n“It was dark,” said Tom Lund.\n\n“Nobody came,” said "
    "Ines Calder.\n\n“They will pay for it,” said the mayor.\n"
)
ONE_SENTENCE = (
    f"The mayor said {', and '.join(f'lane {n} was closed at noon' for n in range(300))}."
)
UNUSUAL = {
    "60 words": news(60),
    "200 words": news(200),
    "3,000 words": news(3_000),
    "a live blog": LIVE,
    "a list of quotes": QUOTES,
    "all capitals": news(200).upper(),
    "all lower case": news(200).lower(),
    "one long sentence": ONE_SENTENCE,
    "one long paragraph": news(2_000, between=" "),
    "Spanish": "La alcaldesa Inés Calder dijo el martes que el puente era seguro. «No oímos nada», "
    "afirmó Tomás Reyes, secretario del sindicato. Dos personas murieron en el incendio.",
    "German": "Die Brücke bleibt bis Mai gesperrt, sagte Bürgermeisterin Ina Kald am Dienstag. "
    "„Wir haben nichts gehört“, sagte Tom Reiß. Zwei Menschen starben bei dem Brand am Hafen.",
    "Hindi": "मेयर ने मंगलवार को कहा कि पुल सुरक्षित है। “हमने कुछ नहीं सुना,” संघ के सचिव ने कहा। "
    "आग में दो लोगों की मौत हो गई।",
    "emoji and combining marks": "The mayor 👩🏽‍⚖️ said the bridge 🌉 at Ellery was safe. "
    "On Tuesday, “Cafe\u0301 owners are angry 😡 about it,” said Zoe\u0308 Lund. 🚒 "
    "Two n\u0303andus left.",
    "CRLF": news(200).replace("\n", "\r\n"),
}  # fmt: skip


def echo(messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
    """Answer with the first sentences of the article in the prompt."""
    if schema.__name__ != "FullGistDraft":
        return EMPTY_ANSWERS[schema.__name__]
    shown = _NUMBER.sub("", re.split(r"</?article-[0-9a-f]+>", messages[1]["content"])[1])
    lines = [line.strip() for line in re.split(r"(?<=[.।])\s|\n", shown) if len(line) > 20]
    return {
        "who": [], "when": [], "where": [], "what": [],
        "headline": lines[0][:400], "summary": [line[:400] for line in lines[:4]],
    }  # fmt: skip


def made(text: str, model: FakeModel | str = "none") -> Brief:
    return briefer.brief(text.encode(), model=model, settings=Settings(cache=False))


def asked(model: FakeModel) -> str:
    """Return all prompts of the gist pass, on one line, without the numbers of sentences."""
    gists = prompts_for(model, "FullGistDraft")
    return " ".join(" ".join(_NUMBER.sub("", prompt).split()) for prompt in gists)


def noted(brief: Brief, words: str) -> bool:
    return any(words in note for note in brief.coverage.notes)


@pytest.mark.parametrize("name", UNUSUAL)
@pytest.mark.parametrize("window", [None, 32_768], ids=["no model", "a model"])
def test_every_slice_of_an_unusual_articles_brief_is_in_the_article(
    name: str, window: int | None
) -> None:
    brief = made(UNUSUAL[name], FakeModel(echo, context_tokens=window) if window else "none")
    checked = verify_brief(brief.model_dump_json())
    assert checked.slices > 0
    assert checked.failures == ()
    assert sum(map(str.isalpha, brief.headline.text)) >= 10
    assert brief.summary or noted(brief, "No summary")


def test_a_long_article_is_split_only_for_a_small_window() -> None:
    text = news(5_000)
    large, small = FakeModel(echo), FakeModel(echo, context_tokens=SMALL_WINDOW)
    assert not noted(made(text, large), "parts")
    assert noted(made(text, small), "parts")
    for model in (large, small):
        assert all(" ".join(line.split()) in asked(model) for line in text.splitlines())


def test_a_paragraph_longer_than_the_window_is_split_without_losing_a_sentence() -> None:
    text = news(5_000, between=" ")
    model = FakeModel(echo, context_tokens=SMALL_WINDOW)
    assert noted(made(text, model), "parts")
    assert all(sentence in asked(model) for sentence in re.split(r"(?<=\.) ", text))


def test_a_sentence_longer_than_the_window_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ContextError, match="BRIEFER_CONTEXT_TOKENS"):
        made(ONE_SENTENCE, FakeModel(echo, context_tokens=3_000))


def test_the_headline_of_a_live_blog_is_not_a_time_stamp() -> None:
    brief = made(LIVE)
    assert brief.headline.text == "Water is still rising at the old bridge, the mayor said."
    assert brief.summary
    assert not any(point.text.startswith("1") for point in brief.summary)


def test_all_sources_in_a_list_of_quotes_are_found() -> None:
    brief = made(QUOTES)
    sources = [claim.source.name for claim in brief.claimed_by]
    assert sources == ["Carl Reyes", "Tom Lund", "Ines Calder", "the mayor"]


def test_an_unknown_publication_date_is_noted() -> None:
    assert noted(made(news(200)), "publication date is unknown")


@pytest.mark.parametrize("name", ["all capitals", "all lower case"])
def test_uniform_case_is_noted(name: str) -> None:
    assert noted(made(UNUSUAL[name]), "capitals")
    assert not noted(made(news(200)), "capitals")


@pytest.mark.parametrize("name", ["Spanish", "German", "Hindi"])
def test_a_language_without_a_parser_is_noted(name: str) -> None:
    brief = made(UNUSUAL[name])
    assert no_parser(brief.article.language, language=brief.language) in brief.coverage.notes


def test_windows_line_ends_change_nothing() -> None:
    assert made(UNUSUAL["CRLF"]).article.text == made(news(200)).article.text


def test_attributions_that_are_not_shown_are_counted() -> None:
    coverage = made(news(3_000)).coverage
    assert 0 < coverage.attributions_covered < coverage.attributions
