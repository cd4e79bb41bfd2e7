"""``briefer debug FILE --line "…"``: how the checks judge a line about an article."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefer.analysis.annotations import Analysis
    from briefer.grounding.findings import Finding
    from briefer.grounding.line_context import LineContext
    from briefer.grounding.tokens import Token
    from briefer.schema.article import Article

Row = tuple[str, str]
Section = tuple[str, list[Row]]


def line_report(text: str, article: "Article", analysis: "Analysis") -> dict[str, Any]:
    """Return what the checks see in a line, in the form of the JSON output."""
    from briefer.grounding.line_checker import LineChecker
    from briefer.grounding.line_context import LineContext
    from briefer.grounding.suspicion import contributions, refuses, shipped_weights

    checker = LineChecker(article, analysis)
    checked, line, weights = (
        checker.check(text),
        LineContext(checker.index, text),
        shipped_weights(),
    )
    return {
        "line": text,
        "language": article.language,
        "tokens": [_token(token, line) for token in line.tokens],
        "evidence": [
            {
                "sentence": index,
                "share": line.cover(line.matches[index]),
                "text": _sentence(index, article),
            }
            for index in checked.sentences
        ],
        "comparison": _comparison(line),
        "findings": [
            _finding(found, added, article)
            for found, added in zip(checked.findings, contributions(checked.findings), strict=True)
        ],
        "score": checked.score,
        "threshold": weights.threshold,
        "strict_threshold": weights.strict_threshold,
        "supported": checked.is_supported,
        "supported_strictly": not refuses(checked.findings, strict=True),
    }


def _finding(found: "Finding", added: float, article: "Article") -> dict[str, Any]:
    from briefer.grounding.suspicion import shipped_weights
    from briefer.rendering.findings import finding_sentence

    is_soft = found.severity == "soft"
    return {
        "code": found.code,
        "severity": found.severity,
        "strength": found.strength,
        "weight": shipped_weights().weights.get(found.code, 0.0) if is_soft else None,
        "contribution": added,
        "params": found.params,
        "sentence": finding_sentence(found.code, found.params),
        "spans": [
            {"start": span.start, "end": span.end, "text": span.text_in(article.text)}
            for span in found.spans
        ],
    }


def _token(token: "Token", line: "LineContext") -> dict[str, Any]:
    return {
        "text": token.text,
        "kind": token.kind,
        "form": token.form,
        "value": token.value,
        "is_name": token in line.names,
        "start": token.start,
        "end": token.end,
    }


def _sentence(index: int, article: "Article") -> str:
    start, end = article.sentences[index]
    return article.text[start:end]


def _comparison(line: "LineContext") -> dict[str, Any]:
    found = line.comparison
    sentence = _sentence(found.sentence, line.index.article)
    return {
        "sentence": found.sentence,
        "likeness": found.likeness,
        "text": sentence,
        "edits": [
            {
                "line": _words(edit.line, line.text),
                "sentence": _words(edit.sentence, sentence),
                "context": edit.context,
            }
            for edit in found.edits
        ],
    }


def _words(tokens: "tuple[Token, ...]", text: str) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def line_sections(report: dict[str, Any]) -> Iterator[Section]:
    """Yield the sections of the page: a title and its rows."""
    tokens, evidence, findings = report["tokens"], report["evidence"], report["findings"]
    yield "line", [("", report["line"])]
    yield f"tokens ({len(tokens)})", [(token["kind"], _token_words(token)) for token in tokens]
    yield (
        f"evidence ({len(evidence)})",
        [(f"{one['sentence']}  covers {one['share']:.0%}", one["text"]) for one in evidence],
    )
    yield "most similar sentence", list(_comparison_rows(report["comparison"]))
    yield f"findings ({len(findings)})", [row for one in findings for row in _finding_rows(one)]
    yield (
        "result",
        [
            ("score", f"{report['score']:.2f}"),
            ("threshold", f"{report['threshold']:.2f}"),
            ("strict threshold", f"{report['strict_threshold']:.2f}"),
            ("supported", _yes(report["supported"])),
            ("supported strictly", _yes(report["supported_strictly"])),
        ],
    )


def _token_words(token: dict[str, Any]) -> str:
    form = token["form"] if token["value"] is None else f"{token['value']:g}"
    return f"{token['text']} ({form}{', a name' if token['is_name'] else ''})"


def _comparison_rows(found: dict[str, Any]) -> Iterator[Row]:
    yield f"{found['sentence']}  alike {found['likeness']:.0%}", found["text"]
    for edit in found["edits"]:
        line, sentence = (f"“{edit[side]}”" if edit[side] else "" for side in ("line", "sentence"))
        if line and sentence:
            yield "   other words", f"{line} for {sentence}"
        else:
            yield ("   added", line) if line else ("   left out", sentence)


def _finding_rows(found: dict[str, Any]) -> Iterator[Row]:
    yield found["severity"], f"{found['code']}: {found['sentence']}"
    if found["weight"] is None:
        yield "", "rejects the line"
    else:
        yield (
            "",
            (
                f"strength {found['strength']:.2f}, weight {found['weight']:.2f}, adds "
                f"{found['contribution']:.2f} to the score"
            ),
        )
    for span in found["spans"]:
        yield "   article", f"{span['text']} [{span['start']}:{span['end']}]"


def _yes(value: object) -> str:
    return "yes" if value else "no"
