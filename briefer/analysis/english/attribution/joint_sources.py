"""Join the sources that say the same together: "Doe and Roe said that the gate was open"."""

from collections.abc import Sequence

from briefer.analysis.annotations import AttributionSource

_SPEAKERS = frozenset({"person", "unnamed_person", "organisation"})


def joint_source(
    sources: Sequence[AttributionSource], *, joined_with: str | None
) -> AttributionSource:
    """Return one source for all that can speak; the first one if it is the only one."""
    first = sources[0]
    speakers = [source for source in sources if source.kind in _SPEAKERS]
    names = list(dict.fromkeys(speaker.text for speaker in speakers))
    if first.kind not in _SPEAKERS or len(names) == 1:
        return first
    text = f"{', '.join(names[:-1])} {joined_with} {names[-1]}"
    spans = (span for speaker in speakers for span in speaker.spans)
    return AttributionSource(text, "group", tuple(dict.fromkeys(spans)))
