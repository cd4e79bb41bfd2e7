import json
from typing import Any

from lxml import html

from briefer.rendering.escaped_json import escaped_json
from briefer.rendering.registry import render
from briefer.schema.brief import Brief
from tests.rendering import factories
from tests.rendering.test_terminal import hostile


def graph_of(brief: Brief) -> list[dict[str, Any]]:
    document = json.loads(render(brief, "jsonld"))
    assert document["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


def test_the_graph_has_the_article_the_brief_and_every_claim() -> None:
    brief = factories.brief()
    article, page, *claims = graph_of(brief)
    assert article["@type"] == "NewsArticle"
    assert article["@id"] == article["url"] == brief.article.url
    assert article["datePublished"] == "2026-03-18"
    assert [author["name"] for author in article["author"]] == list(brief.article.authors)
    assert page["headline"] == brief.headline.text
    assert page["isBasedOn"] == {"@id": article["@id"]}
    assert [part["@id"] for part in page["hasPart"]] == [claim["@id"] for claim in claims]
    assert [claim["text"] for claim in claims] == [claim.content for claim in brief.claimed_by]
    assert {claim["@type"] for claim in claims} == {"Claim"}
    assert claims[1]["author"] == {
        "@type": "Person",
        "name": "Ingrid Okafor",
        "description": "Mayor",
    }
    assert {"Comment"} == {comment["@type"] for comment in page["comment"]}


def test_a_quotation_says_where_it_is() -> None:
    brief = factories.brief()
    for claim in graph_of(brief)[2:]:
        assert claim["appearance"] == {"@id": brief.article.url}
        for part in claim["hasPart"]:
            start, end = map(int, part["identifier"].removeprefix("char=").split(","))
            assert brief.article.text[start:end] == part["text"]


def test_a_document_is_no_author_and_an_unknown_source_is_left_out() -> None:
    brief = factories.brief()
    report = graph_of(brief)[-1]
    assert "author" not in report
    assert report["isPartOf"]["@type"] == "CreativeWork"
    unknown = brief.claimed_by[0].source.model_copy(update={"kind": "unknown"})
    claim = brief.claimed_by[0].model_copy(update={"source": unknown})
    (last,) = graph_of(brief.model_copy(update={"claimed_by": (claim,)}))[2:]
    assert not {"author", "isPartOf"} & last.keys()


def test_an_address_that_is_not_safe_is_no_identifier() -> None:
    brief = factories.brief()
    article = brief.article.model_copy(update={"url": "javascript:alert(1)"})
    node = graph_of(brief.model_copy(update={"article": article}))[0]
    assert node["@id"] == "#article"
    assert "url" not in node


def test_the_page_carries_the_same_data_and_the_whole_brief() -> None:
    brief = factories.brief()
    page = html.document_fromstring(render(brief, "html"))
    linked, data = (json.loads(each.text) for each in page.xpath("//script[@type]"))
    assert linked == json.loads(render(brief, "jsonld"))
    assert Brief.model_validate(data["brief"]) == brief
    assert data["markdown"] == render(brief, "md")


def test_escaped_json_has_no_markup_and_no_invisible_characters() -> None:
    value = {"a": "</script><!-- & \u202e \u2028 \x7f \U000e0041 \ud83d 🚢 é"}
    text = escaped_json(value)
    assert not {*"<>&\u202e\u2028\x7f\U000e0041\ud83d"} & {*text}
    assert "🚢 é" in text
    assert json.loads(text) == value
    assert text.encode()
    page = html.document_fromstring(render(hostile(), "html"))
    assert all(json.loads(each.text) for each in page.xpath("//script[@type]"))
