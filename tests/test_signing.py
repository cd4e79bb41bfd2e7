"""Signatures of briefs, and the canonical form that is signed."""

import json
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import briefer
from briefer import Brief, CheckError, Settings, SettingsError
from briefer.signing import (
    canonical_json,
    is_open_to_others,
    load_private_key,
    load_public_key,
    new_key,
    sign_brief,
    verify_signature,
)
from tests.rendering.factories import article

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture(scope="module")
def signed() -> Brief:
    made = briefer.brief(article(), model="none", settings=Settings(cache=False))
    return sign_brief(made, KEY)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-1.5, "-1.5"),
        (333333333.33333329, "333333333.3333333"),
        (1e30, "1e+30"), (4.50, "4.5"), (2e-3, "0.002"), (1e-27, "1e-27"), (1e21, "1e+21"),
        (1e20, "100000000000000000000"), (1e-6, "0.000001"), (1e-7, "1e-7"), (1.25e-9, "1.25e-9"),
        (5e-324, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992, "9007199254740992"), (True, "true"), (None, "null"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_in_ecmascript(value: object, written: str) -> None:
    assert canonical_json(value) == written.encode()


def test_keys_are_in_the_order_of_utf_16_and_texts_have_the_shortest_escapes() -> None:
    # the example of RFC 8785, section 3.2.3
    data = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7}
    assert canonical_json(data).decode() == (
        '{"\\r":2,"1":4,"\x80":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
    )
    assert canonical_json('\u000f\n"\\/<é') == '"\\u000f\\n\\"\\\\/<é"'.encode()


def test_a_signed_brief_is_verified_in_any_layout(signed: Brief) -> None:
    text = signed.model_dump_json(indent=2)
    data = json.loads(text)
    for same in (text, json.dumps(data), json.dumps(dict(reversed(data.items())), indent=1)):
        verify_signature(same, KEY.public_key())
    assert Brief.model_validate_json(text) == signed


def test_a_second_signature_replaces_the_first(signed: Brief) -> None:
    other = Ed25519PrivateKey.generate()
    verify_signature(sign_brief(signed, other).model_dump_json(), other.public_key())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("headline", "text"), "Nobody was hurt"),
        (("article", "title"), "Another title"),
        (("provenance", "model"), "another model"),
        (("coverage", "notes"), []),
        (("language",), "fr"),
        (("signature", "value"), "A" * 86 + "=="),
        (("added",), "field"),
    ],
)
def test_whatever_is_changed_breaks_the_signature(
    path: tuple[str, ...], value: object, signed: Brief
) -> None:
    data = json.loads(signed.model_dump_json())
    parent = data
    for key in path[:-1]:
        parent = parent[key]
    assert parent.get(path[-1]) != value or path == ("coverage", "notes")
    parent[path[-1]] = value if value != [] else ["a note that was not there"]
    with pytest.raises(CheckError, match="changed after it was signed"):
        verify_signature(json.dumps(data), KEY.public_key())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"signature":{', '"was":{', "not signed"),
        ('"ed25519"', '"none"', "not one of ed25519"),
        ('"headline":', '"language":"fr","headline":', "same key twice"),
        ('"seconds":', '"x":NaN,"seconds":', "NaN"),
        ('"seconds":', '"x":1e999,"seconds":', "1e999"),
        ('"text":', '"x":"\\ud800","text":', "not Unicode"),
    ],
)
def test_odd_files_end_in_one_clear_error(old: str, new: str, words: str, signed: Brief) -> None:
    text = signed.model_dump_json()
    assert old in text
    with pytest.raises(CheckError, match=words):
        verify_signature(text.replace(old, new, 1), KEY.public_key())


def test_bits_of_a_signature_that_mean_nothing_cannot_be_changed(signed: Brief) -> None:
    assert signed.signature is not None
    value = signed.signature.value
    last = value[-3]
    assert last in "AQgw"  # the last character has two bits of the signature, and four zeros
    changed = signed.model_dump_json().replace(value, f"{value[:-3]}{chr(ord(last) + 1)}==")
    with pytest.raises(CheckError, match="not one of ed25519 that briefer makes"):
        verify_signature(changed, KEY.public_key())


def test_another_key_is_named_as_such(signed: Brief) -> None:
    with pytest.raises(CheckError, match="another key"):
        verify_signature(signed.model_dump_json(), Ed25519PrivateKey.generate().public_key())


def test_a_key_that_is_put_in_place_of_the_true_one_does_not_verify(signed: Brief) -> None:
    data = json.loads(signed.model_dump_json())
    other = sign_brief(signed, Ed25519PrivateKey.generate())
    assert other.signature is not None
    data["signature"]["public_key"] = other.signature.public_key
    with pytest.raises(CheckError, match="another key"):
        verify_signature(json.dumps(data), KEY.public_key())


def test_a_new_key_is_readable_by_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    public = new_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not is_open_to_others(path)
    assert load_private_key(path).public_key() == load_public_key(public)
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="never overwritten"):
        new_key(path)
    public.unlink()
    with pytest.raises(SettingsError, match="never overwritten"):
        new_key(path)
    assert path.read_bytes() == before
    assert not public.exists()


def test_older_briefs_without_a_signature_are_read(signed: Brief) -> None:
    data = json.loads(signed.model_dump_json())
    del data["signature"]
    data["schema_version"] = "2.2"
    assert Brief.model_validate(data).signature is None
