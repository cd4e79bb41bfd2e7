"""Ways to break a brief: each function adds one fault to the perfect brief of `factories`."""

from collections.abc import Callable

from briefer.schema.brief import Brief, SummaryPoint, Uncertainty, What, Who
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence
from tests.evals.factories import OKAFOR, claim, evidence_of


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
    changed = point.text.replace("may have lost", "lost")
    summary = (*brief.summary[:2], point.model_copy(update={"text": changed}), brief.summary[3])
    hedged = brief.claimed_by[1]
    plain = hedged.model_copy(
        update={"content": hedged.content.replace("may have lost", "lost"), "hedge": None}
    )
    claims = (brief.claimed_by[0], plain, brief.claimed_by[2])
    return brief.model_copy(update={"summary": summary, "claimed_by": claims})


def wrong_number(brief: Brief) -> Brief:
    point = brief.summary[0]
    changed = point.model_copy(update={"text": point.text.replace("14", "40")})
    return brief.model_copy(update={"summary": (changed, *brief.summary[1:])})


def wrong_name(brief: Brief) -> Brief:
    point = brief.summary[1]
    changed = point.model_copy(update={"text": point.text.replace("Okafor", "Olsen")})
    return brief.model_copy(update={"summary": (brief.summary[0], changed, *brief.summary[2:])})


def lost_negation(brief: Brief) -> Brief:
    point = brief.summary[1]
    changed = point.model_copy(update={"text": point.text.replace("had not slowed", "had slowed")})
    return brief.model_copy(update={"summary": (brief.summary[0], changed, *brief.summary[2:])})


def stated_as_fact(brief: Brief) -> Brief:
    point = brief.summary[1]
    changed = point.model_copy(update={"text": "The Aurelia had not slowed down in the fog."})
    return brief.model_copy(update={"summary": (brief.summary[0], changed, *brief.summary[2:])})


def moved_evidence(brief: Brief) -> Brief:
    original = brief.where[0].evidence[0]
    moved = Evidence(start=original.start + 5, end=original.end + 5, quote=original.quote)
    place = brief.where[0].model_copy(update={"evidence": (moved,)})
    return brief.model_copy(update={"where": (place,)})


def invented_quote(brief: Brief) -> Brief:
    point = brief.summary[3]
    changed = point.model_copy(
        update={"text": point.text.replace("said they never", 'said "we never ever" they never')}
    )
    return brief.model_copy(update={"summary": (*brief.summary[:3], changed)})


def missing_essential(brief: Brief) -> Brief:
    return brief.model_copy(
        update={"summary": brief.summary[:1], "claimed_by": brief.claimed_by[1:]}
    )


def padded(brief: Brief) -> Brief:
    words = "The harbour has a cafe with a view of the lighthouse"
    trivia = SummaryPoint(text=f"{words}.", evidence=(evidence_of(words),))
    event = What(event=words, evidence=(evidence_of(words),))
    return brief.model_copy(
        update={"summary": (*brief.summary, trivia), "what": (*brief.what, event)}
    )


def wrong_kind_of_uncertainty(brief: Brief) -> Brief:
    item = brief.uncertainty[0].model_copy(update={"kind": "hedged"})
    return brief.model_copy(update={"uncertainty": (item,)})


def false_alarm(brief: Brief) -> Brief:
    item = Uncertainty(
        kind="single_source",
        note="Only one says so.",
        evidence=(evidence_of("which was painted last spring"),),
    )
    return brief.model_copy(update={"uncertainty": (*brief.uncertainty, item)})


def wrong_day(brief: Brief) -> Brief:
    when = brief.when[0].model_copy(update={"value": "2031-03-11"})
    return brief.model_copy(update={"when": (when,)})


def wrong_order(brief: Brief) -> Brief:
    return brief.model_copy(update={"who": brief.who[::-1]})


def rejected_items(brief: Brief) -> Brief:
    finding = RejectionFinding(code="words_not_in_article")
    rejected = RejectedItem(section="who", text="Nobody", findings=(finding,))
    return brief.model_copy(
        update={
            "coverage": brief.coverage.model_copy(update={"rejected": (rejected,)}),
            "provenance": brief.provenance.model_copy(update={"reasks": 1}),
        }
    )


def wrong_place(brief: Brief) -> Brief:
    place = brief.where[0].model_copy(update={"place": "Halder Bay"})
    return brief.model_copy(update={"where": (place,)})


def extra_person(brief: Brief) -> Brief:
    who = Who(name="the Aurelia", kind="other", evidence=(evidence_of("the Aurelia"),))
    return brief.model_copy(update={"who": (*brief.who, who)})


def missing_person(brief: Brief) -> Brief:
    return brief.model_copy(update={"who": brief.who[:2]})


def other_event_first(brief: Brief) -> Brief:
    words = "The harbour has a cafe with a view of the lighthouse"
    return brief.model_copy(
        update={"what": (What(event=words, evidence=(evidence_of(words),)), *brief.what)}
    )


def missing_event(brief: Brief) -> Brief:
    return brief.model_copy(update={"what": ()})


def invented_claim(brief: Brief) -> Brief:
    extra = claim("The harbour has a cafe", source=OKAFOR, cue="said")
    return brief.model_copy(update={"claimed_by": (*brief.claimed_by, extra)})


def wrong_cue(brief: Brief) -> Brief:
    first = brief.claimed_by[0].model_copy(update={"cue": evidence_of("asked")})
    return brief.model_copy(update={"claimed_by": (first, *brief.claimed_by[1:])})


def wrong_kind_of_source(brief: Brief) -> Brief:
    source = OKAFOR.model_copy(update={"kind": "document"})
    first = brief.claimed_by[0].model_copy(update={"source": source})
    return brief.model_copy(update={"claimed_by": (first, *brief.claimed_by[1:])})


def wrong_kind_of_quote(brief: Brief) -> Brief:
    first = brief.claimed_by[0].model_copy(update={"quote_kind": "direct"})
    return brief.model_copy(update={"claimed_by": (first, *brief.claimed_by[1:])})


def missing_uncertainty(brief: Brief) -> Brief:
    return brief.model_copy(update={"uncertainty": ()})


def _list_metrics(section: str) -> tuple[str, ...]:
    return tuple(f"{section}.{name}" for name in ("precision", "recall", "f1"))


FAULTS: tuple[tuple[Callable[[Brief], Brief], frozenset[str]], ...] = (
    (swapped_sources, frozenset({"claims.source", "claims.attributed"})),
    (dropped_hedge, frozenset({"claims.hedge", "support.hedge", "summary.support"})),
    (wrong_number, frozenset({"support.numbers", "summary.support"})),
    (wrong_name, frozenset({"support.names", "summary.support"})),
    (lost_negation, frozenset({"support.negation", "summary.support"})),
    (stated_as_fact, frozenset({"support.source", "summary.support"})),
    (moved_evidence, frozenset({"quotes.slices"})),
    (invented_quote, frozenset({"quotes.words"})),
    (missing_essential, frozenset({"summary.coverage", "claims.recall", "claims.f1"})),
    (padded, frozenset({"summary.focus", "what.precision", "what.f1"})),
    (wrong_kind_of_uncertainty, frozenset({"uncertainty.kind"})),
    (false_alarm, frozenset({"uncertainty.precision", "uncertainty.f1"})),
    (wrong_day, frozenset({"when.value", "when.precision", "when.recall", "when.f1"})),
    (wrong_order, frozenset({"first.who", "first.mean"})),
    (
        wrong_place,
        frozenset({"first.where", "first.mean", "support.names", *_list_metrics("where")}),
    ),
    (extra_person, frozenset({"who.precision", "who.f1"})),
    (missing_person, frozenset({"who.recall", "who.f1"})),
    (other_event_first, frozenset({"first.what", "first.mean", "what.precision", "what.f1"})),
    (missing_event, frozenset({"first.what", "first.mean", *_list_metrics("what")})),
    (invented_claim, frozenset({"claims.precision", "claims.f1", "claims.attributed"})),
    (wrong_cue, frozenset({"claims.cue"})),
    (wrong_kind_of_source, frozenset({"claims.source_kind"})),
    (wrong_kind_of_quote, frozenset({"claims.quote_kind"})),
    (missing_uncertainty, frozenset({"uncertainty.kind", *_list_metrics("uncertainty")})),
    (rejected_items, frozenset({"form.valid", "form.kept"})),
)
"""Each fault, with the metrics that it must lower; no other metric may change."""
