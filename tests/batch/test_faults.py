"""A real server on loopback that fails as servers do, and workers that must cope."""

from pathlib import Path

from briefer import BatchOptions, Settings, brief_many
from briefer.batch.journal import read_status
from tests.batch.scripted_model import Faults, invented_sources, scripted_model

ARTICLES = 40


def test_every_article_ends_as_done_or_as_a_named_error_and_none_twice(
    settings: Settings, tmp_path: Path
) -> None:
    faults = Faults(too_many=0.10, server_error=0.05, no_answer=0.02, garbage=0.01)
    sources = list(invented_sources(ARTICLES))
    options = BatchOptions(concurrency=16, journal=tmp_path / "journal", workers=1)
    with scripted_model(latency=0.05, faults=faults) as model:
        remote = settings.model_copy(
            update={
                "base_url": model.address, "model": "scripted", "context_tokens": 64_000,
                "model_timeout": 3.0,
            }
        )  # fmt: skip
        rows = list(brief_many(sources, settings=remote, options=options))
    assert sorted(row.row for row in rows) == list(range(1, ARTICLES + 1))
    assert len({row.id for row in rows}) == ARTICLES
    kinds = {row.error.kind if row.error else row.status for row in rows}
    assert kinds <= {"done", "model_answer", "model_unavailable"}
    done = [row for row in rows if row.status == "done"]
    assert len(done) > 0.9 * ARTICLES
    assert all(row.brief is not None and row.calls >= 3 for row in done)
    totals = read_status(tmp_path / "journal").totals
    assert totals.rows == ARTICLES
    assert totals.input_tokens == sum(row.input_tokens for row in rows)
