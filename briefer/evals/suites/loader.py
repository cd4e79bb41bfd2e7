"""Load suites from a folder of cases or from a JSONL file, and select cases."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from briefer.errors import BrieferError, SettingsError
from briefer.evals.suites.format import Case, Suite
from briefer.evals.suites.jsonl import describe, read_rows
from briefer.resources import data_path
from briefer.settings import Settings
from briefer.source.loader import open_source

ARTICLE, GOLD = "article.md", "gold.json"
_SEE_FORMAT = "docs/evals.md describes the format"


def shipped_suites() -> tuple[Path, ...]:
    """Return the folders of the suites that come with briefer."""
    return tuple(
        sorted(path for path in (data_path("evals") / "suites").glob("*") if path.is_dir())
    )


def load_suite(path: Path, *, settings: Settings | None = None) -> Suite:
    """Load a suite.

    Args:
        path: a folder of cases (each a folder with ``article.md`` and ``gold.json``), the folder
            of one case, or a JSONL file.
        settings: how articles are loaded.

    Raises:
        SettingsError: there is no suite, or it does not have the format; the message names the
            file, and the line or the case.
    """
    if path.is_dir():
        cases = _load_folder(path, settings or Settings())
    elif path.is_file():
        cases = _load_jsonl(path)
    else:
        raise SettingsError(f"there is no suite '{path}': name a folder of cases or a JSONL file")
    if not cases:
        raise SettingsError(f"the suite '{path}' has no cases: {_SEE_FORMAT}")
    return Suite(name=path.stem, cases=tuple(cases))


def _load_jsonl(path: Path) -> list[Case]:
    cases: dict[str, Case] = {}
    for number, line in read_rows(path):
        where = f"'{path}', line {number}"
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            raise SettingsError(f"{where}: {describe(error)}; {_SEE_FORMAT}") from error
        if case.id in cases:
            raise SettingsError(f"{where}: another case has the id {case.id!r}; change one of them")
        cases[case.id] = case
    return list(cases.values())


def _load_folder(path: Path, settings: Settings) -> list[Case]:
    folders = [path] if (path / GOLD).is_file() else sorted(p for p in path.iterdir() if p.is_dir())
    return [_load_case(folder, settings) for folder in folders]


def _load_case(folder: Path, settings: Settings) -> Case:
    for name in (ARTICLE, GOLD):
        if not (folder / name).is_file():
            raise SettingsError(f"the case '{folder}' has no {name}; {_SEE_FORMAT}")
    try:
        article = asyncio.run(open_source(folder / ARTICLE, settings=settings))
    except BrieferError as error:
        raise SettingsError(f"cannot load '{folder / ARTICLE}': {error}") from error
    file = folder / GOLD
    try:
        gold = json.loads(file.read_text(encoding="utf-8"))
        return Case.model_validate({"id": folder.name, "article": article, "gold": gold})
    except ValidationError as error:
        raise SettingsError(f"'{file}': {describe(error)}; {_SEE_FORMAT}") from error
    except ValueError as error:  # not UTF-8, or not JSON
        raise SettingsError(f"'{file}' is not JSON: {error}; {_SEE_FORMAT}") from error


def select_cases(suite: Suite, *, cases: Sequence[str] = (), limit: int | None = None) -> Suite:
    """Return the suite with the named cases only (all if none is named), at most ``limit``."""
    selected = [case for case in suite.cases if not cases or case.id in cases]
    return suite.model_copy(update={"cases": tuple(selected[:limit])})
