"""The time of day at the head of a post of a live blog: "22:15", "6.15pm", "15:10 Uhr"."""

import re
from typing import Final

CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:\s?(?P<half>[ap])\.?m\.?)?"
    r"|\s?(?P<short_half>[ap])\.?m\b\.?)"
    r"(?:\s(?:Uhr|(?-i:[A-Z]{2,4})))?(?!\w)",
    re.IGNORECASE,
)
"""Matches a time of day, as the head of a post shows it."""
