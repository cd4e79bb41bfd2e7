"""Words by language: every language has the sentences of English, with the same values."""

import re
from string import Formatter
from typing import get_args

import pytest
from rich.cells import cell_len

from briefer.rendering.labels import source_mark
from briefer.rendering.messages import Messages, has_labels, languages, messages_in
from briefer.schema.brief import Source
from briefer.schema.vocabulary import FoundBy, Likelihood, Section, SourceKind, UncertaintyKind
from tests.rendering import factories

ENGLISH = messages_in("en")
FORMS = (".one", ".other")


def names_by_key(words: Messages) -> dict[str, set[str]]:
    """Return the names in braces of each sentence; a plural counts as one sentence."""
    found: dict[str, set[str]] = {}
    for key, sentence in words.entries.items():
        base = key.removesuffix(FORMS[0]).removesuffix(FORMS[1])
        names = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        found[base] = found.get(base, set()) | names
    return found


def test_there_are_six_languages() -> None:
    assert languages() == ("ar", "de", "en", "es", "fr", "zh")
    assert all(has_labels(language) for language in languages())
    assert not any(has_labels(language) for language in ("fi", "", "../en"))


def test_a_language_without_labels_gets_the_english_ones() -> None:
    assert messages_in("fi") is ENGLISH


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_sentences_of_english_with_the_same_values(language: str) -> None:
    assert names_by_key(messages_in(language)) == names_by_key(ENGLISH)


@pytest.mark.parametrize("language", languages())
def test_a_plural_has_both_forms_and_the_number_at_least_in_the_plural(language: str) -> None:
    entries = messages_in(language).entries
    one = {key.removesuffix(".one") for key in entries if key.endswith(".one")}
    other = {key.removesuffix(".other") for key in entries if key.endswith(".other")}
    assert one == other
    assert all("{count}" in entries[f"{key}.other"] for key in other)
    assert bool(one) == (language not in {"ar", "zh"})


@pytest.mark.parametrize("language", languages()[:2] + languages()[3:])
def test_no_sentence_of_another_language_is_english(language: str) -> None:
    entries = messages_in(language).entries
    same = [text for key, text in entries.items() if ENGLISH.entries.get(key) == text]
    words = [re.findall("[a-z]+", re.sub(r"{\w+}", "", text)) for text in same]
    assert max(map(len, words)) <= 1


@pytest.mark.parametrize("language", languages())
def test_every_term_of_the_schema_has_a_label_in_every_language(language: str) -> None:
    entries = messages_in(language).entries
    for table, terms in (
        ("uncertainty", UncertaintyKind),
        ("likelihood", Likelihood),
        ("found_by", FoundBy),
        ("section", Section),
    ):
        assert all(entries[f"{table}.{term}"] for term in get_args(terms))
    for kind in get_args(SourceKind):
        source = Source(name="x", kind=kind, evidence=(factories.cut("Friday"),))
        named = kind in {"person", "organisation", "group", "unknown"}
        assert bool(source_mark(source, language=language)) == (not named)


@pytest.mark.parametrize("language", languages())
def test_the_titles_of_sections_fit_their_column_of_the_terminal(language: str) -> None:
    entries = messages_in(language).entries
    titles = [text for key, text in entries.items() if key.startswith("heading.")]
    assert max(cell_len(title.upper()) for title in titles) < 12


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "The checks rejected 1 item."),
        ("en", 1200, "The checks rejected 1,200 items."),
        ("de", 1200, "Die Prüfungen haben 1.200 Angaben verworfen."),
        ("fr", 0, "Les contrôles ont rejeté 0 élément."),
        ("fr", 2, "Les contrôles ont rejeté 2 éléments."),
        ("ar", 1, "عدد ما رفضته عمليات التحقق: 1."),
        ("zh", 3, "核查剔除了 3 项内容。"),
    ],
)
def test_a_number_chooses_the_form_of_its_language(
    language: str, number: int, expected: str
) -> None:
    assert messages_in(language).count("page.rejected", number) == expected


def test_braces_in_a_value_are_printed_as_they_are() -> None:
    assert ENGLISH.text("source.citing", source="{x} {0!r}") == "citing {x} {0!r}"
