"""Make a brief with langextract: all sections except the summary, which it cannot extract.

It is used as its documentation recommends: an instruction to use exact words of the text, one
example whose extractions are in text order, do not overlap and have attributes, and the schema that
langextract derives from the example. It runs in a separate process, which is killed after a time
limit. Its results are in text order, so its first item of a section is the first in the text.
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
from briefer.grounding.alignment import find_phrase
from briefer.model.llama_server import EmbeddedServer
from briefer.schema.brief import Claim, Source, SummaryPoint, Uncertainty, What, When, Where, Who
from briefer.schema.coverage import Coverage, Provenance, RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import TWO_SIDED, UncertaintyKind

NAME = "langextract"
ANSWER_TOKENS = 1_500  # the same as for the plain call

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
    """One extraction; its offsets are None if langextract did not find it in the text."""

    section: str
    text: str
    attributes: dict[str, str]
    offsets: tuple[int, int] | None


class Run(NamedTuple):
    """The result of langextract on one text."""

    seconds: float
    calls: int
    input_tokens: int
    output_tokens: int
    extractions: list[Extraction]


async def brief(article: Article, *, server: EmbeddedServer, limit: float) -> Brief:
    """Make a brief of what langextract extracts within ``limit`` seconds.

    Raises:
        BrieferError: langextract exceeded the limit or ended without a result.
    """
    run = await asyncio.to_thread(_extract_in_process, article.text, server, limit)
    return _brief(article, run)


def _extract_in_process(text: str, server: EmbeddedServer, limit: float) -> Run:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    arguments = (text, f"{server.root}/v1", server.key, sender)
    process = context.Process(target=extract, args=arguments, daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(limit):
            raise BrieferError(f"{NAME} did not finish within {limit:g} s")
        run: Run = receiver.recv()
    except EOFError:
        raise BrieferError(f"{NAME} ended without a result") from None
    else:
        return run
    finally:
        process.kill()
        process.join()


def extract(text: str, base_url: str, key: str, reply: Connection) -> None:
    """Run langextract on a text and send the result through ``reply``."""
    os.environ["NO_PROXY"] = "127.0.0.1"
    lx = importlib.import_module(NAME)
    token_counts = _count_tokens()
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
    document = lx.extract(
        text,
        prompt_description=TASK,
        examples=[example],
        model=model,
        use_schema_constraints=False,  # the model already has them
        max_workers=1,
        show_progress=False,
    )
    seconds = time.perf_counter() - start
    extractions = [
        Extraction(
            section=one.extraction_class,
            text=one.extraction_text,
            attributes={name: str(value) for name, value in (one.attributes or {}).items()},
            offsets=(one.char_interval.start_pos, one.char_interval.end_pos)
            if one.char_interval and one.char_interval.end_pos
            else None,
        )
        for one in document.extractions or ()
    ]
    input_tokens, output_tokens = (sum(tokens) for tokens in zip(*token_counts, strict=True))
    reply.send(Run(seconds, len(token_counts), input_tokens, output_tokens, extractions))


def _count_tokens() -> list[tuple[int, int]]:
    """Patch the SDK to count the tokens of each reply, which langextract does not report.

    Returns:
        A list that grows by the input and output tokens of each reply.
    """
    completions = importlib.import_module("openai.resources.chat.completions").Completions
    create: Callable[..., object] = completions.create
    token_counts: list[tuple[int, int]] = []

    def create_and_count(self: object, **parameters: object) -> object:
        reply = create(self, **parameters)
        usage = getattr(reply, "usage", None)
        token_counts.append((usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0))
        return reply

    completions.create = create_and_count
    return token_counts


def _brief(article: Article, run: Run) -> Brief:
    """Make a brief of the extractions with offsets; the others are rejected."""
    first = article.evidence(*article.sentences[0])
    grounded = [
        (one, article.evidence(*one["offsets"]))
        for one in run.extractions
        if one["offsets"] is not None
    ]
    finding = RejectionFinding(code="words_not_in_article")

    def items(section: str, make: Callable[[Extraction, Evidence], Item]) -> tuple[Item, ...]:
        return tuple(make(one, evidence) for one, evidence in grounded if one["section"] == section)

    return Brief(
        headline=SummaryPoint(text=first.quote, evidence=(first,)),
        who=_unique(items("who", _who), lambda who: who.name),
        what=items("what", _what),
        where=_unique(items("where", _where), lambda where: where.place),
        when=_unique(items("when", _when), lambda when: when.phrase),
        claimed_by=items("claim", lambda one, evidence: _claim(one, evidence, article)),
        uncertainty=items("uncertainty", _uncertainty),
        article=article,
        coverage=Coverage(
            sentences=len(article.sentences),
            sentences_read=len(article.sentences),
            rejected=tuple(
                RejectedItem(
                    section=one["section"] or "none", text=one["text"], findings=(finding,)
                )
                for one in run.extractions
                if one["offsets"] is None
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


def _unique(items: Iterable[Item], name: Callable[[Item], str]) -> tuple[Item, ...]:
    """Keep the first item of each name; langextract repeats names in each chunk of a text."""
    by_name: dict[str, Item] = {}
    for item in items:
        by_name.setdefault(name(item).casefold(), item)
    return tuple(by_name.values())


def _who(one: Extraction, evidence: Evidence) -> Who:
    return Who(name=_text(one, evidence), kind="other", evidence=(evidence,))


def _what(one: Extraction, evidence: Evidence) -> What:
    return What(event=_text(one, evidence), evidence=(evidence,))


def _where(one: Extraction, evidence: Evidence) -> Where:
    return Where(place=_text(one, evidence), evidence=(evidence,))


def _when(one: Extraction, evidence: Evidence) -> When:
    return When(phrase=_text(one, evidence), evidence=(evidence,))


def _claim(one: Extraction, evidence: Evidence, article: Article) -> Claim:
    """Return a claim; its source has evidence if its name is in the article."""
    name = one["attributes"].get("source", "").strip()
    source_evidence = find_phrase(article, name) if name else None
    source = Source(
        name=name or "unknown",
        kind="person" if source_evidence else "unknown",
        evidence=(source_evidence,) if source_evidence else (),
    )
    return Claim(
        content=_text(one, evidence), source=source, quote_kind="indirect", evidence=(evidence,)
    )


def _uncertainty(one: Extraction, evidence: Evidence) -> Uncertainty:
    """Return an uncertainty; an unknown kind, or one that needs two passages, becomes hedged."""
    kind = one["attributes"].get("kind", "")
    one_sided: Sequence[str] = [name for name in KINDS if name not in TWO_SIDED]
    valid_kind = cast("UncertaintyKind", kind if kind in one_sided else "hedged")
    return Uncertainty(kind=valid_kind, note=_text(one, evidence), evidence=(evidence,))


def _text(one: Extraction, evidence: Evidence) -> str:
    return " ".join((one["text"] or evidence.quote).split()) or evidence.quote
