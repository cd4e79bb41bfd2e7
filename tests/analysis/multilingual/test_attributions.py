"""Who says what in languages without a parser."""

import pytest

from briefer import Settings, brief
from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article

Claims = list[tuple[str, str]]


def claims_in(text: str, language: str) -> Claims:
    """Return source and content of each attribution."""
    analysis = analyze(Article(text=text, language=language))
    return [(found.source.text, found.content[0].text_in(text)) for found in analysis.attributions]


def sources_in(text: str, language: str) -> list[str]:
    return [source for source, _ in claims_in(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        (
            "fr",
            "«\xa0La digue tient bon\xa0», a déclaré mardi la ministre Odile Ferrand.",
            "Odile Ferrand",
        ),
        ("fr", "Le chef des pompiers, Luc Amiot, a précisé : « Le feu est éteint. »", "Luc Amiot"),
        (
            "fr",
            "Mardi, le procureur de Brail, Jean Le Goff, a dit : « L’enquête avance. »",
            "Jean Le Goff",
        ),
        ("de", "Feuerwehrsprecherin Ute Lamm sagte: „Das Feuer ist aus.“", "Ute Lamm"),
        (
            "de",
            "Am Freitag sagte der Leiter des Museums, Jörg van Elst: „Wir öffnen bald.“",
            "Jörg van Elst",
        ),
        ("es", "«La presa resiste bien», dijo el martes la alcaldesa Nora Vidal.", "Nora Vidal"),
        ("it", "«La diga tiene bene», ha detto il sindaco Aldo Ferri.", "Aldo Ferri"),
        ("pt", "“A barragem está segura”, disse o prefeito Caio Nunes.", "Caio Nunes"),
        ("nl", "„De dijk houdt het goed”, zei burgemeester Joris van Dalen.", "Joris van Dalen"),
        ("sv", "”Dammen håller mycket bra”, sade kommunalråd Stina Berg.", "Stina Berg"),
        ("da", "»Dæmningen holder meget godt«, sagde borgmester Mads Friis.", "Mads Friis"),
        ("no", "«Demningen holder veldig godt», sa ordfører Kari Moe.", "Kari Moe"),
        ("nb", "«Demningen holder veldig godt», sa ordfører Kari Moe.", "Kari Moe"),
        ("pl", "„Tama trzyma bardzo dobrze” – powiedział burmistrz Adam Sowa.", "Adam Sowa"),
        ("ru", "«Плотина держится очень хорошо», — заявил мэр Олег Рудин.", "Олег Рудин"),
        ("tr", "Belediye Başkanı Cem Aksoy, “Baraj çok iyi dayanıyor” dedi.", "Cem Aksoy"),  # noqa: RUF001 (Turkish)
        ("ar", "قال وزير الري: «السد في حالة جيدة اليوم».", "وزير الري"),
    ],
)
def test_a_quotation_has_the_subject_of_its_verb(language: str, text: str, source: str) -> None:
    assert sources_in(text, language) == [source]


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        (
            "fr",
            "Selon le gérant, Portalis, la digue ne fuit pas.",
            ("Portalis", "la digue ne fuit pas"),
        ),
        (
            "fr",
            "La digue sera vidée lundi, a annoncé mardi la préfecture.",
            ("la préfecture", "La digue sera vidée lundi"),
        ),
        (
            "fr",
            "M. Amiot souhaite que l’on attende, « quand tout est calme ».",
            ("Amiot", "l’on attende, « quand tout est calme »"),
        ),
        (
            "de",
            "Laut Polizei wurden drei Menschen verletzt.",
            ("Polizei", "wurden drei Menschen verletzt"),
        ),
        (
            "de",
            "Der Brand sei gelöscht, teilte ein Sprecher gestern mit.",
            ("ein Sprecher", "Der Brand sei gelöscht"),
        ),
        (
            "de",
            "Die Betreiber erklärten, der Damm bleibe dicht.",
            ("Die Betreiber", "der Damm bleibe dicht"),
        ),
        (
            "de",
            "Wie die Feuerwehr mitteilte, brannte das ganze Dach.",
            ("die Feuerwehr", "brannte das ganze Dach"),
        ),
        (
            "de",
            "Zeugen zufolge fuhr der Wagen viel zu schnell.",
            ("Zeugen", "fuhr der Wagen viel zu schnell"),
        ),
        (
            "es",
            "La presa abrirá el lunes, según la alcaldesa, Nora Vidal.",
            ("Nora Vidal", "La presa abrirá el lunes"),
        ),
        ("it", "Secondo il sindaco, la diga resta chiusa.", ("il sindaco", "la diga resta chiusa")),
        (
            "nl",
            "Volgens de politie raakten drie mensen gewond.",
            ("de politie", "raakten drie mensen gewond"),
        ),
        (
            "no",
            "Ifølge NVE stiger vannet i elva på torsdag.",
            ("NVE", "stiger vannet i elva på torsdag"),
        ),
        (
            "sv",
            "Enligt Nordposten öppnar bron igen i juni.",
            ("Nordposten", "öppnar bron igen i juni"),
        ),
        (
            "da",
            "Ifølge Havnens tal falder prisen på fisk.",
            ("Havnens tal", "falder prisen på fisk"),
        ),
        (
            "da",
            "Ifølge Havnens målinger falder prisen på fisk.",
            ("Havnens målinger", "falder prisen på fisk"),
        ),
        (
            "da",
            "Ifølge Reuters stiger prisen på olie.",
            ("Reuters", "stiger prisen på olie"),
        ),
        (
            "sv",
            "Enligt Reuters stiger priset på olja.",
            ("Reuters", "stiger priset på olja"),
        ),
        (
            "sv",
            "Enligt Hamnens siffror sjönk priset på fisk.",
            ("Hamnens siffror", "sjönk priset på fisk"),
        ),
        (
            "no",
            "Ifølge Siemens åpner broen igjen i juni.",
            ("Siemens", "åpner broen igjen i juni"),
        ),
        (
            "nl",
            "Volgens Siemens opent de brug weer in juni.",
            ("Siemens", "opent de brug weer in juni"),
        ),
        (
            "nl",
            "Volgens Rotterdams besluit opent de brug weer in juni.",
            ("Rotterdams besluit", "opent de brug weer in juni"),
        ),
        ("ru", "По словам мэра, дорога будет закрыта.", ("мэра", "дорога будет закрыта")),
    ],
)
def test_reported_speech_is_the_clause_of_its_cue(
    language: str, text: str, claim: tuple[str, str]
) -> None:
    assert claims_in(text, language) == [claim]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "On a dit que « tout était perdu pour nous »."),
        ("de", "Man sagte, „das sei alles nur gelogen“."),
        ("es", "Se dijo que «todo estaba perdido allí»."),
        ("it", "Si dice che «tutto sia perduto qui»."),
        ("sv", "Man sade att ”allt var förlorat här”."),
        ("da", "»Vi åbner ikke broen igen i år,« lyder det fra byrådet."),
    ],
)
def test_an_impersonal_subject_is_no_source(language: str, text: str) -> None:
    assert sources_in(text, language) == ["unknown"]


def test_a_pronoun_means_the_last_person_of_its_gender() -> None:
    text = (
        "La ministre, Odile Ferrand, a visité le site. Le maire, Luc Amiot, en doute. "
        "« On nous a menti en 2019 », rappelle-t-il. « C’est faux et injuste », répond-elle."
    )
    assert sources_in(text, "fr") == ["Luc Amiot", "Odile Ferrand"]


def test_a_pronoun_without_a_person_of_its_gender_is_unknown() -> None:
    text = "La ministre, Odile Ferrand, est là. « On nous a menti en 2019 », rappelle-t-il."
    assert sources_in(text, "fr") == ["unknown"]


def test_an_office_means_the_person_who_holds_it() -> None:
    text = "Der Sprecher der Bahn, Uwe Hagen, kam. „Der Zug fährt wieder“, sagte der Sprecher."
    assert sources_in(text, "de") == ["Uwe Hagen"]


def test_a_quotation_that_goes_on_after_its_cue_is_one_claim() -> None:
    text = "„Wir öffnen bald wieder“, sagte Ute Lamm. „Das Haus ist trocken.“"
    (found,) = analyze(Article(text=text, language="de")).attributions
    parts = [part.text_in(text) for part in found.content]
    assert parts == ["„Wir öffnen bald wieder“", "„Das Haus ist trocken.“"]


def test_a_verb_without_a_subject_has_the_source_before_it() -> None:
    text = "«La presa resiste bien», dijo Nora Vidal. «No hay ningún peligro», añadió."
    assert sources_in(text, "es") == ["Nora Vidal", "Nora Vidal"]


def test_an_object_before_the_verb_is_not_the_source() -> None:
    text = "Direktorin Ute Lamm kam. Der Zeitung sagte Lamm: „Wir öffnen bald wieder.“"
    assert sources_in(text, "de") == ["Ute Lamm"]


def test_a_person_who_is_a_source_is_an_actor_with_an_office() -> None:
    text = "« La digue tient bon », a déclaré la ministre Odile Ferrand."
    entities = analyze(Article(text=text, language="fr")).entities
    (person,) = [one for one in entities if one.kind == "person"]
    assert person.text == "Odile Ferrand"
    assert [role.text_in(text) for role in person.roles] == ["ministre"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ferry « Étoile du Nord » a coulé, selon « Le Monde »."),
        ("de", "Das Schiff „Möwe von Elm“ sank, berichtet „Nordkurier“."),
        ("es", "La película «Los días largos» abre el festival."),
        ("it", "Il film «La lunga notte» apre la rassegna."),
        ("ru", "Фильм «Долгая ночь в степи» открыл показ."),
    ],
)
def test_a_name_in_quotation_marks_is_not_a_quotation(language: str, text: str) -> None:
    assert analyze(Article(text=text, language=language)).quotations == ()


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("zh", "市长陈远周二表示：“原因正在调查。”", ("市长陈远", "“原因正在调查。”")),  # noqa: RUF001
        ("zh", "“我们听到一声巨响，”目击者王芳说。", ("目击者王芳", "“我们听到一声巨响，”")),  # noqa: RUF001
        ("zh", "据铁路部门介绍，三人受伤。", ("铁路部门", "三人受伤")),  # noqa: RUF001
        ("zh", "局长刘强在会上说，线路将恢复。", ("局长刘强", "线路将恢复")),  # noqa: RUF001
        ("zh", "有人说：“这都是骗人的话。”", ("unknown", "“这都是骗人的话。”")),  # noqa: RUF001
        ("ja", "市長は「原因を調べている」と述べた。", ("市長", "「原因を調べている」")),
        ("ja", "警察によると、3人がけがをした。", ("警察", "3人がけがをした")),
    ],
)
def test_a_source_without_spaces_ends_before_its_verb(
    language: str, text: str, claim: tuple[str, str]
) -> None:
    assert claims_in(text, language) == [claim]


def test_a_dateline_is_no_part_of_reported_speech() -> None:
    text = "BRAIL – La digue sera vidée lundi, a annoncé mardi la préfecture."
    assert claims_in(text, "fr") == [("la préfecture", "La digue sera vidée lundi")]


def test_several_people_without_names_are_an_unnamed_group() -> None:
    for language, text in (
        ("de", "Nach Angaben von zwei Beamten brannte das ganze Dach."),
        ("zh", "两名官员称，整个屋顶都烧毁了。"),  # noqa: RUF001
    ):
        (found,) = analyze(Article(text=text, language=language)).attributions
        assert found.source.kind == "unnamed_group"


@pytest.mark.parametrize(
    "text",
    [
        "报告没有说明账号由哪一方保管。",  # "explain"
        "市民接到自称医生的来电要小心。",  # "call oneself"
        "系统由启岚数据公司负责运维，账号已停用。",  # noqa: RUF001 ("data")
        "这种说法并不准确。",
        "请市民注意，切勿透露验证码或转账。",  # noqa: RUF001 (an order)
    ],
)
def test_a_verb_of_saying_within_a_longer_chinese_word_is_no_cue(text: str) -> None:
    assert claims_in(text, "zh") == []


def test_a_chinese_claim_ends_before_the_clause_of_another_source() -> None:
    text = "院方称患者约三万人；应急中心则表示人数为五万。"  # noqa: RUF001 (Chinese)
    assert claims_in(text, "zh") == [("院方", "患者约三万人"), ("应急中心", "人数为五万")]


def test_words_in_marks_are_part_of_a_chinese_claim() -> None:
    text = "顾维桢称，该公司“迟迟没有修补”漏洞。他没有多说。"  # noqa: RUF001 (Chinese)
    assert claims_in(text, "zh") == [("顾维桢", "该公司“迟迟没有修补”漏洞")]


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        # an office after "according to" and another noun begins the clause
        (
            "pl",
            "Wójt Jan Rak milczy. Według policji wójt zabrał z kasy 12 tysięcy złotych.",
            [("policji", "wójt zabrał z kasy 12 tysięcy złotych")],
        ),
        # what follows the verb of a named official is its object
        ("pt", "A ministra da Saúde, Rita Lobo, anunciou ontem a compra de vacinas.", []),
        # only the quotation belongs to who says it
        (
            "es",
            "El sindicato protesta: «Nos han engañado», dijo Lola Vidal.",
            [("Lola Vidal", "«Nos han engañado»")],
        ),
        # the letter in which it is written is not part of the source
        (
            "sv",
            "”Det räcker nu för oss”, skriver elevrådet i ett mejl.",
            [("elevrådet", "”Det räcker nu för oss”")],
        ),
        # the speaker before a colon, also with brackets
        (
            "de",
            "Trainer Ole Brock (41): „Wir haben gut gespielt.“",
            [("Ole Brock", "„Wir haben gut gespielt.“")],
        ),
        (
            "fr",
            "Le maire, Luc Amiot, se tait. Selon lui, la digue tient bon.",
            [("Luc Amiot", "la digue tient bon")],
        ),
        ("es", "Todos ríen: «Por fin», dijo Lola Vidal.", [("Lola Vidal", "«Por fin»")]),
        # two words are an utterance if they stand alone before the verb
        ("de", "„Niemals wieder“, sagte Landwirt Udo Kern.", [("Udo Kern", "„Niemals wieder“")]),
    ],
)
def test_a_clause_has_its_own_source_and_no_more_words(
    language: str, text: str, claims: Claims
) -> None:
    assert claims_in(text, language) == claims


@pytest.mark.parametrize(
    ("language", "text", "contents"),
    [
        ("sv", "– Ön blir för dyr, säger Karin Sten, som bor där.", ["Ön blir för dyr"]),
        ("no", "– Øya blir for dyr, sier ordfører Kari Sten.", ["Øya blir for dyr"]),
        ("da", "– Øen bliver for dyr, siger borgmester Kari Sten.", ["Øen bliver for dyr"]),
        (
            "pl",
            "– Wyspa jest za droga! – mówi Karina Sten. – Nikt nas nie pytał.",
            ["Wyspa jest za droga!", "Nikt nas nie pytał."],
        ),
        (
            "es",
            "—La isla es cara —dijo la alcaldesa Karina Sten—. Nadie nos preguntó.",
            ["La isla es cara", "Nadie nos preguntó."],
        ),
        ("sv", "– Ön är liten.\n– Den blir för dyr, säger Kari Sten.", ["Den blir för dyr"]),
        ("sv", "– broar\n– vägar\n– järnvägar", []),
    ],
)
def test_a_line_that_begins_with_a_dash_is_spoken(
    language: str, text: str, contents: list[str]
) -> None:
    analysis = analyze(Article(text=text, language=language))
    found = [part for one in analysis.attributions for part in one.content]
    assert [part.text_in(text) for part in found] == contents


@pytest.mark.parametrize(
    ("language", "name", "speech"),
    [
        ("de", "Edda Holm (Liste „Wir!“)", "„Der Damm war am Montag noch ganz trocken.“"),
        ("es", "La alcaldesa Edda Holm («¡Ya!»)", "«El dique estaba seco el lunes por la noche.»"),
    ],
)
def test_a_short_quotation_before_the_colon_is_not_said(
    language: str, name: str, speech: str
) -> None:
    assert claims_in(f"{name}: {speech}", language) == [("Edda Holm", speech)]


@pytest.mark.parametrize(
    ("language", "text", "contents"),
    [
        ("sv", "– , säger Kari Sten. Ön är liten.", []),
        ("sv", "– … , säger Kari Sten.\n\n– Ön är liten.", []),
        ("pl", "– ! – mówi Karina Sten.", []),
        ("sv", "– Ön blir för dyr , säger Kari Sten.", ["Ön blir för dyr"]),
        ("sv", "– Ön är dyr, säger Kari Sten. – Den är liten.  \n", ["Ön är dyr", "Den är liten."]),
    ],
)
def test_a_line_of_dialogue_has_words_and_no_spaces_around_them(
    language: str, text: str, contents: list[str]
) -> None:
    article = Article(text=text, language=language)
    found = [part for one in analyze(article).attributions for part in one.content]
    assert [part.text_in(text) for part in found] == contents
    assert brief(article, model="none", settings=Settings(cache=False))


def test_a_line_of_dialogue_is_no_event() -> None:
    text = "Bron stängs i maj för gott.\n\n– Ön är liten nog.\n\n– Den blir dyr, säger Kari Sten."
    events = analyze(Article(text=text, language="sv")).events
    assert [one.span.text_in(text) for one in events][:1] == ["Bron stängs i maj för gott."]
    assert not any("liten" in one.span.text_in(text) for one in events)


@pytest.mark.parametrize(
    ("language", "first", "report"),
    [
        ("de", "Die Brücke bleibt zu.", "Das teilte die Feuerwehr am Montag mit."),
        ("fr", "Le pont restera fermé.", "C’est ce qu’a annoncé la préfecture."),
        ("es", "El puente sigue cerrado.", "Así lo informó la policía."),
        ("it", "Il ponte resta chiuso.", "Lo ha detto la polizia."),
        ("nl", "De brug blijft dicht tot mei.", "Dat meldt de politie."),
        ("sv", "Bron stängs i maj för gott.", "Det sade polisen i går."),
        ("ru", "Мост закрыли до конца года.", "Об этом сообщил глава района."),  # noqa: RUF001 (Russian)
    ],
)
def test_a_sentence_that_only_names_a_source_is_about_the_one_before(
    language: str, first: str, report: str
) -> None:
    text = f"{first} {report}"
    analysis = analyze(Article(text=text, language=language))
    (found,) = analysis.attributions
    assert found.content[0].text_in(text) == first.rstrip(".")
    assert report not in [one.span.text_in(text) for one in analysis.events]


def test_a_report_goes_on_in_the_mood_of_reported_speech() -> None:
    text = (
        "Die Brücke ist zu. Amtsleiterin Gerda Holt sagte, man habe gemessen. Ein Gutachten habe "
        "Risse gezeigt. Der Verkehr ruht."
    )
    assert claims_in(text, "de") == [
        ("Gerda Holt", "man habe gemessen"),
        ("Gerda Holt", "Ein Gutachten habe Risse gezeigt"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("es", "«Nunca más», dijo Luis Prado. Uno de los heridos contó que cayó el techo.", "Uno"),
        ("fr", "L’un des blessés a déclaré que le toit était tombé.", "L’un des"),
        ("it", "Uno dei feriti ha detto che il tetto è caduto.", "Uno dei"),
        ("pl", "Jeden z rannych powiedział, że dach spadł w nocy.", "Jeden z"),
        ("ru", "Один из раненых рассказал, что крыша упала ночью.", "Один из"),
        ("sv", "En av de skadade sade att taket föll på natten.", "En av"),
    ],
)
def test_one_of_several_is_a_source(language: str, text: str, source: str) -> None:
    assert sources_in(text, language)[-1].startswith(source)


def test_nobody_in_a_place_is_no_source() -> None:
    assert sources_in("„Der Damm brach in der Nacht“, sagt man im Ort.", "de") == ["unknown"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "La presidente, Nadia Sorge: «È falso»."),
        ("it", "La presidente, Nadia Sorge: «Peccato»."),
        ("pt", "O prefeito, Caio Nunes: “Promessa cumprida”."),
    ],
)
def test_two_words_after_a_colon_are_an_utterance(language: str, text: str) -> None:
    assert sources_in(text, language) == [text.split(", ")[1].partition(":")[0]]


def test_a_weekday_with_its_article_is_no_part_of_a_source() -> None:
    text = "Färjan ställs in i november, meddelade rederiet på onsdagen."
    assert sources_in(text, "sv") == ["rederiet"]


@pytest.mark.parametrize(
    ("language", "text", "sources"),
    [
        # a verb that no list has, next to a quotation
        ("fr", "« Ce sera plus court », tempère l’ingénieure Maud Pellan.", ["Maud Pellan"]),
        ("es", "«Uno abre y sale barro», protesta Ada Salinas, vecina.", ["Ada Salinas"]),
        ("fr", "Sa collègue Soizic Pellan abonde : « On verra bien demain. »", ["Soizic Pellan"]),
        ("da", "»Den holder,« siger borgmester Inge Toft.", ["Inge Toft"]),
        ("fr", "« Ce sera plus court », avec Maud Pellan.", []),
        ("fr", "Le maire Luc Amiot lit la lettre du préfet : « Le pont sera fermé. »", []),
        ("de", "Bürgermeister Uwe Stoll hielt ein Schild hoch: „Nie wieder Krieg hier.“", []),
    ],
)
def test_the_verb_before_a_named_person_may_be_unknown(
    language: str, text: str, sources: list[str]
) -> None:
    assert sources_in(text, language) == sources


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        (
            "pt",
            (
                "O prefeito, Caio Nunes, saiu. “A ponte cai”, disse à Rádio Brail o presidente do "
                "clube, Rui Sá."
            ),
            "Rui Sá",
        ),
        ("es", "“El puente cae”, dijo a la prensa el alcalde, Teo Vidal.", "Teo Vidal"),
        ("it", "«Il ponte cade», ha detto ai giornalisti la maestra Ada Ferri.", "Ada Ferri"),
    ],
)
def test_who_is_told_does_not_speak(language: str, text: str, source: str) -> None:
    assert sources_in(text, language) == [source]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        (
            "fr",
            (
                "Un pont a cédé à Brail. Le maire de Brail Odile Ferrand est venue. « Il faut "
                "agir », a dit Odile Ferrand."
            ),
            "Odile Ferrand",
        ),
        (
            "es",
            (
                "Cayó un puente en Brail. El alcalde de Brail Teo Vidal dimitió. “No sabía nada”, "
                "dijo Teo Vidal."
            ),
            "Teo Vidal",
        ),
        (
            "de",
            (
                "In Bad Brail fiel eine Brücke. Der Bürgermeister von Bad Brail Jörg Lamm kam. "
                "„Das Geld reicht nicht“, sagte Lamm."
            ),
            "Jörg Lamm",
        ),
    ],
)
def test_a_town_before_a_name_is_no_part_of_it(language: str, text: str, source: str) -> None:
    assert sources_in(text, language) == [source]


def test_a_full_name_after_an_unknown_office_is_that_of_a_person() -> None:
    text = "« La porte était ouverte », affirme la concierge, Inès Morel."
    kinds = [one.source.kind for one in analyze(Article(text=text, language="fr")).attributions]
    assert kinds == ["person"]
    text = "« La porte était ouverte », affirme l’exploitant, Hydral."
    kinds = [one.source.kind for one in analyze(Article(text=text, language="fr")).attributions]
    assert kinds == ["organisation"]


def test_the_number_of_a_school_does_not_end_its_phrase() -> None:
    text = "По словам директора школы № 4 Игоря Лосева, крыша упала ещё весной."
    assert claims_in(text, "ru") == [("Игоря Лосева", "крыша упала ещё весной")]


def test_what_is_said_in_turkish_stands_before_the_verb() -> None:
    text = "Dernek Başkanı Ayla Tek, köprünün çöktüğünü söyledi."  # noqa: RUF001
    assert claims_in(text, "tr") == [("Ayla Tek", "köprünün çöktüğünü")]
    text = "Dernek Başkanı Ayla Tek, kararı pazartesi günü duyurdu."  # noqa: RUF001
    assert claims_in(text, "tr") == []


def test_a_short_report_in_arabic_is_a_claim() -> None:
    assert claims_in("وبحسب الدفاع المدني، لم يصب أحد.", "ar") == [("الدفاع المدني", "لم يصب أحد")]


@pytest.mark.parametrize(
    ("language", "text", "source", "kind"),
    [
        ("zh", "据县交通局介绍，检修将持续四个月。", "县交通局", "organisation"),  # noqa: RUF001
        ("zh", "镇长林若松表示，大桥将封闭。", "镇长林若松", "person"),  # noqa: RUF001
        ("ja", "県によると、橋は来月まで閉鎖される。", "県", "organisation"),
        ("ja", "波瀬町は4日、橋を来年3月末で閉鎖すると発表した。", "波瀬町", "organisation"),
    ],
)
def test_bodies_are_told_from_people_in_chinese_and_japanese(
    language: str, text: str, source: str, kind: str
) -> None:
    found = analyze(Article(text=text, language=language)).attributions
    assert [(one.source.text, one.source.kind) for one in found] == [(source, kind)]


@pytest.mark.parametrize("apostrophe", ["’", "'"])
def test_a_source_after_a_joined_preposition_is_found(apostrophe: str) -> None:
    text = f"D{apostrophe}après la gendarmerie, la route rouvrira jeudi matin."
    assert sources_in(text, "fr") == ["la gendarmerie"]


def test_an_office_that_no_list_has_introduces_its_holder() -> None:
    text = 'Volgens dijkgraaf Wim Terp is er geen gevaar. "We storten vandaag zand", zegt hij.'
    assert sources_in(text, "nl") == ["Wim Terp", "Wim Terp"]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("fr", "Pour le maire, Luc Amiot, «c’est la troisième fois».", "Luc Amiot"),
        ("es", "Para la alcaldesa Nora Vidal, “es la tercera vez”.", "Nora Vidal"),
        ("it", "Per il sindaco Aldo Ferri, «è la terza volta».", "Aldo Ferri"),
    ],
)
def test_for_whom_the_quoted_words_hold(language: str, text: str, source: str) -> None:
    assert sources_in(text, language) == [source]


def test_what_is_built_for_a_person_is_not_said_by_him() -> None:
    assert sources_in("Pour Luc Amiot, la ville a fait « un grand effort de plus ».", "fr") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "Étienne Roussel, le maire, a affirmé que l’État prêterait, ce qui est nouveau ici.",
            [("Étienne Roussel", "l’État prêterait")],
        ),
        (
            "it",
            "«Ora fioccano le disdette», afferma il presidente, Nicola Pace, che stima le perdite.",
            [("Nicola Pace", "«Ora fioccano le disdette»")],
        ),
        (
            "it",
            (
                "«Mancano i soldi», ha detto il sindaco, Tommaso Ricci. L'assessora regionale alla "
                "Cultura, Bianca Mele, respinge l'accusa: «Non hanno chiesto niente», ha replicato."
            ),
            [
                ("Tommaso Ricci", "«Mancano i soldi»"),
                ("Bianca Mele", "«Non hanno chiesto niente»"),
            ],
        ),
        (
            "fr",
            (
                "Le tribunal a suspendu la fermeture de l'usine textile Valtex. Selon elle, la "
                "direction « n'a jamais voulu chercher un repreneur »."
            ),
            [("unknown", "« n'a jamais voulu chercher un repreneur »")],
        ),
    ],
)
def test_a_comment_a_relative_clause_and_a_firm_put_no_words_into_a_mouth(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    found = analyze(Article(text=text, language=language)).attributions
    assert [(one.source.text, one.content[0].text_in(text)) for one in found] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Selon un rapport d'expertise, le carnet de commandes a chuté de moitié."),
        ("es", "Según un informe del banco, los precios han bajado a la mitad."),
        ("it", "Secondo uno studio della banca, i prezzi sono scesi della metà."),
        ("de", "Laut einem Gutachten der Bank sind die Preise um die Hälfte gefallen."),
    ],
)
def test_a_report_is_a_document(language: str, text: str) -> None:
    [found] = analyze(Article(text=text, language=language)).attributions
    assert found.source.kind == "document"


def test_what_nobody_says_does_not_go_on_with_a_report() -> None:
    text = "Der Deich halte, sagte Ute Lamm. Man habe lange gewartet, hieß es aus dem Dorf."
    assert sources_in(text, "de") == ["Ute Lamm"]
    text = "Der Deich halte, sagte Ute Lamm. Man habe lange gewartet."
    assert sources_in(text, "de") == ["Ute Lamm", "Ute Lamm"]
