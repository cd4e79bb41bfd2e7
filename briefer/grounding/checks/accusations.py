"""Check that the article supports grave words of a line: "arrested", "fraud", "resigned"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefer.schema.article import Article


class _Topic(NamedTuple):
    """Patterns for whole words on one grave topic.

    Attributes:
        grave: a line may use these only if the article uses one of them or of ``related``.
        related: other words on the same topic.
    """

    grave: str
    related: str

    def in_line(self, text: str) -> re.Match[str] | None:
        return re.search(rf"\b(?:{self.grave})\b", text, re.IGNORECASE)

    def in_article(self, text: str) -> bool:
        return bool(re.search(rf"\b(?:{self.grave}|{self.related})\b", text, re.IGNORECASE))


# "Fired", "shot", "attack" and "steal" also have harmless senses ("fired two missiles", "a heart
# attack"): they count as support in the article, but a line may always use them.
_TOPICS = (
    _Topic(
        r"accus\w+|alleg(?:ed|edly|es|ation|ations)|indict\w*|prosecut(?:ed|es|ing|ion)|sue[ds]?|suing",
        r"charge[sd]?|blam(?:e[sd]?|ing)|lawsuits?|on trial|trials?|prosecutors?|courts?",
    ),
    _Topic(
        r"arrest(?:ed|s)?|detain(?:ed|s)?|jail(?:ed|s)?|imprison\w*",
        r"detention|custody|prisons?|prisoners?|held (?:by|in|on|for|under|since)|captured|seized",
    ),
    _Topic(
        r"convict(?:ed|s|ion|ions)?|guilty|guilt",
        r"sentenced|verdicts?|plead(?:ed|s)?|pled|jailed|prison",
    ),
    _Topic(
        r"kill(?:ed|s|ing|ings)?|murder\w*|manslaughter|slain|dead|deaths?|die[ds]?|dying|fatal\w*",
        r"casualt\w+|perish\w*|execut(?:ed|ions?)|bod(?:y|ies)|corpses?|tolls?|deadly|drown\w*"
        r"|li(?:fe|ves)|slay\w*|shot|massacre\w*|passed away|funerals?|obituar\w+|suicides?",
    ),
    _Topic(
        r"rap(?:ed|es|ist|ists)|molest\w*|harass\w*|sexually",
        r"rape|sexual|abus\w+|assault\w*",
    ),
    _Topic(
        r"fraud\w*|corrupt\w*|brib\w+|embezzl\w+|stole|stolen|theft|thefts|swindl\w+|launder\w+",
        r"steal\w*|scams?|siphon\w*|loot\w*|misappropriat\w*|misus\w+|rob(?:bed|bery|beries)|thie\w+"
        r"|kickbacks?|graft|taking the money",
    ),
    _Topic(
        r"lied|lying|liars?|cheat\w*|deceiv\w+|hoax\w*",
        r"lies?|false\w*|fakes?|trick\w*|fool\w*|mislead\w*|misled|dishonest\w*",
    ),
    _Topic(
        r"resign(?:s|ed|ing|ation|ations)?|sacked|sacking|oust(?:ed|s|ing|er)",
        r"quit(?:s|ting)?|(?:step|stand)(?:s|ped|ping|ing)? (?:down|aside)|stood (?:down|aside)"
        r"|leav(?:e|es|ing)|left|dismiss\w*|remov(?:ed|al)|fired|gave up|depart\w*|exit\w*"
        r"|replaced",
    ),
    _Topic(
        r"bomb(?:ed|ing|ings|s)?|massacre[ds]?",
        r"strikes?|struck|airstrikes?|raids?|explo(?:ded?|des|sions?|sives?)|blasts?|missiles?|attacks?"
        r"|shell(?:ed|ing)",
    ),
    _Topic(
        r"injur(?:ed|es|y|ies|ing)|wound(?:ed|s|ing)?",
        r"hurt|casualt\w+|hospital\w*|harmed",
    ),
    _Topic(r"betray\w*|neglect(?:ed|s|ing)?", r"abandon\w*|desert(?:ed|s)?|let down|fail\w*"),
    _Topic(r"scandal\w*|disgrac\w+", r"shame\w*|outrage\w*|affair|controvers\w+"),
)


def unsupported_accusation(text: str, article: Article) -> Iterator[str]:
    """Find words for crime, guilt, harm or disgrace that nothing in the article supports.

    An invented "resigned after being accused of ..." is worse than any other invention. English
    only.
    """
    if article.language != "en":
        return
    article_text = f"{article.title or ''}\n{article.text}"
    for topic in _TOPICS:
        found = topic.in_line(text)
        if found and not topic.in_article(article_text):
            yield f"nothing in the article supports the word {found[0]!r}"
