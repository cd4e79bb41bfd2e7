"""Fill a custom schema: any pydantic model with Evidence fields, checked like a brief.

The language model gets a draft schema in which each Evidence is a string: words that it copies from
the article. Code finds these words there and replaces them by the exact slice. Other texts of a
model with Evidence are checked for numbers, names and quotations that the article does not have.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, Field, ValidationError, create_model

from briefer.analysis.annotations import Span
from briefer.assembly.points import rejection_findings
from briefer.errors import ModelAnswerError, SettingsError
from briefer.grounding.alignment import find_phrase
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.unstated import Unstated
from briefer.passes.corrections import run_corrected_pass
from briefer.passes.runner import GroundingResult, Pass, PassContext
from briefer.rendering.findings import rejection_reason
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence, FrozenModel
from briefer.usage import Usage

Data = TypeVar("Data", bound=BaseModel)

_MAX_TOKENS = 1500
_Quote = Annotated[str, Field(description="a few words copied exactly from the article")]
_MISSING = object()
_MIN_WORDS = 3  # of a text that is checked; shorter ones are labels


class Extracted(FrozenModel, Generic[Data]):
    """A filled custom schema, and the items that were rejected."""

    data: Data
    rejected: tuple[RejectedItem, ...] = ()


async def extract_custom(
    schema: type[Data], prompt: str, context: PassContext
) -> tuple[Extracted[Data], Usage]:
    """Fill ``schema`` from the article with the prompt file ``prompt``.

    A list item is rejected if its evidence is not in the article, or if one of its texts has a
    number, a name or a quotation that the article does not have.

    Raises:
        ModelAnswerError: the article supports nothing that fits the schema.
        SettingsError: the schema has no field of type Evidence, so nothing could be checked.
    """
    if not _has_evidence(schema):
        raise SettingsError(
            f"the schema {schema.__name__!r} has no field of type Evidence, so nothing in it could "
            "be checked; add one"
        )

    refused: set[str] = set()  # after a correction, too

    def ground(draft: BaseModel, checker: LineChecker) -> GroundingResult[Data | None]:
        problems: list[RejectedItem] = []
        location = _Location(schema.__name__, checker, problems, refused)
        value = _grounded(draft.model_dump(), schema, location)
        try:
            items = None if value is _MISSING else schema.model_validate(value)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(step) for step in first["loc"])
            finding = RejectionFinding(code="invalid_value", params={"message": first["msg"]})
            problems.append(
                RejectedItem(section=field or schema.__name__, text="", findings=(finding,))
            )
            items = None
        return GroundingResult(items, tuple(problems))

    task = Pass(
        name="your schema",
        prompt=prompt,
        draft=draft_model(schema),
        ground=ground,
        max_tokens=_MAX_TOKENS,
    )
    result = await run_corrected_pass(task, context)
    if result.items is None:
        reason = result.failure or "; ".join(
            f"{item.section}: {rejection_reason(item)}" for item in result.rejected
        )
        raise ModelAnswerError(
            f"the article does not support the answer of {context.model.name!r}: {reason}; try a "
            "larger model with --model, or make the fields optional",
            usage=result.usage,
        )
    return Extracted[schema](data=result.items, rejected=result.rejected), result.usage  # type: ignore[valid-type]


@cache
def draft_model(schema: type[BaseModel]) -> type[BaseModel]:
    """Return the schema that the language model fills: ``schema`` with strings for Evidence."""
    fields: dict[str, Any] = {}
    for name, info in schema.model_fields.items():
        draft = info._copy() if hasattr(info, "_copy") else info  # noqa: SLF001 (no public copy)
        draft.annotation = _draft_type(info.annotation)
        fields[name] = (draft.annotation, draft)
    return create_model(f"{schema.__name__}Draft", __doc__=schema.__doc__, **fields)


def _draft_type(annotation: Any) -> Any:
    """Return the type of a draft field: `Evidence` becomes a string, at any depth."""
    if annotation is Evidence:
        return _Quote
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return draft_model(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if not arguments:
        return annotation
    if origin is Annotated:
        return Annotated[(_draft_type(arguments[0]), *arguments[1:])]
    inner = tuple(a if a is Ellipsis else _draft_type(a) for a in arguments)
    if origin in {Union, types.UnionType}:
        return Union[inner]  # noqa: UP007 (built from a tuple)
    if origin in {list, set, frozenset, tuple, dict, Sequence, Mapping}:
        return cast("Any", origin)[inner]
    return annotation


def _has_evidence(annotation: Any) -> bool:
    if annotation is Evidence:
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return any(_has_evidence(info.annotation) for info in annotation.model_fields.values())
    return any(_has_evidence(argument) for argument in get_args(annotation))


@dataclass(frozen=True, slots=True)
class _Location:
    """Where in a schema a value is, and where to report its problems.

    Attributes:
        path: names of the schema and its fields ("Tolls.tolls.place").
        checker: checks texts against the article.
        problems: what was rejected.
        refused: paths of the texts that were rejected, before a correction or after it.
        checks_texts: whether texts here belong to a model that has Evidence.
    """

    path: str
    checker: LineChecker
    problems: list[RejectedItem]
    refused: set[str]
    checks_texts: bool = False

    def field(self, name: str, *, checks_texts: bool) -> "_Location":
        """Return the location of a field of the model that is here."""
        return replace(self, path=f"{self.path}.{name}", checks_texts=checks_texts)

    def reject(self, text: str, *findings: RejectionFinding) -> None:
        """Report that a text was rejected."""
        self.problems.append(RejectedItem(section=self.path, text=text, findings=findings))


def _grounded(value: Any, annotation: Any, location: _Location) -> Any:
    """Replace quotes by slices; return ``_MISSING`` if a required value was rejected."""
    if annotation is Evidence:
        return _slice(value, location)
    if annotation is str:
        return _checked_text(value, location)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _grounded_model(value, annotation, location)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _grounded(value, arguments[0], location)
    if origin in {Union, types.UnionType}:
        return _grounded_union(value, arguments, location)
    if origin is tuple and Ellipsis not in arguments and isinstance(value, list | tuple):
        pairs = zip(value, arguments, strict=True)
        members = [_grounded(item, inner, location) for item, inner in pairs]
        return _MISSING if _MISSING in members else members
    if origin in {list, set, frozenset, tuple, Sequence} and isinstance(value, list | tuple | set):
        inner = arguments[0]
        items = [_grounded(item, inner, location) for item in value]
        return [item for item in items if item is not _MISSING]
    if origin in {dict, Mapping} and isinstance(value, dict):
        entries = {key: _grounded(item, arguments[1], location) for key, item in value.items()}
        return {key: item for key, item in entries.items() if item is not _MISSING}
    return value


def _grounded_model(value: Any, annotation: type[BaseModel], location: _Location) -> Any:
    grounded = {}
    checks_texts = _has_evidence(annotation)
    for name, info in annotation.model_fields.items():
        inner = _grounded(
            value[name], info.annotation, location.field(name, checks_texts=checks_texts)
        )
        if inner is _MISSING:
            return _MISSING
        grounded[name] = inner
    return grounded


def _grounded_union(value: Any, arguments: tuple[Any, ...], location: _Location) -> Any:
    if value is None or (value == "" and type(None) in arguments):
        return None
    member = next((a for a in arguments if _has_evidence(a)), None)
    if member is None and isinstance(value, str):
        member = next((a for a in arguments if _is_text(a)), None)
    if member is None:
        return value
    inner = _grounded(value, member, location)
    return None if inner is _MISSING and type(None) in arguments else inner


def _slice(quote: Any, location: _Location) -> Any:
    evidence = find_phrase(location.checker.article, str(quote))
    if evidence is None:
        location.reject(str(quote), RejectionFinding(code="words_not_in_article"))
        return _MISSING
    if Unstated(location.checker.analysis).orders(Span(evidence.start, evidence.end)):
        location.reject(str(quote), RejectionFinding(code="only_in_injection"))
        return _MISSING
    return evidence


def _is_text(annotation: Any) -> bool:
    """Return True for `str`, with or without constraints; not for an enumeration of strings."""
    if get_origin(annotation) is Annotated:
        return _is_text(get_args(annotation)[0])
    return annotation is str


def _checked_text(text: Any, location: _Location) -> Any:
    """Return a text, or ``_MISSING`` if it has something that the article does not have.

    Single words and short labels are not checked. A model that corrects a rejected text by an empty
    one gives it up.
    """
    if not location.checks_texts or not isinstance(text, str):
        return text
    if not text:
        return _MISSING if location.path in location.refused else text
    if len(text.split()) < _MIN_WORDS:
        return text
    found = location.checker.inventions(text, stated=True)
    if not found:
        return text
    location.refused.add(location.path)
    location.reject(text, *rejection_findings(found))
    return _MISSING
