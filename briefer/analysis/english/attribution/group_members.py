"""Find the source that is one of a group: "one of them", "the other".

In "Two officials spoke. One said ..." the source is one of two officials.
"""

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import AttributionSource
from briefer.analysis.english.attribution.anonymity import AnonymityReasons
from briefer.analysis.english.attribution.antecedents import Antecedents
from briefer.analysis.english.attribution.described_sources import DescribedSources
from briefer.analysis.english.attribution.named_sources import NamedSources
from briefer.analysis.english.attribution.noun_phrases import is_share, phrase_of


class GroupMembers:
    """Finds the groups to which "one", "another" and "the other" belong.

    Args:
        doc: the article's parse.
        text: its text.
        names: finds those whom a noun phrase names.
        descriptions: finds those whom a noun phrase describes.
        antecedents: who spoke or acted where.
        reasons: why sources are not named.
    """

    def __init__(
        self,
        doc: Doc,
        text: str,
        *,
        names: NamedSources,
        descriptions: DescribedSources,
        antecedents: Antecedents,
        reasons: AnonymityReasons,
    ) -> None:
        self._doc = doc
        self._text = text
        self._names = names
        self._descriptions = descriptions
        self._antecedents = antecedents
        self._reasons = reasons

    def find(self, head: Token) -> AttributionSource | None:
        """Resolve "one of them" and "the other" to the unnamed group they belong to."""
        if head.lower_ not in {"one", "another", "other"}:
            return None
        if is_share(head):
            share = phrase_of(head)
            return AttributionSource(share.text_in(self._text), "group", (share,))
        if (named := next((c for c in head.rights if c.dep_ == "appos"), None)) is not None:
            return self._names.find(named) or self._descriptions.find(named)
        is_described = any(child.pos_ in {"NOUN", "PROPN"} for child in head.subtree)
        group = self._antecedents.last_people(head.idx)
        if group is None and head.lower_ == "another" and not is_described:
            return AttributionSource(head.lower_, "unnamed_person", (phrase_of(head),))
        return None if is_described or group is None else self._one_of(group, head)

    def _one_of(self, group: AttributionSource, head: Token) -> AttributionSource:
        """Return "one of two officials" for "one", with the reason why they are not named."""
        which = "the other" if head.lower_ == "other" else head.lower_
        words = self._doc.char_span(*group.spans[0], alignment_mode="expand")
        is_common_noun = words is not None and words[0].pos_ != "PROPN"
        initial = group.text[:1].lower() if is_common_noun else group.text[:1]
        text = f"{which} of {initial}{group.text[1:]}"
        reason = self._reasons.with_reason(group, group.spans[0].start).reason
        return AttributionSource(
            text, "unnamed_person", (phrase_of(head), *group.spans), reason=reason
        )
