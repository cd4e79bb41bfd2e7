"""Read the header of a GGUF file: path → number of parameters (1_500_000_000), or None.

The format is described at https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
"""

import math
import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from briefer.errors import WeightsError

_MAGIC = b"GGUF"
_READABLE_VERSIONS = (2, 3)
_LAST_VERSION = 99  # a larger number is not a version
# Enough for the largest vocabularies. A damaged file must not be searched for minutes.
_MAX_HEADER_BYTES = 128 << 20
_MAX_DIMENSIONS = 4

_STRING, _ARRAY = 8, 9
# The codes of `struct` for the types of numbers.
_NUMBERS = {
    0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q",
    12: "<d",
}  # fmt: skip

# "135M", "1.5B", and "8x7B" for a mixture of experts
_LABEL = re.compile(r"(?:(\d{1,4})x)?(\d{1,4}(?:\.\d{1,4})?)([KMBT])", re.IGNORECASE)
_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}


class _DamagedError(Exception):
    """The bytes are not the header of a GGUF file."""


def parameter_count(weights: Path) -> int | None:
    """Return how many parameters the model in a GGUF file has; None if its header does not say.

    The metadata state the number or a label ("1.5B"); if not, the elements of all tensors are
    counted.

    Raises:
        WeightsError: the file cannot be read, is not a GGUF file, or is damaged.
    """
    try:
        with weights.open("rb") as file:
            return _count(_Header(file, size=weights.stat().st_size))
    except OSError as error:
        raise WeightsError(
            f"Cannot read the model file '{weights}': {error.strerror or error}. Check the path "
            "after 'local:'."
        ) from error
    except _DamagedError as error:
        raise WeightsError(
            f"The model file '{weights}' cannot be loaded: it is not a GGUF file or is damaged "
            f"({error}). Check it, or download a known model with `briefer models pull`."
        ) from error


class _Header:
    """The bytes of a header, in order. What it does not have is an error."""

    def __init__(self, file: BinaryIO, *, size: int) -> None:
        self._file = file
        self._left = min(size, _MAX_HEADER_BYTES)

    def take(self, length: int) -> bytes:
        self._use(length)
        taken = self._file.read(length)
        if len(taken) < length:
            raise _DamagedError("its header is incomplete")
        return taken

    def skip(self, length: int) -> None:
        self._use(length)
        self._file.seek(length, 1)

    def number(self, code: str) -> int | float | bool:
        value: int | float | bool
        (value,) = struct.unpack(code, self.take(struct.calcsize(code)))
        return value

    def count(self) -> int:
        return int(self.number("<Q"))

    def kind(self) -> int:
        return int(self.number("<I"))

    def string(self) -> str:
        return self.take(self.count()).decode(errors="replace")

    def _use(self, length: int) -> None:
        if length > self._left:
            raise _DamagedError("its header is incomplete")
        self._left -= length


def _count(header: _Header) -> int | None:
    if header.take(len(_MAGIC)) != _MAGIC:
        raise _DamagedError("it does not begin with 'GGUF'")
    version = header.kind()
    if version > _LAST_VERSION:
        raise _DamagedError(f"it has the version {version}")
    if version not in _READABLE_VERSIONS:
        return None  # the server may be able to read it
    tensors, fields = header.count(), header.count()
    metadata: dict[str, object] = {}
    for _ in range(fields):
        key = header.string()
        # Read the long vocabulary, which follows, only if the number is not known yet.
        if not key.startswith("general.") and (stated := _stated(metadata)):
            return stated
        metadata[key] = _value(header, header.kind())
    if stated := _stated(metadata):
        return stated
    files = metadata.get("split.count")
    if isinstance(files, int) and files > 1:
        return None  # the other files have the other tensors
    return sum(_elements(header) for _ in range(tensors)) or None


def _stated(metadata: Mapping[str, object]) -> int:
    """Return the number of parameters that the metadata state, or 0."""
    number = metadata.get("general.parameter_count")
    if type(number) is int and number > 0:
        return number
    label = _LABEL.fullmatch(str(metadata.get("general.size_label", "")).strip())
    if label is None:
        return 0
    experts, size, unit = label.groups()
    return round(int(experts or 1) * float(size) * _UNITS[unit.upper()])


def _value(header: _Header, kind: int) -> int | float | bool | str | None:
    """Read a value; return None for an array, which is skipped."""
    if kind in _NUMBERS:
        return header.number(_NUMBERS[kind])
    if kind == _STRING:
        return header.string()
    if kind != _ARRAY:
        raise _DamagedError(f"its metadata have a value of the unknown type {kind}")
    of, length = header.kind(), header.count()
    if of in _NUMBERS:
        header.skip(struct.calcsize(_NUMBERS[of]) * length)
    elif of == _STRING:
        for _ in range(length):
            header.skip(header.count())
    else:
        raise _DamagedError(f"its metadata have an array of the unknown type {of}")
    return None


def _elements(header: _Header) -> int:
    """Read the description of a tensor; return how many elements the tensor has."""
    header.skip(header.count())  # its name
    dimensions = header.kind()
    if dimensions > _MAX_DIMENSIONS:
        raise _DamagedError(f"it has a tensor with {dimensions} dimensions")
    elements = math.prod(header.count() for _ in range(dimensions))
    header.skip(struct.calcsize("<IQ"))  # type and offset
    return elements
