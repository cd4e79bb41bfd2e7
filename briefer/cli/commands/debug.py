"""``briefer debug``: what the rules found in an article, and what they rejected.

With ``--line`` it shows how the checks judge a line about the article (``debug_line.py``).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.cli import options
from briefer.cli.commands.debug_line import Row, Section, line_report, line_sections
from briefer.cli.console import configure_logging
from briefer.cli.output import to_stdout

if TYPE_CHECKING:
    from briefer.analysis.annotations import Analysis, Attribution, Span
    from briefer.analysis.attribution_trace import RejectedCandidate
    from briefer.schema.article import Article

_LABEL_WIDTH = 20  # "A2 quotation_has_cue"


@click.command("debug")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--line", metavar="TEXT", help="Show how the checks judge this line instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the same as JSON.")
@options.lang
@options.common_options
def debug_command(*, file: Path, line: str | None, as_json: bool) -> None:
    """Show what the rules find in an article, and what they reject.

    Sentences, entities, quotations, attributions with the rule that found each, rejected candidates
    with the reason, uncertainty, times, places and events. No model is used.

    With --line: the words of the line, the sentences chosen as its evidence, the most similar
    sentence, what each check finds in it and how much that counts, and whether the line is
    supported.
    """
    import asyncio

    from briefer.analysis.analyzer import analyze_with_trace
    from briefer.source.loader import open_source
    from briefer.text.normalization import says_nothing

    configure_logging()
    if line is not None and says_nothing(line):
        raise click.UsageError("'--line' has no letter and no digit, so nothing can be checked.")
    article = asyncio.run(open_source(file, settings=options.load_settings()))
    analysis, rejected = analyze_with_trace(article)
    if line is None:
        report = _report(article, analysis, rejected)
        sections = _sections(report)
    else:
        report = line_report(line, article, analysis)
        sections = line_sections(report)
    if as_json:
        import json

        to_stdout(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        to_stdout(_page(f"Language: {article.language}, parser: {analysis.parser}", sections))


def _report(
    article: "Article", analysis: "Analysis", rejected: Iterable["RejectedCandidate"]
) -> dict[str, Any]:
    """Return everything that is shown, in the form of the JSON output."""
    from briefer.rendering.notes import uncertainty_note

    def cut(span: "Span") -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": article.text[span.start : span.end]}

    def attribution(found: "Attribution") -> dict[str, Any]:
        source = found.source
        return {
            "rule": found.rule,
            "sentence": found.sentence,
            "source": {
                "text": source.text,
                "kind": source.kind,
                "spans": [cut(span) for span in source.spans],
                "reason": source.reason and cut(source.reason),
            },
            "cue": cut(found.cue),
            "content": [cut(span) for span in found.content],
            "quote_kind": found.quote_kind,
            "hedge": found.hedge and cut(found.hedge.span),
        }

    report: dict[str, Any] = {
        "language": article.language,
        "parser": analysis.parser,
        "sentences": [
            {"index": index, "start": start, "end": end, "text": article.text[start:end]}
            for index, (start, end) in enumerate(article.sentences)
        ],
        "entities": [
            {
                "text": entity.text,
                "kind": entity.kind,
                "roles": [cut(span) for span in entity.roles],
                "mentions": [cut(span) for span in entity.mentions],
            }
            for entity in analysis.entities
        ],
        "quotations": [cut(quotation.span) for quotation in analysis.quotations],
        "attributions": [attribution(found) for found in analysis.attributions],
        "rejected": [
            {
                "rule": candidate.rule,
                "reason": candidate.reason,
                "sentence": article.sentence_at(candidate.span.start),
                **cut(candidate.span),
            }
            for candidate in rejected
        ],
        "uncertainty": [
            {
                "kind": found.kind,
                "code": found.code,
                "params": found.params,
                "note": uncertainty_note(found.code, found.params),
                "spans": [cut(span) for span in found.spans],
                "sides": [
                    {"source": side.source, "spans": [cut(span) for span in side.spans]}
                    for side in found.sides
                ],
            }
            for found in analysis.uncertainty
        ],
        "times": [
            {"type": time.type, "value": time.value, **cut(time.span)} for time in analysis.times
        ],
        "places": [cut(place.span) for place in analysis.places],
        "events": [
            {"actor": event.actor and cut(event.actor), "weight": event.weight, **cut(event.span)}
            for event in analysis.events
        ],
    }
    shown = (*report["attributions"], *report["rejected"])
    rules, reasons = _explanations()
    used = {item["rule"] for item in shown}
    report["rules"] = {rule: line for rule, line in rules.items() if rule in used}
    used = {item["reason"] for item in report["rejected"]}
    report["reasons"] = {reason: line for reason, line in reasons.items() if reason in used}
    return report


def _explanations() -> tuple[dict[str, str], dict[str, str]]:
    """Return one line for each rule and for each reason."""
    from briefer.analysis.attribution_trace import REJECTION_REASONS
    from briefer.analysis.english.attribution.rules import RULES
    from briefer.analysis.multilingual.rules import PATTERN_RULES

    rules = {
        rule.value: f"{rule.name.lower().replace('_', '-')}: {line}"
        for rule, line in (*RULES.items(), *PATTERN_RULES.items())
    }
    return rules, {str(reason): line for reason, line in REJECTION_REASONS.items()}


def _page(heading: str, sections: Iterable[Section]) -> str:
    """Return a report as plain text of at most 80 columns."""
    import io

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from briefer.rendering.sanitize import sanitize
    from briefer.rendering.terminal_layout import WIDTH

    page = io.StringIO()
    console = Console(file=page, width=WIDTH, color_system=None, legacy_windows=False)
    console.print(heading)
    for title, rows in sections:
        console.print(f"\n{title.upper()}")
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=_LABEL_WIDTH)
        table.add_column(overflow="fold")
        for label, words in rows:
            table.add_row(Text(label), Text(sanitize(words)))
        console.print(table)
    # a grid pads its rows with spaces
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def _sections(report: dict[str, Any]) -> Iterator[Section]:
    for title, rows in _rows(report):
        yield f"{title} ({len(report[title])})", rows


def _rows(report: dict[str, Any]) -> Iterator[Section]:
    yield (
        "sentences",
        [(f"{item['index']}  {_place(item)}", item["text"]) for item in report["sentences"]],
    )
    yield "entities", [row for item in report["entities"] for row in _entity_rows(item)]
    yield "quotations", [(_place(item), item["text"]) for item in report["quotations"]]
    yield "attributions", [row for item in report["attributions"] for row in _claim_rows(item)]
    yield (
        "rejected",
        [
            (f"{item['rule']} {item['reason']}", f"{_words(item)} in sentence {item['sentence']}")
            for item in report["rejected"]
        ],
    )
    yield "uncertainty", [(item["kind"], item["note"]) for item in report["uncertainty"]]
    yield (
        "times",
        [
            (_place(item), f"{item['text']} ({item['type']}, {item['value'] or 'no value'})")
            for item in report["times"]
        ],
    )
    yield "places", [(_place(item), item["text"]) for item in report["places"]]
    yield "events", [(_place(item), item["text"]) for item in report["events"]]
    yield "rules", list(report["rules"].items())
    yield "reasons", list(report["reasons"].items())


def _entity_rows(item: dict[str, Any]) -> Iterator[Row]:
    yield item["kind"], item["text"]
    for role in item["roles"]:
        yield "  role", _words(role)
    yield "  mentions", ", ".join(map(_place, item["mentions"]))


def _claim_rows(item: dict[str, Any]) -> Iterator[Row]:
    yield f"{item['rule']} source", f"{item['source']['text']} ({item['source']['kind']})"
    yield "   cue", _words(item["cue"])
    if item["source"]["reason"]:
        yield "   anonymous", _words(item["source"]["reason"])
    for part in item["content"]:
        yield "   content", _words(part)


def _words(item: dict[str, Any]) -> str:
    return f"{item['text']} [{_place(item)}]"


def _place(item: dict[str, Any]) -> str:
    return f"{item['start']}:{item['end']}"
