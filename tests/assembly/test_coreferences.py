"""Claims of rules and of a model that say whom their first pronoun means."""

from briefer.analysis.analyzer import analyze
from briefer.assembly.conversion import claim_of
from briefer.assembly.coreferences import with_coreferences
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Source
from briefer.schema.evidence import Evidence

TEXT = (
    "Tom Krag, the warden of the pier, spoke on Monday. He said he had locked the gate at noon. "
    "The council met. Its clerk said that boats were late."
)
ARTICLE = Article(text=TEXT)
ANALYSIS = analyze(ARTICLE)


def cut(words: str) -> Evidence:
    start = TEXT.index(words)
    return ARTICLE.evidence(start, start + len(words))


def of_model(words: str, name: str) -> Claim:
    return Claim(
        content=words,
        source=Source(name=name, kind="person", evidence=(cut(name),)),
        quote_kind="indirect",
        found_by="model",
        evidence=(cut(words),),
    )


def completed(claim: Claim) -> Claim:
    return with_coreferences(claim, article=ARTICLE, analysis=ANALYSIS)


def test_a_claim_of_the_rules_says_whom_its_pronoun_means_and_keeps_its_words() -> None:
    [found] = [one for one in ANALYSIS.attributions if one.own_pronoun]
    plain = claim_of(found, ARTICLE)
    claim = completed(plain)
    [one] = claim.coreferences
    assert claim.content == plain.content == "he had locked the gate at noon"
    assert (one.antecedent, one.evidence) == ("Tom Krag", (cut("Tom Krag"),))
    assert (one.mention.start, one.mention.quote) == (TEXT.index("he had locked"), "he")


def test_a_model_s_claim_with_the_same_words_and_source_has_it_too() -> None:
    [one] = completed(of_model("he had locked the gate", "Krag")).coreferences
    assert (one.antecedent, one.mention.quote) == ("Krag", "he")


def test_a_claim_with_another_source_or_other_words_has_none() -> None:
    assert completed(of_model("he had locked the gate", "council")).coreferences == ()
    assert completed(of_model("locked the gate", "Krag")).coreferences == ()
    assert completed(of_model("boats were late", "Krag")).coreferences == ()
    assert completed(of_model("He said he had locked the gate", "Krag")).coreferences == ()
