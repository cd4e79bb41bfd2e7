import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Briefer
from tests.rendering.factories import article, brief


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "brief.json"
    path.write_text(brief().model_dump_json(), encoding="utf-8")
    return path


def changed(path: Path, change: dict[str, object]) -> Path:
    """Change the evidence of the headline in the file, and return its path."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["headline"]["evidence"][0].update(change)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_valid_brief_passes_with_the_number_of_its_quotes(briefer: Briefer, saved: Path) -> None:
    ran = briefer("check", saved)
    count = sum(1 for _ in brief().all_evidence())
    assert ran == (0, f"{count} quotes checked, all match the article\n", "")


def test_an_altered_quote_is_reported(briefer: Briefer, saved: Path) -> None:
    quote = next(brief().all_evidence()).quote
    ran = briefer("check", changed(saved, {"quote": "x" * len(quote)}))
    assert ran.code == 1
    (failure,) = [line for line in ran.err.splitlines() if "brief.headline.evidence[0]" in line]
    assert len(re.findall(r" at \d", failure)) == 1  # the stated offset, and no true one
    assert f"1 of {sum(1 for _ in brief().all_evidence())} quotes" in ran.err


def test_a_moved_quote_is_reported_with_its_true_offset(briefer: Briefer, saved: Path) -> None:
    first = next(brief().all_evidence())
    ran = briefer("check", changed(saved, {"start": first.start + 1, "end": first.end + 1}))
    assert ran.code == 1
    assert f" at {first.start + 1}:{first.end + 1}" in ran.err
    assert re.search(rf" at {first.start}\b", ran.err)


def test_every_failure_is_reported_and_not_only_the_first(briefer: Briefer, saved: Path) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["article"]["text"] = data["article"]["text"].replace("e", "a")
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert len(ran.err.splitlines()) > 10


def test_a_changed_article_is_detected_even_if_every_quote_still_matches(
    briefer: Briefer, saved: Path
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["article"]["text"] += "One more sentence."
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert "sha256" in ran.error_line


def test_a_line_without_its_evidence_does_not_pass(briefer: Briefer, saved: Path) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["who"][0]["evidence"] = []
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert "who.0.evidence" in ran.error_line


def test_the_article_itself_can_be_given(briefer: Briefer, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(article().text, encoding="utf-8")
    assert briefer("check", saved, "--article", tmp_path / "story.txt").code == 0
    revised = article().text.replace("three people", "four people")
    (tmp_path / "story.txt").write_text(revised, encoding="utf-8")
    ran = briefer("check", saved, "--article", tmp_path / "story.txt")
    assert ran.code == 1
    assert "three people" in ran.err


@pytest.mark.parametrize(
    "content", ["no JSON", "[]", "{}", '{"article": {"text": "Words."}}', '"article"']
)
def test_a_file_that_is_not_a_brief_fails_with_one_line(
    briefer: Briefer, tmp_path: Path, content: str
) -> None:
    (tmp_path / "other.json").write_text(content, encoding="utf-8")
    ran = briefer("check", tmp_path / "other.json")
    assert ran.code == 1
    assert "briefer -f json" in ran.error_line


def test_a_file_that_cannot_be_read_is_wrong_usage(briefer: Briefer, tmp_path: Path) -> None:
    assert briefer("check", tmp_path / "none.json").code == 2
    assert briefer("check", tmp_path).code == 2
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    ran = briefer("check", tmp_path / "binary.json")
    assert ran.code == 2
    assert "UTF-8" in ran.error_line
