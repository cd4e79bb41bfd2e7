"""Keys, and signatures on the command line."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from tests.cli.conftest import Briefer

TEXT = (
    "A bridge fell into the Kesu River on Wednesday, Mayor Ingrid Okafor said. Nobody was hurt. "
    "The bridge will stay closed until May, the town said on Thursday, and buses go another way."
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def key(briefer: Briefer, tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    ran = briefer("keys", "new", path)
    assert (ran.code, ran.err) == (0, "")
    assert str(path) in ran.out
    return path


def public(key: Path) -> Path:
    return key.with_name(f"{key.name}.pub")


def _sign(briefer: Briefer, story: Path, key: Path) -> Path:
    target = story.with_name("brief.json")
    ran = briefer("--model", "none", "--no-cache", "--sign", key, "-o", target, story)
    assert ran.code == 0, ran.err
    return target


def test_a_signed_brief_is_verified(briefer: Briefer, story: Path, key: Path) -> None:
    target = _sign(briefer, story, key)
    ran = briefer("check", "--verify-key", public(key), target)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("signature holds: signed with the private key of ")
    assert "all match the article" in ran.out


def test_a_check_without_the_key_says_that_the_signature_was_not_verified(
    briefer: Briefer, story: Path, key: Path
) -> None:
    ran = briefer("check", _sign(briefer, story, key))
    assert ran.code == 0
    assert "--verify-key" in ran.out


def test_a_changed_brief_fails(briefer: Briefer, story: Path, key: Path) -> None:
    target = _sign(briefer, story, key)
    data = json.loads(target.read_text(encoding="utf-8"))
    data["article"]["title"] = "Another title"
    target.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", "--verify-key", public(key), target)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "changed after it was signed" in ran.err


def test_only_json_is_signed(briefer: Briefer, story: Path, key: Path) -> None:
    ran = briefer("--model", "none", "--sign", key, "-f", "md", story)
    assert ran.code == 2
    assert "-f json" in ran.err


def test_a_key_that_others_can_read_is_told(briefer: Briefer, story: Path, key: Path) -> None:
    key.chmod(0o644)
    ran = briefer("--model", "none", "--no-cache", "--sign", key, "-f", "json", story)
    assert ran.code == 0
    assert "chmod 600" in ran.err


def _pem(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey, password: bytes | None) -> bytes:
    protection = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection
    )


def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


WRONG_KEYS = {
    "missing": (None, "No such file"),
    "empty": (b"", "not a private key in PEM"),
    "text": (b"hello", "not a private key in PEM"),
    "large": (b"x" * 70_000, "too large"),
    "password": (_pem(ed25519.Ed25519PrivateKey.generate(), b"secret"), "password"),
    "RSA": (_pem(_rsa(), None), "another type"),
}


@pytest.mark.parametrize("name", WRONG_KEYS)
def test_a_key_that_cannot_sign_ends_in_one_clear_error(
    name: str, briefer: Briefer, story: Path, tmp_path: Path
) -> None:
    data, words = WRONG_KEYS[name]
    path = tmp_path / "wrong.pem"
    if data is not None:
        path.write_bytes(data)
    ran = briefer("--model", "none", "--sign", path, "-f", "json", story)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert words in ran.err


def test_a_public_key_signs_nothing_and_a_private_one_verifies_nothing(
    briefer: Briefer, story: Path, key: Path
) -> None:
    ran = briefer("--model", "none", "--sign", public(key), "-f", "json", story)
    assert ran.code == 2
    assert "it has a public key" in ran.err
    ran = briefer("check", "--verify-key", key, _sign(briefer, story, key))
    assert ran.code == 2
    assert "it has a private key" in ran.err


def test_an_rsa_key_verifies_nothing(
    briefer: Briefer, story: Path, key: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rsa.pub"
    path.write_bytes(
        _rsa()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    ran = briefer("check", "--verify-key", path, _sign(briefer, story, key))
    assert ran.code == 2
    assert "another type" in ran.err


def test_an_existing_file_is_not_overwritten(briefer: Briefer, key: Path) -> None:
    before = key.read_bytes()
    ran = briefer("keys", "new", key)
    assert ran.code == 2
    assert "never overwritten" in ran.err
    assert key.read_bytes() == before
