import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import briefer as briefer_package
from briefer import Article, Brief, Settings
from briefer.rendering.notes import uncertainty_note
from briefer.verification import verify_brief
from tests.cli.conftest import Briefer
from tests.rendering.factories import article


@pytest.fixture(scope="module")
def made() -> Brief:
    return briefer_package.brief(article(), model="none", settings=Settings(cache=False))


@pytest.fixture
def saved(tmp_path: Path, made: Brief) -> Path:
    path = tmp_path / "brief.json"
    path.write_text(made.model_dump_json(), encoding="utf-8")
    return path


def changed(path: Path, change: dict[str, object]) -> Path:
    """Change the evidence of the headline in the file, and return its path."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data["headline"]["evidence"][0].update(change)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_valid_brief_passes_with_the_number_of_its_quotes(briefer: Briefer, saved: Path) -> None:
    ran = briefer("check", saved)
    count = saved.read_text(encoding="utf-8").count('"quote":')
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{count} quotes checked, all match the article\n")
    assert "statements checked, all hold\n" in ran.out
    assert "not checked: " in ran.out


def test_an_altered_quote_is_reported(briefer: Briefer, saved: Path, made: Brief) -> None:
    quote = next(made.all_evidence()).quote
    ran = briefer("check", changed(saved, {"quote": "x" * len(quote)}))
    assert ran.code == 1
    (failure,) = [line for line in ran.err.splitlines() if "brief.headline.evidence[0]" in line]
    assert len(re.findall(r" at \d", failure)) == 1  # the stated offset, and no true one
    assert re.search(r"1 of \d\d quotes", ran.err)


def test_a_moved_quote_is_reported_with_its_true_offset(
    briefer: Briefer, saved: Path, made: Brief
) -> None:
    first = next(made.all_evidence())
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


_Change = tuple[tuple[str | int, ...], object]
_CHANGES: dict[str, _Change] = {
    "headline: number": (("headline", "text"), "Fire at Halvorsen terminal kills nine people"),
    "headline: other story": (("headline", "text"), "Minister resigns over a tax"),
    "headline: source": (("headline", "sources"), ["Ingrid Okafor"]),
    "point": (("summary", 1, "text"), "The alarms stayed silent by order of the mayor."),
    "event": (("what", 0, "event"), "A flood destroyed the terminal"),
    "name": (("who", 0, "name"), "Boris Teller"),
    "role": (("who", 0, "role"), "convicted arsonist"),
    "place": (("where", 0, "place"), "Grimsby"),
    "phrase of a time": (("when", 0, "phrase"), "last Friday"),
    "value of a time": (("when", 0, "value"), "2020-01-01"),
    "claim": (("claimed_by", 1, "content"), "the alarms had been switched off"),
    "claim: source": (("claimed_by", 1, "source", "name"), "Boris Teller"),
    "claim: source of another claim": (("claimed_by", 1, "source", "name"), "Tomás Reyes"),
    "claim: role": (("claimed_by", 1, "source", "role"), "convicted arsonist"),
    "claim: likelihood": (("claimed_by", 1, "likelihood"), "almost_certain"),
    "claim: kind of source": (("claimed_by", 1, "source", "kind"), "unnamed_person"),
    "note": (("uncertainty", 0, "note"), "The mayor did it."),
    "headline: in other words": (("headline", "text"), "Terminal sinks into the sea"),
    "role of somebody else": (("who", 0, "role"), "council member"),
    "kind of a name": (("who", 0, "kind"), "group"),
    "granularity of a time": (("when", 0, "granularity"), "century"),
    "a time without its value": (("when", 0, "value"), None),
    "coverage": (("coverage", "quotations"), 40),
}


@pytest.mark.parametrize(("path", "value"), _CHANGES.values(), ids=_CHANGES)
def test_a_changed_statement_is_reported_although_its_quotes_hold(
    path: tuple[str | int, ...], value: object, briefer: Briefer, saved: Path
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    *parents, last = path
    part = data
    for name in parents:
        part = part[name]
    assert part[last] != value
    part[last] = value
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert "although all quotes match the article" in ran.err
    assert f"briefer: check: {path[0]}" in ran.err


def _slice(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


_HARBOUR = (
    "Mayor Ada Lunt said the harbour may open on Friday. Captain Rolf Krag said that a rudder had "
    "failed.\n\nDivers met in Varnes on Monday, and the water was calm."
)
_Edit = Callable[[dict[str, Any]], object]
_EDITS: dict[str, tuple[_Edit, str]] = {
    "a hedge is taken away": (
        lambda data: data["claimed_by"][0].update(hedge=None),
        "the hedge is 'nothing', and 'may' by the rules",
    ),
    "a hedge from another sentence": (
        lambda data: data["claimed_by"][1].update(hedge=_slice(_HARBOUR, "may")),
        "“may” is in another sentence",
    ),
    "narration becomes a claim": (
        lambda data: data["claimed_by"][1].update(
            content="the water was calm", evidence=[_slice(_HARBOUR, "the water was calm")]
        ),
        "the rules do not find this claim",
    ),
    "a role moves, with its evidence": (
        lambda data: data["who"][0].update(
            role="Captain", evidence=[_slice(_HARBOUR, "Ada Lunt"), _slice(_HARBOUR, "Captain")]
        ),
        "role is 'Captain', and 'Mayor' by the rules",
    ),
    "a person becomes a place": (
        lambda data: data["where"].append(
            {"place": "Rolf Krag", "evidence": [_slice(_HARBOUR, "Rolf Krag")]}
        ),
        "kind is 'place', and 'person' by the rules",
    ),
    "a line of the article's words in another order": (
        lambda data: data["summary"][0].update(text="Ada Lunt had failed."),
        "these words are not in the article",
    ),
    "the evidence of a note": (
        lambda data: data["uncertainty"][0].update(evidence=[_slice(_HARBOUR, "Divers")]),
        "is not what the rules find in its evidence",
    ),
}


@pytest.mark.parametrize(("edit", "failure"), _EDITS.values(), ids=_EDITS)
def test_what_the_rules_compute_is_compared(
    edit: _Edit, failure: str, briefer: Briefer, tmp_path: Path
) -> None:
    article = Article(text=_HARBOUR, published="2031-05-06")
    brief = briefer_package.brief(article, model="none", settings=Settings(cache=False))
    data = json.loads(brief.model_dump_json())
    path = tmp_path / "brief.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert briefer("check", path).code == 0
    edit(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", path)
    assert ran.code == 1
    assert failure in ran.err


def test_a_note_of_the_coverage_that_code_cannot_compute_is_told(
    briefer: Briefer, saved: Path
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["coverage"]["notes"].append("The mayor was arrested.")
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 0
    assert "coverage.notes: code cannot compute “The mayor was arrested.”" in ran.err


def test_a_missing_note_of_the_coverage_is_reported(briefer: Briefer, tmp_path: Path) -> None:
    article = Article(text=_HARBOUR)  # without a date, "Friday" has no value, and a note says so
    brief = briefer_package.brief(article, model="none", settings=Settings(cache=False))
    data = json.loads(brief.model_dump_json())
    data["coverage"]["notes"] = []
    path = tmp_path / "brief.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", path)
    assert ran.code == 1
    assert "coverage: it leaves out “The publication date is unknown" in ran.err


def test_a_claim_put_into_the_mouth_of_another_source_is_reported(
    briefer: Briefer, saved: Path
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    first, *others = data["claimed_by"]
    first["source"] = next(
        one["source"] for one in others if one["source"]["name"] != first["source"]["name"]
    )
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 1
    assert "by the rules" in ran.err


@pytest.mark.parametrize(
    ("antecedent", "named_by", "failure"),
    [
        ("Rolf Krag", "Tom Lind", "these words are not in the article"),
        ("Tom Lind", "Tom Lind", "antecedent is 'Tom Lind', and 'Ada Lunt' by the rules"),
    ],
)
def test_another_person_behind_a_pronoun_is_reported(
    antecedent: str, named_by: str, failure: str, briefer: Briefer, tmp_path: Path
) -> None:
    text = "Ada Lunt said she would resign on Friday. Tom Lind, the mayor, met the council."
    brief = briefer_package.brief(Article(text=text), model="none", settings=Settings(cache=False))
    path = tmp_path / "brief.json"
    path.write_text(brief.model_dump_json(), encoding="utf-8")
    assert briefer("check", path).code == 0
    data = json.loads(brief.model_dump_json())
    [coreference] = data["claimed_by"][0]["coreferences"]
    start = text.index(named_by)
    slice_ = {"start": start, "end": start + len(named_by), "quote": named_by}
    coreference |= {"antecedent": antecedent, "evidence": [slice_]}
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", path)
    assert ran.code == 1
    assert "claimed_by[0].coreferences[0]" in ran.err
    assert failure in ran.err


@pytest.mark.parametrize(("named_by", "is_certain"), [("Ada Lunt and", True), ("Tom Lind", False)])
def test_other_evidence_for_the_same_person_needs_only_to_name_her(
    named_by: str, briefer: Briefer, tmp_path: Path, *, is_certain: bool
) -> None:
    text = (
        "Ada Lunt said she would resign on Friday. Tom Lind, the mayor, met the council.\n\n"
        "Ada Lunt and the council had met on Monday."
    )
    brief = briefer_package.brief(Article(text=text), model="none", settings=Settings(cache=False))
    data = json.loads(brief.model_dump_json())
    [coreference] = data["claimed_by"][0]["coreferences"]
    start = text.index(named_by)
    slice_ = {"start": start, "end": start + len(named_by), "quote": named_by}
    coreference["evidence"] = [slice_]
    path = tmp_path / "brief.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", path)
    assert ran.code == 0, ran.err
    assert ("“Ada Lunt” is in the article, but not in the evidence" in ran.err) != is_certain


ABOUT_A_MILL = "The mill burnt down on Monday night, Tom Lund said.\n\nThe council met on Friday."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Mill burnt down", ABOUT_A_MILL),
        ("The closing of the dam", "Ines Reed said the closing of the dam was right. It rained."),
        (
            "Closing of the mill in Ellery",
            "Tom Lund said the closing of the mill in Ellery was near.",
        ),
        (
            "Dam closed",
            "Mayor Ines Lund said on Friday that the dam "
            + "that the dam " * 18
            + "would stay closed.",
        ),
    ],
)
def test_a_title_holds_that_tells_as_a_fact_what_its_source_says(title: str, text: str) -> None:
    article = Article(text=text, title=title)
    brief = briefer_package.brief(article, model="none", settings=Settings(cache=False))
    assert brief.headline.text == title
    assert verify_brief(brief.model_dump_json()).failures == ()


def test_a_title_without_the_source_that_says_it_does_not_hold() -> None:
    article = Article(text=ABOUT_A_MILL, title="Mill burnt down")
    brief = briefer_package.brief(article, model="none", settings=Settings(cache=False))
    headline = brief.headline.model_copy(update={"sources": ()})
    altered = brief.model_copy(update={"headline": headline})
    [failure] = verify_brief(altered.model_dump_json()).failures
    assert "as a fact what the article attributes to Tom Lund" in failure


def test_a_side_whose_source_the_article_leaves_open_holds(
    briefer: Briefer, saved: Path, made: Brief
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    claim, denial = made.claimed_by[:2]
    said, denied = claim.evidence[0], denial.evidence[0]
    params = {
        "claim_source": claim.source.name,
        "claim_quotation": said.quote,
        "denial_source": "unknown",
        "denial_quotation": denied.quote,
    }
    sides = [(params["claim_source"], said), ("unknown", denied)]
    dispute = {
        "kind": "disputed",
        "code": "claim_denied",
        "params": params,
        "note": uncertainty_note("claim_denied", params),
        "evidence": [said.model_dump(), denied.model_dump()],
        "sides": [{"source": name, "evidence": [one.model_dump()]} for name, one in sides],
    }
    # a capable model finds disputes that the rules do not find
    data["provenance"] |= {"model": "openai/big", "profile": "capable"}
    saved.write_text(json.dumps(data | {"uncertainty": [dispute]}), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 0, ran.err


def test_what_code_cannot_decide_is_listed(briefer: Briefer, saved: Path) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    item = data["uncertainty"][0]
    item.update(code=None, params={}, note="Whether the sirens worked is open.")
    saved.write_text(json.dumps(data), encoding="utf-8")
    ran = briefer("check", saved)
    assert ran.code == 0
    assert "briefer: unknown: uncertainty[0].note" in ran.err
    assert "1 cannot be decided by code" in ran.out


@pytest.mark.parametrize(
    "content",
    [
        "[" * 1_500,
        '{"a":' * 100_000,
        '{"article": {"text": "x"}, "who": ' + "[" * 900 + "]" * 900 + "}",
        '{"article": {"text": "x", "start": 1' + "0" * 5_000 + "}}",
        '{"article": {"text": "\\ud800"}, "headline": {"quote": "\\ud800", "start": 0, "end": 1}}',
        "\x00",
    ],
)
def test_a_hostile_file_ends_in_one_clear_line(
    briefer: Briefer, tmp_path: Path, content: str
) -> None:
    (tmp_path / "other.json").write_text(content, encoding="utf-8")
    assert briefer("check", tmp_path / "other.json").code == 1


def test_an_endless_file_is_read_up_to_a_limit(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefer.cli.commands.check._MAX_BYTES", 1_000_000)
    ran = briefer("check", "/dev/zero")
    assert ran.code == 2
    assert "more than 1,000,000 bytes" in ran.error_line


def test_an_article_over_the_limit_is_not_analysed(
    briefer: Briefer, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_MAX_ARTICLE_CHARACTERS", "100")
    ran = briefer("check", saved)
    assert ran.code == 3
    assert "more than the limit of 100" in ran.error_line


def test_many_wrong_quotes_are_not_all_listed(briefer: Briefer, tmp_path: Path) -> None:
    wrong = [{"quote": "none", "start": 0, "end": 4}] * 1_000
    (tmp_path / "b.json").write_text(json.dumps({"article": {"text": "Words"}, "who": wrong}))
    ran = briefer("check", tmp_path / "b.json")
    assert "800 more" in ran.err
    assert len(ran.err.splitlines()) < 250


def test_a_town_that_acts_may_be_a_group() -> None:
    text = "Paris opened a bridge on Monday, and many came to see it. In Paris nobody was hurt."
    found = briefer_package.brief(Article(text=text), model="none", settings=Settings(cache=False))
    assert [(who.name, who.kind) for who in found.who] == [("Paris", "group")]
    assert verify_brief(found.model_dump_json()).failures == ()
