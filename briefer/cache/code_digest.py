"""Identify the code that made a result: a digest of briefer's files, and package versions."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def code_digest() -> str:
    """Return the sha256 over briefer's own code and words: changed files may make other briefs."""
    digest = hashlib.sha256()
    files = (path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".toml"})
    for path in sorted(files):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def package_versions(names: Iterable[str]) -> dict[str, str | None]:
    """Return the installed version of each package, without importing it; None if not installed."""
    return {name: _version(name) for name in names}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
