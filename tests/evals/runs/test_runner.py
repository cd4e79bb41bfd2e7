"""Runs: failures count, a broken-off run goes on, and what was kept can be scored again."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.errors import ModelUnavailableError, SettingsError
from briefer.evals.reporting.report import Report, make_report
from briefer.evals.reporting.tables import findings_of, markdown_of, text_of
from briefer.evals.runs.baselines import PlainBrief, PlainClaim
from briefer.evals.runs.journal import DONE, RUNNING, read_run
from briefer.evals.runs.runner import run
from briefer.evals.runs.systems import models_under_test
from briefer.evals.suites.format import Case, Suite
from briefer.model.fake import FakeAnswer, FakeModel
from briefer.model.protocol import Message
from briefer.resources import data_path
from briefer.settings import Settings
from tests.evals.factories import ARTICLE, GOLD

SETTINGS = Settings(model="none", cache=False)


def suite(count: int) -> Suite:
    cases = [
        Case.model_validate({"id": f"case-{n}", "article": ARTICLE, "gold": GOLD})
        for n in range(count)
    ]
    return Suite(name="mine", cases=tuple(cases))


class Unplugged(Exception):  # noqa: N818 (it stands for a kill, which is no error)
    """What a killed process leaves: nothing after this point happens."""


PLAIN = PlainBrief(
    who=["Jonas Brandt", "Nobody Atall"],
    what=["Two ferries collided in the harbour of Port Ellin"],
    where=["Port Ellin"],
    when=["Tuesday"],
    claims=[PlainClaim(content="the Aurelia had not slowed down", source="Ruth Okafor")],
    uncertainty=[],
    summary=["Two ferries collided in Port Ellin."],
)


class Failing(FakeModel):
    """A model that can answer the plain call and nothing else."""

    def __init__(self) -> None:
        super().__init__(_plain_only, name="fake")


def _plain_only(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
    if schema is PlainBrief:
        return PLAIN
    return ModelUnavailableError("the server is down")


async def reported(suites: Suite, folder: Path, *models: FakeModel) -> Report:
    chosen = models_under_test(models or ["none"], settings=SETTINGS)
    done, made = await run([suites], chosen, folder=folder)
    return make_report(done, [suites], made)


async def test_the_baselines_are_always_in_the_report(tmp_path: Path) -> None:
    report = await reported(suite(2), tmp_path)
    means = report.suites[0].means
    assert list(means) == ["lead", "none"]
    assert means["none"]["claims.recall"].mean > means["lead"]["claims.recall"].mean == 0
    assert means["none"]["quotes.slices"].mean == 1
    assert report.suites[0].versus[0].measures["claims.f1"].wins == 2


async def test_a_model_that_fails_scores_zero_and_is_named(tmp_path: Path) -> None:
    report = await reported(suite(2), tmp_path, Failing())
    found = report.suites[0]
    assert list(found.means) == ["lead", "none", "plain fake", "fake"]
    assert found.means["fake"]["claims.f1"].mean == 0
    assert found.means["fake"]["form.valid"].mean == 0
    assert "cost.seconds" not in found.means["fake"]
    assert found.means["plain fake"]["claims.source"].mean == 1
    assert found.means["plain fake"]["form.kept"].mean < 1  # nobody of that name
    findings = "\n".join(findings_of(found))
    assert "fake has no brief of case-0: the server is down" in findings
    assert "fake is worse than plain fake on first when" in findings


async def test_a_run_that_was_broken_off_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    whole = await reported(suite(3), tmp_path / "whole")
    broken = tmp_path / "broken"
    done = (tmp_path / "whole" / DONE).read_text(encoding="utf-8").split("\n")
    broken.mkdir()
    torn = "\n".join([*done[:4], done[4][:200]])  # a killed run leaves half a line
    (broken / RUNNING).write_text(torn, encoding="utf-8")

    steps: list[str] = []
    chosen = models_under_test(["none"], settings=SETTINGS)
    again, made = await run(
        [suite(3)], chosen, folder=broken, progress=lambda event: steps.append(event.step)
    )
    assert len({step.split(" (")[0] for step in steps}) == 3  # of six briefs
    report = make_report(again, [suite(3)], made)
    assert without_cost(report) == without_cost(whole)
    assert not (broken / RUNNING).exists()


async def test_a_run_that_is_killed_keeps_what_it_has(tmp_path: Path) -> None:
    def kill(event: object) -> None:
        if "case-1 with none" in str(event):
            raise Unplugged

    with pytest.raises(ExceptionGroup):
        await run(
            [suite(3)],
            models_under_test(["none"], settings=SETTINGS),
            folder=tmp_path,
            progress=kill,
        )
    _, made = read_run(tmp_path)
    assert [(one.system, one.case) for one in made][:4] == [
        ("lead", "case-0"), ("lead", "case-1"), ("lead", "case-2"), ("none", "case-0")
    ]  # fmt: skip


async def test_another_run_does_not_take_up_the_journal(tmp_path: Path) -> None:
    await reported(suite(2), tmp_path)
    (tmp_path / DONE).rename(tmp_path / RUNNING)
    report = await reported(suite(1), tmp_path)
    assert len(report.suites[0].results) == 2


async def test_repeats_are_one_article_in_the_statistics(tmp_path: Path) -> None:
    chosen = models_under_test([Failing()], settings=SETTINGS)
    done, made = await run([suite(2)], chosen, folder=tmp_path, repeat=3)
    found = make_report(done, [suite(2)], made).suites[0]
    assert sum(result.system == "plain fake" for result in found.results) == 6
    assert sum(result.system == "none" for result in found.results) == 2
    assert found.means["plain fake"]["first.who"].articles == 2


async def test_kept_briefs_give_the_same_report_again(tmp_path: Path) -> None:
    report = await reported(suite(2), tmp_path)
    done, made = read_run(tmp_path)
    assert make_report(done, [suite(2)], made) == report


def test_a_folder_without_briefs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there are no briefs"):
        read_run(tmp_path)


async def test_the_tables_hold_eighty_columns_and_every_system(tmp_path: Path) -> None:
    report = await reported(suite(2), tmp_path, Failing())
    text = text_of(report)
    assert max(map(len, text.splitlines())) <= 80
    assert "plain fake" in text
    assert "Findings" in text
    assert "| sourcing | attributed precision |" in markdown_of(report)
    assert Report.model_validate_json(report.model_dump_json()) == report


async def test_the_model_is_asked_with_the_article_as_it_is(tmp_path: Path) -> None:
    asked: list[Message] = []
    model = Failing()
    await reported(suite(1), tmp_path, model)
    for call in model.calls:
        asked += call.messages
    assert any(ARTICLE.text in message["content"] for message in asked)


async def test_prompt_sets_stand_side_by_side_and_are_compared(tmp_path: Path) -> None:
    shipped_ones, mine = data_path("prompts"), tmp_path / "mine"
    (mine / "brief").mkdir(parents=True)
    text = (shipped_ones / "brief" / "system.j2").read_text(encoding="utf-8")
    (mine / "brief" / "system.j2").write_text("Be brief.\n" + text, encoding="utf-8")
    model = Failing()
    chosen = models_under_test([model], settings=SETTINGS, prompts=[shipped_ones, mine])
    done, made = await run([suite(1)], chosen, folder=tmp_path / "out")
    report = make_report(done, [suite(1)], made)
    assert list(report.suites[0].means) == [
        "lead", "none", "plain fake", "fake with prompts", "fake with mine",
    ]  # fmt: skip
    assert done.prompts["fake with prompts"] != done.prompts["fake with mine"]
    assert done.against["fake with mine"] == ("lead", "none", "plain fake", "fake with prompts")
    asked = [message["content"] for call in model.calls for message in call.messages]
    assert any(words.startswith("Be brief.") for words in asked)
    assert any(words.startswith(text.strip()[:40]) for words in asked)


def test_prompt_sets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a/mine", "b/mine"):
        (tmp_path / folder / "brief").mkdir(parents=True)
        (tmp_path / folder / "brief" / "system.j2").touch()
    sets = [tmp_path / "a" / "mine", tmp_path / "b" / "mine"]
    names = [one.name for one in models_under_test([Failing()], settings=SETTINGS, prompts=sets)]
    assert names == ["none", *(f"fake with {folder}" for folder in sets)]


def test_a_folder_that_shadows_no_prompt_and_prompts_for_nobody_are_refused(tmp_path: Path) -> None:
    (tmp_path / "system.j2").touch()
    with pytest.raises(SettingsError, match=r"holds no prompt file that is used.*brief/system\.j2"):
        models_under_test([Failing()], settings=SETTINGS, prompts=[tmp_path])
    with pytest.raises(SettingsError, match="'--prompts' needs a model"):
        models_under_test(["none"], settings=SETTINGS, prompts=[data_path("prompts")])


def without_cost(report: Report) -> object:
    """Take out the time that each brief took, the one thing that differs from run to run."""
    data = report.model_dump()
    for found in data["suites"]:
        for result in found["results"]:
            del result["scores"]["cost.seconds"]
        for means in found["means"].values():
            means.pop("cost.seconds", None)
    return data
