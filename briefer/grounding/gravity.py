"""Gravity: words that can ruin somebody, which no line may use before the article does."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefer.article import Article


class _Matter(NamedTuple):
    """Words for one grave matter, as beginnings of words.

    Attributes:
        told: those that a line may use only if the article has one of them, or of ``akin``.
        akin: others by which an article speaks of the same matter.
    """

    told: str
    akin: str = r"(?!)"

    def in_line(self, text: str) -> re.Match[str] | None:
        return re.search(rf"\b(?:{self.told})\w*", text, re.IGNORECASE)

    def in_article(self, text: str) -> bool:
        return bool(re.search(rf"\b(?:{self.told}|{self.akin})", text, re.IGNORECASE))


_MATTERS = (
    _Matter(r"accus|alleg|indict|prosecut|su(?:e[ds]?|ing)\b", r"charge|blam|lawsuit|trial|court"),
    _Matter(r"arrest|detain|jail|imprison", r"detention|custody|prison|held\b"),
    _Matter(r"convict|guilt", r"sentenc|verdict|plead|jail|prison"),
    _Matter(
        r"kill|murder|manslaughter|slay|slain|dead\b|deaths?\b|die[ds]?\b|dying|fatal",
        r"casualt|perish|execut|bod(?:y|ies)\b|corpse|li(?:fe|ves)\b|toll\b|deadly",
    ),
    _Matter(r"rap(?:e[ds]?|ist|ing)\b|molest|sexual|abus|harass", r"assault"),
    _Matter(
        r"fraud|corrupt|brib|embezzl|st(?:eal|ole)|theft|swindl|launder",
        r"scam|siphon|loot|misappropriat|misus|robb",
    ),
    _Matter(
        r"l(?:ied|ying|iar)|cheat|deceiv|hoax", r"lies?\b|false|fake|trick|fool|mislead|misled"
    ),
    _Matter(r"resign|sack|fired\b|oust", r"quit|step(?:s|ped|ping)? |leav|left\b|dismiss|remov"),
    _Matter(r"attack|bomb|shoot|shot\b", r"strike|struck|raid|explo|blast|clash|fight|fought|fir"),
    _Matter(r"injur|wound", r"hurt|casualt"),
    _Matter(r"abandon|betray|neglect", r"left\b|leav|desert"),
    _Matter(r"scandal|disgrac", r"shame|outrage"),
)


def graver_than(text: str, article: Article) -> Iterator[str]:
    """Find words for crime, guilt, harm or disgrace in a line of which the article says nothing.

    "Resigned after being accused of ..." where the article knows of no accusation is worse than
    any other invention. Only English words are known.
    """
    if article.language != "en":
        return
    told = f"{article.title or ''}\n{article.text}"
    for matter in _MATTERS:
        found = matter.in_line(text)
        if found and not matter.in_article(told):
            yield f"the article says nothing of {found[0]!r}"
