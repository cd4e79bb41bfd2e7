"""Weights that are not in the catalogue: any GGUF file on the hub, named by the user.

For example, ``local:hub:OWNER/REPO/FILE.gguf``. Nobody has read the digest of such a file before:
the one that the hub gives is stored when the file is first asked for, and from then on the name
means these bytes.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

from briefer.errors import UnknownModelError, WeightsError
from briefer.model.weights.catalogue import HubFile, Weights
from briefer.model.weights.errors import SourceFailed
from briefer.model.weights.hub import ask_hub, hub_address
from briefer.settings import Settings

HUB_PREFIX = "local:hub:"
_FOLDER = "hub"
# Owner, repository and file, which may be in a folder; no part is ".." or hidden.
_NAME = re.compile(r"(\w[\w.-]*/\w[\w.-]*)/((?:\w[\w.-]*/)*\w[\w.-]*\.gguf)", re.ASCII)

_log = logging.getLogger("briefer")


class _Digest(BaseModel):
    """What the hub said about a file, stored beside it."""

    size: int
    sha256: str
    revision: str


def parse_hub_name(name: str) -> HubFile:
    """Return the file that ``local:hub:OWNER/REPO/FILE`` names.

    Raises:
        UnknownModelError: the name has another form.
    """
    match = _NAME.fullmatch(name.removeprefix(HUB_PREFIX))
    if match is None:
        raise UnknownModelError(
            f"'{name}' does not name a file on the hub. Write local:hub:OWNER/REPO/FILE.gguf"
        )
    return HubFile(repository=match[1], file=match[2])


def hub_name(file: HubFile) -> str:
    """Return the name of the file for ``--model``."""
    return f"{HUB_PREFIX}{file.repository}/{file.file}"


def unpinned_weights(file: HubFile, settings: Settings) -> Weights:
    """Return the weights with the digest that is stored, or else the one that the hub gives now.

    Raises:
        WeightsError: the file is not on this machine, and the hub cannot be asked.
    """
    if (stored := stored_weights(file, settings.model_dir)) is not None:
        return stored
    name = hub_name(file)
    if settings.offline:
        raise WeightsError(
            f"The weights of '{name}' are not in '{settings.model_dir}', and --offline does not "
            f"allow downloads. Run `briefer models pull {name}` once with a network, or use "
            "--model none."
        )
    try:
        facts = ask_hub(file)
    except SourceFailed as failure:
        raise WeightsError(
            f"The weights of '{name}' cannot be verified: {failure}. Check the name, the network "
            "and HF_ENDPOINT, or use a model from `briefer models list`."
        ) from failure
    _log.warning(
        "briefer has not pinned '%s': its download is checked only against the digest that %s "
        "gives now (sha256 %s)",
        name, hub_address(), facts.sha256,
    )  # fmt: skip
    weights = _weights(file, _Digest(**facts._asdict()))
    _store(weights, _Digest(**facts._asdict()), settings.model_dir)
    return weights


def stored_weights(file: HubFile, model_dir: Path) -> Weights | None:
    """Return the weights if the file and its digest are on this machine, or else None."""
    path = model_dir / _file_name(file)
    try:
        digest = _Digest.model_validate_json(_digest_file(path).read_bytes())
    except (OSError, ValidationError):
        return None
    return _weights(file, digest) if path.is_file() else None


def all_stored(model_dir: Path) -> Iterator[Weights]:
    """Yield all weights outside the catalogue that were downloaded, in order of their names."""
    folder = model_dir / _FOLDER
    for path in sorted(folder.rglob("*.gguf")):
        match = _NAME.fullmatch(path.relative_to(folder).as_posix())
        if match is None:
            continue
        weights = stored_weights(HubFile(repository=match[1], file=match[2]), model_dir)
        if weights is not None:
            yield weights


def _weights(file: HubFile, digest: _Digest) -> Weights:
    return Weights(
        name=hub_name(file),
        file=_file_name(file),
        size=digest.size,
        sha256=digest.sha256,
        sources=(file._replace(revision=digest.revision),),
    )


def _store(weights: Weights, digest: _Digest, model_dir: Path) -> None:
    stored = _digest_file(weights.path(model_dir))
    try:
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_text(digest.model_dump_json(), encoding="utf-8")
    except OSError as error:
        raise WeightsError(
            f"Cannot write the model file into '{model_dir}': {error.strerror or error}. Set "
            "BRIEFER_MODEL_DIR to a folder where you have write permission."
        ) from error


def _file_name(file: HubFile) -> str:
    return f"{_FOLDER}/{file.repository}/{file.file}"


def _digest_file(weights: Path) -> Path:
    return weights.with_name(f"{weights.name}.json")
