"""Lines that a model verifies: what it is asked, what its verdicts decide, and when a run fails."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.errors import ModelAnswerError, SettingsError, WaitingForAnswersError
from briefer.evals.lines.format import LabelledLine
from briefer.evals.lines.loader import load_lines
from briefer.evals.lines.report import markdown_of, text_of
from briefer.evals.lines.scoring import LineCounts, LinesReport
from briefer.evals.lines.verdicts import score_verified_lines
from briefer.evals.runs.replay import Recorder, Replay
from briefer.model.fake import FakeAnswer, FakeModel
from briefer.model.files import FilesModel
from briefer.model.protocol import Message, Model
from briefer.model.spec import FilesSpec
from briefer.prompts import Prompts
from briefer.resources import data_path
from briefer.settings import Settings
from tests.evals.lines.factories import lines_file, row

TEXT = (
    "Ada Lin resigned on Monday after a dispute over the harbour. The council has 12 members.\n\n"
    "Mayor Tom Brandt said the vote was fair."
)
OTHER = "Two ferries collided in the harbour of Port Ellin on Tuesday."
RIGHT = "Ada Lin resigned on Monday after a dispute over the harbour."
DISPUTE = "Ada Lin resigned on Monday after a dispute over the vote."
PROVED = "The council has 97 members."
FERRIES = "Two ferries collided on Tuesday."


@pytest.fixture
def lines(tmp_path: Path) -> tuple[LabelledLine, ...]:
    rows = [
        row(RIGHT, article_text=TEXT),
        row(DISPUTE, article_text=TEXT, supported=False, fault="invented"),
        row(PROVED, article_text=TEXT, supported=False, fault="wrong_number"),
        row(FERRIES, article_text=OTHER, title="Ferries"),
    ]
    return load_lines(lines_file(tmp_path, *rows))


def verify(lines: Sequence[LabelledLine], model: Model) -> LinesReport:
    prompts = Prompts(data_path("prompts"))
    running = score_verified_lines(lines, name="lines.jsonl", model=model, prompts=prompts)
    return asyncio.run(running)


def naming(*wrong: str) -> FakeModel:
    """Return a model that names these lines as wrong, wherever they are in its list."""

    def answer(messages: Sequence[Message], _schema: type[BaseModel]) -> FakeAnswer:
        listed = messages[-1]["content"].splitlines()
        numbers = [int(one.split(".")[0]) for one in listed if one.partition(". ")[2] in wrong]
        return {"wrong": [{"line": number, "words": "the vote"} for number in numbers]}

    return FakeModel(answer)


def test_each_article_is_one_prompt_with_the_lines_that_no_check_proves_wrong(
    lines: tuple[LabelledLine, ...],
) -> None:
    model = naming()
    verify(lines, model)
    about_lin, about_ferries = (call.messages[-1]["content"] for call in model.calls)
    assert RIGHT in about_lin
    assert DISPUTE in about_lin
    assert PROVED not in about_lin
    assert f"\n1. {FERRIES}" in about_ferries


def test_the_order_in_a_prompt_does_not_depend_on_the_file(
    lines: tuple[LabelledLine, ...],
) -> None:
    one, other = naming(), naming()
    verify(lines[:2], one)
    verify(lines[1::-1], other)
    assert one.calls == other.calls


def test_a_line_is_refused_if_it_is_proved_or_named_and_not_for_a_suspicion(
    lines: tuple[LabelledLine, ...],
) -> None:
    found = verify(lines, naming(DISPUTE))
    assert [line.refused for line in found.lines] == [False, True, True, False]
    assert [line.verdict for line in found.lines] == ["right", "wrong", None, "right"]
    assert found.lines[1].wrong_words == "the vote"
    assert found.lines[1].decided_by == ()
    assert found.lines[2].decided_by == found.lines[2].proved_by == ("number_not_in_article",)
    wrong_names = verify(lines, naming(RIGHT))
    assert [line.refused for line in wrong_names.lines] == [True, False, True, False]


def test_the_figures_say_what_the_verdicts_decide(lines: tuple[LabelledLine, ...]) -> None:
    found = verify(lines, naming(DISPUTE, FERRIES)).verdicts
    assert found is not None
    assert found.model == "fake"
    assert found.asked == LineCounts(right=2, wrong=1)
    assert found.named_wrong == LineCounts(right=1, wrong=1)
    assert found.precision is not None
    assert found.precision.value == 0.5
    kept = verify(lines, naming()).verdicts
    assert kept is not None
    by_checks = [line for line in verify(lines, naming()).lines if line.refused_by_checks]
    assert kept.kept_more.wrong == len(by_checks) - 1  # the proved one is refused all the same
    assert kept.precision is None


def test_the_report_names_the_model_and_shows_its_verdicts(
    lines: tuple[LabelledLine, ...],
) -> None:
    found = verify(lines, naming(DISPUTE, FERRIES))
    text, markdown = text_of(found), markdown_of(found)
    assert f"Checks of briefer {found.version}, verified by fake\n" in text
    assert "asked about, as no check proves a fault 2 right, 1 wrong\n" in text
    assert "\nverdict: named_wrong" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    assert f"# Checks of briefer {found.version}, verified by fake on labelled lines" in markdown
    assert "| verdict: named_wrong | 1 | 1 | .500" in markdown
    assert "the model names “the vote”" in markdown


def test_a_small_model_is_not_asked(lines: tuple[LabelledLine, ...]) -> None:
    model = FakeModel([], profile="small")
    with pytest.raises(SettingsError, match=r"'fake' is a small model.*'--profile capable'"):
        verify(lines, model)
    assert not model.calls


def test_an_invalid_answer_is_an_error_once_all_articles_have_been_tried(
    lines: tuple[LabelledLine, ...],
) -> None:
    model = FakeModel(["no JSON", {"wrong": []}], reasks=0)
    with pytest.raises(ModelAnswerError, match="1 of 2 articles have no verdicts, so there are no"):
        verify(lines, model)
    assert len(model.calls) == 2


def test_the_prompts_of_all_articles_are_written_in_one_round(
    lines: tuple[LabelledLine, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "answers"
    model = FilesModel(FilesSpec(folder), Settings())
    with pytest.raises(WaitingForAnswersError, match="0 of 2 articles") as raised:
        verify(lines, model)
    assert len(raised.value.prompts) == 2
    for prompt in raised.value.prompts:
        answer = prompt.with_name(prompt.name.replace(".prompt.md", ".json"))
        answer.write_text('{"wrong": [{"line": 1}]}', encoding="utf-8")
    assert sum(line.verdict == "wrong" for line in verify(lines, model).lines) == 2


def test_recorded_verdicts_are_replayed(lines: tuple[LabelledLine, ...], tmp_path: Path) -> None:
    path = tmp_path / "recording.jsonl"
    recorded = verify(lines, Recorder(naming(DISPUTE), path))
    assert verify(lines, Replay(path)) == recorded
