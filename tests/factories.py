"""An article and a model's answers about it, shared by several tests."""

import briefer
from briefer import Article, Brief, FakeModel, Settings

TEXT = (
    "PORT ELLERY — A fire at the Halvorsen terminal killed three people on Tuesday night, the "
    "harbour authority said on Wednesday.\n\nMayor Ingrid Okafor said the alarms had worked. "
    "Tomás Reyes, the union’s secretary, said the sirens had stayed silent. “We heard nothing at "
    "all,” he said.\n\nTwo officials said a worn belt may have ignited the dust. They spoke on "
    "condition of anonymity because the inquiry is open.\n"
)
GIST = {
    "who": ["Okafor", "Tomás Reyes"],
    "when": ["Tuesday night"],
    "where": ["Port Ellery"],
    "headline": "Fire at Halvorsen terminal killed three, the authority said",
    "summary": ["Mayor Ingrid Okafor said the alarms had worked."],
}
EMPTY_GIST = {"who": [], "when": [], "where": [], "headline": "x", "summary": []}
WEIGH = {
    "claims": ["We heard nothing at all", "the sirens had stayed silent"],
    "open": ["Who owns the terminal?"],
}


def brief_with(
    article: Article, settings: Settings, *answers: object, **options: bool | str
) -> Brief:
    """Return the brief by a model that gives these answers, one after another."""
    model = FakeModel(answers, **options)  # type: ignore[arg-type]
    return briefer.brief(article, model=model, settings=settings)
