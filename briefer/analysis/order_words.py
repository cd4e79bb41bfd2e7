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
    "pt": r"caso|a menos que",
    "ru": r"если|ли",
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
    r"|resum(?:a|e|an)|imagin(?:e|a|en)|digan?|di|pon(?:ga|gan)?|haz|hagan?|atribuy(?:e|a|an)|escuch(?:a|e|en)"
    r"|repite|repit(?:a|an)|repítelo|repítalo|supon(?:ga|gan|gamos)?)\b|\b(?:usted|ustedes|vosotros|tú|tus?|debes"
    r"|vuestr[oa]s?|quiero que|te pido)\b|\by escrib(?:a|e|an)\b)",
    "fr": r"(?i:^\W*(?!chez|assez)[a-zéèêç]{3,}ez\b|(?:[,;:]|\bet|\bde)\s(?!chez|assez)[a-zéèêç]{3,}ez\b"
    r"|\b(?:vous|votre|vos|tu|toi|ton)\b|^\W*(?:dites|faites|ignore|oublie|écris|réponds|dis|fais"
    r"|imagine|imaginons|supposons|admettons|rédige|résume|répète|mets|attribue|écoute)\b)",
    "it": r"(?i:^\W*(?:per favore|si prega|ignor(?:a|i|ate)|scriv(?:a|i|ete)|rispond(?:a|i|ete)|dimentica"
    r"|immagina|riassumi|fai finta|fate finta|ascolta|ripeti(?:lo)?|supponi|supponiamo|metti|aggiungi|di[’'] che)\b|\b(?:tu|tuo|tua|voi|vostr[oaie]|devi|dovete)\b|\be scriv(?:a|i|ete)\b)",
    "nl": r"(?i:^\W*(?:gelieve|negeer|schrijf|vergeet|antwoord|meld|zeg|vermeld|zet|herhaal|stel dat|luister|voeg|neem)\b"
    r"|\b(?:u|uw|jij|jouw|jullie)\b)",
    "pt": r"(?i:^\W*(?:por favor|ignor(?:e|a|em)|esque[cç](?:a|e)|escrev(?:a|e|am)|respond(?:a|am)|resum(?:a|am)"
    r"|imagine|digam?|por gentileza|acrescent(?:e|a|em)|suponh(?:a|am|amos)|repit(?:a|am)|ponha|coloque|ouça|escute|faça)\b|\b(?:você|vocês|tua?|deves)\b|\be escrev(?:a|am)\b)",
    "ru": r"(?i:(?<!\w)[а-яё]{2,}(?:йте|ите|ьте)(?:сь)?\b|\b(?:ты|тебе|тебя|твой|вы|вам|вас|ваш\w*)\b"
    r"|^\W*(?:игнорируй|напиши|забудь|скажи|ответь|сообщи|пожалуйста|представь|предположим|допустим|повтори|укажи|добавь|слушай)\b)",
    "ja": r"(?:ください|下さい|くれ|なさい|せよ|しろ|書け|いただけますか|もらえますか|と仮定しよう|としよう|としましょう)\W*$|あなた|君の",
    "zh": r"^\W*(?:请|請|忽略|忘掉|忘记|只报道|想象|设想|无视|不要|务必|写|回答|输出|假设|假装)|[\uff0c、\uff1b\uff1a。,]\s*(?:请|請|并写|写道|务必)"
    r"|[你您]",
}  # fmt: skip
# What a text or a machine is to say: its noun before a colon, or with a duty; and the duty to write.
FRAMES: Final = {
    "ar": r"^\W*(?:العنوان|الملخص|الإجابة|الجواب)\b[^.«“\"]{0,40}:|(?:يجب|ينبغي|المطلوب) (?:أن )?(?:كتابة|يكتب|يذكر|يقول|تكتب|تذكر|تقول)",
    "de": r"(?i:^\W*(?:die |der )?(?:überschrift|schlagzeile|titelzeile|zusammenfassung|kurzfassung|ausgabe)\b[^.:„“\"]{0,40}:"
    r"|\b(?:überschrift|schlagzeile|titelzeile|zusammenfassung|kurzfassung|sprachmodelle?n?)\b[^.]{0,30}\b(?:muss|müssen|soll|sollen|sollte|hat zu|haben zu)\b"
    r"|\b(?:ist|sind|bleibt) (?:\w+ ){0,3}zu (?:schreiben|berichten|erwähnen|melden)\b"
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
    "pt": r"(?i:\b(?:ia|inteligência artificial|modelos? de linguagem|chatbots?|robôs?|assistentes?)\b)",
    "ru": r"(?i:\b(?:ии|искусственн\w+ интеллект\w*|нейросет\w+|языков\w+ модел\w+|чат-?бот\w*|ассистент\w*)\b)",
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
    "pt": r"(?i:\b(?:manchete|título|resumo|síntese|resposta|instruç\w+|tarefa|frase|repita|repete)\b)",
    "ru": r"(?i:\b(?:заголов\w+|резюме|сводк\w+|ответ\w*|инструкц\w+|задач\w+|задани\w+|предложени\w+|повтори\w*)\b)",
    "zh": r"标题|標題|摘要|总结|總結|回答|输出|任务|指令|提示|重复",
}  # fmt: skip
# Words for the reader, besides those among the orders.
YOU: Final = {
    "ar": r"مهمتك|إجابتك|ملخصك",
    "en": r"(?i:(?<![\w-])(?:you|your|yours|yourself)(?![\w-]))",
    "nl": r"(?i:\b(?:je|jij|jouw)\b)",
    "pt": r"(?i:\bsua (?:tarefa|resposta|instrução)\b)",
}
