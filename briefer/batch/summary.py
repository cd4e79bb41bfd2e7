"""What a batch has done, as one JSON object for programs: counts, seconds, tokens and cost."""

import json
import tomllib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from briefer.batch.journal import Status, Totals
from briefer.batch.options import Price
from briefer.errors import SettingsError

_PRICES = TypeAdapter(dict[str, Price])


def summary_of(totals: Totals, run: dict[str, object]) -> dict[str, object]:
    """Return the summary of a batch.

    Args:
        totals: sums over its rows.
        run: what the last run has noted.
    """
    return {
        "rows": totals.rows,
        "done": totals.by_status.get("done", 0),
        "duplicates": totals.by_status.get("duplicate", 0),
        "errors": totals.by_status.get("error", 0),
        "errors_by_kind": totals.errors,
        "calls": totals.calls,
        "input_tokens": totals.input_tokens,
        "cached_tokens": totals.cached_tokens,
        "output_tokens": totals.output_tokens,
        "cost": totals.cost,
        "seconds_by_stage": totals.seconds.model_dump(),
        "run": run,
    }


def status_lines(status: Status) -> list[str]:
    """Return what a journal says, in lines for people."""
    totals, run = status.totals, status.run
    done, copies = totals.by_status.get("done", 0), totals.by_status.get("duplicate", 0)
    state = "running" if status.is_running else "complete" if run.get("complete") else "interrupted"
    errors = ", ".join(f"{count:,} {kind}" for kind, count in totals.errors.items())
    cost = "" if totals.cost is None else f", cost {totals.cost:,.4f}"
    counts = f"{done:,} briefed, {copies:,} duplicates, {totals.by_status.get('error', 0):,} errors"
    tokens = f"{totals.input_tokens:,} tokens in ({totals.cached_tokens:,} cached)"
    return [
        f"{state}: {totals.rows:,} rows by {run.get('model', 'an unknown model')}",
        f"{counts} ({errors})" if errors else counts,
        f"{totals.calls:,} calls, {tokens}, {totals.output_tokens:,} out{cost}",
    ]


def read_price(path: Path, model: str) -> Price | None:
    """Return the price of a model from a TOML file; None if the file does not have it.

    Each model is a table with the price of a million tokens::

        ["openai/gpt-5-mini"]
        input = 0.25
        cached = 0.025
        output = 2.0

    Raises:
        SettingsError: the file cannot be read, or is something else.
    """
    try:
        prices = _PRICES.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        reason = error.strerror or str(error)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = f"it is not TOML: {error}"
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    else:
        return prices.get(model)
    raise SettingsError(
        f"the prices in '{path}' cannot be used ({reason}): docs/batch.md shows such a file"
    )


def as_json(summary: dict[str, object]) -> str:
    """Return a summary as JSON for people and programs."""
    return json.dumps(summary, ensure_ascii=False, indent=2)
