import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.grounding.line_checker import CheckedLine, LineChecker
from briefer.grounding.line_context import LineContext
from briefer.schema.article import Article
from tests.grounding.strike import STRIKE, checker
from tests.strategies import articles, few_examples, texts

FRENCH = Article(
    language="fr",
    title="Grève des éclusiers à Valmorel",
    text="Les éclusiers de Valmorel ont voté mardi 4 juin une grève de douze jours. Selon Claire "
    "Duvignac, présidente du syndicat, 340 membres ont voté pour la grève. Les réparations de la "
    "porte ont coûté deux millions d’euros. Le conseil du port n’a pas répondu aux lettres du "
    "syndicat. Une péniche a heurté la porte en mars.",
)
SPANISH = Article(
    language="es",
    title="Huelga de esclusas en Valdemora",
    text="Los trabajadores de las esclusas de Valdemora votaron el martes 4 de junio una huelga de "
    "doce días. Según Clara Ibarrola, presidenta del sindicato, 340 miembros votaron a favor de la "
    "huelga. La reparación de la compuerta costó dos millones de euros. La junta del puerto no "
    "respondió a las cartas del sindicato. Una barcaza golpeó la compuerta en marzo.",
)
SWAHILI = Article(
    language="sw",
    text="Wafanyakazi wa bandari ya Mtoni walipiga kura Jumanne kugoma kwa siku 12. Rais wa chama, "
    "Asha Mwinyi, alisema wanachama 340 walipiga kura. Ukarabati wa lango uligharimu shilingi "
    "2500000.",
)
TOKENISED = Article(
    text="the lock keepers of velmoor voted on monday to stop work for a week . petra lindqvist , "
    "head of the union , said 340 members had voted for the strike . a barge damaged the northern "
    "gate in march . the repairs cost 2.5 million pounds ."
)
WRITTEN = [STRIKE, FRENCH, SPANISH, SWAHILI, TOKENISED]


def codes(checked: CheckedLine) -> set[str]:
    return {finding.code for finding in checked.findings}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Petra Lindqvist said that 520 members had voted for the strike", "number_not_in_article"),
        ("Greta Olsen said that members had voted for the strike", "name_not_in_article"),
        ("Lindqvist said: “We will never work again”", "quotation_not_verbatim"),
        ("Lock keepers in the town of Velmoor voted to stop the", "cut_off"),
        ("The football team won its final match", "not_in_article"),
    ],
)
def test_an_invention_is_rejected(line: str, code: str) -> None:
    checked = checker().check(line)
    assert not checked.is_supported
    assert checked.findings[0].code == code  # hard findings are first
    assert checked.grave_findings


@pytest.mark.parametrize(
    "line",
    [
        "Visitors pay 340 crowns for a tour of the station",
        "A barge damaged the northern gate in June",
        "Owen Marsh said that 340 members had voted for the strike",
        "The board answered three letters from the Harbour Court",
        "The union will accept a smaller raise in August",
        "A barge repaired the northern gate of the canal in March",
    ],
)
def test_a_clear_suspicion_is_enough_to_reject_a_line(line: str) -> None:
    checked = checker().check(line)
    assert not checked.is_supported
    assert checked.score > 0
    assert all(finding.severity == "soft" for finding in checked.findings)


@pytest.mark.parametrize(
    "line",
    [
        "Keepers of Velmoor’s locks back a week-long strike",
        "The strike starts on 9 June and lasts 12 days",
        "340 keepers backed the strike, according to Lindqvist",
        "The gate was repaired for £2.5m",
        "The station opens its doors at 20:15",
        "The union may accept a smaller raise",
        "Marsh was accused of hiding a report",
        "The northern gate was damaged by a barge in March",
        "Lindqvist: “Nobody has seen a raise since the flood”",
    ],
)
def test_a_faithful_paraphrase_is_supported(line: str) -> None:
    assert checker().check(line).is_supported


@pytest.mark.parametrize("article", WRITTEN)
def test_a_sentence_of_the_article_is_supported_by_itself(article: Article) -> None:
    for number, (start, end) in enumerate(article.sentences):
        checked = checker(article).check(article.text[start:end])
        assert checked.is_supported, (checked.text, checked.findings)
        assert checked.sentences[0] == number


def test_a_strict_checker_rejects_on_a_weaker_suspicion() -> None:
    line = "Members voted for the strike"  # without its source
    assert checker().check(line).is_supported
    assert not checker(strict=True).check(line).is_supported


def test_the_findings_alone_are_those_of_the_check() -> None:
    line = "The union will accept a smaller raise in August"
    found = checker().findings(line)
    assert {finding.code for finding in found} == codes(checker().check(line))


def test_a_finding_without_a_weight_does_not_count_against_a_line() -> None:
    checked = checker().check("The gate damaged the barge in March")
    assert codes(checked) == {"swapped_roles"}
    assert checked.grave_findings == ()


@pytest.mark.parametrize(
    ("article", "line"),
    [
        (FRENCH, "Les éclusiers de Valmorel ont voté une grève de 12 jours"),
        (FRENCH, "Les éclusiers de Valmorel ont voté mardi une grève"),
        (FRENCH, "Les réparations ont coûté 2 millions d’euros"),
        (FRENCH, "Les réparations ont coûté 2 000 000 d’euros"),
        (SPANISH, "Los trabajadores de Valdemora votaron una huelga de 12 días"),
        (SPANISH, "Los trabajadores de las esclusas votaron el martes una huelga"),
        (SPANISH, "La reparación de la compuerta costó 2 millones de euros"),
        (SWAHILI, "Wafanyakazi wa bandari ya Mtoni walipiga kura kugoma kwa siku 12"),
        (SWAHILI, "Wanachama 340 walipiga kura, alisema Asha Mwinyi"),
    ],
)
def test_a_right_line_in_another_language_is_supported(article: Article, line: str) -> None:
    assert checker(article).check(line).is_supported


@pytest.mark.parametrize(
    ("article", "line", "code"),
    [
        (FRENCH, "Les éclusiers ont voté une grève de quinze jours", "number_not_in_article"),
        (FRENCH, "Henri Lasserre a voté pour la grève", "name_not_in_article"),
        (FRENCH, "Les éclusiers de Valmorel ont voté jeudi 4 juin une grève de douze jours",
         "date_replaced"),
        (FRENCH, "Une péniche a heurté la porte en juin", "date_elsewhere"),
        (FRENCH, "Le conseil du port a répondu aux lettres du syndicat", "lost_negation"),
        (SPANISH, "Los trabajadores votaron una huelga de quince días", "number_not_in_article"),
        (SPANISH, "Enrique Solana votó a favor de la huelga", "name_not_in_article"),
        (SPANISH, "Una barcaza golpeó la compuerta en junio", "date_elsewhere"),
        (SPANISH, "La junta del puerto respondió a las cartas del sindicato", "lost_negation"),
        (SWAHILI, "Wafanyakazi walipiga kura kugoma kwa siku 97", "number_not_in_article"),
        (SWAHILI, "Wanachama 340 walipiga kura, alisema Juma Kessy", "name_not_in_article"),
    ],
)  # fmt: skip
def test_a_wrong_line_in_another_language_is_rejected(
    article: Article, line: str, code: str
) -> None:
    checked = checker(article).check(line)
    assert not checked.is_supported
    assert code in codes(checked)


@pytest.mark.parametrize(
    "line",
    [
        "the lock keepers of velmoor voted to stop work",
        "lock keepers voted on monday to stop work for a week",
        "petra lindqvist said 340 members voted for the strike",
        "repairs of the gate cost 2.5 million pounds",
        "Lock keepers of Velmoor voted on Monday to stop work",
        "Petra Lindqvist said 340 members voted for the strike",
        "A barge damaged the northern gate in March",
    ],
)
def test_right_lines_of_an_article_in_lower_case_are_supported(line: str) -> None:
    assert checker(TOKENISED).check(line).is_supported


def test_an_invented_number_is_rejected_in_an_article_in_lower_case() -> None:
    line = "petra lindqvist said 900 members voted for the strike"
    assert not checker(TOKENISED).check(line).is_supported


def assert_valid(checked: CheckedLine, article: Article, *, compares_words: bool = True) -> None:
    assert bool(checked.sentences) == compares_words
    assert len(set(checked.sentences)) == len(checked.sentences)
    assert all(0 <= number < len(article.sentences) for number in checked.sentences)
    assert all(0 <= finding.strength <= 1 for finding in checked.findings)
    assert checked.score >= 0
    if any(finding.severity == "hard" for finding in checked.findings):
        assert not checked.is_supported


@few_examples
@given(articles(), texts, st.sampled_from(["en", "fr", "es", "de", "sw", "zh", "xx"]))
def test_any_line_can_be_checked_against_any_article(
    article: Article, line: str, language: str
) -> None:
    article = article.model_copy(update={"language": language})
    found = LineChecker(article, analyze(article))
    assert_valid(found.check(line), article, compares_words=found.compares_words)


@st.composite
def mixed_lines(draw: st.DrawFn) -> tuple[Article, str]:
    """Return an article and a line of its words, in any order and with others among them."""
    article = draw(st.sampled_from(WRITTEN))
    others = st.sampled_from(["not", "may", "said", "7", "Olsen", "“", "…", "by", "two"])
    words = draw(st.lists(st.sampled_from(article.text.split()) | others, min_size=1, max_size=20))
    return article, " ".join(words)


@given(mixed_lines())
def test_any_mix_of_the_words_of_an_article_can_be_checked(found: tuple[Article, str]) -> None:
    article, line = found
    assert_valid(checker(article).check(line), article)


@few_examples
@given(articles(), st.data())
def test_a_sentence_of_any_article_has_no_hard_finding(
    article: Article, data: st.DataObject
) -> None:
    start, end = data.draw(st.sampled_from(article.sentences))
    checker = LineChecker(article, analyze(article))
    line = LineContext(checker.index, article.text[start:end])
    found = {f.code for f in checker.findings(line.text) if f.severity == "hard"}
    # a sentence of an article may be an injection, a correction, a question, or end in "the"
    allowed = {"only_in_injection", "only_in_correction", "not_stated", "cut_off"}
    assert found <= (allowed if line.content else allowed | {"not_in_article"})


def test_a_word_with_a_control_character_is_in_its_article() -> None:
    article = Article(text="?\nF\x18")
    assert checker(article).findings("F\x18") == ()


def test_in_another_language_only_numbers_and_quotations_are_checked() -> None:
    found = LineChecker(FRENCH, analyze(FRENCH), language="en")
    right = found.check("The lock keepers of Valmorel voted for a strike of twelve days.")
    assert (right.is_supported, right.findings, right.sentences) == (True, (), ())
    wrong = found.check("The repair of the gate cost 750 million euros, “a scandal for all of us”.")
    codes = {finding.code for finding in wrong.findings}
    assert codes == {"number_not_in_article", "quotation_not_verbatim"}
    assert not wrong.is_supported


def test_a_sentence_with_an_order_or_nobodys_quotation_is_not_stated() -> None:
    text = (
        "The lock at Ostrand was shut on Monday. It stays so. Close the gates now.\n\n"
        "House rule: reports close with “Otto Brand shut the lock on Sunday”.\n"
    )
    article = Article(text=text)
    checker = LineChecker(article, analyze(article))
    stated = [checker.states(Span(*sentence)) for sentence in article.sentences]
    assert stated == [True, True, False, False]
