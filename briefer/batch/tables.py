"""Write a batch as flat tables for pandas, duckdb or a database: one file for each kind of item.

``briefs`` has one row for each article, ``claims``, ``sources`` and ``uncertainty`` one for each
claim, each source that an article names, and each reason for uncertainty. ``brief_id`` joins them;
offsets point into the article's text.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from briefer.batch.journal import Journal
from briefer.batch.output import parquet_file, replaced
from briefer.batch.rows import BatchRow
from briefer.errors import SettingsError
from briefer.extras import require_extra

_COLUMNS: Final[dict[str, dict[str, type]]] = {
    "briefs": {
        "brief_id": str, "row": int, "input_id": str, "source": str, "url": str, "title": str,
        "publisher": str, "published": str, "language": str, "headline": str, "summary": str,
        "model": str, "calls": int, "input_tokens": int, "output_tokens": int, "cost": float,
        "claims": int, "uncertainty": int, "text_sha256": str,
    },
    "claims": {
        "brief_id": str, "number": int, "content": str, "source": str, "source_kind": str,
        "source_role": str, "basis": str, "cue": str, "quote_kind": str, "hedge": str,
        "likelihood": str, "found_by": str, "start": int, "end": int, "quote": str,
    },
    "sources": {
        "brief_id": str, "name": str, "kind": str, "role": str, "basis": str,
        "anonymity_reason": str, "claims": int,
    },
    "uncertainty": {
        "brief_id": str, "number": int, "kind": str, "code": str, "note": str, "start": int,
        "end": int, "quote": str,
    },
}  # fmt: skip

Record = dict[str, object]


def write_tables(journal: Journal, folder: Path, *, as_parquet: bool) -> None:
    """Write the tables of all briefs into a folder, as Parquet or as JSONL.

    Raises:
        SettingsError: a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot create the folder '{folder}': {error.strerror}. Name another one with --tables"
        ) from error
    with ExitStack() as opened:
        add = {name: _table(opened, folder, name, as_parquet=as_parquet) for name in _COLUMNS}
        for row in journal.rows():
            for name, record in records(row):
                add[name](record)


def records(row: BatchRow) -> Iterator[tuple[str, Record]]:
    """Yield the name of a table and a record of it, for all items of a row's brief."""
    if row.brief_json is None:
        return
    brief: dict[str, Any] = json.loads(row.brief_json)
    article, provenance = brief["article"], brief["provenance"]
    yield (
        "briefs",
        {
            "brief_id": row.id, "row": row.row, "input_id": row.input_id, "source": row.source,
            "url": article["url"], "title": article["title"], "publisher": article["publisher"],
            "published": article["published"], "language": brief["language"],
            "headline": brief["headline"]["text"],
            "summary": "\n".join(point["text"] for point in brief["summary"]),
            "model": provenance["model"], "calls": row.calls, "input_tokens": row.input_tokens,
            "output_tokens": row.output_tokens, "cost": row.cost,
            "claims": len(brief["claimed_by"]), "uncertainty": len(brief["uncertainty"]),
            "text_sha256": article["sha256"],
        },
    )  # fmt: skip
    sources: dict[tuple[object, ...], Record] = {}
    for number, claim in enumerate(brief["claimed_by"], start=1):
        source = claim["source"]
        first = claim["evidence"][0]
        yield (
            "claims",
            {
                "brief_id": row.id, "number": number, "content": claim["content"],
                "source": source["name"], "source_kind": source["kind"],
                "source_role": source["role"], "basis": source["basis"],
                "cue": claim["cue"] and claim["cue"]["quote"], "quote_kind": claim["quote_kind"],
                "hedge": claim["hedge"] and claim["hedge"]["quote"],
                "likelihood": claim["likelihood"], "found_by": claim["found_by"], **first,
            },
        )  # fmt: skip
        names = ("name", "kind", "role", "basis", "anonymity_reason")
        record = {"brief_id": row.id, **{name: source[name] for name in names}, "claims": 0}
        kept = sources.setdefault((source["name"], source["kind"]), record)
        kept["claims"] = int(str(kept["claims"])) + 1
    yield from (("sources", record) for record in sources.values())
    for number, item in enumerate(brief["uncertainty"], start=1):
        first = (
            item["evidence"][0] if item["evidence"] else dict.fromkeys(("start", "end", "quote"))
        )
        yield (
            "uncertainty",
            {
                "brief_id": row.id, "number": number, "kind": item["kind"], "code": item["code"],
                "note": item["note"], **first,
            },
        )  # fmt: skip


def _table(
    opened: ExitStack, folder: Path, name: str, *, as_parquet: bool
) -> Callable[[Record], None]:
    """Open the file of a table; return what adds a record to it."""
    if not as_parquet:
        file = opened.enter_context(replaced(folder / f"{name}.jsonl"))

        def add(record: Record) -> None:
            line = json.dumps({key: record[key] for key in _COLUMNS[name]}, ensure_ascii=False)
            file.write(f"{line}\n".encode("utf-8", "replace"))

        return add
    require_extra("batch", "pyarrow")
    import pyarrow as pa  # noqa: PLC0415 (an extra, and slow to import)

    types = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    schema = pa.schema([(column, types[kind]) for column, kind in _COLUMNS[name].items()])
    return opened.enter_context(parquet_file(folder / f"{name}.parquet", schema))
