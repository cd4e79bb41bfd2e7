import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ARTICLES, Briefer

TEXT = (
    "Mayor Ingrid Okafor opened the northern gate of the harbour on Monday after a hard winter.\n\n"
    "“We heard nothing at all,” Tomás Reyes, a crane operator at the port, told reporters.\n\n"
    "The gate had been open for a year, according to a report by the harbour board. Critics might "
    "say that the gate was never safe. The board declined to comment on the gate.\n\n"
    "A port official, who asked not to be named because the talks are secret, said the dock may be "
    "closed. The judge denied bail to the clerk of the port."
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_report_names_the_rule_of_each_attribution(briefer: Briefer, story: Path) -> None:
    ran = briefer("debug", story, "--json")
    assert (ran.code, ran.err) == (0, "")
    report = json.loads(ran.out)
    found = [(item["rule"], item["source"]["text"]) for item in report["attributions"]]
    assert found == [
        ("A1", "Tomás Reyes"),
        ("A2", "a report by the harbour board"),
        ("A1", "A port official"),
    ]
    assert set(report["rules"]) == {"A1", "A2", "A5"}  # A5 only rejects


def test_the_report_says_why_candidates_were_rejected(briefer: Briefer, story: Path) -> None:
    report = json.loads(briefer("debug", story, "--json").out)
    found = {(item["text"], item["rule"], item["reason"]) for item in report["rejected"]}
    assert {
        ("might say", "A1", "hypothetical"),
        ("declined", "A1", "no_content"),
        ("denied", "A1", "refusal"),
    } <= found
    assert set(report["reasons"]) == {reason for _, _, reason in found}


def test_every_slice_of_the_report_is_at_its_offsets(briefer: Briefer, story: Path) -> None:
    report = json.loads(briefer("debug", story, "--json").out)
    text = story.read_text(encoding="utf-8")
    slices = [
        *report["sentences"],
        *report["quotations"],
        *report["rejected"],
        *report["times"],
        *report["places"],
        *(item["cue"] for item in report["attributions"]),
        *(part for item in report["attributions"] for part in item["content"]),
        *(mention for item in report["entities"] for mention in item["mentions"]),
    ]
    assert len(slices) > 20
    assert all(text[item["start"] : item["end"]] == item["text"] for item in slices)


def test_the_page_has_every_section_in_80_columns(briefer: Briefer, story: Path) -> None:
    ran = briefer("debug", story)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    titles = [line.partition(" (")[0] for line in lines if line.isupper()]
    assert titles == [
        "SENTENCES",
        "ENTITIES",
        "QUOTATIONS",
        "ATTRIBUTIONS",
        "REJECTED",
        "UNCERTAINTY",
        "TIMES",
        "PLACES",
        "EVENTS",
        "RULES",
        "REASONS",
    ]
    assert any(line.startswith("A1 hypothetical ") and "might say [" in line for line in lines)


def test_control_characters_do_not_reach_the_terminal(briefer: Briefer, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT.replace("Reyes", "Re\x1b[2Jyes [bold]"), encoding="utf-8")
    ran = briefer("debug", path)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "[bold]" in ran.out


def test_a_language_without_a_parser_names_its_pattern(briefer: Briefer, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(
        "La porte du port est restée ouverte toute la nuit de lundi à mardi dans la ville.\n\n"
        "« Nous n'avons rien entendu du tout », a dit Inès Morel devant la presse mardi matin.\n\n"
        "Le passage « la porte ouverte sur la mer » est fermé depuis le début de la semaine, et "
        "personne ne sait quand il paraîtra de nouveau dans les kiosques de la ville.\n",
        encoding="utf-8",
    )
    report = json.loads(briefer("debug", path, "--json", "--lang", "fr").out)
    assert report["parser"] == "rules"
    assert [(item["rule"], item["source"]["text"]) for item in report["attributions"]] == [
        ("P1", "Inès Morel")
    ]
    assert [item["reason"] for item in report["rejected"]] == ["no_cue"]


def test_a_page_is_read_like_that_of_a_brief(briefer: Briefer) -> None:
    report = json.loads(briefer("debug", ARTICLES / "harbour.html", "--json").out)
    assert report["attributions"]


def test_a_missing_file_is_no_article(briefer: Briefer, tmp_path: Path) -> None:
    ran = briefer("debug", tmp_path / "nowhere.txt")
    assert (ran.code, ran.out) == (3, "")
    assert "nowhere.txt" in ran.error_line


def test_no_file_is_wrong_usage(briefer: Briefer) -> None:
    assert briefer("debug").code == 2


WRONG = "Ingrid Okafor told 75 reporters that they heard nothing at all."


def line_report(briefer: Briefer, story: Path, line: str) -> dict[str, Any]:
    ran = briefer("debug", story, "--line", line, "--json")
    assert (ran.code, ran.err) == (0, "")
    return dict(json.loads(ran.out))


def test_a_line_is_shown_with_its_tokens_and_its_evidence(briefer: Briefer, story: Path) -> None:
    report = line_report(briefer, story, "Okafor did not open the gate on Monday, nor twice.")
    kinds = {token["text"]: (token["kind"], token["is_name"]) for token in report["tokens"]}
    assert kinds["Okafor"] == ("word", True)
    assert kinds["gate"] == ("word", False)
    assert kinds["not"] == ("negation", False)
    assert kinds["Monday"][0] == "calendar"
    text = story.read_text(encoding="utf-8")
    assert all(0 < one["share"] <= 1 and one["text"] in text for one in report["evidence"])
    assert report["evidence"][0]["sentence"] == 0
    assert report["comparison"]["sentence"] == 0
    edits = [(edit["line"], edit["sentence"]) for edit in report["comparison"]["edits"]]
    assert ("did not", "") in edits
    assert any("nor twice" in line for line, _ in edits)


def test_every_finding_of_a_line_is_shown_with_its_part_in_the_score(
    briefer: Briefer, story: Path
) -> None:
    report = line_report(briefer, story, WRONG)
    first = report["findings"][0]
    assert (first["code"], first["severity"]) == ("number_not_in_article", "hard")
    assert (first["weight"], first["contribution"]) == (None, 0.0)
    assert first["sentence"] == "the number 75 is not in the article"
    soft = [one for one in report["findings"] if one["severity"] == "soft"]
    assert report["score"] > 0
    assert report["score"] == pytest.approx(sum(one["contribution"] for one in soft))
    assert report["strict_threshold"] < report["threshold"]
    assert (report["supported"], report["supported_strictly"]) == (False, False)


def test_a_line_that_the_article_supports_is_shown_as_supported(
    briefer: Briefer, story: Path
) -> None:
    report = line_report(briefer, story, "Mayor Ingrid Okafor opened the northern gate on Monday.")
    assert (report["supported"], report["score"]) == (True, 0.0)
    assert not any(one["contribution"] for one in report["findings"])


def test_the_page_of_a_line_has_every_section_in_80_columns(briefer: Briefer, story: Path) -> None:
    ran = briefer("debug", story, "--line", f"{WRONG} \x1b[2J [bold] {'x' * 100}")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "[bold]" in ran.out
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line.partition(" (")[0] for line in lines if line.isupper()] == [
        "LINE",
        "TOKENS",
        "EVIDENCE",
        "MOST SIMILAR SENTENCE",
        "FINDINGS",
        "RESULT",
    ]
    assert "hard                  number_not_in_article: the number 75 is not in the" in ran.out
    assert any(line.split() == ["supported", "no"] for line in lines)


@pytest.mark.parametrize("language", ["fr", "hi"])
def test_a_line_is_shown_in_a_language_without_a_parser(
    briefer: Briefer, story: Path, language: str
) -> None:
    ran = briefer("debug", story, "--line", WRONG, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert "number_not_in_article" in ran.out


def test_a_line_without_words_is_wrong_usage(briefer: Briefer, story: Path) -> None:
    ran = briefer("debug", story, "--line", " … ")
    assert (ran.code, ran.out) == (2, "")
    assert "--line" in ran.error_line
