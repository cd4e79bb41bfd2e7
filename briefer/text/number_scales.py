"""The short scales of numbers, which stand right after the digits: "$2m" is two million dollars."""

from collections.abc import Mapping
from typing import Final

SHORT_SCALES: Final[Mapping[str, float]] = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12
}  # fmt: skip
