"""JSON that can stand inside an HTML page, and that shows every invisible character.

``escaped_json({"name": "</script>"})`` has no ``<``; a parser reads it as the same value.
"""

import json


def escaped_json(value: object, *, indent: int | None = None) -> str:
    """Return ``value`` as JSON without markup, control characters or changes of direction."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character in "<>&" or not (character.isprintable() or character == "\n"):
        code = ord(character)
        # JSON counts in UTF-16.
        units = [code] if code < 0x10000 else [0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF)]
        return "".join(f"\\u{unit:04x}" for unit in units)
    return character
