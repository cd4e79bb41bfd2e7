"""Words that deny what follows or precedes them: "denied", "dementierte", "否认"."""

import re

# Cues after which a statement is not what the source says but what it rejects.
_DENIALS = {
    "ar": r"نفى|نفت|ينفي|تنفي|استبعد|لم\b|لن\b|ليس|لا\b",
    "de": r"\b(?:bestr(?:eitet|eiten|itt|itten)|dementiert\w*|widersprach\w*|widerspricht"
    r"|bezweifel\w+|schlie(?:ß|ss)t|schloss(?:en)?|nicht|kein\w*)\b",
    "en": r"\b(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|disput(?:es?|ed|ing)|doubt(?:s|ed|ing)?"
    r"|rul(?:es?|ed|ing) out|not|never|no)\b|n['’]t\b",
    "es": r"\b(?:nieg(?:a|an)|neg(?:ó|aron)|desm(?:iente|ienten|intió|intieron)|descart(?:a|an|ó)"
    r"|dud(?:a|an|ó)|no)\b",
    "fr": r"\b(?:nien?t?|nié|dém(?:ent|entent|enti)|contest(?:e|ent|é)|dout(?:e|ent|é)|pas|ne)\b"
    r"|\bn['’]",
    "zh": r"否认|不承认|排除|怀疑|没有|不",
}


def is_denial(cue: str, language: str) -> bool:
    """Return True if a cue says that its source rejects the statement."""
    pattern = _DENIALS.get(language)
    return pattern is not None and re.search(pattern, cue, re.IGNORECASE) is not None
