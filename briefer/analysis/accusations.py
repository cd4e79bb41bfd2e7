# ruff: noqa: E501 (one language a line)
"""Words for crimes and guilt, by language: nobody may be asked about them out of nothing.

A question such as "Why did the mayor steal the money?" accuses, though it states nothing. Its words
for a crime must be the article's own.
"""

import re
from functools import cache
from typing import Final

# Beginnings of words; "=" stands before a whole word.
_STEMS: Final = {
    "ar": "قتل سرق رشو فساد احتيال كذب جريم إرهاب خيان اغتصاب فضيح متعمد",
    "de": "mord ermord tötet getötet umgebracht stehl stahl gestohlen diebstahl dieb raub beraub bestech"
    " bestoch korrup betrug betrüg betrog lüg =log gelogen unterschlag veruntreu vergewaltig"
    " missbrauch erpress terror verrat verräter schmuggel kriminell verbrech täusch fälsch verhaft"
    " verurteil gefängnis schuldig geldwäsch verrück betrunken schmiergeld skandal vorsätz absichtlich",
    "en": "murder kill slay slain assassin steal stole theft thief thieves rob =robs robbed robber brib"
    " corrupt fraud =lie =lies =lied lying liar embezzl launder rape rapist abus assault molest paedo"
    " pedo traitor treason terroris cheat forge blackmail extort smuggl traffick guilt convict jail"
    " prison arrest crim scam swindl conspir perjur cover-up sabotag poison drunk racis nazi betray"
    " sentenced kickback launder illegal pervert disgrac incest"
    " scandal deliberate malicious =purpose wilful intentional",
    "es": "asesin mató =matar homicid robo robó robar ladr soborn corrup fraud mentir mintió mentiros"
    " malvers violó violac abus extors terroris traic traid contraband crim delinc engañ falsific"
    " arrest detenid condena cárcel culpab blanque estaf escándal deliberad",
    "fr": "meurtr assassin =tuer =tué =tue voler =volé voleur corrup corromp fraud mentir menti menteur"
    " détourn viol =violer abus extorq chantage terroris trahi traîtr contreband crimin tromp falsifi"
    " arrêté condamn prison coupab blanchi escroc pot-de-vin pots-de-vin"
    " scandal délibéré",
    "it": "omicid assassin uccis uccid rubò rubar rubat ladr corruz corrott tangent frod mentì mentir"
    " bugiard stupr abus estors terroris tradi contrabband crimin falsific arrestat condannat"
    " prigion colpevol riciclag truff scandal deliberat",
    "nl": "moord vermoord gedood stelen stal gestolen dief diefstal omkop corrup fraude lieg loog"
    " gelogen verduister verkracht misbruik afpers terror verraad smokkel crimin gearresteerd"
    " veroordeeld gevangenis schuldig witwas opgelicht schandaal opzettelijk",
    "pt": "assassin matou =matar homicíd roub ladr suborn corrup fraud mentir mentiu mentiros desvi"
    " estupr abus extors terroris traiç traid contraband crim falsific pres[oa]s? condenad culpad"
    " lavage propina escândal deliberad",
    "ru": "убий убил убит украл краж вор взятк корруп мошен солгал лгал лож изнасил террор предател"
    " преступ арест осужд тюрьм винов отмыв подделал скандал умышл нарочно",
    "zh": "谋杀 杀害 杀人 偷 盗 受贿 行贿 贿赂 腐败 贪污 诈骗 撒谎 说谎 强奸 恐怖 叛国 走私 犯罪 逮捕 判刑 监狱 有罪 洗钱 丑闻 故意",
}  # fmt: skip
_UNSPACED = frozenset({"ar", "zh"})


def accusing_words(text: str, language: str) -> list[str]:
    """Return the words of a text for crimes and guilt; in an unknown language, the English ones."""
    return [match[0] for match in _pattern(language).finditer(text)]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    known = language if language in _STEMS else "en"
    stems = _STEMS[known].split()
    if known in _UNSPACED:
        return re.compile("|".join(stems))
    forms = (rf"{stem[1:]}\b" if stem.startswith("=") else rf"{stem}[\w-]*" for stem in stems)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})", re.IGNORECASE)
