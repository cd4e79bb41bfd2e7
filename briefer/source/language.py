"""Which language a text is in."""

import re

import py3langid

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*")
# A page's own word is taken among as many of the likeliest languages: enough to let it decide
# between Norwegian and Danish or Croatian and Serbian, and not to believe a template that says
# English over a Korean text.
_PLAUSIBLE = 3
_SAMPLE = 5_000


def code(tag: str | None) -> str | None:
    """Return the language code of a tag such as ``"pt-BR"`` or ``"en_GB.UTF-8"``, if it has one."""
    match = _CODE.fullmatch(tag or "")
    return match[1].lower() if match else None


def language_of(text: str, *, declared: str | None = None) -> str:
    """Return the ISO 639-1 code of the language of ``text``.

    Args:
        text: what to judge by; a sentence is enough to tell most languages apart.
        declared: a code that the source claims; it is believed when the text allows it.
    """
    ranked: list[str] = [name for name, _ in py3langid.rank(text[:_SAMPLE]) if len(name) == 2]
    if declared and (declared in ranked[:_PLAUSIBLE] or declared not in ranked):
        return declared
    return ranked[0]
