"""Rows of labelled lines, and lines that have been judged."""

import json
from pathlib import Path

from briefer.evals.lines.checking import JudgedLine
from briefer.evals.lines.format import FaultKind
from briefer.evals.lines.scoring import LinesReport, make_report
from briefer.schema.vocabulary import FindingCode

TEXT = "Ada Lin resigned on Monday. The council has 12 members."


def row(line: str = "Ada Lin resigned.", **fields: object) -> dict[str, object]:
    return {"article_text": TEXT, "line": line, "supported": True, **fields}


def lines_file(folder: Path, *rows: object) -> Path:
    """Write rows to a file; a row that is a string is written as it is."""
    path = folder / "lines.jsonl"
    texts = [one if isinstance(one, str) else json.dumps(one) for one in rows]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def judged(
    *,
    article: str = "one",
    language: str = "en",
    supported: bool = True,
    refused: bool = False,
    fault: FaultKind | None = None,
    codes: tuple[FindingCode, ...] = (),
) -> JudgedLine:
    """Return a judged line; if it is refused, each of its codes alone decides that."""
    return JudgedLine(
        article=article,
        language=language,
        line="Ada Lin resigned.",
        supported=supported,
        fault=fault,
        refused=refused,
        refused_by_checks=refused,
        strengths=dict.fromkeys(codes, 1.0),
        decided_by=codes if refused else (),
    )


def report(
    *, articles: int = 12, refused: int = 0, caught: int = 12, model: str | None = None
) -> LinesReport:
    """Return a report of articles with two right and two wrong lines each.

    Args:
        articles: the number of articles.
        refused: on how many of them one right line is refused.
        caught: on how many of them one wrong line is caught.
        model: name of the model that verified them, if one did.
    """
    lines = []
    for number in range(articles):
        name = f"article-{number}"
        lines += [
            judged(article=name, refused=number < refused),
            judged(article=name),
            judged(article=name, supported=False, refused=number < caught),
            judged(article=name, supported=False),
        ]
    return make_report(lines, name="lines.jsonl", digest="digest", model=model)
