"""Which lines of a pasted text are joined, and which are not."""

import pytest

from briefer.source.wrapped_lines import join_wrapped
from tests.source.conftest import Load

PASTED = """Brickyard at Sorrel Hill to close
By Lena Marsh
5 May 2026

SORREL HILL, May 5 — The brickyard at Sorrel Hill will close in June,
its owner said on Monday, after four years of losses. About 140 people
work there.

“We have tried everything,” said Ines Falk, who speaks for the owner.
The union called the decision a shock and announced that the trans-
port workers would join its protest.

What the union wants:
• Talks with the regional government, which
  owns a third of the yard
• No dismissals before 2028
"""


def test_a_pasted_article_is_read_by_paragraphs(load: Load) -> None:
    article = load(PASTED.encode())
    assert (article.title, article.authors) == (
        "Brickyard at Sorrel Hill to close",
        ("Lena Marsh",),
    )
    assert article.text.split("\n\n")[1:] == [
        (
            "SORREL HILL, May 5 — The brickyard at Sorrel Hill will close in June, its owner said "
            "on Monday, after four years of losses. About 140 people work there."
        ),
        (
            "“We have tried everything,” said Ines Falk, who speaks for the owner. The union "
            "called the decision a shock and announced that the transport workers would join its "
            "protest."
        ),
        (
            "What the union wants:\n"
            "• Talks with the regional government, which owns a third of the yard\n"
            "• No dismissals before 2028"
        ),
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    text = """   The town council met on Monday to speak of the old
brickyard, which closes in June. Nobody voted against
the plan of the mayor.
   On May 11 a second meeting follows, which falls on
11. The union will take part, said its chair, who has
been there for twenty years."""
    first, second = join_wrapped(text).split("\n")
    assert first.endswith("the plan of the mayor.")
    assert "falls on 11. The union" in second


@pytest.mark.parametrize(
    "text",
    [
        (
            "Roses are red as the bricks in the yard\nViolets are blue\nThe kiln has gone cold\n"
            "And the owner has too\nNobody came to the gate\nSo nobody knew"
        ),
        (
            "The council met on Monday morning.\nIt voted for the plan by a margin.\n"
            "The mayor said he was not pleased.\nThe union said that it was happy.\n"
            "The owner said nothing about it all."
        ),
        (
            "A title\n\nOne paragraph that is long enough to be read as one, and ends here.\n"
            "Another one that is much longer than the first, because its author had a lot to say."
        ),
        "Kiln one\t140\nKiln two\t90\nKiln three\t75\nKiln four\t12",
    ],
    ids="poem sentences paragraphs table".split(),
)
def test_lines_that_were_not_broken_to_a_width_stay(text: str) -> None:
    assert join_wrapped(text) == text
