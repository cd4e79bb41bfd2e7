"""A line in title case is set in sentence case; names keep their capitals."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.grounding.truecasing import truecase
from briefer.schema.article import Article

ARTICLE = Article(
    text="Mara Lind, the director of the Vessing Port Bureau, opened the new gates in Ellery on "
    "Monday. The gates shut in time at the Winter Gala, she said. The Winter Gala drew thousands."
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Director Opens New Gates in Ellery", "Director opens new gates in Ellery"),
        ("Port Bureau's Director Says Gates Shut", "Port Bureau's director says gates shut"),
        ("Gates Shut at Winter Gala, Lind Says", "Gates shut at Winter Gala, Lind says"),
        ("Director Halvorsen Opens Gates", "Director Halvorsen opens gates"),  # unknown name
        ("Bureau Misleading Its Members, Lind Says", "Bureau misleading its members, Lind says"),
        ("Bureau Rejects Lind’s Plan to Shut Gates", "Bureau rejects Lind’s plan to shut gates"),
        ("Mara Lind opened the gates in Ellery", "Mara Lind opened the gates in Ellery"),
    ],
)
def test_only_common_words_become_lower_case(line: str, expected: str) -> None:
    assert truecase(line, ARTICLE, analyze(ARTICLE)) == expected
