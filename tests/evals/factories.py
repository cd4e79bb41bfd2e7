"""One article with its gold, and the brief that contains exactly what gold contains."""

from datetime import UTC, date, datetime

from briefer.evals.suites.format import Case
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
from briefer.schema.coverage import Coverage, Provenance
from briefer.schema.evidence import Evidence

TEXT = """Two ferries collided in the harbour of Port Ellin on Tuesday, injuring 14 people.

Harbour master Ruth Okafor said the Aurelia had not slowed down in the fog. Owner Marlin Lines \
said its captain may have lost radar contact shortly before the crash.

"We never received a warning from the tower," captain Jonas Brandt told reporters. A port official \
who asked not to be named said that two warnings were sent.

The harbour has a cafe with a view of the lighthouse, which was painted last spring.
"""

GOLD = {
    "who": [
        {"text": "Ruth Okafor", "evidence": ["Ruth Okafor"]},
        {"text": "Marlin Lines", "evidence": ["Marlin Lines"]},
        {"text": "Jonas Brandt", "evidence": ["Jonas Brandt"]},
    ],
    "what": [
        {
            "text": "Two ferries collided in the harbour of Port Ellin, injuring 14 people",
            "evidence": ["Two ferries collided in the harbour of Port Ellin on Tuesday"],
        }
    ],
    "where": [{"text": "Port Ellin", "evidence": ["Port Ellin"]}],
    "when": [{"text": "Tuesday", "value": "2031-03-04", "evidence": ["Tuesday"]}],
    "claimed_by": [
        {
            "content": "the Aurelia had not slowed down in the fog",
            "source": "Ruth Okafor",
            "source_kind": "person",
            "cue": "said",
            "quote_kind": "indirect",
            "hedge": None,
            "evidence": ["the Aurelia had not slowed down in the fog"],
        },
        {
            "content": "its captain may have lost radar contact shortly before the crash",
            "source": "Marlin Lines",
            "source_kind": "organisation",
            "cue": "said",
            "quote_kind": "indirect",
            "hedge": "may",
            "evidence": ["its captain may have lost radar contact shortly before the crash"],
        },
        {
            "content": "We never received a warning from the tower",
            "source": "Jonas Brandt",
            "source_kind": "person",
            "cue": "told",
            "quote_kind": "direct",
            "hedge": None,
            "evidence": ["We never received a warning from the tower"],
        },
    ],
    "uncertainty": [
        {
            "kind": "disputed",
            "text": "Whether a warning was sent from the tower is disputed",
            "evidence": [
                "We never received a warning from the tower",
                "two warnings were sent",
            ],
        }
    ],
}

ARTICLE = Article(text=TEXT, title="Ferries collide off Port Ellin", published=date(2031, 3, 5))


def evidence_of(words: str) -> Evidence:
    start = TEXT.index(words)
    return ARTICLE.evidence(start, start + len(words))


def case() -> Case:
    return Case.model_validate({"id": "ferries", "article": ARTICLE, "gold": GOLD})


def claim(content: str, *, source: Source, cue: str, hedge: str | None = None) -> Claim:
    start = TEXT.index(content)
    hedge_start = TEXT.find(hedge, start) if hedge else -1
    return Claim(
        content=content,
        source=source,
        cue=evidence_of(cue),
        quote_kind="direct" if TEXT[start - 1] == '"' else "indirect",
        hedge=ARTICLE.evidence(hedge_start, hedge_start + len(hedge)) if hedge else None,
        evidence=(evidence_of(content),),
    )


OKAFOR = Source(name="Ruth Okafor", kind="person", evidence=(evidence_of("Ruth Okafor"),))
MARLIN = Source(name="Marlin Lines", kind="organisation", evidence=(evidence_of("Marlin Lines"),))
BRANDT = Source(name="Jonas Brandt", kind="person", evidence=(evidence_of("Jonas Brandt"),))


def perfect_brief() -> Brief:
    """Return the brief that says what gold says."""
    crash = evidence_of(
        "Two ferries collided in the harbour of Port Ellin on Tuesday, injuring 14 people"
    )
    warning = evidence_of("We never received a warning from the tower")
    sent = evidence_of("two warnings were sent")
    return Brief(
        headline=SummaryPoint(
            text="Two ferries collided in the harbour of Port Ellin", evidence=(crash,)
        ),
        summary=(
            SummaryPoint(
                text="Two ferries collided in the harbour of Port Ellin on Tuesday, injuring 14 "
                "people.",
                evidence=(crash,),
            ),
            SummaryPoint(
                text="Harbour master Ruth Okafor said the Aurelia had not slowed down in the fog.",
                evidence=(evidence_of("the Aurelia had not slowed down in the fog"),),
            ),
            SummaryPoint(
                text="Marlin Lines said its captain may have lost radar contact shortly before "
                "the crash.",
                evidence=(evidence_of("may have lost radar contact shortly before the crash"),),
            ),
            SummaryPoint(
                text="Captain Jonas Brandt said they never received a warning from the tower; "
                "that is disputed, an official said two were sent.",
                evidence=(warning, sent),
            ),
        ),
        who=(
            Who(name="Ruth Okafor", kind="person", evidence=(evidence_of("Ruth Okafor"),)),
            Who(name="Marlin Lines", kind="organisation", evidence=(evidence_of("Marlin Lines"),)),
            Who(name="Jonas Brandt", kind="person", evidence=(evidence_of("Jonas Brandt"),)),
        ),
        what=(
            What(
                event="Two ferries collided in the harbour of Port Ellin, injuring 14 people",
                evidence=(crash,),
            ),
        ),
        where=(Where(place="Port Ellin", evidence=(evidence_of("Port Ellin"),)),),
        when=(When(phrase="Tuesday", value="2031-03-04", evidence=(evidence_of("Tuesday"),)),),
        claimed_by=(
            claim("the Aurelia had not slowed down in the fog", source=OKAFOR, cue="said"),
            claim(
                "its captain may have lost radar contact shortly before the crash",
                source=MARLIN,
                cue="said",
                hedge="may",
            ),
            claim("We never received a warning from the tower", source=BRANDT, cue="told"),
        ),
        uncertainty=(
            Uncertainty(
                kind="disputed",
                note="Jonas Brandt never received a warning, an official says two were sent.",
                evidence=(warning, sent),
            ),
        ),
        article=ARTICLE,
        coverage=Coverage(sentences=len(ARTICLE.sentences), sentences_read=len(ARTICLE.sentences)),
        provenance=Provenance(model="fake", version="1", created=datetime(2031, 3, 5, tzinfo=UTC)),
    )
