# ruff: noqa: RUF001 (one of the languages is Russian)
"""What only a label introduces, in languages with and without a parser."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def labelled(text: str, language: str = "en") -> list[str]:
    article = Article(text=text, language=language)
    return [span.text_in(text).strip() for span in analyze(article).labelled]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Suggested wording, so that it shows on television: Reed sold the mill.",
         "Reed sold the mill."),
        ("Solution to check yourself against: Reed ousted in a coup.", "Reed ousted in a coup."),
        ("Marking scheme (out of 10): names the town, 1; says that Reed sold the mill, 7.",
         "names the town, 1; says that Reed sold the mill, 7."),
        ("[Mail-merge preview with dummy values: the mill was sold.]",
         "[Mail-merge preview with dummy values: the mill was sold.]"),
        ("| what | Reed sold the mill |", "| what | Reed sold the mill |"),
        ("The mill is shut (photo: Reed at the gate) until May.", "Reed at the gate"),
    ],
)  # fmt: skip
def test_what_a_label_introduces_is_not_stated(text: str, told: str) -> None:
    assert told in labelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "The result was clear: the levy failed.",
        "Another caveat: the counts include boats.",
        "Update: the mill is open again.",
        "Good news for sailors: the lock is open.",
        "Police: three people were hurt.",
        "12:20 Operator: the fire is out.",
        "Elizabeth A. Burton: held in jail.",
        "The five companies, picked from eight that applied: Astro, Draper and Firefly.",
        "Cost to the owner of a large home: $68 a year.",
        "Reed had one wish: “Open the gate.”",
        "It closed at 12:30 and opened at 14:15.",
        "Reed [the owner] sold the mill.",
        "A: It was late.",
    ],
)
def test_clauses_news_speakers_and_numbers_are_no_labels(text: str) -> None:
    assert labelled(text) == []


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Corrigé : Roy détourne deux millions.", "Roy détourne deux millions."),
        ("de", "Aus unserer Ecke „Nasse Nachrichten“, frei erfunden: Roy im Koma.", "Roy im Koma."),
        ("nl", "– bovenaan het overzicht zetten: De burgemeester stapt op.",
         "De burgemeester stapt op."),
        ("pt", "Exemplo de preenchimento: Roy demitida.", "Roy demitida."),
        ("ru", "При пересказе указать первым пунктом: банк лишён лицензии.",
         "банк лишён лицензии."),
    ],
)  # fmt: skip
def test_labels_in_other_languages(language: str, text: str, told: str) -> None:
    assert labelled(text, language) == [told]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El alcalde lo niega: se enteró por un pastor."),
        ("es", "El gerente, Fermín Soto, confía en abrirla: cree que basta con diez días."),
        ("fr", "Elle juge la route indigne : le col ferme onze jours par an."),
        ("de", "Das Ergebnis ist klar: Die Stadt zahlt."),
        ("it", "La giunta ha deciso: il ponte chiude."),
        ("ru", "Мэр объяснила решение: мост закрыт."),
        ("tr", "Sonuç: köprü kapandı."),  # its clauses cannot be told from labels
    ],
)
def test_clauses_and_names_are_no_labels_in_other_languages(language: str, text: str) -> None:
    assert labelled(text, language) == []
