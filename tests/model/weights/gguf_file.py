"""Small GGUF files: metadata and descriptions of tensors, without their data."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

Value = int | float | bool | str | bytes | Sequence[str]


def gguf_file(
    folder: Path, metadata: Mapping[str, Value] = {}, tensors: Sequence[Sequence[int]] = ()
) -> Path:
    """Write a GGUF file with these metadata, and a tensor of each of these shapes."""
    path = folder / "some.gguf"
    path.write_bytes(gguf_bytes(metadata, tensors))
    return path


def gguf_bytes(metadata: Mapping[str, Value], tensors: Sequence[Sequence[int]] = ()) -> bytes:
    """Return the bytes of such a file. A value given as bytes has its type in front of it."""
    parts = [b"GGUF", struct.pack("<IQQ", 3, len(tensors), len(metadata))]
    parts += [string(key) + _value(value) for key, value in metadata.items()]
    for number, shape in enumerate(tensors):
        parts.append(string(f"tensor.{number}"))
        parts.append(struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, 0))
    return b"".join(parts)


def string(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def _value(value: Value) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return struct.pack("<I", 8) + string(value)
    if isinstance(value, bool):
        return struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return struct.pack("<Iq" if value < 0 else "<IQ", 11 if value < 0 else 10, value)
    if isinstance(value, float):
        return struct.pack("<Id", 12, value)
    return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(string, value))
