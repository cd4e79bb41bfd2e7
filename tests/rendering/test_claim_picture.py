import pytest
from lxml import html

from briefer.rendering.claim_picture import WIDTH, Picture, claim_picture, path
from briefer.rendering.registry import render
from briefer.schema.brief import Brief, Claim, Source, Who
from briefer.schema.vocabulary import EntityKind
from tests.rendering import factories

HERE = (factories.cut("Friday"),)


def who(name: str, *, kind: EntityKind = "person", aliases: tuple[str, ...] = ()) -> Who:
    return Who(name=name, kind=kind, aliases=aliases, evidence=HERE)


def claim(source: str, content: str) -> Claim:
    said_by = Source(name=source, kind="person", evidence=HERE)
    return Claim(content=content, source=said_by, quote_kind="indirect", evidence=HERE)


def brief_of(people: tuple[Who, ...], *claims: Claim) -> Brief:
    return factories.brief().model_copy(update={"who": people, "claimed_by": claims})


def picture_of(people: tuple[Who, ...], *claims: Claim) -> Picture:
    picture = claim_picture(brief_of(people, *claims))
    assert picture is not None
    return picture


@pytest.mark.parametrize(
    ("people", "content", "expected"),
    [
        ((who("Amara Osei"),), "that Osei knew", ["Amara Osei"]),
        ((who("Amara Osei"),), "that Oseiland knew", []),
        ((who("Amara Osei"), who("Kofi Osei")), "that Osei knew", []),
        ((who("Brill Mill", kind="organisation"),), "that the Mill knew", []),
        ((who("Brill Mill", kind="organisation", aliases=("BM",)),), "BM knew", ["Brill Mill"]),
        ((who("Amara Osei"), who("Ito Kan")), "Kan told Osei", ["Amara Osei", "Ito Kan"]),
        ((who("陈思远"),), "他说陈思远早已知道", ["陈思远"]),
        ((who("Amara Osei"),), "that she knew", []),
    ],
)
def test_a_subject_is_a_name_that_the_words_of_a_claim_contain(
    people: tuple[Who, ...], content: str, expected: list[str]
) -> None:
    picture = claim_picture(brief_of(people, claim("Lu Brandt", content)))
    assert [subject.text for subject in (picture.subjects if picture else ())] == expected


def test_every_claim_is_a_dot_with_a_line_to_its_source_and_to_each_name() -> None:
    people = (who("Amara Osei"), who("Ito Kan"))
    picture = picture_of(
        people,
        claim("Lu Brandt", "Osei met Kan"),
        claim("Lu Brandt", "the mill is safe"),
        claim("Ed Vale", "Kan left"),
    )
    assert [dot.text for dot in picture.dots] == ["Osei met Kan", "the mill is safe", "Kan left"]
    assert len(picture.links) == 3 + 3
    assert picture.sentences == (
        "Lu Brandt: 2 claims; names Amara Osei, Ito Kan",
        "Ed Vale: 1 claim; names Ito Kan",
    )
    heights = [dot.y for dot in picture.dots] + [subject.y for subject in picture.subjects]
    assert all(0 < y < picture.height for y in heights)


def test_a_long_name_has_two_lines_and_its_whole_text() -> None:
    name = "The Committee of Independent Inspectors of Harbours and Inland Waterways"
    (source,) = picture_of((who("Ito Kan"),), claim(name, "Kan left")).sources
    assert len(source.lines) == 2
    assert source.lines[1].endswith("…")
    assert source.text == name


def test_the_picture_is_mirrored_for_languages_written_from_right_to_left() -> None:
    link = picture_of((who("Ito Kan"),), claim("Lu Brandt", "Kan left")).links[0]
    assert path(link, mirrored=False).startswith(f"M{link.x:g} ")
    assert path(link, mirrored=True).startswith(f"M{WIDTH - link.x:g} ")


def test_the_page_says_in_words_what_the_picture_shows() -> None:
    brief = brief_of((who("Ito Kan"),), claim("Lu <b>", "Kan left"))
    page = html.document_fromstring(render(brief, "html"))
    (svg,) = page.xpath("//*[@role='img']")
    described = [page.get_element_by_id(name) for name in svg.get("aria-describedby").split()]
    assert described[0].text_content().startswith("Each dot is a claim.")
    assert described[1].text_content().strip() == "Lu <b>: 1 claim; names Ito Kan"


def test_without_a_name_in_a_claim_there_is_no_picture() -> None:
    assert 'role="img"' not in render(factories.brief(), "html")
