r"""Decode bytes to text, and normalize its characters.

For example, ``b"caf\xe9"`` becomes "café", and a no-break space becomes a plain space.
"""

import codecs
import re
import unicodedata
from typing import Final

from charset_normalizer import from_bytes

from briefer.errors import NotAnArticleError

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, because it begins with that mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that browsers use for these labels (WHATWG): supersets of the labelled ones.
_SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]{0,80}encoding\s*=\s*["']([\w:.-]+)|<meta[^>]{0,200}charset\s*=\s*["']?([\w:.-]+)""",
    re.IGNORECASE,
)
# Candidates for text without a declared encoding, the more common first. The code pages of DOS
# are not included: they accept almost any bytes and are rarely used.
_CANDIDATES: Final = (
    "cp1252", "cp1250", "cp1251", "gb18030", "cp932", "euc_jp", "cp949", "big5", "koi8_r",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp874",
)  # fmt: skip
_SAMPLE_BYTES: Final = 65_536
_MAX_WRONG_RATIO: Final = 0.001

_LINE_ENDS: Final = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
_SPACES: Final = re.compile(r"[^\S\n\t ]")
# These look like letters to Unicode, but show nothing: fillers of Hangul, Khmer and Braille.
_FILLERS: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
# Whole messages can be written in variation selectors; one after a symbol or an ideograph is real.
_SELECTOR: Final = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STRAY_SELECTORS: Final = re.compile(
    rf"(?<![#*0-9\u00a9\u00ae\u203c-\u3299\u3400-\u9fff\uf900-\ufaff\U0001f000-\U0003ffff])"
    rf"[{_SELECTOR}]|(?<=[{_SELECTOR}])[{_SELECTOR}]"
)
_ATTRIBUTE: Final = (
    r"""(?:\s+[^\s=>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+)"""  # no backtracking
)
_TOO_MANY_ATTRIBUTES: Final = re.compile(rf"(<[a-zA-Z][^\s/<>]*+{_ATTRIBUTE}{{200}}){_ATTRIBUTE}++")
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHARACTER_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_MAX_CODE_DIGITS: Final = 7
_INVISIBLE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """Decode ``data``.

    These are tried in order: a byte order mark; UTF-8, whatever is declared; the encoding that
    the server or the page declares; and a guess from the bytes.

    Args:
        data: the whole source.
        name: the source's name in errors.
        declared: the encoding that the HTTP header declares.

    Raises:
        NotAnArticleError: ``not_text``, if no encoding gives meaningful text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    in_page = _DECLARED.search(data[:4096])
    labels = [
        declared,
        *(label.decode("ascii") for label in (in_page.groups() if in_page else ()) if label),
    ]
    codecs_declared = [codec for label in labels if (codec := _codec(label))]
    for encoding in (*_stateful(codecs_declared), *_utf_16(data), "utf-8", *codecs_declared):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    lenient = data.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") <= len(lenient) * _MAX_WRONG_RATIO:
        return lenient
    return _decode_by_guess(data, name)


def looks_binary(data: bytes) -> bool:
    """Return True if more than 1 % of ``data`` are control codes other than white space."""
    sample = data[:_SAMPLE_BYTES]
    if any(sample.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _utf_16(sample):
        return False
    controls = sum(sample.count(code) for code in range(32) if code not in b"\t\n\v\f\r\x1b")
    return controls > len(sample) * 0.01


def normalize_characters(text: str) -> str:
    r"""Return ``text`` with normalized characters.

    Characters are composed (NFC), every kind of space becomes a plain space, every kind of line
    end becomes ``\n``, and invisible characters (control, zero-width, bidirectional, fillers, soft
    hyphens) are removed. A variation selector stays only where it chooses the form of an emoji or
    an ideograph. Quotation marks and dashes stay as they are.
    """
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    text = _FILLERS.sub("", _STRAY_SELECTORS.sub("", text))
    text = _SPACES.sub(" ", text)
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    visible = (
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in _INVISIBLE_CATEGORIES
    )
    # Characters that only an invisible one separated may compose now.
    return unicodedata.normalize("NFC", "".join(visible))


def normalize_text(text: str) -> str:
    """Return ``text`` normalized, without white space at line ends and around the whole text.

    The text of every article has this form, whatever its source.
    """
    return "\n".join(line.rstrip() for line in normalize_characters(text).split("\n")).strip()


def without_control_characters(html: str) -> str:
    """Remove the characters that XML does not allow, also where a page names them by number.

    ``"a&#8;b"`` becomes ``"ab"``. The parser passes them on, and would fail to copy their element.
    """
    return _CHARACTER_REFERENCE.sub(_allowed, _NOT_IN_XML.sub("", html))


def without_excess_attributes(html: str) -> str:
    """Remove all but the first attributes of a tag that has hundreds of them.

    The parser takes the square of their number, and cannot be stopped while it does.
    """
    return _TOO_MANY_ATTRIBUTES.sub(r"\1", html)


def _allowed(reference: re.Match[str]) -> str:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    digits = digits.lstrip("0")
    if len(digits) <= _MAX_CODE_DIGITS:
        code = int(digits or "0", base)
        return "" if code > 0x10FFFF or _NOT_IN_XML.match(chr(code)) else reference[0]
    return ""


def one_line(text: str) -> str:
    """Return ``text`` normalized, with one space for each run of white space."""
    return " ".join(normalize_text(text).split())


def _codec(label: str | None) -> str | None:
    """Return Python's codec for a declared encoding, or None if it has none."""
    try:
        name = codecs.lookup((label or "").strip("\"' ")).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(name, name)


def _stateful(encodings: list[str]) -> list[str]:
    """Return the encodings to try before UTF-8, because their bytes are also valid UTF-8."""
    return [encoding for encoding in encodings if encoding.startswith(("iso2022", "hz"))]


def _utf_16(data: bytes) -> list[str]:
    """Return the UTF-16 encoding of data without a mark: in Latin text, every second byte is 0."""
    sample = data[: _SAMPLE_BYTES & ~1]
    if not sample or len(data) % 2:
        return []
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[first::2].count(0)
        others = sample[1 - first :: 2].count(0)
        if zeros > len(sample) * 0.25 and others == 0:
            return [encoding]
    return []


def _decode_by_guess(data: bytes, name: str) -> str:
    # Guessing is slow, so it uses a sample: the beginning and the end, which usually differ.
    sample = (
        data
        if len(data) <= _SAMPLE_BYTES
        else data[: _SAMPLE_BYTES // 2] + data[-_SAMPLE_BYTES // 2 :]
    )
    guesses = {
        encoding: (round(match.chaos, 2), -match.coherence)
        for match in from_bytes(sample, cp_isolation=list(_CANDIDATES))
        for encoding in match.could_be_from_charset
    }
    # If several fit equally well, prefer the more common one.
    for encoding in sorted(guesses, key=lambda guess: (guesses[guess], _CANDIDATES.index(guess))):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= len(text) * _MAX_WRONG_RATIO:
            return text
    raise NotAnArticleError(
        "not_text",
        f"the text encoding of {name} cannot be detected: save it as UTF-8 and try again",
    )
