"""Gravity: words that can ruin somebody, which no line may use before the article does."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefer.article import Article


class _Matter(NamedTuple):
    """Words for one grave matter, as whole words.

    Attributes:
        told: those that a line may use only if the article has one of them, or of ``akin``.
        akin: others by which an article speaks of the same matter.
    """

    told: str
    akin: str

    def in_line(self, text: str) -> re.Match[str] | None:
        return re.search(rf"\b(?:{self.told})\b", text, re.IGNORECASE)

    def in_article(self, text: str) -> bool:
        return bool(re.search(rf"\b(?:{self.told}|{self.akin})\b", text, re.IGNORECASE))


# "Fired", "shot", "attack" and "steal" have harmless senses as well ("fired two missiles", "a heart
# attack"): they are looked for in the article, and not minded in a line.
_MATTERS = (
    _Matter(
        r"accus\w+|alleg(?:ed|edly|es|ation|ations)|indict\w*|prosecut(?:ed|es|ing|ion)|sue[ds]?|suing",
        r"charge[sd]?|blam(?:e[sd]?|ing)|lawsuits?|on trial|trials?|prosecutors?|courts?",
    ),
    _Matter(
        r"arrest(?:ed|s)?|detain(?:ed|s)?|jail(?:ed|s)?|imprison\w*",
        r"detention|custody|prisons?|prisoners?|held (?:by|in|on|for|under|since)|captured|seized",
    ),
    _Matter(
        r"convict(?:ed|s|ion|ions)?|guilty|guilt",
        r"sentenced|verdicts?|plead(?:ed|s)?|pled|jailed|prison",
    ),
    _Matter(
        r"kill(?:ed|s|ing|ings)?|murder\w*|manslaughter|slain|dead|deaths?|die[ds]?|dying|fatal\w*",
        r"casualt\w+|perish\w*|execut(?:ed|ions?)|bod(?:y|ies)|corpses?|tolls?|deadly|drown\w*"
        r"|li(?:fe|ves)|slay\w*|shot|massacre\w*|passed away|funerals?|obituar\w+|suicides?",
    ),
    _Matter(
        r"rap(?:ed|es|ist|ists)|molest\w*|harass\w*|sexually",
        r"rape|sexual|abus\w+|assault\w*",
    ),
    _Matter(
        r"fraud\w*|corrupt\w*|brib\w+|embezzl\w+|stole|stolen|theft|thefts|swindl\w+|launder\w+",
        r"steal\w*|scams?|siphon\w*|loot\w*|misappropriat\w*|misus\w+|rob(?:bed|bery|beries)|thie\w+"
        r"|kickbacks?|graft|taking the money",
    ),
    _Matter(
        r"lied|lying|liars?|cheat\w*|deceiv\w+|hoax\w*",
        r"lies?|false\w*|fakes?|trick\w*|fool\w*|mislead\w*|misled|dishonest\w*",
    ),
    _Matter(
        r"resign(?:s|ed|ing|ation|ations)?|sacked|sacking|oust(?:ed|s|ing|er)",
        r"quit(?:s|ting)?|(?:step|stand)(?:s|ped|ping|ing)? (?:down|aside)|stood (?:down|aside)"
        r"|leav(?:e|es|ing)|left|dismiss\w*|remov(?:ed|al)|fired|gave up|depart\w*|exit\w*"
        r"|replaced",
    ),
    _Matter(
        r"bomb(?:ed|ing|ings|s)?|massacre[ds]?",
        r"strikes?|struck|airstrikes?|raids?|explo(?:ded?|des|sions?|sives?)|blasts?|missiles?|attacks?"
        r"|shell(?:ed|ing)",
    ),
    _Matter(
        r"injur(?:ed|es|y|ies|ing)|wound(?:ed|s|ing)?",
        r"hurt|casualt\w+|hospital\w*|harmed",
    ),
    _Matter(r"betray\w*|neglect(?:ed|s|ing)?", r"abandon\w*|desert(?:ed|s)?|let down|fail\w*"),
    _Matter(r"scandal\w*|disgrac\w+", r"shame\w*|outrage\w*|affair|controvers\w+"),
)


def unsupported_accusation(text: str, article: Article) -> Iterator[str]:
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
