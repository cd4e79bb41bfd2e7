import json
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


def test_a_brief_that_holds_is_counted(briefer: Briefer, saved: Path) -> None:
    ran = briefer("check", saved)
    count = sum(1 for _ in brief().all_evidence())
    assert ran == (0, f"{count} evidence slices checked, every one holds\n", "")


def test_altered_words_are_named(briefer: Briefer, saved: Path) -> None:
    quote = next(brief().all_evidence()).quote
    ran = briefer("check", changed(saved, {"quote": "x" * len(quote)}))
    assert ran.code == 1
    assert "brief.headline.evidence[0]" in ran.err
    assert "it is not in the article" in ran.err
    assert f"1 of {sum(1 for _ in brief().all_evidence())} evidence slices" in ran.err


def test_moved_words_are_named_with_their_true_place(briefer: Briefer, saved: Path) -> None:
    first = next(brief().all_evidence())
    ran = briefer("check", changed(saved, {"start": first.start + 1, "end": first.end + 1}))
    assert ran.code == 1
    assert f"but it is at {first.start}" in ran.err


def test_every_failure_is_named_and_not_the_first_only(briefer: Briefer, saved: Path) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["article"]["text"] = data["article"]["text"].replace("e", "a")
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert len(ran.err.splitlines()) > 10


def test_a_changed_article_is_found_even_where_every_quote_still_holds(
    briefer: Briefer, saved: Path
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["article"]["text"] += "One more sentence."
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert "sha256" in ran.complaint


def test_a_line_stripped_of_its_evidence_does_not_pass(briefer: Briefer, saved: Path) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["who"][0]["evidence"] = []
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert "who.0.evidence" in ran.complaint


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
def test_what_is_no_brief_fails_in_one_line(briefer: Briefer, tmp_path: Path, content: str) -> None:
    (tmp_path / "other.json").write_text(content, encoding="utf-8")
    ran = briefer("check", tmp_path / "other.json")
    assert ran.code == 1
    assert "briefer -f json" in ran.complaint


def test_a_file_that_cannot_be_read_is_wrong_usage(briefer: Briefer, tmp_path: Path) -> None:
    assert briefer("check", tmp_path / "none.json").code == 2
    assert briefer("check", tmp_path).code == 2
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    ran = briefer("check", tmp_path / "binary.json")
    assert ran.code == 2
    assert "UTF-8" in ran.complaint
