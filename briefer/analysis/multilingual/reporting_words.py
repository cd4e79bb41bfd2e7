"""The words by which a language says who said something, read from ``words/CODE.toml``.

In French, "a déclaré" is a verb of speech, "selon" goes before a source, "la" makes its noun
feminine, and "on" names nobody.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).resolve().parent / "words"
_SAME_LANGUAGE: Final = {"nb": "no", "nn": "no", "gl": "pt"}
_UPPER: Final = re.escape("".join(c for c in map(chr, range(0x41, 0x590)) if c.isupper()))

CAPITALISED: Final = rf"[{_UPPER}][\w'’\-]*"
"""Matches a word that begins with a capital letter, in any script that has capitals."""


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """The words of one language; the patterns match whole words.

    Attributes:
        verb: a finite verb of speech, with its auxiliary where the two stand together.
        split_verb: a participle of speech at the end of its clause, as the group "verb", with the
            auxiliary before it.
        so: a word that ends a report and precedes its source ("so Anna Brandt").
        according: a preposition before a source ("selon").
        after_source: a word after a source ("zufolge").
        verb_particle: the end of a verb in two parts ("teilte ... mit").
        holds: a preposition before whoever thinks what is quoted next ("Pour Ada Roe, « … »").
        as_said: the first word of a clause about the whole sentence ("Wie die Polizei mitteilte").
        that: a word that begins a reported clause.
        refers_back: what a verb of speech follows that reports the sentence before ("Das teilte").
        subjunctive: a form that marks reported speech without such a word ("habe").
        reported_mood: a form that is used for nothing but reported speech.
        connective: an opening that needs the sentence before ("aber", "cela").
        no_pronoun: an opening that looks like a pronoun ("il y a").
        one_of: words before the many of whom one is meant ("uno de los").
        impersonal: a subject that names nobody ("on").
        adverb: a word between a verb and its source that says nothing about the source.
        adjective: an adjective before a noun, where the phrases are short.
        linker: a word by which a noun phrase goes on ("le maire de Vaubrun").
        particle: a word within a name ("von").
        title: a title before a name ("M.", "Frau").
        masculine: a title of a man.
        feminine: a title of a woman, or a noun for one.
        role: a noun for an office or a profession.
        thing: a noun for what has a name of its own, a film or a ship.
        document: a noun for a text that says something, a report or a poll.
        comment: the first words of a clause in which the author comments on the sentence before.
        stop: a word that ends a noun phrase.
        verb_form: a form that verbs have, where the phrases are short; nouns may have it, too.
        past: a form or word that puts its clause into the past ("a fermé", "dernier").
        future: a form or word that puts it into the future ("sera", "à partir de").
        determiners: gender by word: "m", "f", "p" for plural, with "i" before it if indefinite.
        pronouns: gender by word.
        capitalised_nouns: whether all nouns have a capital letter.
        bare_nouns: whether a noun phrase needs no article.
        caseless: whether the script has no capital letters.
        verb_final: whether the verb is the last word of its clause.
        subject_optional: whether a verb may stand without a subject ("añadió").
        relative_that: whether "that" behind a comma begins a relative clause ("..., che dirige").
        natural_gender: whether "she" means a woman only, never a company.
        short_phrases: whether the verb may follow a noun without a comma ("Volgens de politie is").
    """

    verb: re.Pattern[str]
    split_verb: re.Pattern[str]
    so: re.Pattern[str]
    according: re.Pattern[str]
    after_source: re.Pattern[str]
    verb_particle: re.Pattern[str]
    holds: re.Pattern[str]
    as_said: re.Pattern[str]
    that: re.Pattern[str]
    refers_back: re.Pattern[str]
    subjunctive: re.Pattern[str]
    reported_mood: re.Pattern[str]
    connective: re.Pattern[str]
    no_pronoun: re.Pattern[str]
    one_of: re.Pattern[str]
    impersonal: re.Pattern[str]
    adverb: re.Pattern[str]
    adjective: re.Pattern[str]
    linker: re.Pattern[str]
    particle: re.Pattern[str]
    title: re.Pattern[str]
    masculine: re.Pattern[str]
    feminine: re.Pattern[str]
    role: re.Pattern[str]
    thing: re.Pattern[str]
    document: re.Pattern[str]
    comment: re.Pattern[str]
    stop: re.Pattern[str]
    verb_form: re.Pattern[str]
    past: re.Pattern[str]
    future: re.Pattern[str]
    determiners: dict[str, str]
    pronouns: dict[str, str]
    capitalised_nouns: bool = False
    bare_nouns: bool = False
    caseless: bool = False
    verb_final: bool = False
    subject_optional: bool = False
    short_phrases: bool = False
    relative_that: bool = False
    natural_gender: bool = False


@cache
def reporting_words(language: str) -> ReportingWords | None:
    """Return the words of a language; None if there is no file for it."""
    path = _FOLDER / f"{_SAME_LANGUAGE.get(language, language)}.toml"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)

    def words(name: str) -> list[str]:
        return list(table.get(name, []))

    auxiliaries, participles = "|".join(words("auxiliaries")), "|".join(words("split_verbs"))
    split = rf"(?P<auxiliary>{auxiliaries})\b[^.:;,\n]{{0,90}}?\b(?P<verb>{participles})"
    masculine, feminine, neutral = (
        [re.escape(word) for word in words(name)]
        for name in ("titles", "feminine_titles", "neutral_titles")
    )
    return ReportingWords(
        verb=_pattern(words("verbs")),
        split_verb=_pattern([split] if auxiliaries else []),
        so=_pattern(words("so")),
        according=_pattern(words("according")),
        after_source=_pattern(words("after_source")),
        verb_particle=_pattern(words("verb_particles")),
        holds=_pattern(words("holds")),
        as_said=_pattern(words("as_said")),
        that=_pattern(words("that")),
        refers_back=_pattern(words("refers_back")),
        subjunctive=_pattern(words("subjunctive")),
        reported_mood=_pattern(words("reported_mood")),
        connective=_pattern(words("connectives")),
        no_pronoun=_pattern(words("no_pronoun")),
        one_of=_pattern(words("one_of")),
        impersonal=_pattern(words("impersonal")),
        adverb=_pattern(words("adverbs")),
        adjective=_pattern(words("adjectives")),
        linker=_pattern(words("linkers")),
        particle=_pattern(words("particles")),
        title=_pattern([*masculine, *feminine, *neutral]),
        masculine=_pattern(masculine),
        feminine=_pattern([*feminine, *words("feminine_roles")]),
        role=_pattern(words("roles")),
        thing=_pattern(words("things")),
        document=_pattern(words("documents")),
        comment=_pattern(words("comments")),
        stop=_pattern(words("stops")),
        verb_form=_pattern(words("verb_forms")),
        past=_pattern(words("past")),
        future=_pattern(words("future")),
        determiners=table["determiners"],
        pronouns=table["pronouns"],
        capitalised_nouns="capitalised_nouns" in table,
        bare_nouns="bare_nouns" in table,
        caseless="caseless" in table,
        verb_final="verb_final" in table,
        subject_optional="subject_optional" in table,
        natural_gender="natural_gender" in table,
        short_phrases="short_phrases" in table,
        relative_that="relative_that" in table,
    )


def _pattern(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest first; it matches nothing without words.

    A word that ends with an apostrophe is joined to the next one ("d’Orlan").
    """
    longest_first = sorted(alternatives, key=len, reverse=True)
    either = "|".join(longest_first).replace("’", "['’]") or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{either})(?:(?<=['’])|(?![\w-]))", re.IGNORECASE)
