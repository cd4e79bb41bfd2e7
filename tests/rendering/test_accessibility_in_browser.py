"""axe-core finds nothing to object to in the page, if ``npm install axe-core`` has put it here."""

import json
from pathlib import Path

import pytest

from briefer.rendering.registry import render
from briefer.schema.brief import Brief, Who
from tests.rendering import factories, translated
from tests.rendering.browser import CHROMIUM, Tab

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH"),
    pytest.mark.skipif(not AXE.exists(), reason="no axe-core in node_modules"),
]


def with_picture() -> Brief:
    """Return a brief in which a claim contains a name under WHO."""
    belt = Who(name="belt", kind="other", evidence=(factories.cut("conveyor belt"),))
    brief = factories.brief()
    coverage = brief.coverage.model_copy(
        update={"not_covered": (factories.cut("It was not clear"),)}
    )
    return brief.model_copy(update={"who": (*brief.who, belt), "coverage": coverage})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("brief", [with_picture(), translated.arabic()], ids=["en", "ar"])
def test_axe_finds_nothing(tab: Tab, tmp_path: Path, brief: Brief, width: int, scheme: str) -> None:
    file = tmp_path / "brief.html"
    file.write_text(render(brief, "html"), encoding="utf-8")
    preferred_scheme = {"name": "prefers-color-scheme", "value": scheme}
    tab.call("Emulation.setEmulatedMedia", {"features": [preferred_scheme]})
    tab.visit(file, width=width)
    tab.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    tab.point_at("a.line", click=True)
    tab.run(AXE.read_text(encoding="utf-8"))
    tab.run("void axe.run().then(found => { window.found = found.violations; })")
    assert tab.comes_true("Boolean(window.found)")
    found = json.loads(str(tab.run("JSON.stringify(window.found)")))
    assert [
        (each["id"], each["impact"], [node["html"] for node in each["nodes"]]) for each in found
    ] == []
