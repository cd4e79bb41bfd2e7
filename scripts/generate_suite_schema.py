"""Write the JSON Schema of the eval's suite format, as the code has it."""

import json
from pathlib import Path

from briefer.evals.suites.format import Case

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "evals" / "suite.schema.json"


def schema_text() -> str:
    """Return the schema of one line of a suite."""
    return json.dumps(Case.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
