"""Detect the language of a text: "Le pont est fermé." is "fr"."""

import re

import py3langid

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*")
_REGION = re.compile(r"\s*[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_]([A-Za-z]{2})(?:[-_.@].*)?\s*")
# The declared language is used if it is among this many likeliest languages. So it decides between
# Norwegian and Danish, or Croatian and Serbian, but a template that declares English for a Korean
# text is ignored.
_PLAUSIBLE_LANGUAGES = 3
_SAMPLE_CHARACTERS = 5_000


def language_code(tag: str | None) -> str | None:
    """Return the language code of a tag such as "pt-BR" or "en_GB.UTF-8", or None."""
    match = _CODE.fullmatch(tag or "")
    return match[1].lower() if match else None


def region_code(tag: str | None) -> str | None:
    """Return the region of a tag such as "pt-BR" or "en_GB.UTF-8", or None."""
    match = _REGION.fullmatch(tag or "")
    return match[1].upper() if match else None


def detect_language(text: str, *, declared: str | None = None) -> str:
    """Return the ISO 639-1 code of the language of ``text``.

    Args:
        text: the text; one sentence is enough for most languages.
        declared: the code that the source declares, used if it is plausible for the text.
    """
    ranked: list[str] = [
        name for name, _ in py3langid.rank(text[:_SAMPLE_CHARACTERS]) if len(name) == 2
    ]
    if declared and (declared in ranked[:_PLAUSIBLE_LANGUAGES] or declared not in ranked):
        return declared
    return ranked[0]
