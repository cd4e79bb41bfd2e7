"""Read the names of persons from a byline.

For example, "By Ana Ruiz and Ben Cole in Oslo" names "Ana Ruiz" and "Ben Cole"; "Staff" and
"Email the author" name nobody.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefer.source.decoding import one_line
from briefer.text.agencies import AGENCY
from briefer.text.stamps import stamps_in

_BEGINNING: Final = re.compile(
    r"\W*(?:(?:\w+ )?(?:story|text|words|report|reporting|article|posted|published|written"
    r"|reported|analysis|review|opinion|interview|submitted|edited)[:\s]+)?"
    r"(?:by|von|par|por|di|door|af|av)\b:?\s+"
    r"|\W*(?:story|text|words|report|authors?|reporters?|writers?|aut[oe]u?r(?:es|in|a)?|autore|texto"
    r"|testo|texte|tekst)\s*:\s*",
    re.IGNORECASE,
)
_AGE: Final = re.compile(r"\b(?:\d+|an?|one)\s+\w+\s+ago\b", re.IGNORECASE)
_SEPARATOR: Final = re.compile(
    r"\s*,?\s+(?:and|with|und|mit|et|avec|y|con|og|och|en|e)\s+|\s*[|•·;/‧∙—–&,]\s*|\s+-\s+",
    re.IGNORECASE,
)
# What follows a name without a separator: "Ana Ruiz in Oslo", "Ana Ruiz for The Post".
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_AFTER_NAME: Final = re.compile(
    r"\s+(?:in|at|for|of|from|on|via|is|was|has|covers|reports?)\s.*|\s*[(\[<@].*|\s+\d.*"
    rf"|\s+(?i:{_MONTH})\s+\d.*",
    re.DOTALL,
)
_AGENCY: Final = re.compile(
    rf"\s*\b(?:the )?{AGENCY}(?: news)?\W*$",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?a|b\.?a|b\.?sc|m\.?sc|m\.?b\.?a|j\.?d|r\.?n|esq|d\.?phil|cfa|cpa)\.?",
    re.IGNORECASE,
)
_DEGREE_AFTER_NAME: Final = re.compile(rf"(?:\s+{_DEGREE.pattern})+$", re.IGNORECASE)
_BEAT: Final = (
    r"(?:chief|senior|junior|deputy|special|staff|news|political|politics|sports?|foreign|science"
    r"|business|contributing|associate|freelance|environment|health|education|crime|courts?"
    r"|economics|transport|technology|arts|culture|travel|defen[cs]e|local|community|consumer"
    r"|religion|rural|city|county|state|national|world|features?|investigations?|data|home affairs)"
)
_JOB: Final = r"(?:reporter|correspondent|editor|writer|columnist|contributor|journalist|producer)"
_JOB_LINE: Final = re.compile(rf"(?:{_BEAT}\s+)*{_JOB}", re.IGNORECASE)
_ANY_JOB: Final = re.compile(rf"(?:\w+\s+){{0,3}}{_JOB}", re.IGNORECASE)
_NAME_AND_JOB: Final = re.compile(rf"(?P<name>.+?)(?:\s+(?:{_BEAT}\s+)*{_JOB})?", re.IGNORECASE)
_ROLE_AFTER_NAME: Final = re.compile(rf"(?<=\w)\s+(?:{_BEAT}\s+)*{_JOB}s?\b.*", re.IGNORECASE)
_ROLE_BEFORE_NAME: Final = re.compile(rf"^(?i:(?:{_BEAT}\s+)*{_JOB})\s+(?=[A-ZÀ-Þ])")
# Words that are in no person's name, but in what stands in its place or next to it.
_NO_NAME: Final = frozenset(
    """about admin administrator agencies agency ago all anonymous archive article articles
    associated author authors blog bureau by chief click columnist comment comments contact
    contributed contributing contributor contributors copy copyright correspondent daily department
    deputy desk digital director editor editorial editors email exclusive facebook follow from full
    gazette graphics guest here herald instagram journal journalist latest linkedin live magazine
    mail media minute minutes more newsletter newspaper newsroom network news no none null
    office online photo photographer photos post posted posts press print producer profile
    published reporter reporters reporting reports review section see senior service services
    share show site source special staff subscribe team telegraph times today tribune twitter
    undefined unknown updated user video view views website web webmaster wire writer writers x your
    hour hours days month months year yesterday am pm est edt gmt utc bst cet
    monday tuesday wednesday thursday friday saturday sunday january february march july
    september october november december feb apr jul aug sep sept oct nov dec
    the this our redaktion redaktionsleitung redaktor rédaction redacción redazione""".split()
)
_PARTICLES: Final = frozenset(
    "al bin bint da das de del den der di do dos du el ibn la le mac of ter van von y zu".split()
)
_WORD_OF_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*")
_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")
_MORE_THAN_NAMES: Final = re.compile(r"\d| in ")
_NAME_AND_PLACE: Final = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}(?: in [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+)?)?"
)
_LINES_OF_HEAD: Final = 3
_MAX_WORDS_OF_LINE: Final = 15
_MAX_WORDS_OF_NAME: Final = 5
_MAX_LENGTH: Final = 300


def names_in_byline(
    line: str, *, outlet: str | None = None, single: bool = False
) -> tuple[str, ...]:
    """Return the persons whom a byline names, in order.

    Args:
        line: the words of a byline, or one name.
        outlet: the name of the publisher, which is not a person.
        single: whether a name may have one word only, as a declared pseudonym may.
    """
    line = _AGE.sub(" | ", one_line(line.replace("\n", " | "))[:_MAX_LENGTH])
    folded_outlet = _fold(outlet or "")
    names: dict[str, str] = {}
    for part in _SEPARATOR.split(line):
        if names and any(map(str.isdigit, part)):
            break  # a date after the names ends the byline
        name = _name(part)
        words = name.split()
        # of "Rowan Pike, Banking Editor" the second part is no pseudonym
        shortest = 1 if single and not _ROLE_AFTER_NAME.search(part) else 2
        if _is_name(words, min_words=shortest) and _fold(name) != folded_outlet:
            names.setdefault(_fold(name), name)
    return tuple(names.values())


def names_in_line_of_names(line: str) -> tuple[str, ...]:
    """Return the persons of a line without "By" that has but names, jobs, places and dates."""
    parts = (part.strip(" .") for part in _SEPARATOR.split(line))
    is_line = all(map(_is_part_of_byline, filter(None, parts)))
    return names_in_byline(line) if is_line else ()


def split_byline(paragraphs: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the persons in the byline above a text, and the paragraphs without it.

    A byline with a date or a place, such as "Ana Ruiz | 6 May 2026", stays: the analysis reads it.
    """
    authors: list[str] = []
    head: list[str] = []
    for index, paragraph in enumerate(paragraphs[:_LINES_OF_HEAD], start=1):
        lines = paragraph.split("\n")
        below = (one.split("\n", 1)[0] for one in paragraphs[index : index + 1])
        with_job = [*lines, *filter(_JOB_LINE.fullmatch, below)]
        if len(paragraph) > _MAX_LENGTH:
            head.append(paragraph)
            continue
        named = [line for line in lines if not line.endswith((".", "!", "?"))]
        bylines = [
            line
            for line in named
            if is_byline(line) or _is_above_date_or_job(line, with_job) or _JOB_LINE.fullmatch(line)
        ]
        authors.extend(name for line in bylines for name in names_in_byline(line))
        kept = [line for line in lines if line not in bylines or _MORE_THAN_NAMES.search(line)]
        head.extend(["\n".join(kept)] if kept else [])
    return tuple(dict.fromkeys(authors)), [*head, *paragraphs[_LINES_OF_HEAD:]]


def without_names(paragraphs: Sequence[str], authors: Sequence[str]) -> list[str]:
    """Return the paragraphs without a line above the text that only names authors."""

    def names_authors(line: str) -> bool:
        is_long = len(line.split()) > _MAX_WORDS_OF_LINE or line.endswith((".", "!", "?"))
        if is_long or _MORE_THAN_NAMES.search(line):
            return False
        names = names_in_byline(line)
        return bool(names) and set(names) <= set(authors)

    head = [line for line in paragraphs[:_LINES_OF_HEAD] if not names_authors(line)]
    return [*head, *paragraphs[_LINES_OF_HEAD:]]


def _is_above_date_or_job(line: str, lines: Sequence[str]) -> bool:
    """Return True for a name, perhaps with a place, right above a date or "Staff writer"."""
    following = lines[lines.index(line) + 1 :][:1]
    if not any(_has_date_only(one) or _JOB_LINE.fullmatch(one) for one in following):
        return False
    names = names_in_byline(line)
    is_name = _NAME_AND_PLACE.fullmatch(line) or _ROLE_AFTER_NAME.search(line.replace(",", " "))
    return is_name is not None and bool(names) and line.startswith(names[0])


def _has_date_only(line: str) -> bool:
    return bool(stamps_in(line)) and len(line.split()) <= _MAX_WORDS_OF_LINE


def _is_part_of_byline(part: str) -> bool:
    """Return True for a name with its degree, job or place, for a job, an agency and a date."""
    if _ANY_JOB.fullmatch(part) or re.fullmatch(AGENCY, part) or stamps_in(part):
        return True
    if _DEGREE.fullmatch(part) or _NAME_AND_PLACE.fullmatch(part):
        return True
    named = _NAME_AND_JOB.fullmatch(_ROLE_BEFORE_NAME.sub("", part))
    name = _DEGREE_AFTER_NAME.sub("", named["name"]) if named else ""
    return _is_name(name.split(), min_words=2)


def is_byline(line: str) -> bool:
    """Return True if a line names persons after "By" or next to a date ("Ana Ruiz, 6 May 2026")."""
    is_marked = bool(_BEGINNING.match(line)) and len(line.split()) <= _MAX_WORDS_OF_LINE
    parts = re.split(r"[|•·—–]", line)
    is_dated = bool(_DATE.search(line)) and sum(map(bool, map(names_in_byline, parts))) == 1
    return (is_marked or is_dated) and bool(names_in_byline(line))


def names_all(names: Iterable[str], others: Iterable[str]) -> bool:
    """Return True if ``names`` has all of ``others``, in any spelling."""
    return {_fold(name) for name in others} <= {_fold(name) for name in names}


def _name(part: str) -> str:
    if beginning := _BEGINNING.match(part):
        part = part[beginning.end() :]
    part = _ROLE_BEFORE_NAME.sub("", part.lstrip(), count=1)
    part = _ROLE_AFTER_NAME.sub("", part)
    part = _AGENCY.sub("", _AFTER_NAME.sub("", part))
    return _DEGREE_AFTER_NAME.sub("", part).strip(" .,:*'\"“”‘’-–—")


def _is_name(words: list[str], *, min_words: int) -> bool:
    if not min_words <= len(words) <= _MAX_WORDS_OF_NAME:
        return False
    if any(word.casefold().strip(".") in _NO_NAME for word in words):
        return False
    if _DEGREE.fullmatch(" ".join(words)) or not all(map(_WORD_OF_NAME.fullmatch, words)):
        return False
    if words[-1] in _PARTICLES:
        return False  # "Publié le"
    return all(_is_capitalised(word) for word in words)


def _is_capitalised(word: str) -> bool:
    return not word[0].islower() or word in _PARTICLES or _has_inner_capital(word)


def _has_inner_capital(word: str) -> bool:
    return word[:2] in {"d'", "d’", "l'", "l’"} or any(map(str.isupper, word[1:]))


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
