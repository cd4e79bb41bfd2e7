"""A German and an Arabic brief of invented articles, each in the article's language."""

from datetime import UTC, date, datetime

from briefer.rendering.notes import Params, no_parser, uncertainty_note
from briefer.schema.article import Article
from briefer.schema.brief import Brief, Claim, Source, SummaryPoint, Uncertainty, When, Where, Who
from briefer.schema.coverage import Coverage, Provenance, RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence

GERMAN = (
    "In Sandhafen ist am Dienstagabend die Brücke über die Kesa gesperrt worden. „Wir haben einen "
    "Riss gefunden“, sagte Bürgermeisterin Ines Falk unter Berufung auf den Prüfer Jan Sand. Ein "
    "Mitarbeiter der Werft sagte, der Riss könne seit Mai bekannt sein.\n"
)
ARABIC = (
    "أُغلق جسر نهر الكسا في مدينة مرساة مساء الثلاثاء. وقالت رئيسة البلدية إيناس فلاح نقلًا عن "
    "المفتش جان سند: «وجدنا شقًا في الجسر». وقال عامل في الحوض إن الشق ربما كان معروفًا منذ مايو.\n"
)


def german() -> Brief:
    """Return a brief in German of a German article."""
    return _brief(
        "de",
        GERMAN,
        headline=("Sandhafen sperrt die Brücke über die Kesa", "die Brücke über die Kesa gesperrt"),
        who=("Ines Falk", "Bürgermeisterin"),
        where="Sandhafen",
        when="Dienstagabend",
        quotation="Wir haben einen Riss gefunden",
        cue="sagte",
        relies_on="Jan Sand",
        worker="Ein Mitarbeiter der Werft",
        claim="der Riss könne seit Mai bekannt sein",
        hedge="könne",
        publisher="Der Küstenbote",
    )


def arabic() -> Brief:
    """Return a brief in Arabic of an Arabic article."""
    return _brief(
        "ar",
        ARABIC,
        headline=("إغلاق جسر نهر الكسا في مرساة", "أُغلق جسر نهر الكسا"),
        who=("إيناس فلاح", "رئيسة البلدية"),
        where="مرساة",
        when="مساء الثلاثاء",
        quotation="وجدنا شقًا في الجسر",
        cue="قالت",
        relies_on="جان سند",
        worker="عامل في الحوض",
        claim="الشق ربما كان معروفًا منذ مايو",
        hedge="ربما",
        publisher="رسول الساحل",
    )


def _brief(  # noqa: PLR0913 (the words of one article)
    language: str,
    text: str,
    *,
    headline: tuple[str, str],
    who: tuple[str, str],
    where: str,
    when: str,
    quotation: str,
    cue: str,
    relies_on: str,
    worker: str,
    claim: str,
    hedge: str,
    publisher: str,
) -> Brief:
    def cut(words: str) -> Evidence:
        start = text.index(words)
        return Evidence.cut(text, start, start + len(words))

    name, role = who
    mayor = Source(name=name, kind="person", role=role, evidence=(cut(name),))
    params: Params = {"claims": 1, "sources": (worker,)}
    return Brief(
        language=language,
        headline=SummaryPoint(text=headline[0], evidence=(cut(headline[1]),)),
        who=(Who(name=name, kind="person", role=role, evidence=(cut(name),)),),
        where=(Where(place=where, evidence=(cut(where),)),),
        when=(When(phrase=when, value="2026-03-17TEV", evidence=(cut(when),)),),
        claimed_by=(
            Claim(
                content=quotation,
                source=mayor,
                cue=cut(cue),
                quote_kind="direct",
                relies_on=Source(name=relies_on, kind="person", evidence=(cut(relies_on),)),
                found_by="both",
                evidence=(cut(quotation),),
            ),
            Claim(
                content=claim,
                source=Source(name=worker, kind="unnamed_person", evidence=(cut(worker),)),
                quote_kind="indirect",
                hedge=cut(hedge),
                likelihood="likely",
                found_by="model",
                evidence=(cut(claim),),
            ),
        ),
        uncertainty=(
            Uncertainty(
                kind="unnamed_source",
                code="sources_unnamed",
                params=dict(params),
                note=uncertainty_note("sources_unnamed", params, language=language),
                evidence=(cut(worker),),
            ),
        ),
        article=Article(
            text=text, language=language, publisher=publisher, published=date(2026, 3, 18)
        ),
        coverage=Coverage(
            sentences=3,
            sentences_read=2,
            quotations=1,
            quotations_covered=1,
            attributions=2,
            attributions_covered=2,
            rejected=(
                RejectedItem(
                    section="summary",
                    text="…",
                    findings=(RejectionFinding(code="not_supported", params={"words": relies_on}),),
                ),
            ),
            notes=(no_parser(language, language=language),),
        ),
        provenance=Provenance(
            model="local/qwen3-4b",
            version="0.1.0",
            created=datetime(2026, 3, 18, tzinfo=UTC),
            calls=5,
            reasks=1,
            lines_verified=9,
            lines_corrected=2,
            lines_refused=1,
            input_tokens=6310,
            output_tokens=742,
            seconds=4.25,
        ),
    )
