"""Suites: what loads, and what is said about what does not."""

import json
from pathlib import Path

import pytest

from briefer.errors import SettingsError
from briefer.evals.suites.format import Case, Suite, spans_of
from briefer.evals.suites.lint import is_time_value, lint
from briefer.evals.suites.loader import load_suite, select_cases, shipped_suites

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"
TEXT = "Ada Lin resigned on Monday. “I may return,” she said."


def line(identifier: str = "one", **gold: object) -> str:
    return json.dumps({"id": identifier, "article": {"text": TEXT}, "gold": gold})


def written(folder: Path, *lines: str) -> Path:
    path = folder / "mine.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_items_are_strings_or_objects_and_evidence_is_quotes_or_offsets(tmp_path: Path) -> None:
    claim = {"content": "I may return", "source": None, "evidence": [[29, 41], "she said"]}
    suite = load_suite(written(tmp_path, line(who=["Ada Lin"], what=[], claimed_by=[claim])))
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
    ("bad", "told"),
    [
        ("{", "line 2: Invalid JSON"),
        (line("two", who=[{"name": "Ada"}]), "line 2: gold.who.0.text: Field required"),
        (line("two", whom=["Ada"]), "line 2: gold.whom: Extra inputs are not permitted"),
        (line("two", who=[{"text": "Ada", "evidence": ["Eve"]}]), "'Eve' does not stand in"),
        (line("two", who=[{"text": "Ada", "evidence": [[5, 900]]}]), "(5, 900) does not stand"),
        (line("one"), "line 2: the id 'one' is taken"),
        (line("two", uncertainty=[{"text": "x", "kind": "odd"}]), "gold.uncertainty.0.kind"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(tmp_path: Path, bad: str, told: str) -> None:
    path = written(tmp_path, line("one"), bad)
    with pytest.raises(SettingsError) as caught:
        load_suite(path)
    assert str(path) in str(caught.value)
    assert told in str(caught.value)


def test_a_case_folder_without_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "fire").mkdir()
    (tmp_path / "fire" / "article.md").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"fire' has no gold\.json"):
        load_suite(tmp_path)


def test_a_path_that_is_no_suite_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no suite"):
        load_suite(tmp_path / "nowhere")
    with pytest.raises(SettingsError, match="has no cases"):
        load_suite(tmp_path)


def test_cases_are_chosen_by_name_and_number(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path, line("a"), line("b"), line("c")))
    assert [case.id for case in select_cases(suite, limit=2).cases] == ["a", "b"]
    assert [case.id for case in select_cases(suite, cases=["c"]).cases] == ["c"]
    assert select_cases(suite, limit=2).digest != suite.digest


def test_the_published_schema_is_that_of_the_code() -> None:
    published = json.loads((ROOT / "evals" / "suite.schema.json").read_text(encoding="utf-8"))
    assert published == Case.model_json_schema(), "write it anew with 'make docs'"


@pytest.mark.parametrize("path", shipped_suites(), ids=lambda path: path.name)
def test_the_shipped_gold_is_sound(path: Path) -> None:
    assert lint(load_suite(path)) == ()


@pytest.mark.parametrize(("name", "cases"), [("giveme5w1h_dev", 16), ("polnear_dev", 24)])
def test_suites_of_others_load(name: str, cases: int) -> None:
    path = DATA / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the development data is not here")
    assert len(load_suite(path).cases) == cases


def test_the_linter_names_each_fault() -> None:
    gold = {
        "who": [{"text": "Ada Lin", "aliases": ["Ada Lin"], "evidence": ["Ada"]}],
        "where": [{"text": "home", "evidence": ["on"], "essential": False}],
        "when": [{"text": "Monday", "value": "next week", "evidence": [" Monday"]}],
        "claimed_by": [
            {"content": "x", "source": "Ada", "cue": "shouted", "hedge": "might",
             "evidence": ["I may return"]}
        ],
        "uncertainty": [{"kind": "disputed", "text": "both", "evidence": ["I may return"]}],
    }  # fmt: skip
    case = Case.model_validate({"id": "one", "article": {"text": TEXT}, "gold": gold})
    told = "\n".join(lint(Suite(name="mine", cases=(case,))))
    for fault in (
        "mine/one: gold.who.0: the alias 'Ada Lin' is there already",
        "gold.where.0: the first item is the main answer",
        "gold.when.0: ' Monday' has white space",
        "'next week' is no TIMEX3 value",
        "the cue 'shouted' does not stand",
        "the hedge 'might' does not stand in the evidence",
        "disputed needs 2 evidence, has 1",
        "'on' stands there 2 times",
    ):
        assert fault in told


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
def test_timex3_values_are_told_from_others(value: str, valid: bool) -> None:  # noqa: FBT001 (a table)
    assert is_time_value(value) == valid
