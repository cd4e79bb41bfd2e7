"""The brief as JSON-LD in the vocabulary of schema.org: the article, the brief, and its claims.

Every claim is a ``Claim`` with its author, and with quotations of the article as its parts. The
identifier ``char=12,45`` of a quotation (RFC 5147) is its place in the text of the article.
"""

from datetime import date
from typing import Final

from briefer.rendering import labels, view
from briefer.rendering.escaped_json import escaped_json
from briefer.schema.brief import Brief, Claim, Source
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import EntityKind, SourceKind

Node = dict[str, object]
# Organization is also what schema.org has for several people.
_ENTITY_TYPES: Final[dict[EntityKind, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "place": "Place",
    "other": "Thing",
}
_SOURCE_TYPES: Final[dict[SourceKind, str]] = {
    "person": "Person",
    "unnamed_person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "unnamed_group": "Organization",
}


def json_ld_text(brief: Brief) -> str:
    """Return the brief as indented JSON-LD."""
    return escaped_json(json_ld(brief), indent=2)


def json_ld(brief: Brief) -> Node:
    """Return the brief as one JSON-LD document with a graph."""
    article: Node = {"@id": view.web_address(brief) or "#article"}
    claims = [
        _claim(claim, number, brief, article)
        for number, claim in enumerate(brief.claimed_by, start=1)
    ]
    return {
        "@context": "https://schema.org",
        "@graph": [_article(brief, article), _brief(brief, article), *claims],
    }


def _article(brief: Brief, reference: Node) -> Node:
    article = brief.article
    return _node(
        "NewsArticle",
        **reference,
        headline=article.title,
        url=view.web_address(brief),
        publisher=article.publisher and _node("Organization", name=article.publisher),
        author=[_node("Person", name=name) for name in article.authors],
        datePublished=_iso(article.published),
        dateModified=_iso(article.modified),
        inLanguage=article.language,
        identifier=f"sha256:{article.sha256}",
    )


def _brief(brief: Brief, article: Node) -> Node:
    made = brief.provenance
    about = [
        *(_node(_ENTITY_TYPES[who.kind], name=who.name, description=who.role) for who in brief.who),
        *(_node("Place", name=place.place) for place in brief.where),
        *(
            _node(
                "Event",
                name=what.event,
                description=view.attribution_note(what, language=brief.language),
            )
            for what in brief.what
        ),
    ]
    return _node(
        "Article",
        **{"@id": "#brief"},
        headline=brief.headline.text,
        abstract=[point.text for point in brief.summary],
        about=about,
        temporalCoverage=[time.value for time in brief.when if time.value],
        comment=[
            _node("Comment", name=finding.kind, text=finding.note)
            for finding in view.ordered_uncertainty(brief)
        ],
        isBasedOn=article,
        inLanguage=brief.language,
        dateCreated=_iso(made.created),
        creator=_node("SoftwareApplication", name="briefer", softwareVersion=made.version),
        hasPart=[{"@id": f"#claim-{number}"} for number in range(1, len(brief.claimed_by) + 1)],
    )


def _claim(claim: Claim, number: int, brief: Brief, article: Node) -> Node:
    return _node(
        "Claim",
        **{"@id": f"#claim-{number}"},
        text=claim.content,
        inLanguage=brief.article.language,
        **_author(claim.source),
        citation=labels.chain_words(claim, language=brief.language),
        appearance=article,
        hasPart=[_quotation(each) for each in view.claim_evidence(claim)],
    )


def _author(source: Source) -> Node:
    """Return who makes a claim; nothing if the article does not say it."""
    if source.kind == "unknown":
        return {}
    if source.kind == "document":
        return {"isPartOf": _node("CreativeWork", name=source.name, description=source.role)}
    kind = _SOURCE_TYPES[source.kind]
    return {"author": _node(kind, name=source.name, description=source.role)}


def _quotation(evidence: Evidence) -> Node:
    return _node(
        "Quotation", text=evidence.quote, identifier=f"char={evidence.start},{evidence.end}"
    )


def _node(kind: str, **properties: object) -> Node:
    """Return a node of a type, without empty properties."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None
