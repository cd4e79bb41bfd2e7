"""The content of a statement, cut out of the article from its first and its last words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.analysis.quoted_text import QuotedText
from briefer.grounding.statement_spans import (
    StatementWords,
    content_parts,
    find_content,
    negated_cue,
)
from briefer.schema.article import Article
from tests.strategies import articles, few_examples


def quoted(article: Article) -> QuotedText:
    return QuotedText(article.text, analyze(article).quotations)


def parts(text: str, first: str, last: str = "", cue: str = "", at: int = 1) -> list[str] | None:
    """Return the slices of a statement by Ann Reed; None if its words are not in the article."""
    article = Article(text=text)
    content = find_content(article, StatementWords(at - 1, first, last))
    if content is None:
        return None
    start = text.index(cue)
    span = Span(start, start + len(cue)) if cue else None
    source = [Span(*found.span()) for found in re.finditer("Ann Reed", text)]
    cut = content_parts(content, span, article, quoted(article), source=source)
    return [part.text_in(text) for part in cut]


PLAIN = "Ann Reed said that the bridge was safe and that nobody was hurt. The union denied it."


def test_content_reaches_from_the_first_to_the_last_words() -> None:
    found = parts(PLAIN, "the bridge was", "nobody was hurt", cue="said")
    assert found == ["the bridge was safe and that nobody was hurt"]


def test_the_first_words_alone_may_be_the_content() -> None:
    assert parts(PLAIN, "the bridge was safe", cue="said") == ["the bridge was safe"]


def test_without_words_the_content_is_the_whole_sentence() -> None:
    assert parts(PLAIN, "", at=2) == ["The union denied it"]


def test_without_first_words_the_content_begins_with_its_sentence() -> None:
    assert parts(PLAIN, "", "denied it", at=2) == ["The union denied it"]


@pytest.mark.parametrize(("first", "last"), [("the tunnel", ""), ("the bridge", "flew away")])
def test_words_that_are_not_there_have_no_content(first: str, last: str) -> None:
    assert parts(PLAIN, first, last) is None


def test_a_leading_that_is_left_out() -> None:
    assert parts(PLAIN, "that the bridge", "was safe", cue="said") == ["the bridge was safe"]


def test_a_pronoun_that_at_the_beginning_stays() -> None:
    text = "“That was the end,” Ann Reed said."
    assert parts(text, "That was", "the end", cue="said") == ["“That was the end,”"]


def test_a_reporting_clause_between_commas_is_cut_out() -> None:
    text = "The bridge, Ann Reed said, was never safe."
    assert parts(text, "The bridge", "never safe", cue="said") == ["The bridge", "was never safe"]


def test_a_reporting_clause_with_the_age_of_the_speaker_is_cut_out_whole() -> None:
    text = "“The bridge was never safe,” Ann Reed, 66, said on the pier. “And they knew it.”"
    found = parts(text, "The bridge", "knew it", cue="said")
    assert found == ["“The bridge was never safe,”", "“And they knew it.”"]


def test_what_the_author_tells_between_two_quotations_ends_the_content() -> None:
    text = (
        "“The bridge was never safe,” said Ann Reed, 32, of Orme, who works at the mill. She voted "
        "for him. “I have debts.”"
    )
    assert parts(text, "The bridge", "have debts", cue="said") == ["“The bridge was never safe,”"]


def test_a_reporting_clause_between_two_quotations_is_cut_out() -> None:
    text = "“The bridge,” Ann Reed said, “was never safe.”"
    found = parts(text, "The bridge", "never safe", cue="said")
    assert found == ["“The bridge,”", "“was never safe.”"]


NUMBERS = "The plant, Reed said in May, would hold 50,000 cubic metres. Doors open at 8.15 pm."


def test_a_reporting_clause_does_not_end_within_a_number() -> None:
    text = "The plant, Reed said 50,000 cubic metres of water would be lost."
    assert parts(text, "The plant", "be lost", cue="said") is not None
    assert all("000" not in part or "50,000" in part for part in parts(text, "", cue="said") or ())


@pytest.mark.parametrize(
    ("first", "content"),
    [
        ("000 cubic metres", ["50,000 cubic metres"]),
        ("would hold 50", ["would hold 50,000"]),
        ("000 cubic", None),
    ],
)
def test_content_neither_begins_nor_ends_within_a_number(
    first: str, content: list[str] | None
) -> None:
    assert parts(NUMBERS, first) == content


def test_nearly_the_words_of_a_number_are_taken_whole() -> None:
    found = parts(NUMBERS, "woud hold 50,000 cubic metres", cue="said")
    assert found == ["would hold 50,000 cubic metres"]


def test_of_a_clause_without_commas_the_cue_and_the_source_are_cut_out() -> None:
    text = "The bridges of the town are according to Ann Reed as safe as ever."
    found = parts(text, "The bridges of", "as ever", cue="according to")
    assert found == ["The bridges of the town are", "as safe as ever"]


def test_a_cue_that_the_content_needs_stays_in_it() -> None:
    text = "The valve is said to have leaked. Ann Reed was away."
    assert parts(text, "The valve is", "have leaked", cue="said to") == [
        "The valve is said to have leaked"
    ]


def test_a_source_that_speaks_first_is_no_content() -> None:
    text = "Ann Reed said the bridge was safe."
    assert parts(text, "", cue="said") == ["the bridge was safe"]
    assert parts(text, "Ann Reed", "was safe", cue="said") == ["the bridge was safe"]


def test_after_a_quotation_the_whole_clause_of_the_speaker_is_cut_out() -> None:
    text = "“We hid nothing,” said Ann Reed on Monday to a few reporters. The tank held 40 litres."
    found = parts(text, "We hid", "40 litres", cue="said")
    assert found == ["“We hid nothing,”", "The tank held 40 litres"]


def test_a_name_in_quotation_marks_does_not_end_a_clause_between_commas() -> None:
    text = "The town was, according to Ann Reed and “The Post”, warned on Friday."
    found = parts(text, "The town", "on Friday", cue="according to")
    assert found == ["The town was", "warned on Friday"]


def test_a_cue_within_a_quotation_is_a_part_of_it() -> None:
    text = "“She said nothing to us,” Ann Reed said."
    assert parts(text, "She said", "to us", cue="said") == ["“She said nothing to us,”"]


def test_a_quotation_may_run_over_paragraphs() -> None:
    text = "“The bridge was safe,” Ann Reed said. “We looked at it.\n\n“Nobody was hurt.”\n"
    found = parts(text, "We looked", "was hurt", at=2)
    assert found == ["“We looked at it.\n\n“Nobody was hurt.”"]


def test_quotation_marks_stay_in_pairs() -> None:
    text = "Ann Reed said the bridge was “as safe as a house”. Nobody was hurt."
    assert parts(text, "the bridge was", "as safe as", cue="said") == [
        "the bridge was “as safe as a house”"
    ]


def test_the_opening_mark_of_the_next_quotation_is_left_out() -> None:
    text = "Ann Reed said the bridge was safe. “Nobody was hurt,” she said."
    assert parts(text, "the bridge was", "was safe", cue="said") == ["the bridge was safe"]


@pytest.mark.parametrize(
    ("text", "first", "content"),
    [
        ("The ferry would not sail on Monday, Ann Reed said.", "sail on", "not sail on"),
        ("The ferry wouldn’t sail on Monday, Ann Reed said.", "sail on", "wouldn’t sail on"),
        ("No ferry would sail, Ann Reed said.", "ferry would sail", "No ferry would sail"),
    ],
)
def test_a_negation_right_before_the_content_is_taken_in(
    text: str, first: str, content: str
) -> None:
    assert parts(text, first, cue="said") == [content]


def test_a_negation_between_cue_and_content_is_taken_in_with_the_words_between() -> None:
    text = "Ann Reed said the ferry would not sail on Monday."
    found = parts(text, "sail on Monday", cue="said")
    assert found == ["the ferry would not sail on Monday"]


def test_a_negation_of_an_earlier_sentence_is_not_taken_in() -> None:
    text = "She did not. Sail on Monday, Ann Reed said."
    assert parts(text, "Sail on Monday", cue="said", at=2) == ["Sail on Monday"]


@pytest.mark.parametrize(
    ("text", "extended"),
    [
        ("Ann Reed did not say that the bridge was safe.", "not say"),
        ("Ann Reed never said that the bridge was safe.", "never said"),
        ("Ann Reed did say that the bridge was safe.", "say"),
    ],
)
def test_a_cue_is_extended_to_the_negation_before_it(text: str, extended: str) -> None:
    cue = "said" if "said" in text else "say"
    start = text.index(cue)
    article = Article(text=text)
    assert negated_cue(Span(start, start + len(cue)), article).text_in(text) == extended


def test_a_negation_that_ends_a_quotation_does_not_negate_the_cue_after_it() -> None:
    text = "“The bridge? Never,” said Ann Reed."
    start = text.index("said")
    assert negated_cue(Span(start, start + 4), Article(text=text)).text_in(text) == "said"


PIECES = st.sampled_from(
    [
        "“",
        "”",
        "said",
        "not",
        "that",
        ",",
        ".",
        "\n\n",
        "Ann Reed",
        "the bridge",
        "…",
        "—",
        "‘",
        "’",
    ]
)


def assert_clean(article: Article, data: st.DataObject) -> None:
    text = article.text
    offsets = st.integers(0, len(text) - 1)
    spans = []
    for _ in range(2):
        start = data.draw(offsets)
        spans.append(Span(start, data.draw(st.integers(start + 1, len(text)))))
    content, cue = spans
    for part in content_parts(
        content, data.draw(st.sampled_from([cue, None])), article, quoted(article)
    ):
        words = part.text_in(text)
        assert 0 <= part.start < part.end <= len(text)
        assert words == words.strip()
        assert any(map(str.isalnum, words))


@few_examples
@given(articles(), st.data())
def test_the_parts_of_any_content_are_clean_slices(article: Article, data: st.DataObject) -> None:
    assert_clean(article, data)


@given(st.lists(PIECES, min_size=2, max_size=25), st.data())
def test_the_parts_of_any_reported_content_are_clean_slices(
    pieces: list[str], data: st.DataObject
) -> None:
    text = " ".join(pieces)
    if any(map(str.isalnum, text)):
        assert_clean(Article(text=text), data)


def test_the_sentence_of_the_speaker_between_two_quotations_is_cut_out() -> None:
    text = "„Wir hatten Glück“, sagte Leiterin Ida Holm am Montag. „Keiner war dort.“"
    found = parts(text, "Wir hatten", "war dort", cue="sagte")
    assert found == ["„Wir hatten Glück“", "„Keiner war dort.“"]


def test_the_words_between_a_cue_and_its_source_are_cut_out() -> None:
    text = "Elf Anwohner wurden nach Angaben des Klinikums ambulant behandelt."
    article = Article(text=text, language="de")
    cue, source = text.index("nach Angaben"), text.index("Klinikums")
    cut = content_parts(
        Span(0, len(text)),
        Span(cue, cue + len("nach Angaben")),
        article,
        quoted(article),
        source=[Span(source, source + len("Klinikums"))],
    )
    assert [part.text_in(text) for part in cut] == [
        "Elf Anwohner wurden",
        "ambulant behandelt",
    ]


def test_a_part_of_the_source_after_an_interrupting_cue_is_cut_out() -> None:
    text = "Amt für Brücken. Ein Bericht soll laut Amt bis April vorliegen."
    article = Article(text=text, language="de")
    content = find_content(article, StatementWords(1, "Ein Bericht", "April vorliegen"))
    assert content is not None
    start = text.index("laut")
    cut = content_parts(
        content,
        Span(start, start + len("laut")),
        article,
        quoted(article),
        source=[Span(0, len("Amt für Brücken"))],
    )
    assert [part.text_in(text) for part in cut] == ["Ein Bericht soll", "bis April vorliegen"]


def test_one_quoted_word_keeps_its_marks() -> None:
    text = "Haberkorn sprach von einer „Luftbuchung“ und lachte."
    article = Article(text=text, language="de")
    content = find_content(article, StatementWords(0, "Luftbuchung"))
    assert content is not None
    [part] = content_parts(content, None, article, quoted(article))
    assert part.text_in(text) == "„Luftbuchung“"
