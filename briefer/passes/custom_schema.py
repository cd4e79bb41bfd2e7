"""Fill a custom schema: any pydantic model with Evidence fields, checked like a brief.

The language model gets a draft schema in which each Evidence is a string: words that it copies from
the article. Code finds these words there and replaces them by the exact slice.
"""

import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, Field, ValidationError, create_model

from briefer.errors import ModelAnswerError, SettingsError
from briefer.grounding.alignment import find_phrase
from briefer.grounding.line_checker import LineChecker
from briefer.passes.runner import GroundingResult, Pass, PassContext, run_pass
from briefer.rendering.findings import rejection_reason
from briefer.schema.article import Article
from briefer.schema.brief import RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence, FrozenModel
from briefer.usage import Usage

Data = TypeVar("Data", bound=BaseModel)

_MAX_TOKENS = 1500
_Quote = Annotated[str, Field(description="a few words copied exactly from the article")]
_MISSING = object()


class Extracted(FrozenModel, Generic[Data]):
    """A filled custom schema, and the items that were rejected."""

    data: Data
    rejected: tuple[RejectedItem, ...] = ()


async def extract_custom(
    schema: type[Data], prompt: str, context: PassContext
) -> tuple[Extracted[Data], Usage]:
    """Fill ``schema`` from the article with the prompt file ``prompt``.

    A list item whose evidence is not in the article is rejected.

    Raises:
        ModelAnswerError: the article supports nothing that fits the schema.
        SettingsError: the schema has no field of type Evidence, so nothing could be checked.
    """
    if not _has_evidence(schema):
        raise SettingsError(
            f"the schema {schema.__name__!r} has no field of type Evidence, so nothing in it could "
            "be checked; add one"
        )

    def ground(draft: BaseModel, checker: LineChecker) -> GroundingResult[Data | None]:
        problems: list[RejectedItem] = []
        location = _Location(checker.article, schema.__name__, problems)
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
    result = await run_pass(task, context)
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


class _Location:
    """Where in a schema a value is ("Tolls.tolls.place"), and where to report its problems."""

    def __init__(self, article: Article, path: str, problems: list[RejectedItem]) -> None:
        self.article = article
        self.path = path
        self.problems = problems

    def field(self, name: str) -> "_Location":
        return _Location(self.article, f"{self.path}.{name}", self.problems)


def _grounded(value: Any, annotation: Any, location: _Location) -> Any:
    """Replace quotes by slices; return ``_MISSING`` if a required one is not in the article."""
    if annotation is Evidence:
        return _slice(value, location)
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
    for name, info in annotation.model_fields.items():
        inner = _grounded(value[name], info.annotation, location.field(name))
        if inner is _MISSING:
            return _MISSING
        grounded[name] = inner
    return grounded


def _grounded_union(value: Any, arguments: tuple[Any, ...], location: _Location) -> Any:
    if value is None or (value == "" and type(None) in arguments):
        return None
    with_evidence = next((a for a in arguments if _has_evidence(a)), None)
    if with_evidence is None:
        return value
    inner = _grounded(value, with_evidence, location)
    return None if inner is _MISSING and type(None) in arguments else inner


def _slice(quote: Any, location: _Location) -> Any:
    evidence = find_phrase(location.article, str(quote))
    if evidence is None:
        finding = RejectionFinding(code="words_not_in_article")
        location.problems.append(
            RejectedItem(section=location.path, text=str(quote), findings=(finding,))
        )
        return _MISSING
    return evidence
