"""The attribution rules for English, with the short ids that ``briefer debug`` prints."""

from enum import StrEnum


class Rule(StrEnum):
    """A rule that finds attributions; its value is the short id."""

    SUBJECT_OF_REPORTING_VERB = "A1"
    ACCORDING_TO = "A2"
    AGENT_OF_PASSIVE_VERB = "A3"
    PASSIVE_WITHOUT_AGENT = "A4"
    COURT_HEARS = "A5"
    CLAIM_NOUN = "A6"
    COLON_BEFORE_QUOTATION = "A7"
    QUOTATION_CONTINUES_SOURCE = "A8"
    VERB_BESIDE_QUOTATION = "A9"
    SPEAKER_AFTER_QUOTATION = "A10"
    ACTION_BEFORE_QUOTATION = "A11"
    INSCRIPTION = "A12"
    STANCE = "A13"


RULES: dict[Rule, str] = {
    Rule.SUBJECT_OF_REPORTING_VERB: "Reyes said that the gate was open",
    Rule.ACCORDING_TO: "the gate was open, according to Reyes",
    Rule.AGENT_OF_PASSIVE_VERB: "Holt was told by Reyes that the gate was open",
    Rule.PASSIVE_WITHOUT_AGENT: "a jury was told that the gate was open; the source is unknown",
    Rule.COURT_HEARS: "the inquest heard from Reyes that the gate was open",
    Rule.CLAIM_NOUN: "Reyes's claim that the gate was open",
    Rule.COLON_BEFORE_QUOTATION: "Reyes put it more simply: “Never again.”",
    Rule.QUOTATION_CONTINUES_SOURCE: "a quotation without a cue, after one of the same source",
    Rule.VERB_BESIDE_QUOTATION: "“Never again,” Reyes laughed",
    Rule.SPEAKER_AFTER_QUOTATION: "“Never again.” That was the view of Reyes.",
    Rule.ACTION_BEFORE_QUOTATION: "Reyes shook his head. “Never again.”",
    Rule.INSCRIPTION: "signs that read “Never again”",
    Rule.STANCE: "Reyes is adamant that the gate was open",
}
"""What each rule matches, in one line."""
