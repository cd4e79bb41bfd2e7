"""Words by which an article reports what somebody says: "said", "according to", "erklärte".

They are found by their form alone. That says nothing about who said what, and for the same reason
it is an independent count of what an analysis or a model should have found.
"""

import re
from collections.abc import Iterator

# Forms that hardly mean anything else: "claims" and "states" are nouns as often as verbs.
_REPORTING = {
    "ar": r"\b(?:قال|قالت|قالوا|يقول|تقول|أعلن|أعلنت|أكد|أكدت|صرح|صرحت|أضاف|أضافت|أوضح|أوضحت)\b"
    r"|\b(?:وفق[ًا]*|بحسب|حسب)\b",
    "de": r"\b(?:sag(?:t|te|en|ten)|erklär(?:t|te|en|ten)|beton(?:t|te|ten)|berichtete[n]?"
    r"|behaupte(?:t|te|ten)|versicherte[n]?|kritisierte[n]?|warnte[n]?|bestr(?:eitet|itt|itten)"
    r"|dementierte[n]?|antwortete[n]?|laut|zufolge"
    r"|nach\s+(?:Angaben|Aussagen?|Auskunft|Einschätzung|Informationen))\b",
    "en": r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|announce[sd]|argue[sd]|claimed"
    r"|den(?:y|ies|ied|ying)|warn(?:s|ed)|insist(?:s|ed)|explain(?:s|ed)|repl(?:ies|ied)|stated"
    r"|admit(?:s|ted)|acknowledge[sd]|assert(?:s|ed)|testified|complain(?:s|ed)|confirm(?:s|ed)"
    r"|stresse[sd]|concede[sd]|remarked|answered|according\s+to)\b",
    "es": r"\b(?:dij(?:o|eron)|dice[n]?|afirm(?:ó|a|aron)|declar(?:ó|aron)|asegur(?:ó|a|aron)"
    r"|explic(?:ó|a)|añadió|anunció|indicó|señal(?:ó|a)|sostuvo|manifestó|subrayó|informó"
    r"|respondió|neg(?:ó|aron)|según)\b",
    "fr": r"\b(?:a-t-(?:il|elle)|(?:a|ont)\s+(?:déclaré|dit|affirmé|expliqué|ajouté|annoncé|indiqué"
    r"|précisé|assuré|souligné|estimé|répondu|confié|démenti)|déclare|affirme|explique|précise"
    r"|rappelle|assure|souligne|estime|indique|dit|dément|selon)\b|\bd['’]après\b",
    "it": r"\b(?:(?:ha|hanno)\s+(?:detto|dichiarato|affermato|spiegato|aggiunto|annunciato)|dice"
    r"|secondo)\b",
    "da": r"\b(?:sagde|siger|sige|fortalte|fortæller|oplyste|oplyser|ifølge)\b",
    "nl": r"\b(?:zei|zeiden|zegt|zeggen|verklaarde|aldus|volgens)\b",
    "no": r"\b(?:sa|sier|fortalte|forteller|opplyste|opplyser|ifølge)\b",
    "pl": r"\b(?:powiedzia[łl]a?|powiedzieli|mówi|stwierdził[ay]?|oświadczył[ay]?|dodał[ay]?"
    r"|poinformował[ayo]?|zapewnił[ay]?|według|zdaniem)\b",
    "pt": r"\b(?:disse|disseram|diz|afirmou|declarou|explicou|acrescentou|anunciou|segundo)\b",
    "ru": r"\b(?:сказал[аи]?|заявил[аи]?|сообщил[аи]?|отметил[аи]?|добавил[аи]?|по\s+словам)\b",
    "sv": r"\b(?:sade|säger|berättade|berättar|uppgav|uppger|meddelade|meddelar|enligt)\b",
    "zh": r"表示|宣布|声称|指出|强调|否认|据[^\uff0c。]{1,12}(?:报道|称|说)|说(?=[\uff0c\uff1a“])",
}


def reporting_words(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the reporting words of a text; none in an unknown language."""
    pattern = _REPORTING.get(language)
    if pattern is not None:
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def has_reporting_words(language: str) -> bool:
    """Return True if the reporting words of a language are known."""
    return language in _REPORTING
