from collections.abc import Iterator
from pathlib import Path

import pytest

from briefer.cache import code_digest


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    code_digest.code_digest.cache_clear()
    yield
    code_digest.code_digest.cache_clear()


def test_the_digest_changes_with_any_python_file_and_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_digest, "_PACKAGE", tmp_path)
    (tmp_path / "analysis").mkdir()
    file = tmp_path / "analysis" / "rules.py"
    found = set()
    for text in ("MOST = 3\n", "MOST = 4\n"):
        file.write_text(text, encoding="utf-8")
        code_digest.code_digest.cache_clear()
        found.add(code_digest.code_digest())
    file.rename(file.with_name("other.py"))
    code_digest.code_digest.cache_clear()
    found.add(code_digest.code_digest())
    assert len(found) == 3


def test_the_digest_changes_with_the_words_of_a_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_digest, "_PACKAGE", tmp_path)
    before = code_digest.code_digest()
    (tmp_path / "de.toml").write_text('who = "Wer"', encoding="utf-8")
    code_digest.code_digest.cache_clear()
    assert code_digest.code_digest() != before


def test_the_version_of_a_package_that_is_not_installed_is_none() -> None:
    versions = code_digest.package_versions(["spacy", "no-such-package-at-all"])
    assert versions["spacy"]
    assert versions["no-such-package-at-all"] is None
