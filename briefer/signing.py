"""Sign a brief, and verify its signature: ed25519 over the canonical JSON of the brief.

``sign_brief(brief, key)`` returns the brief with its ``signature``. What is signed is the brief's
JSON without that field, in the canonical form of RFC 8785: keys in order, no white space, one form
of each number and text. So a file may be indented in another way, and other programs can verify it.
"""

import base64
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from briefer.errors import CheckError, SettingsError
from briefer.extras import require_extra
from briefer.schema.brief import Brief, Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

ALGORITHM: Final = "ed25519"
_FIELD: Final = "signature"
_MAX_KEY_BYTES: Final = 65_536
_LARGEST_PLAIN: Final = 21  # digits before the point of a number without an exponent
_SMALLEST_PLAIN: Final = -6  # exponent of the smallest one


def new_key(path: Path) -> Path:
    """Write a new private key to ``path``, which only its owner can read, and the public one.

    Returns:
        The file of the public key: ``path`` with ".pub" at its end.

    Raises:
        SettingsError: one of the files exists or cannot be written, or the extra is not installed.
    """
    serialization = require_extra("sign", "cryptography.hazmat.primitives.serialization")
    key = require_extra(
        "sign", "cryptography.hazmat.primitives.asymmetric.ed25519"
    ).Ed25519PrivateKey.generate()
    public = path.with_name(f"{path.name}.pub")
    private_pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public_pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write_new(public, public_pem, mode=0o644)
    try:
        _write_new(path, private_pem, mode=0o600)
    except SettingsError:
        public.unlink()
        raise
    return public


def _write_new(path: Path, data: bytes, *, mode: int) -> None:
    try:
        path.touch(mode=mode, exist_ok=False)
        path.write_bytes(data)
    except FileExistsError as error:
        raise SettingsError(
            f"'{path}' exists, and a key is never overwritten. Name another file"
        ) from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SettingsError(f"cannot write '{path}': {reason}. Name another file") from error


def is_open_to_others(path: Path) -> bool:
    """Return True if other users of this machine may read a file."""
    return bool(path.stat().st_mode & 0o077)


def load_private_key(path: Path) -> "Ed25519PrivateKey":
    """Read the key to sign with, a PEM file.

    Raises:
        SettingsError: the file cannot be read, or has no such key.
    """
    serialization = require_extra("sign", "cryptography.hazmat.primitives.serialization")
    data = _read_key(path)
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except TypeError as error:
        raise SettingsError(
            f"the key in '{path}' is protected by a password, which briefer does not ask for. "
            "Name a key without one, such as 'briefer keys new' makes"
        ) from error
    except Exception as error:  # cryptography has many errors for what is not a key
        hint = "it has a public key" if b"PUBLIC KEY" in data else "it is not a private key in PEM"
        raise SettingsError(
            f"cannot sign with '{path}': {hint}. Make a key with 'briefer keys new FILE'"
        ) from error
    module = require_extra("sign", "cryptography.hazmat.primitives.asymmetric.ed25519")
    if not isinstance(key, module.Ed25519PrivateKey):
        raise SettingsError(
            f"the key in '{path}' is of another type than {ALGORITHM}. "
            "Make one with 'briefer keys new FILE'"
        )
    private: Ed25519PrivateKey = key
    return private


def load_public_key(path: Path) -> "Ed25519PublicKey":
    """Read the key to verify with, a PEM file.

    Raises:
        SettingsError: the file cannot be read, or has no such key.
    """
    serialization = require_extra("sign", "cryptography.hazmat.primitives.serialization")
    data = _read_key(path)
    try:
        key = serialization.load_pem_public_key(data)
    except Exception as error:  # cryptography has many errors for what is not a key
        hint = "it has a private key" if b"PRIVATE KEY" in data else "it is not a public key in PEM"
        raise SettingsError(
            f"cannot verify with '{path}': {hint}. Name the file with the public key, '….pub'"
        ) from error
    module = require_extra("sign", "cryptography.hazmat.primitives.asymmetric.ed25519")
    if not isinstance(key, module.Ed25519PublicKey):
        raise SettingsError(
            f"the key in '{path}' is of another type than {ALGORITHM}. "
            "Name the public key of whoever signed the brief"
        )
    public: Ed25519PublicKey = key
    return public


def _read_key(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_KEY_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SettingsError(
            f"cannot read the key '{path}': {reason}. Name the file of a key in PEM"
        ) from error
    if len(data) > _MAX_KEY_BYTES:
        raise SettingsError(f"'{path}' is too large for a key. Name the file of a key in PEM")
    return data


def sign_brief(brief: Brief, key: "Ed25519PrivateKey") -> Brief:
    """Return a brief with its signature; an older signature is replaced."""
    data = json.loads(brief.model_dump_json())
    signature = Signature(
        algorithm=ALGORITHM,
        public_key=_encoded(key.public_key().public_bytes_raw()),
        value=_encoded(key.sign(canonical_json(_unsigned(data)))),
    )
    return brief.model_copy(update={_FIELD: signature})


def verify_signature(text: str, key: "Ed25519PublicKey") -> None:
    """Verify the signature of a brief in JSON.

    Args:
        text: the brief as JSON.
        key: the public key of whoever should have signed it.

    Raises:
        CheckError: the brief is not signed, by another key, or was changed since.
    """
    exceptions = require_extra("sign", "cryptography.exceptions")
    data, signature = _signed(text)
    if signature.public_key != _encoded(key.public_bytes_raw()):
        raise CheckError(
            "the brief is signed with another key than the one that you named. "
            "Ask whoever signed it for the public key"
        )
    try:
        key.verify(_decoded(signature.value), canonical_json(_unsigned(data)))
    except exceptions.InvalidSignature as error:
        raise CheckError(
            "the signature does not belong to this brief: the brief or its signature was changed "
            "after it was signed. Get the file again from whoever signed it"
        ) from error


def _signed(text: str) -> tuple[dict[str, object], Signature]:
    """Return a brief as data, with its signature."""
    try:
        data = json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError) as error:
        raise CheckError(
            f"the signature cannot be verified: the file is not plain JSON ({error}). "
            "Make a brief with 'briefer -f json --sign KEY'"
        ) from error
    found = data.get(_FIELD) if isinstance(data, dict) else None
    if not isinstance(found, dict):
        raise CheckError("the brief is not signed. Sign one with 'briefer -f json --sign KEY'")
    try:
        return data, Signature.model_validate(found)
    except ValueError as error:
        raise CheckError(
            f"the signature of the brief is not one of {ALGORITHM} that briefer makes. "
            "Get the file again from whoever signed it"
        ) from error


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; two values under one key would be read differently by other programs."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has the same key twice")
    return found


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")


def _finite(number: str) -> float:
    """Return a number that is not too large for programs, which would read it as infinite."""
    return float(number) if math.isfinite(float(number)) else _no_number(number)


def _unsigned(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != _FIELD}


def canonical_json(value: object) -> bytes:
    """Return data in the canonical form of RFC 8785; integers of any size are written in full.

    Raises:
        CheckError: a text has half of a surrogate pair, which no file in UTF-8 can have.
    """
    try:
        return _canonical(value).encode("utf-8")
    except (UnicodeEncodeError, RecursionError) as error:
        raise CheckError(
            "the signature cannot be verified: the file has text that is not Unicode, or is nested "
            "too deeply. Get the file again from whoever signed it"
        ) from error


def _canonical(value: object) -> str:
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be"))
        return "{" + ",".join(f"{_text(key)}:{_canonical(part)}" for key, part in ordered) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_canonical, value)) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return _number(value)
    return json.dumps(value)  # true, false, null, integers


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Return a number as ECMAScript writes it: 1, 0.5, 1e-7, 1e+21.

    Python finds the same shortest digits, and differs in where it writes an exponent.
    """
    sign, numerals, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, numerals))
    point = len(digits) + int(exponent)  # digits before the point
    if value == 0:
        return "0"
    if len(digits) <= point <= _LARGEST_PLAIN:
        written = digits + "0" * (point - len(digits))
    elif 0 < point <= _LARGEST_PLAIN:
        written = f"{digits[:point]}.{digits[point:]}"
    elif _SMALLEST_PLAIN < point <= 0:
        written = f"0.{'0' * -point}{digits}"
    else:
        fraction = f".{digits[1:]}" if len(digits) > 1 else ""
        written = f"{digits[0]}{fraction}e{point - 1:+d}"
    return f"-{written}" if sign else written


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text)
