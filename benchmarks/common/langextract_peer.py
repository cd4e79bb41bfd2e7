"""langextract, asked for all sections of a brief but the summary, for which it has no form.

It is asked as its documentation advises: an instruction that wants the text's own words, one worked
example whose extractions stand in the order of the text, do not overlap and are marked up by
attributes, and the schema that it makes of that example. It runs in a process of its own, which is
ended when it takes too long. It knows no order but that of the text, so what it names first is what
the text names first.
"""

import asyncio
import importlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing.connection import Connection
from typing import NamedTuple, TypedDict, TypeVar, cast, get_args

from briefer import Article, Brief, BrieferError
from briefer.evidence import Evidence
from briefer.grounding.alignment import find_phrase
from briefer.model.llama_server import EmbeddedServer
from briefer.schema import (
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
from briefer.vocabulary import TWO_SIDED, UncertaintyKind

NAME = "langextract"
ANSWER_TOKENS = 1_500  # as many as the plain call has

TASK = (
    "Extract from a news article, in the order of the text and in its exact words: what (the main "
    "event), who (people and organisations that act), where (its places), when (its times), claim "
    "(every statement that somebody makes, with the source, who says it, and the cue, the words "
    "that attribute it), and uncertainty (what a reader should not take as settled, with its "
    "kind). Do not paraphrase."
)
KINDS = get_args(UncertaintyKind)
EXAMPLE = (
    "A footbridge collapsed in Ellery on Monday evening. The bridge will stay shut until May, the "
    "mayor, Ines Calder, told reporters. “We found cracks in two piers,” said an engineer who "
    "asked not to be named. According to the transport ministry, traffic may have to be diverted. "
    "It was not clear who had built the piers."
)
EXTRACTIONS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("what", "A footbridge collapsed", {}),
    ("where", "Ellery", {}),
    ("when", "Monday evening", {}),
    (
        "claim",
        "The bridge will stay shut until May",
        {"source": "the mayor, Ines Calder", "cue": "told reporters"},
    ),
    ("who", "Ines Calder", {}),
    (
        "claim",
        "We found cracks in two piers",
        {"source": "an engineer who asked not to be named", "cue": "said"},
    ),
    ("uncertainty", "an engineer who asked not to be named", {"kind": "unnamed_source"}),
    ("who", "the transport ministry", {}),
    (
        "claim",
        "traffic may have to be diverted",
        {"source": "the transport ministry", "cue": "According to"},
    ),
    ("uncertainty", "It was not clear who had built the piers", {"kind": "unconfirmed"}),
)

Item = TypeVar("Item")


class Extraction(TypedDict):
    """One extraction; its place is None when langextract did not find it in the text."""

    section: str
    text: str
    attributes: dict[str, str]
    place: tuple[int, int] | None


class Run(NamedTuple):
    """What one run over a text came to."""

    seconds: float
    calls: int
    input_tokens: int
    output_tokens: int
    found: list[Extraction]


async def brief(article: Article, *, server: EmbeddedServer, limit: float) -> Brief:
    """Make a brief of what langextract extracts in ``limit`` seconds at most.

    Raises:
        BrieferError: it did not come to an end.
    """
    run = await asyncio.to_thread(_in_a_process, article.text, server, limit)
    return _brief(article, run)


def _in_a_process(text: str, server: EmbeddedServer, limit: float) -> Run:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    arguments = (text, f"{server.root}/v1", server.key, sender)
    process = context.Process(target=extract, args=arguments, daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(limit):
            raise BrieferError(f"{NAME} was not done after {limit:g} s")
        run: Run = receiver.recv()
    except EOFError:
        raise BrieferError(f"{NAME} ended without a result") from None
    else:
        return run
    finally:
        process.kill()
        process.join()


def extract(text: str, base_url: str, key: str, reply: Connection) -> None:
    """Run langextract over a text, and send what it came to."""
    os.environ["NO_PROXY"] = "127.0.0.1"
    lx = importlib.import_module(NAME)
    spent = _counted()
    example = lx.data.ExampleData(
        text=EXAMPLE,
        extractions=[
            lx.data.Extraction(section, words, attributes=attributes or None)
            for section, words, attributes in EXTRACTIONS
        ],
    )
    server = {"base_url": base_url, "api_key": key, "temperature": 0.0, "seed": 1}
    model = lx.factory.create_model(
        lx.factory.ModelConfig(
            model_id="embedded",
            provider="OpenAILanguageModel",
            provider_kwargs=server | {"max_output_tokens": ANSWER_TOKENS},
        ),
        examples=[example],
        use_schema_constraints=True,
    )
    start = time.perf_counter()
    found = lx.extract(
        text,
        prompt_description=TASK,
        examples=[example],
        model=model,
        use_schema_constraints=False,  # the model has them already
        max_workers=1,
        show_progress=False,
    )
    seconds = time.perf_counter() - start
    extractions = [
        Extraction(
            section=one.extraction_class,
            text=one.extraction_text,
            attributes={name: str(value) for name, value in (one.attributes or {}).items()},
            place=(one.char_interval.start_pos, one.char_interval.end_pos)
            if one.char_interval and one.char_interval.end_pos
            else None,
        )
        for one in found.extractions or ()
    ]
    input_tokens, output_tokens = (sum(tokens) for tokens in zip(*spent, strict=True))
    reply.send(Run(seconds, len(spent), input_tokens, output_tokens, extractions))


def _counted() -> list[tuple[int, int]]:
    """Have the SDK count the tokens of each reply, which langextract does not tell."""
    completions = importlib.import_module("openai.resources.chat.completions").Completions
    create: Callable[..., object] = completions.create
    spent: list[tuple[int, int]] = []

    def create_and_count(self: object, **parameters: object) -> object:
        reply = create(self, **parameters)
        usage = getattr(reply, "usage", None)
        spent.append((usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0))
        return reply

    completions.create = create_and_count
    return spent


def _brief(article: Article, run: Run) -> Brief:
    """Make a brief of what has a place; the rest counts as refused."""
    first = article.evidence(*article.sentences[0])
    placed = [
        (one, article.evidence(*one["place"])) for one in run.found if one["place"] is not None
    ]
    reason = f"{NAME} does not know its place in the article"

    def made(section: str, make: Callable[[Extraction, Evidence], Item]) -> tuple[Item, ...]:
        return tuple(make(one, words) for one, words in placed if one["section"] == section)

    return Brief(
        headline=SummaryPoint(text=first.quote, evidence=(first,)),
        who=_once(made("who", _who), lambda who: who.name),
        what=made("what", _what),
        where=_once(made("where", _where), lambda where: where.place),
        when=_once(made("when", _when), lambda when: when.phrase),
        claimed_by=made("claim", lambda one, words: _claim(one, words, article)),
        uncertainty=made("uncertainty", _uncertainty),
        article=article,
        coverage=Coverage(
            sentences=len(article.sentences),
            sentences_read=len(article.sentences),
            rejected=tuple(
                RejectedItem(section=one["section"] or "none", text=one["text"], reason=reason)
                for one in run.found
                if one["place"] is None
            ),
        ),
        provenance=Provenance(
            model=NAME,
            version=version(NAME),
            created=datetime.now(UTC),
            calls=run.calls,
            input_tokens=run.input_tokens,
            output_tokens=run.output_tokens,
            seconds=run.seconds,
        ),
    )


def _once(items: Iterable[Item], name: Callable[[Item], str]) -> tuple[Item, ...]:
    """Keep the first of each name: each chunk of a text names the same ones again."""
    kept: dict[str, Item] = {}
    for item in items:
        kept.setdefault(name(item).casefold(), item)
    return tuple(kept.values())


def _who(one: Extraction, words: Evidence) -> Who:
    return Who(name=_words(one, words), kind="other", evidence=(words,))


def _what(one: Extraction, words: Evidence) -> What:
    return What(event=_words(one, words), evidence=(words,))


def _where(one: Extraction, words: Evidence) -> Where:
    return Where(place=_words(one, words), evidence=(words,))


def _when(one: Extraction, words: Evidence) -> When:
    return When(phrase=_words(one, words), evidence=(words,))


def _claim(one: Extraction, words: Evidence, article: Article) -> Claim:
    """Return a claim; its source is shown when its name stands in the article."""
    name = one["attributes"].get("source", "").strip()
    named = find_phrase(article, name) if name else None
    source = Source(
        name=name or "unknown",
        kind="person" if named else "unknown",
        evidence=(named,) if named else (),
    )
    return Claim(
        content=_words(one, words), source=source, quote_kind="indirect", evidence=(words,)
    )


def _uncertainty(one: Extraction, words: Evidence) -> Uncertainty:
    """Return a doubt: hedged, where its kind is none of ours or takes two passages."""
    kind = one["attributes"].get("kind", "")
    known: Sequence[str] = [name for name in KINDS if name not in TWO_SIDED]
    chosen = cast("UncertaintyKind", kind if kind in known else "hedged")
    return Uncertainty(kind=chosen, note=_words(one, words), evidence=(words,))


def _words(one: Extraction, words: Evidence) -> str:
    return " ".join((one["text"] or words.quote).split()) or words.quote
