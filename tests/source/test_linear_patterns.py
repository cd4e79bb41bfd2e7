"""Patterns over a whole page, message or text take time by its length."""

import re
import time

import pytest

from briefer.source.decoding import _TOO_MANY_ATTRIBUTES
from briefer.source.email_file import _TAG
from briefer.source.furniture_lines import _NOTICE
from briefer.text.datelines import _LINE


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (_TOO_MANY_ATTRIBUTES, "<a"),
        (_TAG, "<"),
        (_LINE, " "),
        (_LINE, " \t"),
        (_NOTICE, "a"),
        (_NOTICE, "1"),
    ],
)
def test_a_pattern_reads_a_long_text_once(pattern: re.Pattern[str], words: str) -> None:
    text = words * (300_000 // len(words))
    start = time.process_time()
    assert not list(pattern.finditer(text))
    assert time.process_time() - start < 5  # the square takes minutes
