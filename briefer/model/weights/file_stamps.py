"""Stamps: what is known of a weights file, so that it need not be found out at each start."""

import hashlib
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError


class Stamp(BaseModel):
    """What was found out about a file that had this size and time of change.

    Attributes:
        size: bytes.
        mtime_ns: time of its last change.
        sha256: its digest, once computed.
        grammar: version of the server that was seen to obey a grammar with it.
    """

    size: int
    mtime_ns: int
    sha256: str = ""
    grammar: str = ""


def read_stamp(weights: Path, *, model_dir: Path) -> Stamp:
    """Return the stamp of ``weights``: an empty one when the file changed or was never seen."""
    state = weights.stat()
    fresh = Stamp(size=state.st_size, mtime_ns=state.st_mtime_ns)
    try:
        known = Stamp.model_validate_json(_stamp_file(weights, model_dir).read_bytes())
    except (OSError, ValidationError):
        return fresh
    same = (known.size, known.mtime_ns) == (fresh.size, fresh.mtime_ns)
    return known if same else fresh


def write_stamp(weights: Path, stamp: Stamp, *, model_dir: Path) -> None:
    """Keep ``stamp`` for the next start."""
    file = _stamp_file(weights, model_dir)
    # A folder that cannot be written to costs the next start a few seconds, and nothing else.
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(stamp.model_dump_json(), encoding="utf-8")


def digest(weights: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    with weights.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _stamp_file(weights: Path, model_dir: Path) -> Path:
    place = hashlib.sha256(str(weights.resolve()).encode()).hexdigest()
    return model_dir / "stamps" / f"{place[:16]}.json"
