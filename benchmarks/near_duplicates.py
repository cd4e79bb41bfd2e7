"""How well near-duplicates are recognised: precision and recall on reworked copies and look-alikes.

The articles of the shipped suite are reworked as outlets rework wire copy: another head, a shorter
text, a paragraph of their own, another order, other spelling, other words. Look-alikes are not
copies: follow-ups that repeat the background of an article, and series of reports in one form with
other facts. Each text comes after all originals, as in a batch, and is linked or not.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from common.reports import write_report

from briefer.batch.near_duplicates import Neighbours, signature_of
from briefer.evals.suites.loader import load_suite, shipped_suites

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
CHOSEN = 0.5
SPELLING = {
    "said": "stated", "about": "some", "more than": "over", "per cent": "percent", "also": "too",
    "because": "since", "after": "following", "but": "yet", "many": "numerous", "people": "persons",
}  # fmt: skip
LOCAL = (
    "Readers of this newspaper had written to the editors about the matter for weeks.",
    "This newspaper asked the parties for a comment and had no answer when it went to print.",
    "A correspondent in the region contributed to this report.",
)


class Text(NamedTuple):
    """A text, what was done to it, and the original that it copies, or None."""

    kind: str
    words: str
    original: int | None


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [one for one in re.split(r"\n+", text) if one.strip()]


def new_head(text: str, _chance: random.Random) -> str:
    """Add a dateline and an agency."""
    return f"PORT ELLISAND, March 18 (Bay News Agency) – {text}"


def shortened(text: str, _chance: random.Random) -> str:
    """Keep the first two thirds, as an editor with little room does."""
    sentences = re.split(r"(?<=[.!?”])\s+", text)
    return " ".join(sentences[: max(1, round(len(sentences) * 2 / 3))])


def halved(text: str, _chance: random.Random) -> str:
    """Keep the first half."""
    sentences = re.split(r"(?<=[.!?”])\s+", text)
    return " ".join(sentences[: max(1, len(sentences) // 2)])


def with_local_lines(text: str, _chance: random.Random) -> str:
    """Add paragraphs of the outlet's own."""
    return "\n\n".join((*paragraphs(text), *LOCAL))


def reordered(text: str, chance: random.Random) -> str:
    """Keep the lead, and put the other sentences into another order."""
    first, *rest = re.split(r"(?<=[.!?”])\s+", text)
    chance.shuffle(rest)
    return " ".join((first, *rest))


def respelt(text: str, _chance: random.Random) -> str:
    """Follow another house style: straight quotes, other small words."""
    text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    for word, other in SPELLING.items():
        text = re.sub(rf"\b{word}\b", other, text)
    return text


def reworded(text: str, chance: random.Random) -> str:
    """Replace one word in twelve."""
    words = text.split(" ")
    for at in range(len(words)):
        if chance.random() < 1 / 12:
            words[at] = chance.choice(("officials", "reportedly", "matter", "region", "then"))
    return " ".join(words)


def worked_over(text: str, chance: random.Random) -> str:
    """Do several of these at once."""
    return with_local_lines(respelt(shortened(text, chance), chance), chance)


REWORKED: dict[str, Callable[[str, random.Random], str]] = {
    "another head": new_head, "two thirds of it": shortened, "half of it": halved,
    "own lines added": with_local_lines, "another order": reordered, "another style": respelt,
    "one word in twelve replaced": reworded, "cut, restyled, added to": worked_over,
}  # fmt: skip


def follow_up(text: str, other: str) -> str:
    """Return a new story that repeats the last third of an old one as its background."""
    old = re.split(r"(?<=[.!?”])\s+", text)
    new = re.split(r"(?<=[.!?”])\s+", other)
    return " ".join((*new[: max(1, len(new) // 2)], *old[-max(1, len(old) // 3) :]))


def series(count: int) -> Iterator[str]:
    """Yield reports of one form with other numbers and names each day, as from a market."""
    chance = random.Random(5)  # noqa: S311
    for day in range(count):
        up, mills, sold = chance.randint(1, 90), chance.randint(3, 40), chance.randint(200, 9_000)
        firm = chance.choice(("Corvane", "Dunmere", "Helmshaw", "Birkvale", "Farrowby"))
        mover = chance.choice(("grain", "timber", "wool", "salt", "herring", "copper"))
        yield (
            f"Prices at the exchange of Vessing closed {chance.choice(('higher', 'lower'))} on day "
            f"{day + 1}, with {mover} moving {up} points. About {sold:,} contracts changed hands. "
            f"{firm} {chance.choice(('gained', 'lost'))} {chance.randint(1, 19)} per cent after it "
            f"said that {mills} of its mills would {chance.choice(('open', 'close', 'merge'))}. "
            f"Traders expected {chance.choice(('a quiet week', 'more sales', 'a decision'))}"
            f", said {chance.choice(('Ilse Varn', 'Tomas Alder', 'Jora Esk', 'Ivo Tarn'))} of the "
            f"broker {chance.choice(('Oskerby', 'Lind & Sons', 'Quarrick'))}. The index of the bay "
            f"stood at {chance.randint(900, 1_400)} points."
        )


def texts() -> tuple[list[str], list[Text]]:
    """Return the originals, and the copies and look-alikes that come after them."""
    cases = load_suite(shipped_suites()[0]).cases
    originals = [case.article.text for case in cases]
    chance = random.Random(1)  # noqa: S311
    found = [
        Text(kind, rework(text, chance), number)
        for kind, rework in REWORKED.items()
        for number, text in enumerate(originals)
    ]
    found += [
        Text("look-alike: follow-up", follow_up(text, originals[number - 1]), None)
        for number, text in enumerate(originals)
    ]
    reports = list(series(61))
    found += [Text("look-alike: series", text, None) for text in reports[1:]]
    return [*originals, reports[0]], found


def main() -> int:
    """Measure, print a table of thresholds and one of kinds, and write the report."""
    originals, found = texts()
    signatures = [signature_of(text) for text in originals]
    candidates = [signature_of(text.words) for text in found]
    rows = []
    print(f"{len(originals)} originals, {sum(t.original is not None for t in found)} copies, "
          f"{sum(t.original is None for t in found)} look-alikes")  # fmt: skip
    for threshold in THRESHOLDS:
        index = Neighbours(threshold)
        for number, signature in enumerate(signatures):
            index.add(number, str(number), signature)
        linked = [index.nearest(len(originals), signature) for signature in candidates]
        kinds: dict[str, list[bool]] = {}
        right = wrong = 0
        for text, link in zip(found, linked, strict=True):
            is_right = link is not None and link[0] == str(text.original)
            right += is_right
            wrong += link is not None and not is_right
            kinds.setdefault(text.kind, []).append(link is not None)
        copies = sum(text.original is not None for text in found)
        precision = right / (right + wrong) if right + wrong else 1.0
        print(
            f"{threshold:.1f}: precision {precision:.3f} ({right} of {right + wrong} links), "
            f"recall {right / copies:.3f} ({right} of {copies})"
        )
        by_kind = {kind: f"{sum(links)}/{len(links)}" for kind, links in kinds.items()}
        if threshold == CHOSEN:
            for kind, count in by_kind.items():
                print(f"      {kind}: {count} linked")
        rows.append({"threshold": threshold, "right": right, "wrong": wrong, "linked": by_kind})
    write_report("near_duplicates", chosen=CHOSEN, rows=rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
