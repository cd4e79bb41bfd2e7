import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Briefer


@pytest.mark.parametrize("option", ["--address=auto", "--actors=2", "--actor-gpus=1", "--chunk=9"])
def test_options_of_ray_need_the_engine(briefer: Briefer, tmp_path: Path, option: str) -> None:
    ran = briefer("batch", tmp_path, "-o", tmp_path / "out.jsonl", "--model", "none", option)
    assert ran.code == 2
    assert "need --engine ray" in ran.error_line
    assert not (tmp_path / "out.jsonl").exists()


def test_without_the_extra_the_engine_is_an_error(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ray", "ray.data"):
        monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "list.txt").write_text("story.txt\n", encoding="utf-8")
    ran = briefer(
        "batch", tmp_path / "list.txt", "-o", tmp_path / "out.jsonl", "--model", "none",
        "--engine", "ray",
    )  # fmt: skip
    assert ran.code == 2
    assert 'pip install "briefer[ray]"' in ran.err
