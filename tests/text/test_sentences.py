import pytest

from briefer.schema.article import Article
from briefer.text.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in Article(text=text).sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "They asserted that Ms. Okafor had been told.",
        "It closed at 10:30 p.m. Aug. 9 and opened at noon.",
        "It opened at 9 a.m. Monday and shut at 5 p.m. ET.",
        "The gates shut at 5 p.m. local time, Atty. Gen. Neame said.",
        "The gates shut at 5 p.m. Eastern time and opened at 9 a.m. Pacific Standard Time.",
        "It ran from 10 p.m. May 9 to 6:30 a.m. May 10.",
        "In May, Rep. Ann Reed, R-W.Va., and Joe Bray (D-N.Y.) visited the lock.",
        "About 40 (approx. half) left for Ft. Brandt.",
        "On May 5 and Aug. 9 the gates shut.",
        "It was signed on Sept. 12 in room No. 5.",
        "Gov. Holt met Sen. Reed and Lt. Col. Bray.",
        "The Rev. Dr. Samuel Holt Jr. Day is on Monday.",
        "Rep. Lou Hark, D-St. Piran, drove to Ste. Odile.",
        "They drove from St. Louis to Mt. Brandt and Port St. Lucie.",
        "The U.S. Senate and the U.N. Security Council voted.",
        "The U.S. Army said it had no comment.",
        "A U.S. District Court judge in Washington, D.C. Circuit shut it.",
        "Acme Inc. Chairman Ann Reed and Bray Corp. President Joe Holt met.",
        "Acme Inc. Chief Executive Ann Reed resigned.",
        "They met Tampa, Fla. Mayor Ann Reed.",
        "John F. Reed and J. K. Bray wrote it.",
        "The case is Holt v. Reed, Bray vs. Neame.",
        "He was born in Naas, Co. Kildare, in 1950.",
        "The Main St. Bridge and the Elm St. Station were shut.",
        "The Bray Bros. Pictures said nothing.",
        "It was written by Smith et al. Nature, 2012.",
        "The firm (Acme Co. Ltd. of Bray) paid for it.",
        "GOV. REED SHUT THE GATE IN MAY. MR. HOLT WEPT.",
        "In the U.S. 40 people were told.",
        "Drs. Holt and Reed saw Capt. Bray and Prof. Neame.",
        "It is in box no. IV and no. XIV.",
        "“Ask me. Holt knew,” she said.",
        "Holt (the Post said so in May. Reed did not) left.",
    ],
)
def test_the_period_of_an_abbreviation_does_not_end_a_sentence(sentence: str) -> None:
    assert sentences(f"{sentence} Then it rained.") == [sentence, "Then it rained."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The cracks had been known since May.", "Residents were told that it was safe."),
        ("It closed in May.", "Holt said so."),
        ("It closed in May.", "Gov. Holt said so."),
        ("It closed in May.", "A man saw it."),
        ("It closed in May.", "I saw it."),
        ("It closed in May.", "“They knew,” he said."),
        ("“It closed in May.”", "Officials said so."),
        ("(It closed in May.)", "Officials said so."),
        ("It closed last Sept.", "Holt said so."),
        ("It opened on Mar. 5 and closed in Dec.", "Reed said so."),
        ("He told me.", "Holt said so."),
        ("It was modern art.", "Reed paid for it."),
        ("The answer was no.", "Reed was angry."),
        ("The answer was No.", "Reed was angry."),
        ("It was a near miss.", "Holt saw it."),
        ("Two guards fell ill.", "Doctors were called."),
        ("They showed their id.", "Police let them in."),
        ("They brought bread, milk, etc.", "Holt paid."),
        ("She worked at the Museum of Art.", "Holt did not."),
        ("They waited for the Fed.", "Shares fell."),
        ("It was bought by Yahoo.", "Holt was told."),
        ("He moved to DC.", "Holt stayed."),
        ("He lives in the U.S.", "Officials said so."),
        ("He lives in the U.S.", "“They knew,” he said."),
        ("He lives in the U.K.", "A friend said so."),
        ("She lives in Tampa, Fla.", "Holt said so."),
        ("She lives in Washington, D.C.", "Holt said so."),
        ("They met in Hereford, Ariz.", "It’s a ranch."),
        ("He works for Acme Inc.", "Shares fell by a half."),
        ("He works for Acme Corp.", "Holt was told on Friday."),
        ("He works for Acme Co.", "Investors were told on Friday."),
        ("The speaker was Ray Bray Jr.", "Critics said so."),
        ("The fire was on Main St.", "Residents were told to leave."),
        ("They chose plan B.", "Officials said so."),
        ("The gates shut at 5 p.m.", "Officials said so."),
        ("The ship left Sun.", "Holt said so."),
        ("He told me.", "NATO said so."),
        ("He told me.", "J. K. Bray said so."),
    ],
)
def test_a_sentence_may_end_in_a_word_that_looks_like_an_abbreviation(
    first: str, second: str
) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_time_of_day_may_end_a_sentence_and_a_line_break_always_does() -> None:
    text = "The gates shut at 5 p.m. Then it rained.\nShe met Ms.\nOkafor."
    found = ["The gates shut at 5 p.m.", "Then it rained.", "She met Ms.", "Okafor."]
    assert sentences(text) == found


def test_abbreviation_rules_apply_to_english_only() -> None:
    text = "La réunion est en mai. Il pleut."
    assert Article(text=text, language="fr").sentences == ((0, 22), (23, 32))


def test_the_sentences_of_a_long_text_are_in_their_places() -> None:
    text = "\n\n".join(["Mayor Okafor said it was safe. Nobody was hurt at Ellery."] * 400)
    assert set(sentences(text)) == {"Mayor Okafor said it was safe.", "Nobody was hurt at Ellery."}


LONG = ["Mayor Okafor said it was safe. Nobody was hurt at Ellery."] * 400


@pytest.mark.parametrize("between", ["\n\n", "\n", "\n\n\n", "\r\n\r\n", "\n \n", "\n\t\n  "])
def test_the_blank_lines_of_a_long_text_are_in_no_sentence(between: str) -> None:
    text = between.join(LONG)
    assert len(text) > 20_000
    assert sentences(text) == ["Mayor Okafor said it was safe.", "Nobody was hurt at Ellery."] * 400


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("de", ["Die Brücke sei sicher, sagte Ina Kald.", "Niemand wurde verletzt."]),
        ("fr", ["Le pont était sûr, a dit la maire.", "Personne n’a été blessé."]),
        ("zh", ["市长说警报系统运转正常。", "无人受伤。"]),
        ("ar", ["قالت رئيسة البلدية إن الجسر آمن.", "لم يصب أحد."]),
    ],
)
def test_the_sentences_of_a_long_text_in_another_language_are_in_their_places(
    language: str, paragraph: list[str]
) -> None:
    count = 1 + 12_000 // sum(map(len, paragraph))
    text = "\n\n".join([("" if language == "zh" else " ").join(paragraph)] * count)
    article = Article(text=text, language=language)
    assert [text[start:end] for start, end in article.sentences] == paragraph * count


def test_a_long_text_may_begin_and_end_with_blank_lines() -> None:
    text = "\n\n \n" + "\n\n".join(LONG) + "\n \n\n"
    found = Article(text=text).sentences
    assert len(found) == 800
    assert text[slice(*found[0])] == "Mayor Okafor said it was safe."
    assert text[slice(*found[-1])] == "Nobody was hurt at Ellery."


@pytest.mark.parametrize(
    "text", ["Tom Lund and " * 500, "," * 7000, "x" + " " * 5000 + "x", "消息" * 4000]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_endless_sentence_is_cut_and_nothing_is_lost(text: str, language: str) -> None:
    parts = split_sentences(text, language)
    assert "".join(parts) == text
    assert max(len(part.strip()) for part in parts) <= 2000


@pytest.mark.parametrize("text", ["a b " * 900, "he said " * 400, "“a " * 500, "( " * 900])
def test_a_sentence_has_no_more_than_250_words_and_marks(text: str) -> None:
    parts = split_sentences(text, "en")
    assert "".join(parts) == text
    assert max(len(part.replace("“", "“ ").split()) for part in parts) == 250
    assert all(part[-1].isspace() for part in parts)


@pytest.mark.parametrize(
    "words",
    [
        "It shut (in May. Reed said so) and",
        "“It shut in May. Reed said so” and",
        '"It shut in May. Reed said so" and',
    ],
)
def test_a_sentence_ends_in_no_brackets_or_quotation(words: str) -> None:
    assert len(sentences(f"{words} left.")) == 1
    assert len(sentences(f"(A “B {words.replace('”', '')} left.")) >= 1


def test_open_quotation_marks_do_not_enclose_what_follows() -> None:
    assert sentences("“It shut in May. Reed said so.") == ["“It shut in May.", "Reed said so."]
    assert sentences("It (shut (in May. Reed) said so.") == ["It (shut (in May. Reed) said so."]
