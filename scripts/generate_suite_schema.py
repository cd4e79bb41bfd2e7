"""Write the JSON Schema of a case of an eval suite to evals/suite.schema.json."""

import json
from pathlib import Path

from briefer.evals.suites.format import Case

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "evals" / "suite.schema.json"


def schema_text() -> str:
    """Return the schema of one case: one line of a JSONL suite."""
    return json.dumps(Case.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
