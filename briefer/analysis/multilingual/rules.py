"""The patterns that find attributions in languages without a parser."""

from enum import StrEnum


class PatternRule(StrEnum):
    """A pattern that finds attributions; its value is the short id."""

    CUE_AFTER_QUOTATION = "P1"
    CUE_BEFORE_QUOTATION = "P2"
    REPORTED_CLAUSE = "P3"
    SENTENCE_BEFORE = "P4"
    REPORT_CONTINUES = "P5"


PATTERN_RULES: dict[PatternRule, str] = {
    PatternRule.CUE_AFTER_QUOTATION: "« La porte était ouverte », a dit Reyes",
    PatternRule.CUE_BEFORE_QUOTATION: "Reyes a dit : « La porte était ouverte »",
    PatternRule.REPORTED_CLAUSE: "Selon Reyes, la porte était ouverte",
    PatternRule.SENTENCE_BEFORE: "La porte était ouverte. C’est ce qu’a dit Reyes.",
    PatternRule.REPORT_CONTINUES: "Reyes sagte, man warte. Das Tor habe offen gestanden.",
}
"""What each pattern matches, in one line."""
