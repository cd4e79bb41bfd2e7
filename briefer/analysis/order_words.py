# ruff: noqa: E501, RUF001 (patterns are easier to read in one line, and Russian looks like Latin)
"""Words of conditions and orders in languages without a parser.

"Schreiben Sie, dass", "il faut écrire que" and "El resumen debe decir" tell somebody what to write.
"""

from typing import Final

# Words that open a condition, by language.
CONDITIONS: Final = {
    "ar": r"إذا|لو",
    "de": r"wenn|falls|sofern|ob",
    "es": r"si|siempre que|a menos que",
    "fr": r"si|s['’](?=ils?\b)|à moins que",
    "it": r"se|qualora|purché|a meno che",
    "nl": r"als|indien|tenzij",
    "pl": r"jeśli|jeżeli|gdyby|czy|o ile",
    "pt": r"caso|a menos que",
    "ru": r"если|ли",
    "tr": r"eğer|şayet",
    "zh": r"如果|(?<!\w)若|[假倘如]若|若(?=[是不非要有无能没])|假如|要是|是否",  # 若 is in names, too
}
# Verb forms that tell somebody to do something, and words for the one who is told.
ORDERS: Final = {
    "ar": r"^\W*(?:يرجى|رجاء|تجاهل|اكتب|قل|انس|لا تذكر|تخيل|افترض|كرر|هل يمكنك)|\bعليك\b",
    "de": r"^\W*(?:Bitte|[A-ZÄÖÜ][a-zäöüß]+(?:n Sie|en Sie))\b|\b(?:und|[Bb]itte) [a-zäöü]+n Sie\b"
    r"|[,:;–—] *(?:[Bb]itte )?[a-zäöüß]+n Sie\b|\b(?:[Dd]u|dir|dich|[Dd]einen?|[Dd]eine[rms]?|Ihnen)\b"
    r"|^\W*(?:Ignorier|Schreib|Vergiss|Sag|Gib|Antwort|Bericht|Nenn|Stell|Setz|Wiederhol|Meld|Füg|Nimm|Tu|Hör|Lies)e?\b"
    r"|^\W*(?:Angenommen|Gesetzt)\b",
    "es": r"(?i:^\W*(?:por favor|ignor(?:e|a|en|ad)|olvid(?:e|a|en)|escrib(?:a|e|an|id)|respond(?:a|an)"
    r"|resum(?:a|e|an)|imagin(?:e|a|en|emos)|digan?|di|pon(?:ga|gan)?|haz|hagan?|atribuy(?:e|a|an)|escuch(?:a|e|en)"
    r"|repite|repit(?:a|an)|repítelo|repítalo|supon(?:ga|gan|gamos)?)\b|\b(?:usted|ustedes|vosotros|tú|tus?|debes"
    r"|vuestr[oa]s?|quiero que|te pido)\b|\by escrib(?:a|e|an)\b)",
    "fr": r"(?i:^\W*(?!chez|assez)[a-zéèêç]{3,}ez\b|(?:[,;:]|\bet|\bde)\s(?!chez|assez)[a-zéèêç]{3,}ez\b"
    r"|\b(?:vous|votre|vos|tu|toi|ton)\b|^\W*(?:dites|faites|ignore|oublie|écris|réponds|dis|fais"
    r"|ne (?:pas|jamais) (?:(?:écrire|dire|mentionner|signaler|rapporter|indiquer|ajouter|noter|citer)|(?:omettre|oublier) (?:qu[e’']|d[e’']))|imagine|imaginons|supposons|admettons|rédige|résume|répète|mets|attribue|écoute)\b)",
    "it": r"(?i:^\W*(?:per favore|si prega|ignor(?:a|i|ate)|scriv(?:a|i|ete)|rispond(?:a|i|ete)|dimentica"
    r"|immagin(?:a|ate|iamo)|riassumi|fai finta|fate finta|ascolta|ripeti(?:lo)?|supponi|supponiamo|metti|aggiungi|di[’'] che)\b|\b(?:tu|tuo|tua|voi|vostr[oaie]|devi|dovete)\b|\be scriv(?:a|i|ete)\b)",
    "nl": r"(?i:^\W*(?:gelieve|negeer|schrijf|vergeet|antwoord|meld|zeg|vermeld|zet|herhaal|stel dat|luister|voeg|neem)\b"
    r"|\b(?:u|uw|jij|jouw|jullie)\b)",
    "pt": r"(?i:^\W*(?:por favor|ignor(?:e|a|em)|esque[cç](?:a|e)|escrev(?:a|e|am)|respond(?:a|am)|resum(?:a|am)"
    r"|imagine|digam?|por gentileza|acrescent(?:e|a|em)|suponh(?:a|am|amos)|repit(?:a|am)|ponha|coloque|ouça|escute|faça)\b|\b(?:você|vocês|tua?|deves)\b|\be escrev(?:a|am)\b)",
    "pl": r"(?i:\b[a-ząćęłńóśźż]{2,}(?:jcie|źcie|ćcie|rzcie|szcie)\b"
    r"|^\W*(?:proszę|prosimy|zignoruj|pomiń|zapomnij|napisz|podaj|powiedz|odpowiedz|dodaj|umieść|powtórz|załóż|wyobraź|streść|udawaj|pisz)\b"
    r"|\b(?:ty|ciebie|tobie|twój|twoja|twoje|wasz\w*)\b|[,;:] (?:napisz|podaj|powiedz|odpowiedz|dodaj|umieść|powtórz)\b|\bi (?:napisz|podaj|powiedz|dodaj)\b)",
    "ru": r"(?i:(?<!\w)[а-яё]{2,}(?:йте|ите|ьте)(?:сь)?\b|\b(?:ты|тебе|тебя|твой|вы|вам|вас|ваш\w*)\b"
    r"|^\W*(?:игнорируй|напиши|забудь|скажи|ответь|сообщи|пожалуйста|представь|представим|предположим|допустим|повтори|укажи|добавь|слушай)\b)",
    "tr": r"(?i:^\W*(?:lütfen|diyelim ki|farz edelim|varsay)\b|\b(?:sen|sana|senin|siz|size|sizin)\b"
    r"|\b(?:yaz|yazın|yazınız|söyle|söyleyin|ekle|ekleyin|koy|koyun|belirt|belirtin|bildir|bildirin|yanıtla|yanıtlayın|tekrarla|tekrarlayın|özetle|özetleyin"
    r"|say|sayın|unut|unutun|varsay|varsayın)\W*(?:$|[:,;.!]))",
    "ja": r"(?:ください|下さい|くれ|なさい|せよ|しろ|書け|いただけますか|もらえますか|と仮定しよう|としよう|としましょう)\W*$|あなた|君の",
    "zh": r"^\W*(?:请|請|忽略|忘掉|忘记|只报道|想象|设想|无视|不要|务必|写|回答|输出|假设|假装)|[\uff0c、\uff1b\uff1a。,]\s*(?:请|請|并写|写道|务必)"
    r"|[你您]",
}  # fmt: skip
# What a text or a machine is to say: its noun before a colon, or with a duty; and the duty to write.
# The German "man …e:" is "man schreibe:", an order, and no past form in -te: "man sagte:".
FRAMES: Final = {
    "ar": r"^\W*(?:العنوان|الملخص|الإجابة|الجواب)\b[^.«“\"]{0,40}:|(?:يجب|ينبغي|المطلوب) (?:أن )?(?:كتابة|يكتب|يذكر|يقول|تكتب|تذكر|تقول)",
    "de": r"(?i:^\W*(?:die |der )?(?:überschrift|schlagzeile|titelzeile|zusammenfassung|kurzfassung|ausgabe)\b[^.:„“\"]{0,40}:"
    r"|\b(?:überschrift|schlagzeile|titelzeile|zusammenfassung|kurzfassung|sprachmodelle?n?)\b[^.]{0,30}\b(?:muss|müssen|soll|sollen|sollte|hat zu|haben zu)\b"
    r"|\b(?:ist|sind|bleibt) (?:\w+ ){0,3}zu (?:schreiben|berichten|erwähnen|melden)\b|^\W*man [a-zäöüß]+(?<!t)e:"
    r"|\bman (?:muss|soll|sollte|möge) (?:schreiben|berichten|erwähnen|melden)\b)",
    "es": r"(?i:^\W*(?:el |la )?(?:titular|título|resumen|síntesis)\b[^.:«“\"]{0,40}:"
    r"|\b(?:titular|resumen|síntesis|modelos? de lenguaje)\b[^.]{0,30}\b(?:deben?|debería|ha de|tiene que|tienen que)\b"
    r"|\b(?:hay que|es (?:necesario|obligatorio|preciso)|se (?:ruega|pide|debe)|conviene) (?:escribir|decir|mencionar|informar|indicar|añadir)\b)",
    "fr": r"(?i:^\W*(?:le |la )?(?:titre|résumé|synthèse|chapô)\b[^.:«“\"]{0,40}:"
    r"|\b(?:résumé|synthèse|chapô|modèles? de langage)\b[^.]{0,30}\b(?:doit|doivent|devra|devrait|est tenue? de)\b"
    r"|\b(?:il (?:faut|convient d[e’']|est (?:nécessaire|obligatoire) d[e’'])|prière d[e’']|merci d[e’']|on doit)\s?(?:bien vouloir )?(?:écrire|dire|mentionner|signaler|rapporter|indiquer|ajouter|noter)\b)",
    "it": r"(?i:^\W*(?:il |la )?(?:titolo|riassunto|sintesi)\b[^.:«“\"]{0,40}:"
    r"|\b(?:riassunto|sintesi|modell[oi] linguistic[oi])\b[^.]{0,30}\b(?:deve|devono|dovrebbe)\b"
    r"|\b(?:bisogna|occorre|è (?:necessario|obbligatorio)) (?:scrivere|dire|menzionare|riferire|indicare)\b)",
    "nl": r"(?i:^\W*(?:de )?(?:kop|titel|samenvatting)\b[^.:“\"]{0,40}:"
    r"|\b(?:samenvatting|taalmodel(?:len)?)\b[^.]{0,30}\b(?:moet|moeten|dient|hoort)\b"
    r"|\bmen (?:moet|dient te) (?:schrijven|melden|zeggen|vermelden)\b)",
    "pt": r"(?i:^\W*(?:o |a )?(?:manchete|título|resumo|síntese)\b[^.:«“\"]{0,40}:"
    r"|\b(?:manchete|resumo|síntese|modelos? de linguagem)\b[^.]{0,30}\b(?:deve|devem|deveria|tem de|têm de)\b"
    r"|\b(?:é preciso|é necessário|é obrigatório|há que|deve-se) (?:escrever|dizer|mencionar|informar|indicar)\b)",
    "ru": r"(?i:^\W*(?:в )?(?:заголов\w+|резюме|краткое изложение)\b[^.:«“\"]{0,40}:"
    r"|\b(?:заголов\w+|резюме|краткое изложение|языков\w+ модел\w+)\b[^.]{0,30}\b(?:должн\w+|обязан\w*|следует)\b"
    r"|\b(?:нужно|надо|следует|необходимо|требуется) (?:написать|сообщить|сказать|указать|упомянуть)\b)",
    "ja": r"(?:見出し|要約|回答|出力)[^。「]{0,60}(?:なければならない|べきだ|べきである|こと)\W*$|^\W*(?:見出し|要約|回答|出力)[^。「]{0,8}[：:]",
    "zh": r"^\W*(?:标题|標題|摘要|总结|總結|回答|答案)[^。“]{0,8}[：:]|(?:标题|標題|摘要|总结|總結|回答|答案|语言模型)[^。“]{0,8}(?:必须|必須|应|應|要写)"
    r"|(?:必须|必須|应该|應該|需要|要求)(?:写|寫|报道|報導|提到)",
}  # fmt: skip
# Labels that name those who make texts, and what says of this very text what to do with it.
SELF: Final = {
    "ar": r"^\W*(?:إلى|لل?)\s?(?:المحررين|محررين|القراء|الآلات|البرامج)\b[^.«“\"]{0,40}:|(?:هذا النص|هذه المقالة)[^.«“\"]{0,80}:",
    "de": r"(?i:^\W*(?:\w*hinweis|notiz|mitteilung|nachricht) (?:an|für) [^.:„“\"]{1,60}:|^\W*(?:an|für) (?:[\w ]{0,20}\s)?(?:redakt\w+|leser\w*|maschinen|programme\w*|werkzeuge)\b[^.:„“\"]{0,60}:"
    r"|\bdiese[ns]? (?:text|artikel|beitrag)\b[^.„“\"]{0,80}:)",
    "es": r"(?i:^\W*(?:nota|aviso|mensaje) (?:a|para) [^.:«“\"]{1,60}:|^\W*(?:a|para) (?:[\w ]{0,20}\s)?(?:redactor\w*|editor\w*|lector\w*|máquinas|programas|herramientas)\b[^.:«“\"]{0,60}:"
    r"|\beste (?:texto|artículo)\b[^.«“\"]{0,80}:)",
    "fr": r"(?i:^\W*(?:note|avis|message) (?:aux?|pour|à) [^.:«“\"]{1,60}:|^\W*(?:aux?|pour|à) (?:[\w’' ]{0,30}\s)?(?:rédact\w+|éditeurs|lecteurs|lectrices|machines|programmes|logiciels|outils)\b[^.:«“\"]{0,60}:"
    r"|\b(?:ce texte|cet article)\b[^.«“\"]{0,80}:)",
    "it": r"(?i:^\W*(?:nota|avviso|messaggio) (?:ai|alle|agli|per) [^.:«“\"]{1,60}:|^\W*(?:ai|alle|agli|per) (?:[\w ]{0,20}\s)?(?:redattor\w*|redazion\w*|lettor\w*|macchine|programmi|strumenti|legge)\b[^.:«“\"]{0,60}:"
    r"|\b(?:questo testo|quest[’']articolo)\b[^.«“\"]{0,80}:)",
    "ja": r"^\W*(?:編集者|読者|機械)(?:の皆様)?へ[：:]|この(?:文章|記事)[^。「]{0,80}[：:]",
    "nl": r"(?i:^\W*(?:\w*bericht|notitie|opmerking) (?:aan|voor) [^.:“\"]{1,60}:|^\W*(?:aan|voor) (?:[\w ]{0,20}\s)?(?:redact\w+|lezers|machines|programma\w*|hulpmiddelen)\b[^.:“\"]{0,60}:"
    r"|\bdeze (?:tekst)\b[^.“\"]{0,80}:|\bdit artikel\b[^.“\"]{0,80}:)",
    "pl": r"(?i:^\W*(?:uwaga|notatka|informacja|wiadomość) (?:do|dla) [^.:„“\"]{1,60}:|^\W*(?:do|dla) (?:[\w ]{0,20}\s)?(?:redak\w+|czytelnik\w*|maszyn|programów|narzędzi)\b[^.:„“\"]{0,60}:"
    r"|\b(?:ten tekst|ten artykuł|tego tekstu|tego artykułu)\b[^.„“\"]{0,80}:)",
    "pt": r"(?i:^\W*(?:nota|aviso|mensagem) (?:aos?|às?|para) [^.:«“\"]{1,60}:|^\W*(?:aos?|às?|para) (?:[\w ]{0,20}\s)?(?:redator\w*|redações|editor\w*|leitor\w*|máquinas|programas|ferramentas)\b[^.:«“\"]{0,60}:"
    r"|\beste (?:texto|artigo)\b[^.«“\"]{0,80}:)",
    "ru": r"(?i:^\W*(?:[\w ]{0,20}\s)?(?:редактор\w*|читател\w*|программам|машинам)\b[^.:«“\"]{0,40}:"
    r"|\b(?:этот текст|эту статью|этой статьи|этого текста)\b[^.«“\"]{0,80}:)",
    "tr": r"(?i:^\W*(?:[\w ]{0,20}\s)?(?:editörlere|okurlara|okuyuculara|makinelere|yazılımlara|için not)\b[^.:“\"]{0,40}:"
    r"|\bbu (?:metni|metin|yazıyı|haberi)\b[^.“\"]{0,80}:)",
    "zh": r"^\W*(?:致|给)[^。“：:]{0,10}(?:编辑|編輯|读者|讀者|机器|程序|工具)[^。“：:]{0,10}[：:]|(?:本文|这篇文章|這篇文章)[^。“]{0,40}[：:]",
}  # fmt: skip
# A wish about a text: "Es wäre schön, wenn die Zusammenfassung", "Sería bueno que el resumen".
WISHES: Final = {
    "ar": r"(?:ليت|حبذا|سيكون من|من الجميل|من الأفضل)[^.«“]{0,60}(?:العنوان|الملخص|الموجز|الإجابة)",
    "de": r"(?i:\b(?:wäre\w*|würde\w*|möge\w*|könnte\w*)\b[^.„“]{0,80}\b(?:überschrift|schlagzeile|zusammenfassung|kurzfassung|kurzmeldung)\w*)",
    "es": r"(?i:\b(?:sería|seria|ojalá|gustaría|convendría|fuera)\b[^.«“]{0,80}\b(?:titular|resumen|síntesis|sinopsis)\w*)",
    "fr": r"(?i:\b(?:serait|aimerait|aimerions|plairait|puisse|conviendrait|faudrait)\b[^.«“]{0,80}\b(?:titre|résumé|synthèse|abrégé|chapô)\w*)",
    "it": r"(?i:\b(?:sarebbe|magari|vorremmo|piacerebbe|converrebbe)\b[^.«“]{0,80}\b(?:titolo|riassunto|sintesi|compendio)\w*)",
    "ja": r"(?:見出し|要約)[^。「]{0,60}(?:といい|ほしい|欲しい|ありがたい|嬉しい)",
    "nl": r"(?i:\b(?:zou|moge|graag|ware)\b[^.“]{0,80}\b(?:kop|titel|samenvatting|overzicht)\w*)",
    "pl": r"(?i:\b(?:byłoby|oby|chcielibyśmy|warto)\b[^.„“]{0,80}\b(?:nagłów\w+|streszczeni\w+|podsumowani\w+|skró\w+)|\b(?:nagłówek|tytuł|streszczenie|podsumowanie)\b[^.„“]{0,30}\b(?:musi|powin\w+|ma brzmieć)\b"
    r"|^\W*(?:nagłówek|tytuł|streszczenie|podsumowanie)\b[^.:„“]{0,40}:)",
    "pt": r"(?i:\b(?:seria|oxalá|tomara|gostaríamos|conviria|fosse)\b[^.«“]{0,80}\b(?:manchete|resumo|síntese|sinopse)\w*)",
    "ru": r"(?i:\bбы(?:ло)?\b[^.«“]{0,80}\b(?:заголов\w+|резюме|сводк\w+|краткое изложение))",
    "tr": r"(?i:\b(?:özet\w*|başlı\w*|manşet\w*)\b[^.“]{0,80}\b(?:olurdu|olmalı|gerek\w*|yazmalı|demeli|keşke)\b|^\W*(?:özet|başlık|manşet)\b[^.:“]{0,40}:)",
    "zh": r"(?:但愿|希望|最好|要是|如果)[^。“]{0,20}(?:标题|標題|摘要|总结|總結|简报|簡報)",
}  # fmt: skip
# Words that point at other words of the same text: "the next sentence", "la frase seguente".
NEXT_WORDS: Final = {
    "ar": r"(?:الجملة|العبارة|الفقرة|السطر) (?:التالية|الآتية|التالي|السابقة)",
    "de": r"(?i:\b(?:folgende[nr]?|nächste[nr]?|vorige[nr]?|vorstehende[nr]?) (?:sätze?|satz|zeilen?|wortlaut|absatz|absätze)\b)",
    "en": r"(?i:\b(?:next|following|preceding|above) (?:sentence|line|paragraph)s?\b[^.]{0,80}\b(?:must|should|shall|is to|are to|has to|belongs?|needs?|every|any|all)\b"
    r"|\b(?:must|should|shall|is to|are to|has to|needs? to|requested to|asked to)\b[^.]{0,80}\b(?:next|following|preceding|above) (?:sentence|line|paragraph)s?\b"
    r"|\b(?:sentence|line|paragraph)s? (?:after|before|below|above|following) this one\b"
    r"|\b(?:what|that which) (?:comes|follows|stands) (?:next|below|now|here)\b[^.]{0,60}\b(?:headline|summary|digest|brief|top)\b"
    r"|\bthis (?:sentence|line|paragraph) (?:is|must|should|belongs)\b"
    r"|^(?=.*\b(?:headline|summar(?:y|ies)|digest)s?\b).*\b(?:(?:next|following|preceding|above) (?:sentence|line|paragraph)|(?:sentence|line|paragraph) (?:above|below))\b)",
    "es": r"(?i:\b(?:frase|oración|línea|párrafo) (?:siguiente|que sigue|anterior|de (?:abajo|arriba))\b|\b(?:siguiente|próxim[ao]) (?:frase|oración|línea|párrafo)\b)",
    "fr": r"(?i:\b(?:phrase|ligne|paragraphe) (?:suivante?|qui suit|précédente?|ci-dessous|ci-après)\b|\bprochaine phrase\b)",
    "it": r"(?i:\b(?:frase|riga|paragrafo) (?:seguente|successiv[ao]|che segue|precedente)\b|\b(?:seguente|prossima) (?:frase|riga)\b)",
    "ja": r"(?:次|以下|下|上)の(?:文|一文|行|段落)",
    "nl": r"(?i:\b(?:volgende|bovenstaande|onderstaande) (?:zin|zinnen|zinnetje|regel|alinea)\b|\b(?:zin|zinnetje|regel) (?:hierna|hieronder|hierboven)\b)",
    "pl": r"(?i:\b(?:następn\w+|poniższ\w+|powyższ\w+|kolejn\w+) (?:zdani\w+|wiersz\w*|akapit\w*)\b)",
    "pt": r"(?i:\b(?:frase|oração|linha|parágrafo) (?:seguinte|que segue|anterior|abaixo)\b|\b(?:seguinte|próxim[ao]) (?:frase|oração|linha)\b)",
    "ru": r"(?i:\b(?:следующ\w+|предыдущ\w+|нижеследующ\w+) (?:фраз\w+|предложени\w+|строк\w+|абзац\w*)\b)",
    "tr": r"(?i:\b(?:sonraki|aşağıdaki|yukarıdaki|bir sonraki) (?:cümle\w*|satır\w*|paragraf\w*)\b)",
    "zh": r"(?:下面|以下|下一|上面|接下来)的?(?:这|那)?(?:句话|句|一句|段话|段|行)",
}  # fmt: skip
# Words for a machine that reads, and for what it is given to do.
MACHINES: Final = {
    "ar": r"الذكاء الاصطناعي|النموذج|للنموذج|المساعد|روبوت",
    "de": r"(?i:\b(?:KI|künstliche Intelligenz|Sprachmodelle?n?|Chatbots?|Bots?|Assistent\w*)\b)",
    "en": r"(?i:\b(?:ai|llms?|gpt|chatgpt|chat ?bots?|bots?|language[- ]models?|assistants?|summari[sz]ers?|summari[sz]ing|crawlers?|verifiers?|software)\b)",
    "es": r"(?i:\b(?:ia|inteligencia artificial|modelos? de lenguaje|chatbots?|bots?|asistentes?)\b)",
    "fr": r"(?i:\b(?:ia|intelligence artificielle|modèles? de langage|chatbots?|robots?|assistante?s?)\b)",
    "it": r"(?i:\b(?:ia|intelligenza artificiale|modell[oi]|chatbot|bot|assistent[ei])\b)",
    "ja": r"AI|人工知能|言語モデル|アシスタント|ボット",
    "nl": r"(?i:\b(?:ai|taalmodel(?:len)?|chatbots?|bots?|assistent)\b)",
    "pl": r"(?i:\b(?:ai|sztuczn\w+ inteligencj\w+|model\w* językow\w+|chatbot\w*|bot\w*|asystent\w*)\b)",
    "pt": r"(?i:\b(?:ia|inteligência artificial|modelos? de linguagem|chatbots?|robôs?|assistentes?)\b)",
    "ru": r"(?i:\b(?:ии|искусственн\w+ интеллект\w*|нейросет\w+|языков\w+ модел\w+|чат-?бот\w*|ассистент\w*)\b)",
    "tr": r"(?i:\b(?:yapay zek[aâ]\w*|dil model\w+|sohbet robot\w+|chatbot\w*|bot\w*|asistan\w*)\b)",
    "zh": r"人工智能|AI|语言模型|助手|机器人",
}  # fmt: skip
# Words for what a machine writes, and for its task.
TEXTS: Final = {
    "ar": r"العنوان|الملخص|الإجابة|الجواب|تعليمات|مهمت|كرر",
    "de": r"(?i:\b(?:überschrift|schlagzeile|titelzeile|zusammenfass\w+|kurzfassung|antwort\w*|aufgabe|auftrag|anweisung\w*|satz|wiederhol\w+)\b|\bgib\b[^.]{0,100}\baus\b)",
    "en": r"(?i:\b(?:headline|summar(?:y|ies)|summari[sz]e[sd]?|outputs?|prompts?)\b|\b(?:your|every) (?:\w+ ){0,2}brief\b"
    r"|\byour (?:\w+ ){0,2}(?:answer|reply|response|text|sentence|line|words?|task|assignment|instructions?|version)\b"
    r"|\b(?:next|following|above) (?:sentences?|lines?|words?|text|paragraphs?|statements?|facts?)\b|\bnew (?:task|assignment|instructions?|orders)\b"
    r"|^\W*(?:(?:please|now|then|and) )*(?:repeat|say|write|copy|print|output|echo|quote|state)\b[ ,]*(?:after|it|this|that|so|what|with|nothing|only)\b)",
    "es": r"(?i:\b(?:titular(?:es)?|titula|resumen|síntesis|respuesta|instruccion(?:es)?|instrucción|tarea|frase|repite|repít\w+|repita)\b)",
    "fr": r"(?i:\b(?:titre|résumé|résume|synthèse|chapô|consignes?|réponse|phrase|tâche|répète|répétez)\b)",
    "it": r"(?i:\b(?:titolo|riassunto|sintesi|risposta|istruzion[ei]|compito|frase|ripetilo|ripeti|ripetete)\b)",
    "ja": r"見出し|要約|回答|出力|任務|指示|繰り返",
    "nl": r"(?i:\b(?:kop|titel|samenvatting|antwoord|instructies?|opdracht|taak|zin|herhaal)\b)",
    "pl": r"(?i:\b(?:nagłów\w+|tytuł\w*|streszczeni\w+|podsumowani\w+|odpowied\w+|poleceni\w+|instrukcj\w+|zadani\w+|zdani\w+)\b)",
    "pt": r"(?i:\b(?:manchete|título|resumo|síntese|resposta|instruç\w+|tarefa|frase|repita|repete)\b)",
    "ru": r"(?i:\b(?:заголов\w+|резюме|сводк\w+|ответ\w*|инструкц\w+|задач\w+|задани\w+|предложени\w+|повтори\w*)\b)",
    "tr": r"(?i:\b(?:başlı\w+|manşet\w*|özet\w*|yanıt\w*|talimat\w*|görev\w*|cümle\w*)\b)",
    "zh": r"标题|標題|摘要|总结|總結|回答|输出|任务|指令|提示|重复",
}  # fmt: skip
# Words for the reader, besides those among the orders.
YOU: Final = {
    "ar": r"مهمتك|إجابتك|ملخصك",
    "en": r"(?i:(?<![\w-])(?:you|your|yours|yourself)(?![\w-]))",
    "nl": r"(?i:\b(?:je|jij|jouw)\b)",
    "pt": r"(?i:\bsua (?:tarefa|resposta|instrução)\b)",
}
