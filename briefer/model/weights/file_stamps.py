"""Stamps: facts about a weights file, stored so that they are not computed at every start.

For example, the digest of a file of 1 GB takes seconds; it is computed again only if the size or
the time of change of the file is different from its stamp.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError


class Stamp(BaseModel):
    """Facts about a file, valid while it has this size and time of change.

    Attributes:
        size: size of the file in bytes.
        mtime_ns: time of its last change, in nanoseconds since 1970.
        sha256: its digest in hexadecimal; empty if not yet computed.
        grammar: version of the server that followed a grammar with it; empty if not yet tested.
    """

    size: int
    mtime_ns: int
    sha256: str = ""
    grammar: str = ""


def read_stamp(weights: Path, *, model_dir: Path) -> Stamp:
    """Return the stamp of ``weights``: an empty one if the file is new or has changed.

    Raises:
        OSError: the file cannot be read.
    """
    status = weights.stat()
    empty = Stamp(size=status.st_size, mtime_ns=status.st_mtime_ns)
    try:
        stored = Stamp.model_validate_json(_stamp_file(weights, model_dir).read_bytes())
    except (OSError, ValidationError):
        return empty
    unchanged = (stored.size, stored.mtime_ns) == (empty.size, empty.mtime_ns)
    return stored if unchanged else empty


def write_stamp(weights: Path, stamp: Stamp, *, model_dir: Path) -> None:
    """Store ``stamp`` for the next start, if the folder can be written to."""
    file = _stamp_file(weights, model_dir)
    # Without a stamp, the next start only takes a few seconds longer.
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(stamp.model_dump_json(), encoding="utf-8")


def digest(weights: Path) -> str:
    """Return the SHA-256 digest of a file, in hexadecimal."""
    with weights.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _stamp_file(weights: Path, model_dir: Path) -> Path:
    path_digest = hashlib.sha256(str(weights.resolve()).encode()).hexdigest()
    return model_dir / "stamps" / f"{path_digest[:16]}.json"
