"""The extractive brief: sections from the analysis alone."""

from dataclasses import replace
from datetime import date

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.assembly.extractive import extractive_sections, main_times
from briefer.schema.article import Article

PUBLISHED = date(2025, 3, 14)


def test_the_time_of_the_main_event_comes_before_the_years_of_the_background() -> None:
    text = (
        "The bridge of 1974 fell into the river on Thursday, and nobody was hurt. It was painted "
        "in 2011. Engineers will look at it on Monday."
    )
    article = Article(text=text, published=PUBLISHED)
    times = main_times(article, analyze(article))
    assert times[0].span.text_in(text) == "Thursday"


def test_the_two_men_in_the_lead_are_the_people_named_in_the_title() -> None:
    text = (
        "The two men met for an hour in Ellery on Thursday. Carl Neame and Tomás Reyes spoke about "
        "the bridge."
    )
    article = Article(text=text, title="Carl Neame and Tomás Reyes meet", published=PUBLISHED)
    who = extractive_sections(article, analyze(article), "en").who
    assert [one.name for one in who] == ["Carl Neame", "Tomás Reyes"]


def test_no_point_begins_with_a_pronoun_for_something_in_the_previous_sentence() -> None:
    text = (
        "The bridge fell into the river on Thursday, and nobody was hurt. The army closed the road "
        "to the bridge. It said on Friday that engineers had looked at the bridge in the spring. "
        "Engineers will look at the bridge on Monday."
    )
    article = Article(text=text, published=PUBLISHED)
    sections = extractive_sections(article, analyze(article), "en")
    lines = [point.text for point in (sections.headline, *sections.summary) if point]
    assert len(lines) == 3
    assert not any(line.startswith("It") for line in lines)


def first_who(text: str) -> tuple[str, str]:
    article = Article(text=text, published=PUBLISHED)
    first = extractive_sections(article, analyze(article), "en").who[0]
    return first.name, first.kind


def test_the_actor_is_named_without_its_description() -> None:
    assert first_who("Shipping group Hartmann Lines Inc. cut its forecast on Thursday.") == (
        "Hartmann Lines Inc.",
        "organisation",
    )
    assert first_who(
        "The president of the club, Anna Brandt, closed the hall on Thursday in Ellery."
    ) == ("Anna Brandt", "person")


def test_an_office_with_the_name_behind_it_is_one_person() -> None:
    text = "The head of the harbour of Ellery, Colm Bray, dismissed its pilot. Bray had hired him."
    article = Article(text=text, published=PUBLISHED)
    who = extractive_sections(article, analyze(article), "en").who
    assert [each.name for each in who if "Bray" in each.name] == ["Colm Bray"]


def test_members_of_an_organisation_are_not_the_organisation() -> None:
    name, kind = first_who("Two members of Congress left the hall in Ellery on Thursday.")
    assert (name, kind) == ("Two members of Congress", "group")


def test_a_storm_is_not_an_actor() -> None:
    text = "Hurricane Odette hit Ellery on Thursday. Anna Brandt, the mayor, closed the harbour."
    assert first_who(text) == ("Anna Brandt", "person")


def test_a_background_year_is_not_a_time_of_the_story() -> None:
    text = "The team left Ellery, which it had not done since 1908. A new hall opens in 2027."
    article = Article(text=text, published=PUBLISHED)
    times = main_times(article, analyze(article))
    assert [time.value for time in times] == ["2027"]


def test_a_former_coach_in_the_lead_is_the_coach_named_in_the_title() -> None:
    text = (
        "A former football coach who was fired has sued the district of Ellery. Coach Carl Neame "
        "was fired in May. Neame said that he had complained about helmets."
    )
    article = Article(text=text, title="Former coach Carl Neame sues", published=PUBLISHED)
    who = extractive_sections(article, analyze(article), "en").who
    assert who[0].name == "Carl Neame"


def test_a_claim_in_which_the_checks_find_something_is_rejected() -> None:
    text = "The bridge fell at noon. Ingrid Okafor, the mayor, said that nobody was hurt."
    article = Article(text=text, published=PUBLISHED)
    analysis = analyze(article)
    [right] = analysis.attributions
    end = text.index(".")
    wrong = replace(right, content=(Span(0, end),))
    sections = extractive_sections(article, replace(analysis, attributions=(wrong, right)), "en")
    assert [claim.content for claim in sections.claimed_by] == ["nobody was hurt"]
    [item] = sections.rejected
    assert (item.section, item.text) == ("claimed_by", "The bridge fell at noon")
    assert [finding.code for finding in item.findings] == ["cue_in_other_sentence"]


def test_a_title_without_a_clause_has_no_source() -> None:
    text = "The mill in Ellery will close in June, the owner, Carl Neame, said on Monday."
    title = "Dispute over closing of mill in Ellery"
    article = Article(text=text, title=title, published=PUBLISHED)
    headline = extractive_sections(article, analyze(article), "en").headline
    assert headline is not None
    assert (headline.text, headline.sources) == (title, ())


def test_a_title_that_tells_as_a_fact_what_a_source_says_has_that_source() -> None:
    text = (
        "The heater maker Brandt recalled 400 heaters on Friday after two fires in Ellery, the "
        "Safety Board said. The fires hurt nobody."
    )
    title = "Brandt recalls heaters after two fires"
    article = Article(text=text, title=title, published=PUBLISHED)
    headline = extractive_sections(article, analyze(article), "en").headline
    assert headline is not None
    assert (headline.text, headline.sources) == (title, ("Safety Board",))


LETTER = (
    "Two senators on Wednesday demanded that the drugmaker Lantera explain why the price of its "
    "insulin pen has risen 34 percent in three years. Families ration the pen, they wrote.\n\nThe "
    "press secretary declined to say whether the President would support a law on prices."
)


def headline_of(article: Article) -> str:
    headline = extractive_sections(article, analyze(article), "en").headline
    assert headline is not None
    return headline.text


def test_a_title_that_is_only_suspicious_is_the_headline() -> None:
    title = "Senators press drugmaker over price of insulin pen"
    article = Article(text=LETTER, title=title, published=PUBLISHED)
    assert headline_of(article) == title


def test_a_title_with_a_number_that_the_article_does_not_have_is_not_the_headline() -> None:
    title = "Senators press drugmaker over 90 percent rise in price of insulin pen"
    article = Article(text=LETTER, title=title, published=PUBLISHED)
    assert headline_of(article) != title


def test_a_line_under_the_headline_is_no_point_of_the_summary() -> None:
    text = (
        "Boats stay in the harbour and nobody knows why\n\nThe bridge fell into the river on "
        "Thursday, and nobody was hurt. Engineers will look at the bridge on Monday."
    )
    article = Article(text=text, title="Bridge of Ellery falls", published=PUBLISHED)
    sections = extractive_sections(article, analyze(article), "en")
    assert not any("nobody knows" in point.text for point in sections.summary)


def test_a_title_that_tells_a_contested_claim_as_a_fact_is_not_the_headline() -> None:
    text = (
        "Ingrid Okafor claimed that the pier had closed for good. The harbour board denied that "
        "the pier had closed. Nobody was on the pier on Monday, and boats came and went."
    )
    article = Article(text=text, title="Pier closed for good", published=PUBLISHED)
    found = extractive_sections(article, analyze(article), "en").headline
    assert found is not None
    assert found.text != "Pier closed for good" or found.sources


def test_a_word_of_a_table_or_a_heading_does_not_act() -> None:
    text = (
        "The ferry to Orme was cancelled, captain Ida Brook said.\n\nQuay Closed\n\n"
        "Quay: Orme; Ferries: 12; Change: 11%\n\n“Mercy is rare,” Brook said. “Patience helps.”"
    )
    article = Article(text=text, title="Ferry to Orme cancelled")
    names = {one.name for one in extractive_sections(article, analyze(article), "en").who}
    assert "Ida Brook" in names
    assert names.isdisjoint({"Change", "Quay", "Ferries", "Mercy", "Patience"})


def _who(text: str, title: str) -> list[str]:
    article = Article(text=text, title=title)
    return [one.name for one in extractive_sections(article, analyze(article), "en").who]


def test_a_word_of_a_bullet_acts_if_the_title_names_it() -> None:
    bullets = "- NATO sends planes to Ellery\n- Okafor opens bridge\n- Ferries wait"
    assert "Okafor" in _who(bullets, "Okafor opens bridge")
    assert "Okafor" not in _who(bullets, "Planes for Ellery")


def test_words_of_a_table_take_no_place_from_those_who_act() -> None:
    people = ["Ida Brook", "Tom Hale", "Vera Lund", "Omar Diaz", "Nora Quist", "Paul Grant"]
    firms = "IBM Siemens Toyota Unilever Nestle Samsung Intel Oracle Nokia Volvo".split()
    table = "\n".join(f"{firm} {number}" for number in (12, 15) for firm in firms)
    told = " ".join(f"{name} left the meeting in Orme on Monday." for name in people)
    assert set(people) <= set(_who(f"{table}\n\n{told}", "A meeting in Orme"))
