"""The names of months in the languages whose dates have the day before the month: "3 juin"."""

from types import MappingProxyType
from typing import Final

from dateparser.languages.loader import default_loader

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_LANGUAGES: Final = "cs da de en es fi fr hu id it nb nl pl pt ro ru sv tr uk".split()
_SHORTEST: Final = 3  # letters


def _numbers() -> dict[str, int]:
    return {
        name: number
        for locale in default_loader.get_locale_map(_LANGUAGES).values()
        for number, month in enumerate(_MONTHS, start=1)
        for name in (written.strip(".").lower() for written in locale.info[month])
        if name.isalpha() and len(name) >= _SHORTEST
    }


MONTH_NUMBERS: Final = MappingProxyType(_numbers())
"""The number of each month by its name in lower case, long or short: "march", "mar", "märz"."""

MONTH_NAME: Final = f"(?i:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
"""A pattern for any of the names, the longer ones first."""
