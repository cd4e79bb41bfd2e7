"""The number of parameters of a GGUF file, from its header; a broken one is an error."""

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.errors import WeightsError
from briefer.model.weights.gguf import parameter_count
from tests.model.weights.gguf_file import Value, gguf_bytes, gguf_file, string

VOCABULARY: dict[str, Value] = {
    "general.architecture": "llama",
    "llama.rope.freq_base": 10_000.0,
    "tokenizer.ggml.tokens": ["a", "b", "ß"],
    "tokenizer.ggml.scores": struct.pack("<IIQ3f", 9, 6, 3, 0.0, 1.0, 2.0),
    "tokenizer.ggml.add_bos_token": True,
}
LAYERS = [(2_048, 151_936), (2_048,), (4, 3, 2)]  # 311 164 928 + 2 048 + 24 elements


@pytest.mark.parametrize(
    ("metadata", "count"),
    [
        ({"general.parameter_count": 3_090_000_000}, 3_090_000_000),
        ({"general.size_label": "7B", "general.parameter_count": 6_738_415_616}, 6_738_415_616),
        ({"general.size_label": "1.5B"}, 1_500_000_000),
        ({"general.size_label": "135M"}, 135_000_000),
        ({"general.size_label": "8x7B"}, 56_000_000_000),
        ({"general.size_label": " 0.5b "}, 500_000_000),
        ({}, 311_167_000),
        ({"general.size_label": "large"}, 311_167_000),
        ({"general.size_label": "9" * 400 + "B"}, 311_167_000),
        ({"general.size_label": 7}, 311_167_000),
        ({"general.parameter_count": "many"}, 311_167_000),
        ({"general.parameter_count": 0}, 311_167_000),
        ({"general.parameter_count": -1}, 311_167_000),
        ({"general.parameter_count": 3.5e9}, 311_167_000),
        ({"general.parameter_count": True}, 311_167_000),
        ({"general.parameter_count": ["7"]}, 311_167_000),
        ({"split.count": 1}, 311_167_000),
        ({"split.count": 3}, None),
        ({"split.count": 3, "general.size_label": "70B"}, 70_000_000_000),
    ],
)
def test_the_count_is_stated_or_that_of_the_tensors(
    tmp_path: Path, metadata: Mapping[str, Value], count: int | None
) -> None:
    assert parameter_count(gguf_file(tmp_path, {**VOCABULARY, **metadata}, LAYERS)) == count
    assert parameter_count(gguf_file(tmp_path, {**metadata, **VOCABULARY}, LAYERS)) == count


def test_without_label_and_tensors_the_count_is_unknown(tmp_path: Path) -> None:
    assert parameter_count(gguf_file(tmp_path, VOCABULARY)) is None


@pytest.mark.parametrize("version", [1, 4])
def test_of_another_version_of_the_format_the_count_is_unknown(
    tmp_path: Path, version: int
) -> None:
    file = tmp_path / "some.gguf"
    file.write_bytes(b"GGUF" + struct.pack("<I", version) + b"something else")
    assert parameter_count(file) is None


def with_value(value: bytes) -> bytes:
    return gguf_bytes({"some.key": value})


BROKEN = {
    "empty": b"",
    "another format": b"PK\x03\x04" + bytes(100),
    "the magic only": b"GGUF",
    "text": b"GGUF and then nothing of the kind",
    "zeros": b"GGUF" + struct.pack("<I", 3) + b"\xff" * 16,
    "too many keys": b"GGUF" + struct.pack("<IQQ", 3, 0, 2**64 - 1),
    "too many tensors": b"GGUF" + struct.pack("<IQQ", 3, 2**64 - 1, 0),
    "a long key": b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**63),
    "an unknown type": with_value(struct.pack("<I", 99)),
    "a long string": with_value(struct.pack("<IQ", 8, 2**64 - 1)),
    "a long array": with_value(struct.pack("<IIQ", 9, 10, 2**64 - 1)),
    "a long array of strings": with_value(struct.pack("<IIQ", 9, 8, 2**64 - 1)),
    "an array of arrays": with_value(struct.pack("<IIQ", 9, 9, 1)),
    "too many dimensions": gguf_bytes({}, [(2,) * 5]),
    "a cut tensor": gguf_bytes(VOCABULARY, LAYERS)[:-1],
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_an_error_that_names_it(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "broken.gguf"
    file.write_bytes(data)
    with pytest.raises(WeightsError, match=r"broken.gguf' cannot be loaded.*models pull"):
        parameter_count(file)


def test_a_file_that_is_cut_off_anywhere_is_an_error(tmp_path: Path) -> None:
    whole = gguf_bytes(VOCABULARY, LAYERS)
    file = tmp_path / "cut.gguf"
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(WeightsError, match="cannot be loaded"):
            parameter_count(file)


@given(
    st.binary(max_size=200)
    | st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=12)).map(
        lambda change: overwritten(gguf_bytes(VOCABULARY, LAYERS), *change)
    )
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_a_number_none_or_an_error(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "any.gguf"
    file.write_bytes(b"GGUF" + struct.pack("<I", 3) + data)
    try:
        count = parameter_count(file)
    except WeightsError:
        return
    assert count is None or count > 0


def overwritten(data: bytes, at: int, instead: bytes) -> bytes:
    """Replace some bytes after the first eight, which are magic and version."""
    return (data[: 8 + at] + instead + data[8 + at + len(instead) :])[8:]


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="No such file"):
        parameter_count(tmp_path / "missing.gguf")
    with pytest.raises(WeightsError, match="Is a directory"):
        parameter_count(tmp_path)


def test_the_vocabulary_is_not_read_if_the_number_is_stated(tmp_path: Path) -> None:
    data = gguf_bytes({"general.size_label": "3B", "tokenizer.ggml.tokens": ["a"]})
    file = tmp_path / "some.gguf"
    file.write_bytes(data[: -len(string("a"))])
    assert parameter_count(file) == 3_000_000_000
