import pytest

from briefer.article import Article


@pytest.mark.parametrize(
    "sentence",
    [
        "They asserted that Ms. Okafor had been told.",
        "It closed at 10:30 p.m. Aug. 9 and opened at noon.",
        "It opened at 9 a.m. Monday and shut at 5 p.m. ET.",
        "The gates shut at 5 p.m. local time, Atty. Gen. Neame said.",
        "It ran from 10 p.m. May 9 to 6:30 a.m. May 10.",
        "In May, Rep. Ann Reed, R-W.Va., and Joe Bray (D-N.Y.) visited the lock.",
        "About 40 (approx. half) left for Ft. Brandt.",
    ],
)
def test_the_point_of_a_shortened_word_ends_no_sentence(sentence: str) -> None:
    text = f"{sentence} Then it rained."
    found = [text[start:end] for start, end in Article(text=text).sentences]
    assert found == [sentence, "Then it rained."]


def test_a_clock_may_end_a_sentence_and_a_line_always_does() -> None:
    text = "The gates shut at 5 p.m. Then it rained.\nShe met Ms.\nOkafor."
    found = [text[start:end] for start, end in Article(text=text).sentences]
    assert found == ["The gates shut at 5 p.m.", "Then it rained.", "She met Ms.", "Okafor."]
