"""The parser's tokens keep the text, and its time grows with the length of the text."""

import pytest

from briefer.analysis.parser import parse, pipeline_for
from briefer.schema.article import Article


@pytest.mark.parametrize("run", [",", '"', "(", "#", "a", "“", "U.S.", "消"])
def test_a_long_run_without_spaces_keeps_every_character(run: str) -> None:
    text = f"Ann Reed said so.\n\n{run * 30_000}\n\nIt rained on Monday."
    doc = parse(Article(text=text))
    assert "".join(token.text_with_ws for token in doc) == text.replace("“", '"')
    assert [token.text for token in doc][-5:] == ["It", "rained", "on", "Monday", "."]


def test_the_sentence_of_a_word_is_a_look_up_and_the_same_as_the_parsers() -> None:
    article = Article(text="Ann Reed said so.\n\nIt rained. Tom Lund, who left, agreed.\n")
    doc = parse(article)
    own = [(sentence.start, sentence.end) for sentence in doc.sents]
    assert len(own) == 3
    for start, end in own:
        for token in doc[start:end]:
            assert (token.sent.start, token.sent.end) == (start, end)
            assert (doc[token.i : token.i + 1].sent.start) == start


def test_thousands_of_marks_and_single_letters_are_not_parsed() -> None:
    story = "Ann Reed said so on Monday. " * 900
    doc = parse(Article(text=f"{story}\n\n{'“a ' * 6_000}\n\nIt rained."))
    parts = [token.pos_ for token in doc if token.text == "a"]
    assert len(parts) == 6_000
    assert parts.count("X") > 2_500
    assert doc[0].pos_ == "PROPN"
    assert [token.text for token in doc][-3:] == ["It", "rained", "."]
    assert all(token.head.sent == token.sent for token in list(doc[-20_000:])[::97])


def test_the_vocabulary_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefer.analysis.parser._MAX_NEW_WORDS", 100)
    first = pipeline_for("en")
    assert first is pipeline_for("en")
    parse(Article(text=" ".join(f"Qu{number}x" for number in range(200))))
    second = pipeline_for("en")
    assert first is not None
    assert second is not None
    assert second is not first
    assert len(second.vocab.strings) < len(first.vocab.strings)
