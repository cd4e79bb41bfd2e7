"""The time of day at the head of a post of a live blog: "22:15", "6.15pm", "15:10 Uhr"."""

import re
from typing import Final

from briefer.text.months import MONTH_NAME

# Zones by the continents: of the whole world, Europe, Africa, America, Asia, Oceania. They are in
# capitals, unlike "est" and "art"; other capitals after a time are words: "10:15 UN".
_ZONES: Final = (
    "GMT|UTC"
    "|BST|IST|WET|CES?T|EES?T|MES?Z|MSK|TRT"
    "|WAT|CAT|EAT|SAST"
    "|[ECMP][SD]?T|AK[SD]T|HA?ST|[AN][SD]T|BRT|ART|CLS?T|COT|PET"
    "|PKT|NPT|ICT|WI[BT]|WITA|HKT|SGT|PHT|[JK]ST|GST"
    "|A[EC][SD]T|AWST|NZ[SD]T"
)
ZONE: Final = rf"(?:Uhr|(?-i:{_ZONES}))\b"
"""A pattern for what follows a time of day: "Uhr", or a zone in capitals."""

_SPACE: Final = r"[^\S\n]"
CLOCK: Final = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d{{2}})(?:{_SPACE}?(?P<half>[ap])\.?m\.?)?"
    rf"|{_SPACE}?(?P<short_half>[ap])\.?m\b\.?)"
    rf"(?:{_SPACE}{ZONE})?(?!\w)",
    re.IGNORECASE,
)
"""Matches a time of day, as the head of a post shows it."""

POST_STAMP: Final = (
    rf"(?i:(?:posted|published){_SPACE}(?:at{_SPACE})?)?(?P<clock>(?i:{CLOCK.pattern}))"
    rf"(?:,?{_SPACE}(?P<day>\d{{1,2}}){_SPACE}(?P<month>{MONTH_NAME})\b\.?"
    rf"(?:{_SPACE}(?P<year>\d{{4}}))?(?!\w))?"
)
"""A pattern for what a post may show of its time: "Posted at 21:14 2 Mar"."""
