"""Write the results of a benchmark to a JSON file, with the Python version and number of cores."""

import json
import os
import platform
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "reports"


def write_report(name: str, **results: object) -> None:
    """Write results to ``reports/NAME.json``, with the Python version and the number of cores."""
    REPORTS.mkdir(exist_ok=True)
    path = REPORTS / f"{name}.json"
    report = {"python": platform.python_version(), "cores": os.cpu_count(), **results}
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written to {path.relative_to(ROOT)}")
