"""From bytes to text: which encoding they are in, and one form for the same characters."""

import codecs
import re
import unicodedata
from typing import Final

from charset_normalizer import from_bytes

from briefer.errors import NotAnArticleError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these labels (WHATWG): supersets of what the labels say.
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
# What undeclared text is found in, the commoner first; without the code pages of DOS, which fit
# many bytes and are hardly ever meant.
_GUESSED: Final = (
    "cp1252", "cp1250", "cp1251", "gb18030", "cp932", "euc_jp", "cp949", "big5", "koi8_r",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp874",
)  # fmt: skip
_SAMPLE: Final = 65_536
_WRONG_BYTES_FORGIVEN: Final = 0.001

_LINE_ENDS: Final = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
_SPACES: Final = re.compile(r"[^\S\n\t ]")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """Decode ``data``.

    A byte order mark decides, then valid UTF-8 whatever was declared, then what the server or
    the page itself declares, and last what the bytes look like.

    Args:
        data: the whole source.
        name: what errors call it.
        declared: the encoding that the HTTP header names.

    Raises:
        NotAnArticleError: ``not_text``, when the bytes are in no encoding that makes sense.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    in_page = _DECLARED.search(data[:4096])
    labels = [
        declared,
        *(label.decode("ascii") for label in (in_page.groups() if in_page else ()) if label),
    ]
    known = [codec for label in labels if (codec := _codec(label))]
    for encoding in (*_stateful(known), *_wide(data), "utf-8", *known):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    lenient = data.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") <= len(lenient) * _WRONG_BYTES_FORGIVEN:
        return lenient
    return _guessed(data, name)


def looks_binary(data: bytes) -> bool:
    """Tell whether ``data`` holds bytes that no text has: control codes beyond white space."""
    sample = data[:_SAMPLE]
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _wide(sample):
        return False
    controls = sum(sample.count(code) for code in range(32) if code not in b"\t\n\v\f\r\x1b")
    return controls > len(sample) * 0.01


def unified(text: str) -> str:
    r"""Return ``text`` with one form for the same characters.

    Characters are composed (NFC), every kind of space becomes a plain one, every kind of line
    end ``\n``; control and format characters (zero-width, bidirectional, soft hyphens), which no
    reader sees, are removed. Quotation marks and dashes stay as they are.
    """
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    text = _SPACES.sub(" ", text)
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    seen = (
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in _UNSEEN
    )
    # What stood apart only by an unseen character may compose now.
    return unicodedata.normalize("NFC", "".join(seen))


def tidy(text: str) -> str:
    """Return ``text`` unified, without white space at the ends of its lines and its own.

    This is the one form that all kinds of sources share.
    """
    return "\n".join(line.rstrip() for line in unified(text).split("\n")).strip()


def one_line(text: str) -> str:
    """Return ``text`` tidy, with each run of white space as one space."""
    return " ".join(tidy(text).split())


def _codec(label: str | None) -> str | None:
    """Return the name of Python's codec for a declared label, None when it has none."""
    try:
        name = codecs.lookup((label or "").strip("\"' ")).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(name, name)


def _stateful(encodings: list[str]) -> list[str]:
    """Return the encodings whose bytes are valid UTF-8 too, so that they must be tried before."""
    return [encoding for encoding in encodings if encoding.startswith(("iso2022", "hz"))]


def _wide(data: bytes) -> list[str]:
    """Return the UTF-16 that ``data`` without a mark is in: Latin letters leave every other 0."""
    sample = data[: _SAMPLE & ~1]
    if not sample or len(data) % 2:
        return []
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[first::2].count(0)
        others = sample[1 - first :: 2].count(0)
        if zeros > len(sample) * 0.25 and others == 0:
            return [encoding]
    return []


def _guessed(data: bytes, name: str) -> str:
    # The guess reads a sample, since it is slow; the beginning and the end differ in most pages.
    sample = data if len(data) <= _SAMPLE else data[: _SAMPLE // 2] + data[-_SAMPLE // 2 :]
    guesses = {
        encoding: (round(match.chaos, 2), -match.coherence)
        for match in from_bytes(sample, cp_isolation=list(_GUESSED))
        for encoding in match.could_be_from_charset
    }
    # Where several fit equally, the commoner one is meant.
    for encoding in sorted(guesses, key=lambda known: (guesses[known], _GUESSED.index(known))):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= len(text) * _WRONG_BYTES_FORGIVEN:
            return text
    raise NotAnArticleError(
        "not_text",
        f"{name} is in no text encoding that briefer knows: save it as UTF-8 and try again",
    )
