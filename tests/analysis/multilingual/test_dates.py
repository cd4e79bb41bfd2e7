"""Dates are found in languages without a parser."""

from datetime import date

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article

TUESDAY = date(2031, 3, 4)


def times_in(text: str, language: str) -> dict[str, str | None]:
    article = Article(text=text, language=language, published=TUESDAY)
    return {time.span.text_in(text): time.value for time in analyze(article).times}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El puente cerró el martes.", {"martes": "2031-03-04"}),
        ("es", "El puente cerró el lunes.", {"lunes": "2031-03-03"}),
        ("es", "Lo dijo ayer por la mañana.", {"ayer": "2031-03-03"}),
        ("es", "Abrió el 3 de mayo de 2029.", {"3 de mayo de 2029": "2029-05-03"}),
        ("fr", "Le pont a fermé lundi 3 mars.", {"lundi 3 mars": "2031-03-03"}),
        ("fr", "Il rouvre aujourd’hui, ou en avril.", {"aujourd’hui": "2031-03-04", "avril": None}),
        ("fr", "Il a ouvert le 1er avril 2030.", {"1er avril 2030": "2030-04-01"}),
        ("de", "Die Brücke schloss gestern Morgen.", {"gestern": "2031-03-03"}),
        ("de", "Sie öffnet am 3. Oktober 2031 wieder.", {"3. Oktober 2031": "2031-10-03"}),
        ("it", "Il ponte ha chiuso oggi.", {"oggi": "2031-03-04"}),
        ("it", "Il ponte riapre nel marzo 2032.", {"marzo 2032": "2032-03"}),
        ("pt", "A segunda ponte fechou na segunda-feira.", {"segunda-feira": "2031-03-03"}),
        ("fr", "Le pont ouvrira en mai.", {"mai": None}),
        ("de", "Die Brücke öffnet Ende Mai.", {"Mai": None}),
        ("nl", "De brug sloot gisteren.", {"gisteren": "2031-03-03"}),
        ("de", "Die Brücke ist am Montagabend gefallen.", {"Montagabend": "2031-03-03"}),
        ("fr", "Il a dit lundi que le pont sera fermé.", {"lundi": "2031-03-03"}),
        ("de", "Wir haben gesagt wir wollen am Freitag los.", {"Freitag": "2031-03-07"}),
        ("pl", "Most zamknięto, poinformował w poniedziałek burmistrz.",
         {"poniedziałek": "2031-03-03"}),
        ("ru", "Мост рухнул в понедельник вечером.", {"понедельник": "2031-03-03"}),
        ("tr", "Köprü pazartesi günü çöktü.", {"pazartesi": "2031-03-03"}),
        ("tr", "Köprü perşembe günü kapanacak.", {"perşembe": "2031-03-06"}),
        ("ar", "انهار الجسر يوم الاثنين.", {"الاثنين": "2031-03-03"}),
        ("ar", "سيفتح الجسر يوم الخميس.", {"الخميس": "2031-03-06"}),
        ("tr", "KÖPRÜ 10 KASIM 2030 GÜNÜ KAPANDI.", {"10 KASIM 2030": "2030-11-10"}),
        ("tr", "Köprü 29 EKİM 2030 günü.", {"29 EKİM 2030": "2030-10-29"}),
        ("tr", "YARIN yağmur var.", {"YARIN": "2031-03-05"}),
        ("tr", "PAZARTESİ yağmur.", {"PAZARTESİ": None}),
        ("az", "Körpü 29 İYUN 2030.", {"29 İYUN 2030": "2030-06-29"}),
    ],
)  # fmt: skip
def test_days_and_dates_have_a_value_only_if_it_is_certain(
    language: str, text: str, expected: dict[str, str | None]
) -> None:
    assert times_in(text, language) == expected


def test_a_number_with_a_noun_is_not_a_date() -> None:
    assert times_in("Un túnel de 40 metros y 27 personas tras 14 horas.", "es") == {}


def test_a_relative_day_in_a_quotation_has_no_value() -> None:
    assert times_in("« Je suis arrivé hier soir », a dit le maire.", "fr") == {"hier": None}


def test_a_date_without_a_year_has_no_value_far_from_publication() -> None:
    assert times_in("Il a fermé le 31 janvier.", "fr") == {"31 janvier": None}


def test_a_language_without_a_calendar_has_numeric_dates_only() -> None:
    assert times_in("xyzzy 2031-03-01 plugh", "xx") == {"2031-03-01": "2031-03-01"}


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Lo dijo ayer y abre mañana el 3 de mayo de 0000, o el 31/12/9999 o 00/00/0000."),
        ("fr", "Il a fermé hier, il rouvre demain ou le 1er janvier, ou en mai 0000."),
        ("de", "Die Brücke schloss gestern, öffnet lundi oder am 31. Dezember, im Mai 0000."),
    ],
)
def test_at_the_ends_of_the_calendar_there_is_no_value(
    language: str, text: str, published: date
) -> None:
    times = analyze(Article(text=text, language=language, published=published)).times
    values = [time.value for time in times]
    assert None in values
    assert not any(value and value.startswith("0000") for value in values)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "Le pont a fermé lundi.", "2031-03-03"),
        ("fr", "Le pont sera fermé à partir de lundi, dit-on.", "2031-03-10"),
        ("fr", "Le tribunal doit trancher mercredi.", "2031-03-05"),
        ("fr", "Le procès avait débuté vendredi dernier.", "2031-02-28"),
        ("fr", "Réunion publique mercredi soir.", None),
        ("de", "Die Brücke wurde am Montag gesperrt.", "2031-03-03"),
        ("de", "Die Brücke ist am Montag bei Hochwasser eingebrochen.", "2031-03-03"),
        ("de", "Die Brücke ist am Montag gesperrt.", None),  # today's state, or a plan
        ("fr", "Deux hommes sont morts lundi sous le pont.", "2031-03-03"),
        ("de", "Holm sagte, der Rat habe am Montag lange getagt.", "2031-03-03"),
        ("de", "Sie habe am Montag Zeit, sagte Ida Holm.", None),
        ("de", "Ab Mittwoch fahren wieder Busse.", "2031-03-05"),
        ("de", "Der Markt ist am Samstag geöffnet.", None),
        ("es", "El puente abrirá el jueves.", "2031-03-06"),
        ("es", "El mercado del sábado es popular.", None),
        ("it", "Il sindaco ha annunciato lunedì la chiusura.", "2031-03-03"),
        ("it", "Il ponte riaprirà giovedì.", "2031-03-06"),
        ("it", "Il ponte è crollato lunedì.", "2031-03-03"),
        ("nl", "De brug is maandag bij hoogwater ingestort.", "2031-03-03"),
        ("pt", "A ponte reabrirá na quinta-feira.", "2031-03-06"),
        ("nl", "De brug zal vrijdag openen.", "2031-03-07"),
        ("sv", "Bron ska öppna på fredag.", "2031-03-07"),
        ("zh", "周一深夜，列车脱轨。", "2031-03-03TNI"),  # noqa: RUF001
        ("zh", "列车将于周四恢复。", "2031-03-06"),
        ("zh", "上周五桥梁关闭。", "2031-02-28"),
        ("zh", "警方3月2日通报。", "2031-03-02"),
        ("ja", "月曜日の深夜に脱線した。", "2031-03-03TNI"),
        ("ja", "金曜日に再開する予定だ。", "2031-03-07"),
    ],
)
def test_a_weekday_is_the_last_or_the_next_one_by_its_clause(
    language: str, text: str, value: str | None
) -> None:
    assert list(times_in(text, language).values()) == [value]
