"""Runs: failures score zero, interrupted runs continue, stored briefs can be scored again."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.errors import ModelUnavailableError, SettingsError
from briefer.evals.reporting.report import Report, make_report
from briefer.evals.reporting.tables import findings_of, markdown_of, text_of
from briefer.evals.runs.baselines import PlainBrief, PlainClaim
from briefer.evals.runs.journal import DONE, RUNNING, read_run
from briefer.evals.runs.runner import plan, run
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


class Killed(Exception):  # noqa: N818 (a kill is not an error)
    """Simulates a killed process: nothing after this point runs."""


PLAIN = PlainBrief(
    who=["Jonas Brandt", "Nobody Atall"],
    what=["Two ferries collided in the harbour of Port Ellin"],
    where=["Port Ellin"],
    when=["Tuesday"],
    claims=[PlainClaim(content="the Aurelia had not slowed down", source="Ruth Okafor")],
    uncertainty=[],
    summary=["Two ferries collided in Port Ellin."],
)


class PlainCallOnly(FakeModel):
    """A model that answers the plain call, and fails on all else."""

    def __init__(self, error: str = "the server is down") -> None:
        def plain_only(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
            return PLAIN if schema is PlainBrief else ModelUnavailableError(error)

        super().__init__(plain_only, name="fake")


async def run_and_report(suites: Suite, folder: Path, *models: FakeModel) -> Report:
    under_test = models_under_test(models or ["none"], settings=SETTINGS)
    planned, samples = await run([suites], under_test, folder=folder)
    return make_report(planned, [suites], samples)


async def test_the_baselines_are_always_in_the_report(tmp_path: Path) -> None:
    report = await run_and_report(suite(2), tmp_path)
    means = report.suites[0].means
    assert list(means) == ["lead", "none"]
    assert means["none"]["claims.recall"].mean > means["lead"]["claims.recall"].mean == 0
    assert means["none"]["quotes.slices"].mean == 1
    assert report.suites[0].versus[0].measures["claims.f1"].wins == 2


async def test_a_failing_model_scores_zero_and_is_a_finding(tmp_path: Path) -> None:
    report = await run_and_report(suite(2), tmp_path, PlainCallOnly())
    found = report.suites[0]
    assert list(found.means) == ["lead", "none", "plain fake", "fake"]
    assert found.means["fake"]["claims.f1"].mean == 0
    assert found.means["fake"]["form.valid"].mean == 0
    assert "cost.seconds" not in found.means["fake"]
    assert found.means["plain fake"]["claims.source"].mean == 1
    assert found.means["plain fake"]["form.kept"].mean < 1  # "Nobody Atall" is rejected
    findings = "\n".join(findings_of(found))
    assert "fake has no brief of case-0: the server is down" in findings
    assert "fake is worse than plain fake on first when" in findings


async def test_a_finding_shows_control_characters_of_an_error(tmp_path: Path) -> None:
    report = await run_and_report(suite(2), tmp_path, PlainCallOnly("\x1b[2J gone"))
    assert "fake has no brief of case-0: ␛[2J gone" in findings_of(report.suites[0])


async def test_an_interrupted_run_continues_and_gives_the_same_report(tmp_path: Path) -> None:
    complete = await run_and_report(suite(3), tmp_path / "complete")
    interrupted = tmp_path / "interrupted"
    lines = (tmp_path / "complete" / DONE).read_text(encoding="utf-8").split("\n")
    interrupted.mkdir()
    partial = "\n".join([*lines[:4], lines[4][:200]])  # a killed run leaves half a line
    (interrupted / RUNNING).write_text(partial, encoding="utf-8")

    steps: list[str] = []
    models = models_under_test(["none"], settings=SETTINGS)
    planned, samples = await run(
        [suite(3)], models, folder=interrupted, progress=lambda event: steps.append(event.step)
    )
    assert len({step.split(" (")[0] for step in steps}) == 3  # of six briefs
    report = make_report(planned, [suite(3)], samples)
    assert without_cost(report) == without_cost(complete)
    assert not (interrupted / RUNNING).exists()


async def test_a_killed_run_leaves_its_briefs_in_the_journal(tmp_path: Path) -> None:
    def kill(event: object) -> None:
        if "case-1 with none" in str(event):
            raise Killed

    with pytest.raises(ExceptionGroup):
        await run(
            [suite(3)],
            models_under_test(["none"], settings=SETTINGS),
            folder=tmp_path,
            progress=kill,
        )
    _, samples = read_run(tmp_path)
    assert [(sample.system, sample.case) for sample in samples][:4] == [
        ("lead", "case-0"), ("lead", "case-1"), ("lead", "case-2"), ("none", "case-0")
    ]  # fmt: skip


async def test_a_different_run_does_not_continue_the_journal(tmp_path: Path) -> None:
    await run_and_report(suite(2), tmp_path)
    (tmp_path / DONE).rename(tmp_path / RUNNING)
    report = await run_and_report(suite(1), tmp_path)
    assert len(report.suites[0].results) == 2


def test_a_run_with_another_profile_is_a_different_run() -> None:
    digests = {
        plan(
            [suite(1)], models_under_test(["openai/gpt-5-mini"], settings=settings), repeat=1
        ).digest
        for settings in (SETTINGS, SETTINGS.model_copy(update={"profile": "small"}))
    }
    assert len(digests) == 2


async def test_repeats_of_an_article_count_once_in_the_statistics(tmp_path: Path) -> None:
    models = models_under_test([PlainCallOnly()], settings=SETTINGS)
    planned, samples = await run([suite(2)], models, folder=tmp_path, repeat=3)
    found = make_report(planned, [suite(2)], samples).suites[0]
    assert sum(result.system == "plain fake" for result in found.results) == 6
    assert sum(result.system == "none" for result in found.results) == 2
    assert found.means["plain fake"]["first.who"].articles == 2


async def test_stored_briefs_give_the_same_report_again(tmp_path: Path) -> None:
    report = await run_and_report(suite(2), tmp_path)
    planned, samples = read_run(tmp_path)
    assert make_report(planned, [suite(2)], samples) == report


def test_a_folder_without_briefs_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there are no briefs"):
        read_run(tmp_path)


async def test_the_tables_fit_eighty_columns_and_show_every_system(tmp_path: Path) -> None:
    report = await run_and_report(suite(2), tmp_path, PlainCallOnly())
    text = text_of(report)
    assert max(map(len, text.splitlines())) <= 80
    assert "plain fake" in text
    assert "Findings" in text
    assert "| sourcing | attributed precision |" in markdown_of(report)
    assert Report.model_validate_json(report.model_dump_json()) == report


async def test_the_model_gets_the_text_of_the_article(tmp_path: Path) -> None:
    messages: list[Message] = []
    model = PlainCallOnly()
    await run_and_report(suite(1), tmp_path, model)
    for call in model.calls:
        messages += call.messages
    assert any(ARTICLE.text in message["content"] for message in messages)


async def test_each_prompt_set_is_a_system_and_is_compared(tmp_path: Path) -> None:
    shipped, mine = data_path("prompts"), tmp_path / "mine"
    (mine / "brief").mkdir(parents=True)
    text = (shipped / "brief" / "system.j2").read_text(encoding="utf-8")
    (mine / "brief" / "system.j2").write_text("Be brief.\n" + text, encoding="utf-8")
    model = PlainCallOnly()
    models = models_under_test([model], settings=SETTINGS, prompts=[shipped, mine])
    planned, samples = await run([suite(1)], models, folder=tmp_path / "out")
    report = make_report(planned, [suite(1)], samples)
    assert list(report.suites[0].means) == [
        "lead", "none", "plain fake", "fake with prompts", "fake with mine",
    ]  # fmt: skip
    assert planned.prompts["fake with prompts"] != planned.prompts["fake with mine"]
    assert planned.against["fake with mine"] == ("lead", "none", "plain fake", "fake with prompts")
    contents = [message["content"] for call in model.calls for message in call.messages]
    assert any(content.startswith("Be brief.") for content in contents)
    assert any(content.startswith(text.strip()[:40]) for content in contents)


def test_prompt_sets_with_the_same_name_are_called_by_their_path(tmp_path: Path) -> None:
    for folder in ("a/mine", "b/mine"):
        (tmp_path / folder / "brief").mkdir(parents=True)
        (tmp_path / folder / "brief" / "system.j2").touch()
    sets = [tmp_path / "a" / "mine", tmp_path / "b" / "mine"]
    names = [
        one.name for one in models_under_test([PlainCallOnly()], settings=SETTINGS, prompts=sets)
    ]
    assert names == ["none", *(f"fake with {folder}" for folder in sets)]


def test_prompts_without_a_known_file_or_without_a_model_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "system.j2").touch()
    with pytest.raises(
        SettingsError, match=r"has no prompt file that briefer uses.*brief/system\.j2"
    ):
        models_under_test([PlainCallOnly()], settings=SETTINGS, prompts=[tmp_path])
    with pytest.raises(SettingsError, match="'--prompts' needs a model"):
        models_under_test(["none"], settings=SETTINGS, prompts=[data_path("prompts")])


def without_cost(report: Report) -> object:
    """Return the report as data without the seconds, the only figure that differs between runs."""
    data = report.model_dump()
    for found in data["suites"]:
        for result in found["results"]:
            del result["scores"]["cost.seconds"]
        for means in found["means"].values():
            means.pop("cost.seconds", None)
    return data
