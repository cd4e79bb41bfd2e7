"""What the documentation says is there is there, and the other way round."""

import re
import subprocess
import sys
import tomllib
import typing
from functools import cache
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

import briefer
from briefer.cli.app import app
from briefer.grounding.findings import Severity
from briefer.mcp_server.server import create_server
from briefer.rendering.messages import messages_in
from briefer.schema import brief as schema
from briefer.schema.vocabulary import FindingCode
from briefer.server.configuration import ServerSettings
from briefer.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    """Name every command as it is typed."""
    names = []
    for name, command in app.commands.items():
        parts = command.commands if isinstance(command, click.Group) else {}
        names += [f"{name} {part}" for part, one in parts.items() if not one.hidden]
        # the help of a group shows its hidden default command
        if not command.hidden and (not parts or any(one.hidden for one in parts.values())):
            names.append(name)
    return names


def test_the_help_pages_are_those_of_the_command_line() -> None:
    script = [sys.executable, str(ROOT / "scripts" / "generate_cli_docs.py"), "--check"]
    ran = subprocess.run(script, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("name", commands())
def test_every_command_has_its_help_page(name: str) -> None:
    assert f"<!-- help:{name} -->\n```text\nUsage: briefer {name} " in page("docs/commands.md")


def test_every_setting_is_in_the_table_of_variables_and_nothing_else_is() -> None:
    named = set(re.findall(r"^\| `BRIEFER_(\w+)`", page("docs/commands.md"), re.MULTILINE))
    server = {f"SERVER_{name.upper()}" for name in ServerSettings.model_fields}
    assert named == {name.upper() for name in Settings.model_fields} | server


async def test_every_tool_for_assistants_is_on_its_page_with_its_arguments() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \|", page("docs/assistants.md"), re.MULTILINE)
    documented = {name: set(re.findall(r"`(\w+)`", arguments)) for name, arguments in rows}
    tools = await create_server(Settings()).list_tools()
    assert documented == {tool.name: set(tool.input_schema["properties"]) for tool in tools}


def test_every_public_name_is_in_the_library_page() -> None:
    text = page("docs/library.md")
    assert [name for name in briefer.__all__ if f"`{name}`" not in text] == []


def test_every_public_name_is_in_the_changelog() -> None:
    text = page("CHANGELOG.md")
    names = {name for name in briefer.__all__ if not name.endswith(("Error", "__"))}
    assert sorted(name for name in names if f"`{name}`" not in text) == []


def test_every_field_and_value_of_a_brief_is_in_the_schema_page() -> None:
    text = page("docs/schema.md")
    nouns = [value for value in vars(schema).values() if _is_noun(value)]
    words = {field for noun in nouns for field in noun.model_fields}
    for value in vars(schema).values():
        if typing.get_origin(value) is typing.Literal and value is not FindingCode:
            words |= set(typing.get_args(value))
    assert sorted(word for word in words if f"`{word}`" not in text) == []


def test_examples_of_the_schema_page_are_valid_and_of_the_sample_article() -> None:
    text = briefer.load(ROOT / "examples" / "articles" / "harbour.html").text
    pattern = r"<!-- example: (\w+) -->\n```json\n(.*?)```"
    examples = re.findall(pattern, page("docs/schema.md"), re.DOTALL)
    assert len(examples) == 6
    for name, block in examples:
        part = getattr(schema, name).model_validate_json(block)
        for evidence in _evidence_in(part.model_dump()):
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def _evidence_in(value: object) -> typing.Iterator[dict[str, typing.Any]]:
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for part in value.values():
            yield from _evidence_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _evidence_in(part)


def test_the_limits_are_shown_by_articles_of_the_suite_and_their_words() -> None:
    suite = ROOT / "evals" / "suites" / "news"
    rows = re.findall(r"^\| `([\w-]+)` \|(.*)\|$", page("docs/limits.md"), re.MULTILINE)
    assert len(rows) > 15
    for case, row in rows:
        article = " ".join((suite / case / "article.md").read_text(encoding="utf-8").split())
        cells = row.split(" | ")
        if len(cells) == 3:  # what the article says, what the brief says, and what is wrong
            for quote in re.findall("“([^”]*)”", cells[0]):
                assert quote in article, quote


def test_the_figures_of_readme_and_models_are_those_of_the_evaluation_page() -> None:
    columns = ("lead", "none", "plain", "local", "plain large", "large")
    table = page("docs/evals.md").partition("## Figures")[2].partition("\n\nWith the large")[0]
    cells = [
        [cell.partition(" (")[0].strip() for cell in row.strip("|").split("|")]
        for row in table.splitlines() if row.startswith("| ")
    ]  # fmt: skip
    figures = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in cells[1:]}
    metric = {
        "first who, what, where, when": "first answers: mean",
        "claims: F1": "claims: F1",
        "claims with the right source": "claims: source correct",
        "uncertainty: F1": "uncertainty: F1",
    }
    for name, systems in (
        ("README.md", ("local", "plain large", "large")),
        ("docs/models.md", ("none", "local", "plain large", "large")),
    ):
        for label, row_name in metric.items():
            expected = " | ".join(figures[row_name][system] for system in systems)
            assert f"| {label} | {expected} |" in page(name), (name, label)


def test_every_code_of_a_finding_is_on_the_page_of_checks_with_its_parameters() -> None:
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", page("docs/checks.md"), re.MULTILINE)
    cells = {code: [cell.strip() for cell in row.split("|")] for code, row in rows}
    assert len(rows) == len(cells)
    assert set(cells) == set(typing.get_args(FindingCode))
    for code, (severity, _, _, params, example) in cells.items():
        assert severity in typing.get_args(Severity)
        fields = re.findall(r"{(\w+)}", messages_in("en").entries[f"finding.{code}"])
        assert sorted(re.findall(r"`(\w+)`", params)) == sorted(fields)
        assert example


def _is_noun(value: object) -> typing.TypeGuard[type[BaseModel]]:
    return isinstance(value, type) and issubclass(value, BaseModel)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_within_the_project_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@cache
def python_files() -> frozenset[str]:
    """Return the paths of the project's modules and scripts, from its folder."""
    files = (file for file in ROOT.rglob("*.py") if ".venv" not in file.parts)
    return frozenset(f"/{file.relative_to(ROOT)}" for file in files)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_python_files_and_folders_that_pages_name_exist(path: Path) -> None:
    folders = "briefer|tests|docs|evals|prompts|examples|scripts|benchmarks"
    named = re.findall(rf"`((?:{folders})/[\w./-]*|[\w/-]+\.py)`", path.read_text(encoding="utf-8"))
    names = [name for name in named if not re.search("NAME|LANGUAGE|/render/", name)]
    files = python_files()
    missing = [
        name
        for name in names
        if not (ROOT / name).exists() and not any(file.endswith(f"/{name}") for file in files)
    ]
    assert missing == []


def test_the_architecture_page_has_the_layers_of_the_import_contract() -> None:
    contracts = tomllib.loads(page("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    [layers] = [one["layers"] for one in contracts if one["name"] == "briefer"]
    table = page("docs/architecture.md").partition("| Layer | What it is |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`(\w+)`", row.split(" | ")[0]) for row in table.splitlines()[2:]]
    modules = [re.split(r" \| ", layer) for layer in layers]
    assert [name for row in rows for name in row] == [name for row in modules for name in row]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_python_in_the_pages_is_python_and_names_what_is_there(path: Path) -> None:
    for block in re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
        compile(block, path.name, "exec")
        for name in re.findall(r"briefer\.(\w+)\(", block):
            assert name in briefer.__all__


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_make_targets_that_pages_name_exist(path: Path) -> None:
    makefile = page("Makefile")
    for target in re.findall(r"\bmake ([a-z]+)\b", path.read_text(encoding="utf-8")):
        if f"`make {target}`" in path.read_text(encoding="utf-8"):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_licence_is_apache() -> None:
    text = page("LICENSE")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text


def test_constraints_are_exact_versions_and_no_addresses() -> None:
    lines = page("constraints.txt").splitlines()
    assert len(lines) > 50
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+]+", line)] == []
