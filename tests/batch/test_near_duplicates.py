from pathlib import Path

import pytest

from briefer import BatchSource, Settings
from briefer.batch.near_duplicates import Neighbours, signature_of, similarity
from tests.batch.stories import small_model, source, story
from tests.batch.test_run import run


def reworked(number: int) -> str:
    """Return a story with another head and a line of its own, as another outlet prints it."""
    return f"VESSING (Bay News) – {story(number)} Readers had written to this newspaper for weeks."


def test_a_reworked_copy_is_more_similar_than_another_story() -> None:
    other = (
        "The harbour of Oskerby opens a third quay in autumn, the town said on Friday. Work on it "
        "began in 2021 and took twice as long as planned, according to Ilse Varnholt, who leads it."
    )
    first = signature_of(story(1))
    assert similarity(first, first) == 1.0
    assert similarity(first, signature_of(reworked(1))) > 0.6
    assert similarity(first, signature_of(other)) < 0.1


def test_texts_without_spaces_have_shingles_of_characters() -> None:
    text = (
        "维辛市的渡轮公司将于六月停运其航线。其所有者周二表示。"
        "该公司自一九六一年以来一直在海湾运营渡轮。"
    )
    longer = f"{text}市议会将于下周讨论此事。"
    assert similarity(signature_of(text), signature_of(longer)) > 0.6


@pytest.mark.parametrize("text", ["", "One", "One two three", "!!!"])
def test_the_shortest_texts_have_a_signature(text: str) -> None:
    assert similarity(signature_of(text), signature_of(text)) == 1.0


def test_only_earlier_rows_are_originals() -> None:
    index = Neighbours(0.5)
    index.add(7, "seven", signature_of(story(1)))
    assert index.nearest(3, signature_of(story(1))) is None
    found = index.nearest(8, signature_of(story(1)))
    assert found == ("seven", 1.0)


def test_a_near_copy_is_linked_and_not_briefed(settings: Settings, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    copy = BatchSource(text=reworked(1), language="en", published="2026-03-18")
    model = small_model()
    rows = run([source(1), copy], model, settings, near_duplicates=0.5, journal=journal)
    assert [row.status for row in rows] == ["done", "duplicate"]
    assert rows[1].duplicate_of == rows[0].id
    assert rows[1].similarity is not None
    assert 0.5 <= rows[1].similarity < 1
    assert len(model.calls) == 1
    late = BatchSource(text=f"{reworked(1)} They had no answer.", language="en")
    [row] = run([source(1), copy, late], model, settings, near_duplicates=0.5, journal=journal)
    assert row.duplicate_of == rows[0].id, "the journal remembers what was briefed before"


def test_near_copies_are_briefed_without_the_option(settings: Settings) -> None:
    copy = BatchSource(text=reworked(1), language="en", published="2026-03-18")
    rows = run([source(1), copy], small_model(), settings)
    assert [row.status for row in rows] == ["done", "done"]
