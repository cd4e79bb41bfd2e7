"""Joining: what one cue carries is one attribution, and none is told twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefer.analysis.annotations import Attribution, Span


def merge_attributions(found: Iterable[Attribution], text: str) -> list[Attribution]:
    """Join what one cue carries in one paragraph: “A,” she said. “B.” is one claim of hers."""
    whole: list[Attribution] = []
    latest: dict[Span, int] = {}
    for attribution in sorted(found, key=lambda a: a.content[0].start):
        index = latest.get(attribution.cue)
        if index is not None and _is_one_paragraph(whole[index], attribution, text):
            parts = (*whole[index].content, *attribution.content)
            whole[index] = replace(whole[index], content=parts)
        else:
            latest[attribution.cue] = len(whole)
            whole.append(attribution)
    return whole


def _is_one_paragraph(one: Attribution, other: Attribution, text: str) -> bool:
    return "\n" not in text[one.content[0].start : other.content[-1].end]


def is_part_of_another(inner: Attribution, all_found: Sequence[Attribution]) -> bool:
    """Tell whether an attribution only repeats a part of a longer one of the same speaker.

    One source's account of what another said is kept: it nests, and the inner source differs.
    """
    return any(
        outer is not inner
        and any(part.contains(inner.cue) for part in outer.content)
        and not any(part.contains(outer.cue) for part in inner.content)
        and (outer.source.text == inner.source.text or inner.by_pronoun)
        for outer in all_found
    )
