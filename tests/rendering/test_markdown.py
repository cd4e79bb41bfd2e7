import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefer.rendering.markdown import escaped
from briefer.rendering.registry import render
from briefer.rendering.sanitize import sanitize
from tests.rendering import factories
from tests.rendering.test_terminal import HOSTILE, hostile

PARSER = MarkdownIt("commonmark").enable(["strikethrough", "table"])

# Strings that are likely to have a meaning in Markdown.
MARKUP = st.lists(
    st.sampled_from(
        [
            *"\\`*_{}[]()<>#+-.!|~&$:=\"'1 a\n\t",
            "http://x.example",
            "<b>",
            "&amp;",
            "1.",
            "](u)",
            "\n\n",
        ]
    )
).map("".join)


def inline_tokens(text: str, *, wrapped: str) -> list[tuple[str, str]]:
    """Return the inline tokens that a parser finds: their types with their text."""
    blocks = PARSER.parse(wrapped.format(escaped(text)))
    inline = [block for block in blocks if block.type == "inline"]
    return [
        ("text" if child.type == "text_special" else child.type, child.content)
        for block in inline
        for child in block.children or []
    ]


@given(st.one_of(st.text(), MARKUP))
@pytest.mark.parametrize("wrapped", ["{}", "- {}", "1. {}", "# {}"])
def test_a_parser_finds_only_text_in_escaped_text(wrapped: str, text: str) -> None:
    tokens = inline_tokens(text, wrapped=wrapped)
    assert {kind for kind, _ in tokens} <= {"text"}
    assert "".join(content for _, content in tokens) == sanitize(text).strip()


@given(st.one_of(st.text(), MARKUP))
def test_escaped_text_does_not_change_the_markup_around_it(text: str) -> None:
    tokens = inline_tokens(text, wrapped="- **A:** {} *(said)* [1, 2]")
    kinds = [kind for kind, _ in tokens if kind != "text"]
    assert kinds == ["strong_open", "strong_close", "em_open", "em_close"]


def test_every_reference_number_leads_to_its_quote_and_offsets() -> None:
    page = render(factories.brief(), "md")
    body, _, after = page.partition("## Evidence")
    listed = re.findall(r"(?m)^(\d+)\. (.+) \*\((\d+)–(\d+)\)\*$", after)
    assert [int(number) for number, *_ in listed] == list(range(1, len(listed) + 1))
    for _, quote, start, end in listed:
        assert factories.TEXT[int(start) : int(end)] == quote
    referred = {
        int(number)
        for numbers in re.findall(r"(?m) \[([\d, ]+)\]$", body)
        for number in numbers.split(", ")
    }
    assert referred == {int(number) for number, *_ in listed}


def test_every_line_refers_to_evidence_except_an_open_question() -> None:
    body = render(factories.brief(), "md").partition("## Evidence")[0]
    lines = [line for line in body.splitlines() if line.startswith(("- ", "**"))]
    without_evidence = [line for line in lines if not re.search(r"\[[\d, ]+\]$", line)]
    assert without_evidence == ["- **Open question:** Who were the three people who died?"]


def test_the_sections_have_the_order_of_the_terminal_page() -> None:
    page = render(factories.brief(), "md")
    titles = re.findall(r"(?m)^## (.+)$", page)
    assert titles == ["Uncertain", "Who", "What", "Where", "When", "Claimed by", "Evidence"]
    assert page.startswith("# Fire at Port Ellery grain terminal kills three [1]\n")
    assert "- Tuesday night → 17 March 2026, night [" in page
    assert "*(unnamed group, on background; not named: they were not" in page
    assert "- who: Captain Lund *(the name “Captain Lund” is not in the article)*" in page


def test_a_source_says_on_whose_word_it_relies_and_a_claim_who_found_it() -> None:
    assert "found by" not in render(factories.brief(), "md")
    brief = factories.brief().model_copy(update={"claimed_by": factories.relying()})
    page = render(brief, "md")
    assert "\n**Ingrid Okafor**, Mayor, citing two investigators [" in page
    assert (
        "- “Nobody here was left without a warning” *(told reporters; found by the model)*" in page
    )


def test_an_article_cannot_put_links_html_or_headings_into_the_page() -> None:
    tokens = PARSER.parse(render(hostile(), "md"))
    inside = [child for token in tokens for child in token.children or []]
    assert not {"link_open", "image", "html_inline", "code_inline", "s_open"} & {
        token.type for token in inside
    }
    assert not {"html_block", "fence", "code_block", "table_open"} & {t.type for t in tokens}
    assert sanitize(HOSTILE).replace("[", r"\[").replace("]", r"\]") in render(hostile(), "md")
