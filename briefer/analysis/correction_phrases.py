"""How an article says that it was wrong, by language: patterns over one sentence each."""

import re
from typing import Final

_OWN_TEXT: Final = (
    r"(?:article|story|report|post|piece|item|page|entry|column|obituary|review|interview|headline"
    r"|caption|newsletter|(?:live ?)?blog|version|photograph|graphic|map|table)"
)
_WRONGLY: Final = r"(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|falsely|in error)"
_EARLIER: Final = r"(?:earlier|previous|prior|original|initial)"
_BEFORE: Final = rf"(?:earlier|previously|originally|initially|first|{_WRONGLY})"
_REPORTED: Final = (
    r"(?:said|says?|stat(?:ed|es)|report(?:ed|s)|wrote|named?|described?|gave|claimed?|suggested"
    r"|called|identified|mis\w+(?:ed|t)|attributed|put|quoted|referred|published|posted|told)"
)
_WAS_WRONG: Final = rf"(?:{_REPORTED}|(?:was|were)\s{_WRONGLY}|was wrong|contained|omitted|had the)"
_HAS: Final = r"(?:(?:has|have|had)\s)?"

_ENGLISH: Final = (
    # "Correction:", "CORRECTION (3 May):", or the word as a heading
    (
        r"^\W*(?:corrections?|clarifications?|corrected|erratum|errata|retraction)\b\s*"
        r"(?:$|[:–—-]|[,(][^:\n]{0,40}:)"
    ),
    # "This article was amended on 3 May", "This story has been updated to correct ..."
    (
        rf"\b(?:(?:this|our)\s(?:\w+\s)?{_OWN_TEXT}|the (?:article|story|headline|caption|post))\s"
        r"(?:was|were|(?:has|have) been)\s(?:\w+\s)?(?:amended|corrected|clarified|retracted)\b"
    ),
    (
        rf"\b(?:this|the|our)\s{_OWN_TEXT}\s(?:was|has been)\s(?:updated|edited|changed|revised"
        r"|modified)\s(?:(?:on|at)\s[^.]{1,40}\s)?to\s(?:correct|clarify|remove|make clear|fix)\b"
    ),
    # "An earlier version of this story said ...", "Our earlier report wrongly said ..."
    (
        rf"\b{_EARLIER}\s(?:version|edition|caption|headline|post|update|entry)s?\b(?:\s(?:of|in|to|on)"
        rf"\s(?:this|the|our)\s(?:\w+\s)?{_OWN_TEXT}s?)?(?:\s(?!of\b|to\b)[^\s.]+){{0,4}}?,?\s{_HAS}"
        rf"(?:{_WRONGLY}\s)?{_WAS_WRONG}\b"
    ),
    rf"\bin an? {_EARLIER} (?:version|edition|post|update|entry)\b.{{0,40}}\bwe\b",
    rf"\bour\s{_EARLIER}\s(?:article|story|report|piece|item)\s(?:{_WRONGLY}\s)?{_WAS_WRONG}\b",
    # "This article originally stated ...", "The headline incorrectly said ..."
    rf"\b(?:this|the|our)\s{_OWN_TEXT}\s{_BEFORE}\s(?:{_WRONGLY}\s)?{_REPORTED}\b",
    # "We said earlier that ...", "We had wrongly reported ...", "Earlier, we reported ..."
    rf"^\W*(?:[^.]{{0,60}},\s)?we\s{_HAS}{_REPORTED}\b(?:\s\w+){{0,3}}?\s{_BEFORE}\b",
    rf"^\W*(?:[^.]{{0,60}},?\s)?we\s{_HAS}{_BEFORE}\s(?:{_WRONGLY}\s)?{_REPORTED}\b",
    (
        rf"^\W*(?:{_BEFORE}|yesterday|on \w+day)\b[^.]{{0,40}}\s"
        rf"(?:we|this (?:news)?paper|this site)"
        rf"\s(?:{_WRONGLY}\s)?{_REPORTED}\b"
    ),
    r"^\W*(?:contrary to|unlike) what (?:we|this \w+)\b",
    # "... was wrongly named in our report", "..., not five, as we reported"
    (
        rf"\b{_WRONGLY}\s{_REPORTED}[^.]{{0,60}}\b(?:in|by)\s(?:an?|our|this)\s(?:{_EARLIER}\s)?"
        rf"{_OWN_TEXT}\b"
    ),
    rf"\bnot\b[^.]{{1,60}},?\sas\s(?:we|an?\s{_EARLIER}\s\w+)\b[^.]{{0,40}}{_REPORTED}",
    # "We are sorry for the error", "The error has been corrected"
    (
        r"^\W*(?:we|the \w+(?: \w+)?) (?:apologi[sz]es?|(?:is|are)(?: \w+)? sorry"
        r"|regrets?) (?:for )?(?:the|this|any|our|that) (?:\w+ )?"
        r"(?:errors?|mistakes?|confusion|inaccuracy)\W*$"
    ),
    (
        r"^\W*(?:(?:the|this|that) (?:error|mistake)|this|it) (?:was|has (?:now |since )?been)"
        r" corrected\W*$"
    ),
    r"\b(?:due to|because of) an editing error\b",
)
_GERMAN: Final = (
    r"^\W*(?:korrektur|berichtigung|richtigstellung)\b",
    r"\b(?:in )?eine[rm]? (?:früheren?|vorherigen?|ersten) (?:version|fassung|meldung)\b",
    r"\bdiese[rs]? (?:artikel|text|beitrag|meldung) wurde\b.{0,60}\b(?:korrigiert|berichtigt)\b",
    r"\bwir (?:hatten|haben)\b.{0,80}\b(?:irrtümlich|fälschlich|versehentlich)",
    r"\bwir bitten\b.{0,30}\b(?:fehler|irrtum)\b",
)
_FRENCH: Final = (
    r"^\W*(?:rectificatif|correction|erratum)\b\s*[:–—-]",
    (
        r"\bune (?:première |précédente )?version (?:précédente |antérieure |initiale )?"
        r"(?:de (?:cet article|ce texte) )?(?:indiquait|affirmait|mentionnait|disait|annonçait)"
    ),
    r"\bdans une (?:première|précédente) version\b",
    r"\bcet article a été\b.{0,60}\b(?:corrigé|rectifié)",
    r"\bnous avons (?:écrit|indiqué|annoncé) (?:par erreur|à tort)",
)
_SPANISH: Final = (
    r"^\W*(?:corrección|fe de errores|rectificación)\b",
    r"\buna (?:primera )?versión (?:anterior|previa|inicial)\b",
    r"\beste (?:artículo|texto) (?:ha sido|fue)\b.{0,60}\b(?:corregido|rectificado)",
    r"\blamentamos el error\b",
)
_ITALIAN: Final = (
    r"^\W*(?:correzione|errata corrige|rettifica)\b",
    r"\buna versione precedente\b",
    r"\bquesto articolo è stato\b.{0,60}\b(?:corretto|rettificato)",
)
_PORTUGUESE: Final = (
    r"^\W*(?:correção|errata|retificação)\b",
    r"\buma versão (?:anterior|prévia)\b",
    r"\beste (?:artigo|texto) foi\b.{0,60}\b(?:corrigido|retificado)",
)
_DUTCH: Final = (
    r"^\W*(?:correctie|rectificatie)\b",
    r"\been eerdere versie\b",
    r"\bdit artikel is\b.{0,60}\b(?:gecorrigeerd|gerectificeerd)",
)
# In other languages: the word for it and a colon, or the word as a heading.
_LABELS: Final = {
    "ar": "تصحيح|تصويب|استدراك",
    "da": "rettelse|korrektion",
    "ja": "訂正(?:とお詫び)?|お詫びと訂正",
    "no": "rettelse|korreksjon|presisering",
    "pl": "sprostowanie|korekta",
    "ru": "исправление|поправка|уточнение",
    "sv": "rättelse|korrigering",
    "tr": "düzeltme",
    "uk": "виправлення|уточнення",
    "zh": "更正|勘误|勘誤|訂正",
}


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{words})\s*(?:$|[:\uff1a–—-])", re.IGNORECASE)


CORRECTS: Final = {
    "en": _any(_ENGLISH),
    "de": _any(_GERMAN),
    "fr": _any(_FRENCH),
    "es": _any(_SPANISH),
    "it": _any(_ITALIAN),
    "pt": _any(_PORTUGUESE),
    "nl": _any(_DUTCH),
    **{language: _label(words) for language, words in _LABELS.items()},
}
"""What a sentence of a correction has, by language."""

UPDATES: Final = re.compile(
    rf"\b(?:this|our)\s{_OWN_TEXT}\s(?:was|has been|will be)\s(?:\w+\s)?"
    r"(?:updated|edited|revised|republished)\b"
    r"|\bthis is a (?:developing|breaking)(?: news)? story\b"
    r"|\b(?:check back|refresh (?:this|the) page)\b",
    re.IGNORECASE,
)
"""What a note on an English article has that corrects nothing: "This story will be updated"."""
