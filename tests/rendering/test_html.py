import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from briefer.rendering.highlights import paragraphs
from briefer.rendering.registry import render
from briefer.rendering.sanitize import sanitize
from briefer.schema.article import Article
from briefer.schema.evidence import Evidence
from tests.rendering import factories
from tests.rendering.test_terminal import hostile

TEXTS = st.text(alphabet="ab .\n\r🚢\u0301é", min_size=1).filter(str.strip)


@given(st.data())
def test_segments_add_up_to_their_paragraphs_and_to_their_evidence(
    data: st.DataObject,
) -> None:
    text = data.draw(TEXTS)
    offsets = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offsets, offsets).filter(lambda span: span[0] < span[1])))
    evidence = [Evidence(start=a, end=b, quote=text[a:b]) for a, b in spans]
    segmented = paragraphs(text, evidence)
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    assert ["".join(piece.text for piece in paragraph) for paragraph in segmented] == lines
    for index, each in enumerate(evidence):
        covered = "".join(
            piece.text for paragraph in segmented for piece in paragraph if index in piece.covering
        )
        assert "".join(covered.split()) == "".join(each.quote.split())


def test_each_line_highlights_exactly_its_evidence_even_if_slices_overlap() -> None:
    brief = factories.brief()
    page = html.document_fromstring(render(brief, "html"))
    highlighted = {}
    for link in page.xpath("//a[@class='line']"):
        number = link.get("data-line")
        pieces = page.find_class(number)
        highlighted[" ".join(link.text_content().split())] = "".join(
            p.text_content() for p in pieces
        )
        assert link.get("href") == f"#{number}"
        assert len(page.xpath(f"//article//*[@id='{number}']")) == 1
    assert highlighted[brief.headline.text] == brief.headline.evidence[0].quote
    assert highlighted["Disputed " + brief.uncertainty[1].note] == "".join(
        evidence.quote for evidence in brief.uncertainty[1].evidence
    )
    assert highlighted[f"{brief.claimed_by[7].content.join('“”')} posted on social media"] == (
        "posted on social media“Stay away from the quay 🚢🔥, it is still burning.”"
    )
    assert highlighted["Hedged That the belt ignited the dust is only called possible."] == (
        "may have ignited"
    )
    assert highlighted["Friday → 20 March 2026"] == "Friday"  # behind two astral characters


def test_an_open_question_is_not_a_link() -> None:
    page = html.document_fromstring(render(factories.brief(), "html"))
    (line,) = [
        each for each in page.find_class("line") if "three people who died" in each.text_content()
    ]
    assert line.tag == "span"


def test_the_article_keeps_its_paragraphs_and_its_text() -> None:
    page = html.document_fromstring(render(factories.brief(), "html"))
    found = [each.text_content() for each in page.xpath("//article//p")]
    assert found == factories.TEXT.rstrip().split("\n\n")


def test_the_csp_allows_only_the_style_and_script_of_the_page() -> None:
    text = render(factories.brief(), "html")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    for name in ("style", "script"):
        (inline,) = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"
    assert not re.search(r"\b(?:src|srcset|action)=|@import|url\(", text)


def test_an_article_cannot_break_out_of_the_page() -> None:
    attack = '</script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}" onfocus="x'
    brief = hostile()
    text = f"{attack} {brief.article.text}"
    point = brief.headline.model_copy(
        update={"text": attack, "evidence": (Evidence.cut(text, 0, len(attack)),)}
    )
    article = brief.article.model_copy(update={"text": text, "title": attack, "publisher": attack})
    safe = brief.model_copy(
        update={
            "headline": point,
            "article": article,
            "claimed_by": (),
            "summary": (),
            "uncertainty": (),
        }
    )
    source = render(safe, "html")
    page = html.document_fromstring(source)
    assert len(page.xpath("//script")) == 3
    assert len(page.xpath("//script[not(@type)]")) == 1
    assert not page.xpath("//img | //*[@onerror or @onfocus]")
    assert page.xpath("string(//h1/a)").strip() == attack
    assert page.xpath("string(//title)") == f"{attack} – a brief"
    assert page.xpath("string(//article//p)").startswith(attack)


def test_control_and_direction_characters_become_visible() -> None:
    page = render(hostile(), "html")
    assert not {sign for sign in page if ord(sign) < 32 or 127 <= ord(sign) < 160} - {"\n"}
    assert "\u202e" not in page
    assert "␛[2J" in page


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("de", "ltr")])
def test_the_page_has_the_language_and_direction_of_the_brief(
    language: str, direction: str
) -> None:
    brief = factories.brief().model_copy(update={"language": language})
    page = html.document_fromstring(render(brief, "html"))
    assert page.get("lang") == language
    assert page.get("dir") == direction
    (article,) = page.xpath("//article")
    assert article.get("lang") == "en"
    assert article.get("dir") == "ltr"


def test_words_of_the_article_have_its_language_where_the_brief_has_another() -> None:
    brief = factories.brief()
    assert not html.document_fromstring(render(brief, "html")).xpath("//main//span[@lang='ar']")
    article = brief.article.model_copy(update={"language": "ar"})
    page = html.document_fromstring(render(brief.model_copy(update={"article": article}), "html"))
    quoted = page.xpath("//main//span[@lang='ar' and @dir='rtl']")
    texts = [each.text_content() for each in quoted]
    for words in (
        brief.who[0].name,
        brief.who[1].role,
        brief.where[0].place,
        brief.when[0].phrase,
        brief.claimed_by[3].content,
        "told reporters",
        "they were not authorised to discuss the inquiry",
    ):
        assert words in texts
    assert brief.headline.text not in texts
    assert page.xpath("//main//span[@lang='ar']/em[@class='hedge']")


def test_labels_say_that_they_are_english_if_the_brief_has_a_language_without_labels() -> None:
    brief = factories.brief().model_copy(update={"language": "fa"})
    page = html.document_fromstring(render(brief, "html"))
    assert page.get("lang") == "fa"
    assert {each.get("lang") for each in page.xpath("//h2[@id]")} == {"en"}
    (footer,) = page.xpath("//footer")
    assert (footer.get("lang"), footer.get("dir")) == ("en", "ltr")


def test_the_source_says_on_whose_word_it_relies() -> None:
    brief = factories.brief().model_copy(update={"claimed_by": factories.relying()})
    page = html.document_fromstring(render(brief, "html"))
    titles = [sanitize(each.text_content()) for each in page.xpath("//h3//*[@class='line']")]
    assert titles[1] == "Ingrid Okafor, Mayor citing two investigators"


def test_only_a_web_address_becomes_a_link() -> None:
    brief = factories.brief()
    page = html.document_fromstring(render(brief, "html"))
    (link,) = page.xpath("//p[@class='meta']/a")
    assert link.get("href") == brief.article.url
    assert "noopener" in link.get("rel")
    article = brief.article.model_copy(update={"url": "javascript:alert(1)"})
    page = html.document_fromstring(render(brief.model_copy(update={"article": article}), "html"))
    assert not page.xpath("//p[@class='meta']/a")
    assert "javascript:alert(1)" in page.xpath("string(//p[@class='meta'])")


def test_unnamed_sources_and_hedges_are_marked_with_words() -> None:
    page = html.document_fromstring(render(factories.brief(), "html"))
    unnamed = [each for each in page.find_class("source") if "unnamed" in each.get("class").split()]
    assert ["unnamed" in sanitize(each.text_content()) for each in unnamed] == [True, True]
    assert "Not named: they were not authorised" in sanitize(unnamed[0].text_content())
    assert [each.text for each in page.find_class("hedge")] == ["may", "probably"]
    assert "hedged: “may”" in unnamed[0].text_content()


def test_the_page_of_a_long_article_has_less_than_300_kilobytes() -> None:
    brief = factories.brief()
    text = brief.article.text + "\n\n".join(["The tide was high that night."] * 160)
    article = Article(text=text, title=brief.article.title, url=brief.article.url)
    assert len(article.text.split()) > 1000
    # a brief of such an article has about 20 claims
    claims = brief.claimed_by * 3
    long = brief.model_copy(update={"article": article, "claimed_by": claims})
    assert len(render(long, "html").encode()) < 300_000


def test_what_no_claim_covers_is_linked_with_the_article() -> None:
    brief = factories.brief()
    passage = factories.cut("It was not clear when the terminal would reopen.")
    coverage = brief.coverage.model_copy(update={"not_covered": (passage,)})
    page = html.document_fromstring(render(brief.model_copy(update={"coverage": coverage}), "html"))
    (link,) = page.xpath("//details//a[@class='line']")
    assert link.text_content().strip() == passage.quote
    (piece,) = page.find_class(link.get("data-line"))
    assert piece.text_content() == passage.quote
    assert piece.get("href") == f"#{link.get('id')}"
