"""A hand-made brief of an invented article, for tests that need a complete one."""

from datetime import UTC, date, datetime

from briefer.schema.article import Article
from briefer.schema.brief import (
    Brief,
    Claim,
    Source,
    SummaryPoint,
    Uncertainty,
    What,
    When,
    Where,
    Who,
)
from briefer.schema.coverage import Coverage, Provenance, RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence

TEXT = """\
PORT ELLERY — A fire at the Halvorsen grain terminal killed three people and injured 14 on \
Tuesday night, the harbour authority said on Wednesday.

The blaze broke out shortly before 11 p.m. in a loading tunnel beneath Silo 4. Mayor Ingrid \
Okafor, who visited the site at dawn, said the alarms had worked “exactly as they were designed \
to”. “Nobody here was left without a warning,” she told reporters.

The dockworkers’ union disputed that. Its secretary, Tomás Reyes, known on the quays as El Faro, \
said that the sirens had stayed silent for eleven minutes. “We heard nothing. Nothing at all,” \
Reyes said.

Two investigators said a worn conveyor belt may have ignited the dust, and that the company had \
probably been warned in the spring. They spoke on condition of anonymity because they were not \
authorised to discuss the inquiry. Halvorsen, the company that runs the terminal, declined to \
comment.

A crane driver posted on social media: “Stay away from the quay 🚢🔥, it is still burning.” By \
Wednesday noon the hospital of St. Brendan had treated 17 people, according to a statement.

A report by the national safety board, published in March, had called a dust explosion at the \
terminal “highly probable” unless the belts were replaced. The minister of transport, Lena \
Achterberg, will visit Port Ellery on Friday. It was not clear when the terminal would reopen.
"""


def article() -> Article:
    """Return the invented article."""
    return Article(
        text=TEXT,
        title="Three killed in grain terminal fire",
        url="https://news.example/2026/03/18/port-ellery-grain-terminal-fire",
        publisher="The Ellery Courier",
        authors=("Maren Holt", "J. P. Adeyemi"),
        published=date(2026, 3, 18),
    )


def cut(words: str, *, after: str = "") -> Evidence:
    """Cut the evidence of ``words``, at their first place in the article after ``after``."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Evidence.cut(TEXT, start, start + len(words))


def _claims() -> tuple[Claim, ...]:
    okafor = Source(
        name="Ingrid Okafor",
        kind="person",
        role="Mayor",
        basis="on_record",
        evidence=(cut("Mayor Ingrid Okafor"),),
    )
    reyes = Source(
        name="Tomás Reyes",
        kind="person",
        role="secretary of the dockworkers’ union",
        basis="on_record",
        evidence=(cut("The dockworkers’ union"), cut("Its secretary, Tomás Reyes")),
    )
    investigators = Source(
        name="two investigators",
        kind="unnamed_group",
        basis="background",
        anonymity_reason="they were not authorised to discuss the inquiry",
        evidence=(
            cut("Two investigators"),
            cut("They spoke on condition of anonymity because they were not authorised to"),
        ),
    )
    return (
        Claim(
            content="The fire killed three people and injured 14",
            source=Source(
                name="harbour authority",
                kind="organisation",
                basis="on_record",
                evidence=(cut("the harbour authority"),),
            ),
            cue=cut("said", after="harbour authority"),
            quote_kind="indirect",
            evidence=(
                cut("A fire at the Halvorsen grain terminal killed three people and injured 14"),
            ),
        ),
        Claim(
            content="the alarms had worked “exactly as they were designed to”",
            source=okafor,
            cue=cut("said", after="at dawn"),
            quote_kind="mixed",
            evidence=(cut("the alarms had worked “exactly as they were designed to”"),),
        ),
        Claim(
            content="Nobody here was left without a warning",
            source=okafor,
            cue=cut("told reporters"),
            quote_kind="direct",
            evidence=(cut("“Nobody here was left without a warning,”"),),
        ),
        Claim(
            content="the sirens had stayed silent for eleven minutes",
            source=reyes,
            cue=cut("said", after="El Faro"),
            quote_kind="indirect",
            evidence=(cut("the sirens had stayed silent for eleven minutes"),),
        ),
        Claim(
            content="“We heard nothing. Nothing at all”",
            source=reyes,
            cue=cut("said", after="Nothing at all"),
            quote_kind="direct",
            evidence=(cut("“We heard nothing. Nothing at all,”"),),
        ),
        Claim(
            content="a worn conveyor belt may have ignited the dust",
            source=investigators,
            cue=cut("said", after="Two investigators"),
            quote_kind="indirect",
            hedge=cut("may", after="conveyor belt"),
            evidence=(cut("a worn conveyor belt may have ignited the dust"),),
        ),
        Claim(
            content="the company had probably been warned in the spring",
            source=investigators,
            cue=cut("said", after="Two investigators"),
            quote_kind="indirect",
            hedge=cut("probably", after="the company had"),
            likelihood="likely",
            evidence=(cut("the company had probably been warned in the spring"),),
        ),
        Claim(
            content="Stay away from the quay 🚢🔥, it is still burning.",
            source=Source(
                name="a crane driver", kind="unnamed_person", evidence=(cut("A crane driver"),)
            ),
            cue=cut("posted on social media"),
            quote_kind="direct",
            evidence=(cut("“Stay away from the quay 🚢🔥, it is still burning.”"),),
        ),
        Claim(
            content="a dust explosion at the terminal “highly probable” unless the belts were "
            "replaced",
            source=Source(
                name="report by the national safety board",
                kind="document",
                evidence=(cut("A report by the national safety board"),),
            ),
            cue=cut("called"),
            quote_kind="mixed",
            likelihood="very_likely",
            evidence=(
                cut(
                    "a dust explosion at the terminal “highly probable” unless the belts were "
                    "replaced"
                ),
            ),
        ),
    )


def relying() -> tuple[Claim, ...]:
    """Return claims, two of which cite another source, with different values of ``found_by``."""
    claims = _claims()
    unknown = Source(name="unknown", kind="unknown")
    return (
        claims[1],
        claims[2].model_copy(update={"relies_on": claims[5].source, "found_by": "model"}),
        claims[3].model_copy(update={"relies_on": unknown, "found_by": "both"}),
    )


def _uncertainty() -> tuple[Uncertainty, ...]:
    return (
        Uncertainty(
            kind="unnamed_source",
            note="The cause rests on two investigators who are not named.",
            evidence=(cut("Two investigators"),),
        ),
        Uncertainty(
            kind="disputed",
            note="The mayor says that the alarms worked; the union says that they were silent "
            "for eleven minutes.",
            evidence=(
                cut("the alarms had worked “exactly as they were designed to”"),
                cut("the sirens had stayed silent for eleven minutes"),
            ),
        ),
        Uncertainty(
            kind="discrepancy",
            note="The article speaks of 14 injured and of 17 people treated.",
            evidence=(cut("injured 14"), cut("treated 17 people")),
        ),
        Uncertainty(
            kind="hedged",
            note="That the belt ignited the dust is only called possible.",
            evidence=(cut("may have ignited"),),
        ),
        Uncertainty(kind="open_question", note="Who were the three people who died?"),
    )


def brief() -> Brief:
    """Return a brief of the invented article that has something in every section."""
    return Brief(
        headline=SummaryPoint(
            text="Fire at Port Ellery grain terminal kills three",
            evidence=(cut("A fire at the Halvorsen grain terminal killed three people"),),
        ),
        summary=(
            SummaryPoint(
                text="A fire in a loading tunnel of the Halvorsen grain terminal killed three "
                "people and injured at least 14 on Tuesday night.",
                evidence=(
                    cut("killed three people and injured 14 on Tuesday night"),
                    cut("in a loading tunnel beneath Silo 4"),
                ),
            ),
            SummaryPoint(
                text="Mayor and union contradict each other on whether the alarms sounded.",
                evidence=(
                    cut("said the alarms had worked"),
                    cut("the sirens had stayed silent for eleven minutes"),
                ),
            ),
            SummaryPoint(
                text="Investigators who are not named suspect a worn conveyor belt.",
                evidence=(cut("a worn conveyor belt may have ignited the dust"),),
            ),
        ),
        who=(
            Who(
                name="Ingrid Okafor",
                kind="person",
                role="Mayor",
                evidence=(cut("Mayor Ingrid Okafor"),),
            ),
            Who(
                name="Tomás Reyes",
                kind="person",
                role="secretary of the dockworkers’ union",
                aliases=("El Faro",),
                evidence=(cut("Its secretary, Tomás Reyes, known on the quays as El Faro"),),
            ),
            Who(
                name="Halvorsen",
                kind="organisation",
                role="the company that runs the terminal",
                evidence=(cut("Halvorsen, the company that runs the terminal"),),
            ),
            Who(
                name="Lena Achterberg",
                kind="person",
                role="minister of transport",
                evidence=(cut("The minister of transport, Lena Achterberg"),),
            ),
        ),
        what=(
            What(
                event="A fire at the grain terminal killed three people and injured 14",
                sources=("the harbour authority",),
                evidence=(
                    cut(
                        "A fire at the Halvorsen grain terminal killed three people and injured 14"
                    ),
                ),
            ),
            What(
                event="Halvorsen declined to comment",
                evidence=(
                    cut("Halvorsen, the company that runs the terminal, declined to comment"),
                ),
            ),
        ),
        where=(
            Where(place="Port Ellery", evidence=(cut("PORT ELLERY"),)),
            Where(
                place="Halvorsen grain terminal", evidence=(cut("the Halvorsen grain terminal"),)
            ),
            Where(
                place="a loading tunnel beneath Silo 4",
                evidence=(cut("a loading tunnel beneath Silo 4"),),
            ),
        ),
        when=(
            When(
                phrase="Tuesday night",
                value="2026-03-17TNI",
                granularity="part_of_day",
                evidence=(cut("Tuesday night"),),
            ),
            When(
                phrase="shortly before 11 p.m.",
                value="2026-03-17T23:00",
                type="time",
                granularity="minute",
                evidence=(cut("shortly before 11 p.m."),),
            ),
            When(
                phrase="Friday",
                value="2026-03-20",
                granularity="day",
                evidence=(cut("Friday"),),
            ),
            When(phrase="the spring", evidence=(cut("the spring"),)),
        ),
        claimed_by=_claims(),
        uncertainty=_uncertainty(),
        article=article(),
        coverage=Coverage(
            sentences=15,
            sentences_read=15,
            quotations=5,
            quotations_covered=5,
            attributions=11,
            attributions_covered=9,
            rejected=(
                RejectedItem(
                    section="who",
                    text="Captain Lund",
                    findings=(
                        RejectionFinding(
                            code="name_not_in_article", params={"name": "Captain Lund"}
                        ),
                    ),
                ),
            ),
            notes=("The year of “the spring” is not given; the time has no value.",),
        ),
        provenance=Provenance(
            model="local/qwen2.5-coder-1.5b",
            prompt_digest="3f1c" * 16,
            version="0.1.0",
            created=datetime(2026, 3, 18, 15, 4, tzinfo=UTC),
            calls=5,
            reasks=1,
            input_tokens=6310,
            cached_tokens=4802,
            output_tokens=742,
            seconds=48.3,
        ),
    )
