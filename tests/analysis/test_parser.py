"""The parser's tokens keep the text, and its time grows with the length of the text."""

import pytest

from briefer.analysis.parser import parse
from briefer.schema.article import Article


@pytest.mark.parametrize("run", [",", '"', "(", "#", "a", "“", "U.S.", "消"])
def test_a_long_run_without_spaces_keeps_every_character(run: str) -> None:
    text = f"Ann Reed said so.\n\n{run * 30_000}\n\nIt rained on Monday."
    doc = parse(Article(text=text))
    assert "".join(token.text_with_ws for token in doc) == text.replace("“", '"')
    assert [token.text for token in doc][-5:] == ["It", "rained", "on", "Monday", "."]
