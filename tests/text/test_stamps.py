"""Lines that say when an article was published are told from sentences about events."""

from datetime import date

import pytest

from briefer.text.stamps import is_masthead_line, stamps_in, stated_days

DAY = date(2024, 5, 12)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Published 12 May 2024", "en"),
        ("Posted on Sunday, May 12, 2024 at 9:30 a.m. EST", "en"),
        ("First published on Sun 12 May 2024 07.30 BST", "en"),
        ("12 May 2024", "en"),
        ("By Ida Brook | 12 May 2024 | 4 min read", "en"),
        ("Updated: 12/05/2024 16:02", "en"),
        ("Veröffentlicht am 12. Mai 2024 um 10:15 Uhr", "de"),
        ("Publié le 12 mai 2024 à 10h15", "fr"),
        ("Publicerad 12 maj 2024", "sv"),
        ("Opublikowano: 12 maja 2024", "pl"),
        ("Oppdatert 12.05.2024 kl. 09:15", "no"),
        ("Publié le dimanche 12 mai 2024 à 10h", "fr"),
        ("Publicado el 12 de mayo de 2024", "es"),
        ("12.05.2024, 08:00 Uhr · Lesezeit: 2 Min.", "de"),
        ("Publié le 12 mai 2024 à 06h00, mis à jour à 09h12", "fr"),
        ("No. 4,112 — Sunday, 12 May 2024", "en"),
        ("Court reporter Ida Brook, 12 May 2024", "en"),
        ("2024年5月12日", "zh"),
        ("12 مايو 2024", "ar"),
        ("الأحد 12 مايو/أيار 2024", "ar"),
    ],
)
def test_a_stamp_line_gives_the_day_of_publication(line: str, language: str) -> None:
    published, _ = stated_days([line], language=language, order="day_first")
    assert published == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The court meets on 12 May 2024.",
        "On 12 May 2024 the gate broke",
        "Born 12 May 1970",
        "Elections 2024",
        "The plan was published on 12 May 2024, the ministry said.",
    ],
)
def test_a_sentence_with_a_date_has_no_stamp(line: str) -> None:
    assert stamps_in(line) == ()


@pytest.mark.parametrize("line", ["N° 3118", "Nº 27, vol. 4", "No. 3", "Nr 12 | Ausgabe 5"])
def test_the_number_of_an_issue_is_no_story(line: str) -> None:
    assert is_masthead_line(line)
    assert not is_masthead_line(f"{line} was sold out")


def test_publication_goes_before_change_and_a_bare_date_below_the_story_is_none() -> None:
    lines = ["Updated 14 May 2024 | Published 12 May 2024", "word " * 40]
    assert stated_days(lines, language="en", order=None) == (DAY, date(2024, 5, 14))
    assert stated_days(["word " * 40, "12 May 2024"], language="en", order=None)[0] is None
    assert stated_days(["Published 05/04/2024"], language="en", order=None)[0] is None
