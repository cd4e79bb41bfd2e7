"""Suites: what can be loaded, and what the errors and the linter report."""

import json
from pathlib import Path

import pytest

from briefer.errors import SettingsError
from briefer.evals.suites.format import Case, Suite, spans_of
from briefer.evals.suites.lint import is_time_value, lint
from briefer.evals.suites.loader import load_suite, select_cases, shipped_suites

ROOT = Path(__file__).resolve().parents[3]
TEXT = "Ada Lin resigned on Monday. “I may return,” she said."


def line(identifier: str = "one", **gold: object) -> str:
    return json.dumps({"id": identifier, "article": {"text": TEXT}, "gold": gold})


def suite_file(folder: Path, *lines: str) -> Path:
    path = folder / "mine.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_items_are_strings_or_objects_and_evidence_is_quotes_or_offsets(tmp_path: Path) -> None:
    claim = {"content": "I may return", "source": None, "evidence": [[29, 41], "she said"]}
    suite = load_suite(suite_file(tmp_path, line(who=["Ada Lin"], what=[], claimed_by=[claim])))
    case = suite.cases[0]
    assert case.gold.who is not None
    assert case.gold.who[0].text == "Ada Lin"
    assert case.gold.who[0].essential
    assert case.gold.what == ()
    assert case.gold.where is None
    assert case.gold.claimed_by is not None
    gold = case.gold.claimed_by[0]
    assert gold.sources == ()
    assert not gold.scores_hedge
    assert [span.text_in(TEXT) for span in spans_of(gold, case.article)] == [
        "I may return",
        "she said",
    ]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{", "line 2: Invalid JSON"),
        (line("two", who=[{"name": "Ada"}]), "line 2: gold.who.0.text: Field required"),
        (line("two", whom=["Ada"]), "line 2: gold.whom: Extra inputs are not permitted"),
        (line("two", who=[{"text": "Ada", "evidence": ["Eve"]}]), "'Eve' is not in the article"),
        (line("two", who=[{"text": "Ada", "evidence": [[5, 900]]}]), "(5, 900) is not in"),
        (line("one"), "line 2: another case has the id 'one'"),
        (line("two", uncertainty=[{"text": "x", "kind": "odd"}]), "gold.uncertainty.0.kind"),
    ],
)
def test_the_error_names_the_bad_line_and_the_reason(
    tmp_path: Path, bad: str, message: str
) -> None:
    path = suite_file(tmp_path, line("one"), bad)
    with pytest.raises(SettingsError) as caught:
        load_suite(path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_the_error_names_a_case_folder_without_gold(tmp_path: Path) -> None:
    (tmp_path / "fire").mkdir()
    (tmp_path / "fire" / "article.md").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"fire' has no gold\.json"):
        load_suite(tmp_path)


def test_a_path_without_a_suite_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no suite"):
        load_suite(tmp_path / "nowhere")
    with pytest.raises(SettingsError, match="has no cases"):
        load_suite(tmp_path)


def test_cases_are_selected_by_name_and_limit(tmp_path: Path) -> None:
    suite = load_suite(suite_file(tmp_path, line("a"), line("b"), line("c")))
    assert [case.id for case in select_cases(suite, limit=2).cases] == ["a", "b"]
    assert [case.id for case in select_cases(suite, cases=["c"]).cases] == ["c"]
    assert select_cases(suite, limit=2).digest != suite.digest


def test_the_published_schema_is_that_of_the_code() -> None:
    published = json.loads((ROOT / "evals" / "suite.schema.json").read_text(encoding="utf-8"))
    assert published == Case.model_json_schema(), "update it with 'make docs'"


@pytest.mark.parametrize("path", shipped_suites(), ids=lambda path: path.name)
def test_the_shipped_gold_has_no_problems(path: Path) -> None:
    assert lint(load_suite(path)) == ()


def test_the_linter_reports_each_problem() -> None:
    gold = {
        "who": [{"text": "Ada Lin", "aliases": ["Ada Lin"], "evidence": ["Ada"]}],
        "where": [{"text": "home", "evidence": ["on"], "essential": False}],
        "when": [{"text": "Monday", "value": "next week", "evidence": [" Monday"]}],
        "claimed_by": [
            {"content": "x", "source": "Ada", "cue": "shouted", "hedge": "might",
             "evidence": ["I may return"]}
        ],
        "uncertainty": [
            {"kind": "disputed", "text": "both", "evidence": ["I may return"]},
            {"kind": "hedged", "kind_aliases": ["hedged"], "text": "it", "evidence": ["may"]},
            {"kind_aliases": ["hedged"], "text": "kindless", "evidence": ["may"]},
        ],
    }  # fmt: skip
    case = Case.model_validate({"id": "one", "article": {"text": TEXT}, "gold": gold})
    report = "\n".join(lint(Suite(name="mine", cases=(case,))))
    for problem in (
        "mine/one: gold.who.0: the alias 'Ada Lin' is a duplicate",
        "gold.where.0: the first item is the main answer",
        "gold.when.0: ' Monday' begins or ends with white space",
        "'next week' is not a TIMEX3 value",
        "the cue 'shouted' is not in the article",
        "the hedge 'might' is not in the evidence",
        "disputed needs 2 evidence, has 1",
        "an alias of the kind hedged is a duplicate",
        "it has aliases of a kind but no kind",
        "'on' occurs 2 times",
    ):
        assert problem in report


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ("2031-03-04", True), ("2031-03-04TNI", True), ("2031-W10", True), ("2031-Q1", True),
        ("P3D", True), ("PT2H30M", True), ("2031-03-04T18:30", True), ("203X", True),
        ("XXXX-05-01", True), ("PAST_REF", True), ("P", False), ("March 2031", False),
        ("2031-3-4", False), ("1978/2009", True), ("2031-03/..", True), ("../..", False),
        ("04.03.2031", False),
    ],
)  # fmt: skip
def test_is_time_value_accepts_timex3_and_intervals_only(value: str, valid: bool) -> None:  # noqa: FBT001 (a table)
    assert is_time_value(value) == valid
