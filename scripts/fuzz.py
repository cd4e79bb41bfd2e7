"""Feed random and damaged input to briefer for a few minutes, and report what it cannot handle.

Every input must end in a brief that passes ``briefer check``, or in an error that says who is at
fault. Each round has a seed, which is printed: ``fuzz.py --seed 17 --rounds 1`` repeats it.

    python scripts/fuzz.py --minutes 3
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import briefer
from briefer import Article, BrieferError, FakeModel, Settings
from briefer.verification import verify_brief

SETTINGS = Settings(cache=False)
SLOW = 30.0  # seconds; damage must not make a short input slow

PARAGRAPHS = (
    "Mayor Ingrid Okafor said on Tuesday that the pier would stay closed until 3 May.",
    "“We heard nothing at all,” said Tomás Reyes, the union’s secretary. He denied that.",
    "According to two officials, 12 of the 40 cranes may be lost; police counted 14.",
)
PAGE = (
    "<!DOCTYPE html><html lang=en><head><title>Pier closed</title><meta name=author "
    'content="Ann Brandt"><script type="application/ld+json">{"@type":"NewsArticle",'
    '"datePublished":"2026-03-18"}</script><style>.x{display:none}</style></head><body><article>'
    "<h1>Pier closed</h1>"
    + "".join(f"<p>{words}</p>" for words in PARAGRAPHS * 3)
    + "<p class=x>Hidden words</p></article></body></html>"
)
MARKDOWN = (
    "---\ntitle: Pier closed\ndate: 2026-03-18\nauthor: [Ann Brandt]\n---\n\n# Pier closed\n\n"
    + "\n\n".join(PARAGRAPHS * 3)
)
# What is mutated, by the suffix of the file: a new format is one line.
FORMATS: Mapping[str, bytes] = {
    ".html": PAGE.encode(),
    ".md": MARKDOWN.encode(),
    ".txt": "\n\n".join(PARAGRAPHS * 3).encode(),
}
PIECES = (
    b"<", b">", b"&", b'"', b"'", b"\x00", b"\xff", b"\xed\xa0\x80", b"\n\n", b"]]>", b"<!--",
    b"</p>", b"<p>", b"{", b"}", b"[" * 300, b"<b>" * 300, b"&#0;", b"\xe2\x80\x9c", b"9" * 400,
    "“Nobody said so,” he said. ".encode(), b"---\n", b"style='font-size:0'", b"\xef\xbb\xbf",
)  # fmt: skip
WORDS = (
    "Ann Brandt", "the mayor", "said", "denied", "that", "“", "”", '"', ",", ".", "\n\n", "12",
    "on Tuesday", "according to", "not", "(", ")", "—", "if", "he", "she", "it", "U.S.", "🚒", "İ",
    "3 May 2026", "police", "who", "and", "of", "\u202e", "may", "消息", "http://a.test/", "AND",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return data with a few bytes changed, cut out, doubled or inserted."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.randint(0, 80))
        match chance.randrange(4):
            case 0:
                changed[start:end] = chance.randbytes(end - start)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end] * chance.randint(1, 20)
            case _:
                changed[start:start] = chance.choice(PIECES)
    return bytes(changed)


def random_text(chance: random.Random) -> str:
    """Return words, marks and whole sentences in any order."""
    words = [chance.choice((*WORDS, *PARAGRAPHS)) for _ in range(chance.randint(1, 150))]
    return chance.choice((" ", " ", "")).join(words)


def random_value(
    schema: Mapping[str, Any], root: Mapping[str, Any], chance: random.Random
) -> object:
    """Return a value that fits a JSON schema, apart from its limits of length."""
    if reference := schema.get("$ref"):
        return random_value(root["$defs"][reference.rsplit("/", 1)[-1]], root, chance)
    if options := schema.get("anyOf"):
        return random_value(chance.choice(options), root, chance)
    if values := schema.get("enum"):
        return chance.choice(values)
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: random_value(one, root, chance) for name, one in properties.items()}
    if kind == "array":
        items = schema.get("items", {})
        return [random_value(items, root, chance) for _ in range(chance.randint(0, 5))]
    simple = {
        "integer": chance.choice((1, 2, 3, 7, -1, 10**20)),
        "boolean": chance.choice((True, False)),
        "null": None,
    }
    return simple[kind] if kind in simple else random_text(chance)[: chance.choice((20, 90, 300))]


def drafting_model(chance: random.Random) -> FakeModel:
    """Return a model whose answers fit the schemas and are otherwise random."""
    profile = chance.choice(("small", "capable"))

    def answer(_messages: object, schema: type) -> object:
        wanted = schema.model_json_schema()
        return random_value(wanted, wanted, chance)

    return FakeModel(answer, profile=profile)


def briefed(source: Article | Path, model: FakeModel | str) -> None:
    """Brief a source, render it in all text formats, and check the brief."""
    brief = briefer.brief(source, model=model, settings=SETTINGS)
    report = verify_brief(brief.model_dump_json())
    if report.failures:
        raise AssertionError(f"the brief does not pass its check: {report.failures}")
    for output_format in ("terminal", "md", "html", "json"):
        briefer.render(brief, output_format).encode()


def file_round(chance: random.Random, folder: Path) -> str:
    """Brief a damaged file."""
    suffix = chance.choice(sorted(FORMATS))
    path = folder / f"damaged{suffix}"
    path.write_bytes(mutated(FORMATS[suffix], chance))
    briefed(path, "none")
    return suffix


def text_round(chance: random.Random, _folder: Path) -> str:
    """Brief random text."""
    text = random_text(chance)
    language = chance.choice(("en", "en", "fr", "de"))
    briefed(Article(text=text if text.strip() else "a", language=language), "none")
    return "text"


def draft_round(chance: random.Random, _folder: Path) -> str:
    """Brief an article with a model that answers at random."""
    article = Article(text="\n\n".join(PARAGRAPHS), title="Pier closed", published="2026-03-18")
    briefed(article, drafting_model(chance))
    return "draft"


ROUNDS: tuple[Callable[[random.Random, Path], str], ...] = (file_round, text_round, draft_round)


def fuzz(*, seed: int, rounds: int, seconds: float) -> int:
    """Run rounds until their number or the time is up; return how many failed."""
    ends: Counter[str] = Counter()
    deadline = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for number in range(seed, seed + rounds):
            if time.monotonic() > deadline:
                break
            run = ROUNDS[number % len(ROUNDS)]
            start = time.monotonic()
            try:
                ends[f"brief of {run(random.Random(number), Path(folder))}"] += 1
            except BrieferError as error:
                ends[type(error).__name__] += 1
            except Exception:  # noqa: BLE001 (this is what the script looks for)
                ends["FAILED"] += 1
                print(f"\nseed {number} ({run.__name__}):")
                traceback.print_exc()
            if time.monotonic() - start > SLOW:
                ends["FAILED"] += 1
                print(f"seed {number} ({run.__name__}) took more than {SLOW:g} seconds")
    print(f"seeds {seed} to {seed + sum(ends.values()) - 1}:", dict(sorted(ends.items())))
    return ends["FAILED"]


def main() -> int:
    """Read the arguments, run, and return 1 if an input was not handled."""
    parser = argparse.ArgumentParser(description="Feed damaged input to briefer.")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--rounds", type=int, default=10**6)
    parser.add_argument("--minutes", type=float, default=3.0)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    failed = fuzz(seed=arguments.seed, rounds=arguments.rounds, seconds=arguments.minutes * 60)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
