from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis, Span
from briefer.schema.article import Article


def spans(analysis: Analysis) -> list[Span]:
    found = [part for a in analysis.attributions for part in (*a.content, a.cue, *a.source.spans)]
    found += [mention for e in analysis.entities for mention in (*e.mentions, *e.roles)]
    found += [place.span for place in analysis.places] + [time.span for time in analysis.times]
    found += [span for finding in analysis.uncertainty for span in finding.spans]
    found += [event.span for event in analysis.events]
    return found


@given(
    st.lists(
        st.sampled_from(
            ["Jane Doe", "said", "that", "“", "”", '"', ",", ".", "\n\n", "denied", "he",
             "on Friday", "may", "in Port Ellery", "seven", "people died", "—", "🚢", "police"]
        ),
        min_size=1,
        max_size=40,
    ).map(" ".join)
)  # fmt: skip
def test_every_annotation_of_any_text_is_a_slice_of_it(text: str) -> None:
    if not text.strip():
        return
    for span in spans(analyze(Article(text=text))):
        assert 0 <= span.start < span.end <= len(text)
        assert span.text_in(text).strip()


def test_a_place_keeps_all_the_words_that_name_it() -> None:
    text = "An airstrike in Anbar province, western Iraq, hit a car. Ships left Turkey and Jordan."
    found = [place.span.text_in(text) for place in analyze(Article(text=text)).places]
    assert "Anbar province, western Iraq" in found
    assert {"Turkey", "Jordan"} <= set(found)


def test_the_dateline_is_a_place_and_not_part_of_the_lead() -> None:
    text = "BAGHDAD — The leader of the group has been killed in Iraq, the army said on Friday."
    analysis = analyze(Article(text=text, published=date(2025, 3, 15)))
    assert analysis.dateline is not None
    assert analysis.dateline.text_in(text) == "BAGHDAD"
    assert analysis.events[0].span.text_in(text).startswith("The leader")


def test_the_event_of_the_lead_comes_first() -> None:
    text = (
        "A fire tore through the terminal on Tuesday night. The terminal was built in 1980. "
        "The fire closed the terminal for a week."
    )
    assert analyze(Article(text=text)).events[0].sentence == 0


def test_french_is_analysed_by_patterns() -> None:
    text = (
        "Le maire Étienne Aubrelles est venu hier. « La maternité restera ouverte cet été », "
        "a déclaré Étienne Aubrelles. Le 3 mars 2031, une pétition a été signée."
    )
    analysis = analyze(Article(text=text, language="fr"))
    assert analysis.parser == "rules"
    [found] = analysis.attributions
    assert found.source.text == "Étienne Aubrelles"
    assert found.content[0].text_in(text) == "« La maternité restera ouverte cet été »"
    assert [time.value for time in analysis.times] == [None, "2031-03-03"]  # "hier", the date


def test_a_sentence_that_is_only_a_quotation_is_not_an_event_in_any_language() -> None:
    text = "Le port a fermé lundi soir. « Continuer aurait été une faute », dit Ada Roe, la maire. « Non, jamais plus de bateaux ici. »"  # noqa: E501
    analysis = analyze(Article(text=text, language="fr"))
    assert [event.span.text_in(text)[:8] for event in analysis.events] == ["Le port ", "« Contin"]


def test_a_language_without_cues_gives_events_and_no_attributions() -> None:
    text = "Pormestari tuli eilen. ”Silta on kunnossa”, hän sanoi."
    analysis = analyze(Article(text=text, language="fi"))
    assert analysis.attributions == ()
    assert analysis.events


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("HUANTARQUI.— The water turned orange on Tuesday.", "HUANTARQUI"),
        ("RANIKOSH, Dec. 6 - The looms of the mill ran again.", "RANIKOSH"),
        ("LODMARK/ZERRIN OBA, Oct 3 (Corvane) - Jets hit a depot.", "LODMARK/ZERRIN OBA"),
        ("NYHAVRE, Skarvia — The minister left.", "NYHAVRE, Skarvia"),
    ],
)
def test_a_dateline_excludes_its_date_and_agency(text: str, place: str) -> None:
    dateline = analyze(Article(text=text)).dateline
    assert dateline is not None
    assert dateline.text_in(text) == place


def test_a_label_before_the_text_is_not_a_dateline() -> None:
    assert analyze(Article(text="BREAKING: The minister left.")).dateline is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ellery – The mayor resigned on Monday.", "Ellery"),
        ("Port Ellery (Wire) - Two ships collided on Monday.", "Port Ellery"),
        ("Correction – The date was wrong.", None),
        ("Money — lots of it — was lost on Monday.", None),
        ("The mayor – Ann Reed – resigned on Monday.", None),
    ],
)
def test_a_mixed_case_dateline_is_a_place_before_a_dash_and_a_sentence(
    text: str, place: str | None
) -> None:
    dateline = analyze(Article(text=text)).dateline
    assert (dateline and dateline.text_in(text)) == place
