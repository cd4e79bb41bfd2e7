"""Recent briefs: the newest first, one entry for the same brief, and limits."""

import pytest

import briefer
from briefer import Brief, Settings
from briefer.mcp_server import recent_briefs
from briefer.mcp_server.recent_briefs import RecentBriefs


def brief_about(number: int) -> Brief:
    text = f"PORT ALDER — The mayor said on Tuesday that bridge {number} was safe for all traffic."
    article = briefer.Article(text=text)
    return briefer.brief(article, model="none", settings=Settings(cache=False))


def test_the_same_brief_has_one_id_and_becomes_the_newest_again() -> None:
    recent = RecentBriefs()
    first, second = brief_about(1), brief_about(2)
    ids = [recent.add(first), recent.add(second)]
    assert [brief_id for brief_id, _ in recent.newest(9)] == ids[::-1]
    assert recent.add(first) == ids[0]
    assert [brief_id for brief_id, _ in recent.newest(9)] == ids
    assert len(recent) == 2
    assert recent.get(ids[1]) == second
    assert recent.get("0" * 16) is None
    assert [brief for _, brief in recent.newest(1)] == [first]


@pytest.mark.parametrize("limit", ["MAX_BRIEFS", "MAX_CHARACTERS"])
def test_the_oldest_go_first_when_there_are_too_many(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefs = [brief_about(number) for number in range(3)]
    size = max(len(brief.model_dump_json()) for brief in briefs)
    monkeypatch.setattr(recent_briefs, limit, 2 if limit == "MAX_BRIEFS" else 2 * size)
    recent = RecentBriefs()
    ids = [recent.add(brief) for brief in briefs]
    assert [brief_id for brief_id, _ in recent.newest(9)] == ids[:0:-1]


def test_a_brief_above_the_limit_alone_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent_briefs, "MAX_CHARACTERS", 1)
    recent = RecentBriefs()
    recent.add(brief_about(1))
    newest = recent.add(brief_about(2))
    assert [brief_id for brief_id, _ in recent.newest(9)] == [newest]
