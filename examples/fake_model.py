"""Testing an application without a model: FakeModel answers what the test wants to happen.

The application is `alert`, one line for a phone. The functions below it are its tests; pytest
would find them by their names, and running this file calls them.
"""

from pathlib import Path

from pydantic import JsonValue

import briefer

ARTICLE = Path(__file__).resolve().parent / "articles" / "harbour.html"
UNCACHED = briefer.Settings(cache=False)

# What a model answers when it is asked for the gist.
GIST: dict[str, JsonValue] = {
    "headline": "Fire at Port Ellisand grain terminal kills at least four dock workers",
    "summary": ["The Dockers’ Union of Vessing put the number of dead at seven."],
    "who": ["Ilse Varnholt", "Tomas Aldercrane"],
    "when": ["Tuesday night"],
    "where": ["Port Ellisand"],
}


def alert(article: Path, *, model: str | briefer.FakeModel) -> str:
    """Say in one line what happened, and how much of it is open to doubt."""
    try:
        brief = briefer.brief(article, model=model, settings=UNCACHED)
    except briefer.ModelUnavailableError:
        brief = briefer.brief(article, model="none", settings=UNCACHED)
    return f"{brief.headline.text} ({len(brief.uncertainty)} doubts)"


def test_the_alert_is_the_headline() -> None:
    """What the model answers, and the article bears out, is shown."""
    model = briefer.FakeModel(lambda _messages, _schema: GIST)
    assert alert(ARTICLE, model=model).startswith("Fire at Port Ellisand")
    assert "conveyor belt" in model.calls[0].messages[-1]["content"]


def test_an_invention_is_left_out_and_listed() -> None:
    """What the article does not bear out never reaches the reader, and is never hidden either."""
    invention = "Helene Quistrup was arrested in London on Friday."
    model = briefer.FakeModel(lambda _messages, _schema: {**GIST, "summary": [invention]})
    brief = briefer.brief(ARTICLE, model=model, settings=UNCACHED)
    assert invention not in [point.text for point in brief.summary]
    assert invention in [item.text for item in brief.coverage.rejected]


def test_a_model_that_is_down_costs_no_alert() -> None:
    """Without a model there is still the reading."""
    model = briefer.FakeModel([briefer.ModelUnavailableError("the server is down")])
    assert "Port Ellisand" in alert(ARTICLE, model=model)


if __name__ == "__main__":
    test_the_alert_is_the_headline()
    test_an_invention_is_left_out_and_listed()
    test_a_model_that_is_down_costs_no_alert()
    print("3 tests passed, no model was asked")
