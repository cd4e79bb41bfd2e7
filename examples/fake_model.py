"""Test an application without a model: FakeModel gives the answers that the test defines.

The application is `alert`, one line for a phone. The functions below it are its tests: pytest
finds them by their names, and running this file calls them.
"""

from pathlib import Path

from pydantic import JsonValue

import briefer

ARTICLE = Path(__file__).resolve().parent / "articles" / "harbour.html"
UNCACHED = briefer.Settings(cache=False)

# The answer of a small model, which is asked for the gist only.
GIST: dict[str, JsonValue] = {
    "headline": "Fire at Port Ellisand grain terminal kills at least four dock workers",
    "summary": ["The Dockers’ Union of Vessing put the number of dead at seven."],
    "who": ["Ilse Varnholt", "Tomas Aldercrane"],
    "when": ["Tuesday night"],
    "where": ["Port Ellisand"],
}


def alert(article: Path, *, model: str | briefer.FakeModel) -> str:
    """Return in one line what happened, and how many points are uncertain."""
    try:
        brief = briefer.brief(article, model=model, settings=UNCACHED)
    except briefer.ModelUnavailableError:
        brief = briefer.brief(article, model="none", settings=UNCACHED)
    return f"{brief.headline.text} ({len(brief.uncertainty)} uncertain points)"


def test_the_alert_is_the_headline() -> None:
    """An answer of the model that the article supports is shown."""
    model = briefer.FakeModel([GIST], profile="small")
    assert alert(ARTICLE, model=model).startswith("Fire at Port Ellisand")
    assert "conveyor belt" in model.calls[0].messages[-1]["content"]


def test_an_invented_line_is_rejected_and_listed() -> None:
    """A line that the article does not support is not in the brief, but in its rejected items."""
    invented_line = "Helene Quistrup was arrested in London on Friday."
    model = briefer.FakeModel([{**GIST, "summary": [invented_line]}], profile="small")
    brief = briefer.brief(ARTICLE, model=model, settings=UNCACHED)
    assert invented_line not in [point.text for point in brief.summary]
    assert invented_line in [item.text for item in brief.coverage.rejected]


def test_an_unavailable_model_does_not_prevent_an_alert() -> None:
    """Without a model there is still an extractive brief."""
    model = briefer.FakeModel([briefer.ModelUnavailableError("the server is down")])
    assert "Port Ellisand" in alert(ARTICLE, model=model)


if __name__ == "__main__":
    test_the_alert_is_the_headline()
    test_an_invented_line_is_rejected_and_listed()
    test_an_unavailable_model_does_not_prevent_an_alert()
    print("3 tests passed, no model was called")
