"""Find how many bytes the pages of a Parquet file unpack to, without unpacking them.

A page is the smallest part of a column that can be unpacked, and its header says how large it is
then. For example, a file of 12 kB whose only text has 400 MB has a page of 400 MB.

The headers are structures of Thrift's compact protocol:
https://parquet.apache.org/docs/file-format/data-pages
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

_UNPACKED: Final = 2  # the field of a header that has the size of the page
_STORED: Final = 3  # the field that has its size in the file
_BOOLEANS: Final = frozenset({1, 2})  # their value is in the type
_BYTE: Final = 3
_INTEGERS: Final = frozenset({4, 5, 6})
_DOUBLE: Final = 7
_BINARY: Final = 8
_STRUCT: Final = 12
_MAX_DEPTH: Final = 4  # a page has statistics, in the header of its kind
_MAX_DIGITS: Final = 10  # bytes of a number


def page_sizes(file: BinaryIO, *, start: int, end: int) -> Iterator[int]:
    """Yield the unpacked size of each page between two offsets of a file.

    Raises:
        ValueError: what stands there are not pages.
    """
    position = start
    while position < end:
        file.seek(position)
        fields = _read_fields(file, depth=1)
        unpacked, stored = fields.get(_UNPACKED, -1), fields.get(_STORED, -1)
        if unpacked < 0 or stored < 0:
            raise ValueError(f"the page at byte {position} does not say how large it is")
        yield max(unpacked, stored)
        position = file.tell() + stored


def _read_fields(file: BinaryIO, *, depth: int) -> dict[int, int]:
    """Read a structure; return its fields that are integers, by number."""
    if depth > _MAX_DEPTH:
        raise ValueError("the header of a page is nested too deeply")
    found: dict[int, int] = {}
    number = 0
    while (head := _read_byte(file)) != 0:
        step, kind = head >> 4, head & 15
        number = number + step if step else _signed(_read_number(file))
        if kind in _INTEGERS:
            found[number] = _signed(_read_number(file))
        elif kind == _STRUCT:
            _read_fields(file, depth=depth + 1)
        elif kind not in _BOOLEANS:
            file.seek(_length(file, kind), 1)
    return found


def _length(file: BinaryIO, kind: int) -> int:
    """Return the length of a value that is passed over."""
    if kind == _BINARY:
        return _read_number(file)
    if kind in {_BYTE, _DOUBLE}:
        return 1 if kind == _BYTE else 8
    raise ValueError(f"the header of a page has a field of the kind {kind}")


def _read_number(file: BinaryIO) -> int:
    number = 0
    for place in range(_MAX_DIGITS):
        digit = _read_byte(file)
        number |= (digit & 127) << (7 * place)
        if digit < 128:
            return number
    raise ValueError("the header of a page has a number without an end")


def _signed(number: int) -> int:
    """Return a number that was written as 0, -1, 1, -2, 2 and so on."""
    return (number >> 1) ^ -(number & 1)


def _read_byte(file: BinaryIO) -> int:
    read = file.read(1)
    if not read:
        raise ValueError("the file ends in the header of a page")
    return read[0]
