"""What a brief by the embedded model depends on, besides its source, as one digest.

If the digest of a command is that of a running server, the server makes the same brief.
"""

import hashlib
import json
from pathlib import Path
from typing import Final

from briefer.cache.code_digest import code_digest, package_versions
from briefer.model.known_names import default_name
from briefer.settings import Settings

PER_BRIEF: Final = ("brief_language", "cache", "force", "language", "profile", "verify")
"""Settings that a command gives with each brief."""

_NOT_RELEVANT: Final = frozenset({*PER_BRIEF, "api_key", "model", "server"})
_PACKAGES: Final = ("dateparser", "rapidfuzz", "sentencex", "spacy", "trafilatura", "xllamacpp")


def fingerprint(settings: Settings) -> str:
    """Return the digest; empty if the settings name no embedded model of the catalogue."""
    name = settings.model or default_name(settings)
    if settings.base_url is not None or not (name == "local" or name.startswith("local/")):
        return ""
    values = {
        field: str(value.absolute()) if isinstance(value, Path) else value
        for field, value in settings.model_dump(exclude=set(_NOT_RELEVANT)).items()
    }
    parts = {
        "model": name,
        "settings": values,
        "code": code_digest(),
        "packages": package_versions(_PACKAGES),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
