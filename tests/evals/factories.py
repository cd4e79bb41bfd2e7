"""One article with its gold, the brief that says all of it, and ways to break that brief."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from briefer.article import Article
from briefer.evals.suites.format import Case
from briefer.evidence import Evidence
from briefer.schema import (
    Brief,
    Claim,
    Coverage,
    Provenance,
    RejectedItem,
    Source,
    SummaryPoint,
    Uncertainty,
    What,
    When,
    Where,
    Who,
)

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


def cut(words: str) -> Evidence:
    start = TEXT.index(words)
    return ARTICLE.evidence(start, start + len(words))


def case() -> Case:
    return Case.model_validate({"id": "ferries", "article": ARTICLE, "gold": GOLD})


def claim(content: str, *, source: Source, cue: str, hedge: str | None = None) -> Claim:
    start = TEXT.index(content)
    found = TEXT.find(hedge, start) if hedge else -1
    return Claim(
        content=content,
        source=source,
        cue=cut(cue),
        quote_kind="direct" if TEXT[start - 1] == '"' else "indirect",
        hedge=ARTICLE.evidence(found, found + len(hedge)) if hedge else None,
        evidence=(cut(content),),
    )


OKAFOR = Source(name="Ruth Okafor", kind="person", evidence=(cut("Ruth Okafor"),))
MARLIN = Source(name="Marlin Lines", kind="organisation", evidence=(cut("Marlin Lines"),))
BRANDT = Source(name="Jonas Brandt", kind="person", evidence=(cut("Jonas Brandt"),))


def sound() -> Brief:
    """Make the brief that says what gold says."""
    crash = cut("Two ferries collided in the harbour of Port Ellin on Tuesday, injuring 14 people")
    warning = cut("We never received a warning from the tower")
    sent = cut("two warnings were sent")
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
                evidence=(cut("the Aurelia had not slowed down in the fog"),),
            ),
            SummaryPoint(
                text="Marlin Lines said its captain may have lost radar contact shortly before "
                "the crash.",
                evidence=(cut("may have lost radar contact shortly before the crash"),),
            ),
            SummaryPoint(
                text="Captain Jonas Brandt said they never received a warning from the tower; "
                "that is disputed, an official said two were sent.",
                evidence=(warning, sent),
            ),
        ),
        who=(
            Who(name="Ruth Okafor", kind="person", evidence=(cut("Ruth Okafor"),)),
            Who(name="Marlin Lines", kind="organisation", evidence=(cut("Marlin Lines"),)),
            Who(name="Jonas Brandt", kind="person", evidence=(cut("Jonas Brandt"),)),
        ),
        what=(
            What(
                event="Two ferries collided in the harbour of Port Ellin, injuring 14 people",
                evidence=(crash,),
            ),
        ),
        where=(Where(place="Port Ellin", evidence=(cut("Port Ellin"),)),),
        when=(When(phrase="Tuesday", value="2031-03-04", evidence=(cut("Tuesday"),)),),
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


def swapped_sources(brief: Brief) -> Brief:
    first, second, third = brief.claimed_by
    claims = (
        first.model_copy(update={"source": third.source}),
        second,
        third.model_copy(update={"source": first.source}),
    )
    return brief.model_copy(update={"claimed_by": claims})


def dropped_hedge(brief: Brief) -> Brief:
    point = brief.summary[2]
    told = point.text.replace("may have lost", "lost")
    summary = (*brief.summary[:2], point.model_copy(update={"text": told}), brief.summary[3])
    hedged = brief.claimed_by[1]
    plain = hedged.model_copy(
        update={"content": hedged.content.replace("may have lost", "lost"), "hedge": None}
    )
    claims = (brief.claimed_by[0], plain, brief.claimed_by[2])
    return brief.model_copy(update={"summary": summary, "claimed_by": claims})


def wrong_number(brief: Brief) -> Brief:
    point = brief.summary[0]
    told = point.model_copy(update={"text": point.text.replace("14", "40")})
    return brief.model_copy(update={"summary": (told, *brief.summary[1:])})


def wrong_name(brief: Brief) -> Brief:
    point = brief.summary[1]
    told = point.model_copy(update={"text": point.text.replace("Okafor", "Olsen")})
    return brief.model_copy(update={"summary": (brief.summary[0], told, *brief.summary[2:])})


def lost_not(brief: Brief) -> Brief:
    point = brief.summary[1]
    told = point.model_copy(update={"text": point.text.replace("had not slowed", "had slowed")})
    return brief.model_copy(update={"summary": (brief.summary[0], told, *brief.summary[2:])})


def told_as_fact(brief: Brief) -> Brief:
    point = brief.summary[1]
    told = point.model_copy(update={"text": "The Aurelia had not slowed down in the fog."})
    return brief.model_copy(update={"summary": (brief.summary[0], told, *brief.summary[2:])})


def moved_slice(brief: Brief) -> Brief:
    shown = brief.where[0].evidence[0]
    moved = Evidence(start=shown.start + 5, end=shown.end + 5, quote=shown.quote)
    place = brief.where[0].model_copy(update={"evidence": (moved,)})
    return brief.model_copy(update={"where": (place,)})


def invented_quote(brief: Brief) -> Brief:
    point = brief.summary[3]
    told = point.model_copy(
        update={"text": point.text.replace("said they never", 'said "we never ever" they never')}
    )
    return brief.model_copy(update={"summary": (*brief.summary[:3], told)})


def missing_essential(brief: Brief) -> Brief:
    return brief.model_copy(
        update={"summary": brief.summary[:1], "claimed_by": brief.claimed_by[1:]}
    )


def padded(brief: Brief) -> Brief:
    words = "The harbour has a cafe with a view of the lighthouse"
    trivia = SummaryPoint(text=f"{words}.", evidence=(cut(words),))
    event = What(event=words, evidence=(cut(words),))
    return brief.model_copy(
        update={"summary": (*brief.summary, trivia), "what": (*brief.what, event)}
    )


def wrong_kind_of_doubt(brief: Brief) -> Brief:
    doubt = brief.uncertainty[0].model_copy(update={"kind": "hedged"})
    return brief.model_copy(update={"uncertainty": (doubt,)})


def false_alarm(brief: Brief) -> Brief:
    doubt = Uncertainty(
        kind="single_source",
        note="Only one says so.",
        evidence=(cut("which was painted last spring"),),
    )
    return brief.model_copy(update={"uncertainty": (*brief.uncertainty, doubt)})


def wrong_day(brief: Brief) -> Brief:
    when = brief.when[0].model_copy(update={"value": "2031-03-11"})
    return brief.model_copy(update={"when": (when,)})


def wrong_order(brief: Brief) -> Brief:
    return brief.model_copy(update={"who": brief.who[::-1]})


def refused_items(brief: Brief) -> Brief:
    refused = RejectedItem(section="who", text="Nobody", reason="not in the article")
    return brief.model_copy(
        update={
            "coverage": brief.coverage.model_copy(update={"rejected": (refused,)}),
            "provenance": brief.provenance.model_copy(update={"reasks": 1}),
        }
    )


def wrong_place(brief: Brief) -> Brief:
    place = brief.where[0].model_copy(update={"place": "Halder Bay"})
    return brief.model_copy(update={"where": (place,)})


def someone_else(brief: Brief) -> Brief:
    who = Who(name="the Aurelia", kind="other", evidence=(cut("the Aurelia"),))
    return brief.model_copy(update={"who": (*brief.who, who)})


def someone_missing(brief: Brief) -> Brief:
    return brief.model_copy(update={"who": brief.who[:2]})


def other_event_first(brief: Brief) -> Brief:
    words = "The harbour has a cafe with a view of the lighthouse"
    return brief.model_copy(
        update={"what": (What(event=words, evidence=(cut(words),)), *brief.what)}
    )


def event_missing(brief: Brief) -> Brief:
    return brief.model_copy(update={"what": ()})


def claim_of_nobody(brief: Brief) -> Brief:
    extra = claim("The harbour has a cafe", source=OKAFOR, cue="said")
    return brief.model_copy(update={"claimed_by": (*brief.claimed_by, extra)})


def wrong_cue(brief: Brief) -> Brief:
    first = brief.claimed_by[0].model_copy(update={"cue": cut("asked")})
    return brief.model_copy(update={"claimed_by": (first, *brief.claimed_by[1:])})


def wrong_kind_of_source(brief: Brief) -> Brief:
    source = OKAFOR.model_copy(update={"kind": "document"})
    first = brief.claimed_by[0].model_copy(update={"source": source})
    return brief.model_copy(update={"claimed_by": (first, *brief.claimed_by[1:])})


def wrong_kind_of_quote(brief: Brief) -> Brief:
    first = brief.claimed_by[0].model_copy(update={"quote_kind": "direct"})
    return brief.model_copy(update={"claimed_by": (first, *brief.claimed_by[1:])})


def doubt_missing(brief: Brief) -> Brief:
    return brief.model_copy(update={"uncertainty": ()})


def _figures(section: str) -> tuple[str, ...]:
    return tuple(f"{section}.{figure}" for figure in ("precision", "recall", "f1"))


BREAKS: tuple[tuple[Callable[[Brief], Brief], frozenset[str]], ...] = (
    (swapped_sources, frozenset({"claims.source", "claims.attributed"})),
    (dropped_hedge, frozenset({"claims.hedge", "support.hedge", "summary.support"})),
    (wrong_number, frozenset({"support.numbers", "summary.support"})),
    (wrong_name, frozenset({"support.names", "summary.support"})),
    (lost_not, frozenset({"support.negation", "summary.support"})),
    (told_as_fact, frozenset({"support.source", "summary.support"})),
    (moved_slice, frozenset({"quotes.slices"})),
    (invented_quote, frozenset({"quotes.words"})),
    (missing_essential, frozenset({"summary.coverage", "claims.recall", "claims.f1"})),
    (padded, frozenset({"summary.focus", "what.precision", "what.f1"})),
    (wrong_kind_of_doubt, frozenset({"uncertainty.kind"})),
    (false_alarm, frozenset({"uncertainty.precision", "uncertainty.f1"})),
    (wrong_day, frozenset({"when.value", "when.precision", "when.recall", "when.f1"})),
    (wrong_order, frozenset({"first.who", "first.mean"})),
    (wrong_place, frozenset({"first.where", "first.mean", "support.names", *_figures("where")})),
    (someone_else, frozenset({"who.precision", "who.f1"})),
    (someone_missing, frozenset({"who.recall", "who.f1"})),
    (other_event_first, frozenset({"first.what", "first.mean", "what.precision", "what.f1"})),
    (event_missing, frozenset({"first.what", "first.mean", *_figures("what")})),
    (claim_of_nobody, frozenset({"claims.precision", "claims.f1", "claims.attributed"})),
    (wrong_cue, frozenset({"claims.cue"})),
    (wrong_kind_of_source, frozenset({"claims.source_kind"})),
    (wrong_kind_of_quote, frozenset({"claims.quote_kind"})),
    (doubt_missing, frozenset({"uncertainty.kind", *_figures("uncertainty")})),
    (refused_items, frozenset({"form.valid", "form.kept"})),
)
"""Each way to break the sound brief, with the measures that must fall; no other may move."""
