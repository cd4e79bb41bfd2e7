"""Sentences that need the one before them, by their first words."""

import pytest

from briefer.analysis.multilingual.dependence import stands_alone


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Sie lehnte den Plan ab."),
        ("de", "Aber die Brücke bleibt zu."),
        ("fr", "Elle refuse le projet."),
        ("fr", "Mais le maire insiste."),
        ("fr", "Ce dernier refuse le projet."),
        ("es", "Añadió que no lo sabía."),
        ("es", "Sin embargo, el puente sigue cerrado."),
        ("it", "«Ma il ponte resta chiuso»."),
        ("pt", "Ele não quis comentar."),
        ("nl", "Daarom blijft de brug dicht."),
        ("sv", "Men bron är stängd."),
        ("da", "Hun afviser planen."),
        ("no", "Derfor er broen stengt."),
        ("pl", "Dodał, że most jest zamknięty."),
        ("ru", "Однако мост закрыт."),
        ("tr", "Ancak köprü kapalı."),  # noqa: RUF001 (Turkish)
        ("ar", "لكن الجسر مغلق."),
        ("de", "Das war abzusehen."),
        ("de", "Diese Brücke bleibt zu."),
        ("de", "Ihr Leiter lehnt den Plan ab."),
        ("fr", "Cette décision attriste la ville."),
        ("fr", "Son gérant refuse le projet."),
        ("fr", "C’est fini."),
        ("de", "Dort war er seit 1989 allein."),
        ("de", "Nun übernimmt ein Rechner."),
        ("es", "Lo mismo pasó en 2022."),
        ("es", "Su dueña la abrió en 1987."),
        ("it", "Questa scelta divide il paese."),
        ("pt", "Essa obra custou caro."),
        ("nl", "Deze brug blijft dicht."),
        ("sv", "Detta gäller tre broar."),
        ("pl", "To jest koniec mostu."),
        ("ru", "Этот мост закрыт."),
    ],
)
def test_a_sentence_that_needs_the_one_before(language: str, sentence: str) -> None:
    assert not stands_alone(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Brücke bleibt zu."),
        ("de", "Diese Woche tagt der Rat."),
        ("fr", "Cette semaine, le pont est fermé."),
        ("es", "Este martes abre el puente."),
        ("nl", "Deze week blijft de brug dicht."),
        ("fr", "Il y a deux ponts dans la ville."),
        ("es", "La alcaldesa añadió que no lo sabía."),
        ("nl", "De brug blijft dicht."),
        ("pl", "Most jest zamknięty."),
        ("tr", "Köprü kapalı."),  # noqa: RUF001 (Turkish)
        ("ja", "しかし橋は閉鎖された。"),
    ],
)
def test_a_sentence_that_stands_alone(language: str, sentence: str) -> None:
    assert stands_alone(sentence, language)
