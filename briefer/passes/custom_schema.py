"""Own schemas: any pydantic model with Evidence fields, filled and grounded like a brief's own.

The model is shown a lowered schema in which each Evidence is a string: words that it copies from
the article. Code finds them there and puts the exact slice in their place.
"""

import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, Field, ValidationError, create_model

from briefer.analysis.annotations import Analysis
from briefer.article import Article
from briefer.errors import ModelAnswerError, SettingsError
from briefer.evidence import Evidence, FrozenModel
from briefer.grounding.alignment import find_phrase
from briefer.passes.runner import GroundingResult, Pass, PassContext, run_pass
from briefer.schema import RejectedItem
from briefer.usage import Usage

Data = TypeVar("Data", bound=BaseModel)

_MAX_TOKENS = 1500
_Quote = Annotated[str, Field(description="a few words copied exactly from the article")]
_MISSING = object()


class Extracted(FrozenModel, Generic[Data]):
    """What an own schema was filled with, and what of it did not hold."""

    data: Data
    rejected: tuple[RejectedItem, ...] = ()


async def extract_custom(
    schema: type[Data], prompt: str, desk: PassContext
) -> tuple[Extracted[Data], Usage]:
    """Fill ``schema`` from the desk's article with the prompt file ``prompt``.

    An item of a list whose evidence is not in the article is left out and listed as rejected.

    Raises:
        ModelAnswerError: nothing that fits the schema holds against the article.
        SettingsError: the schema has no Evidence in it, so nothing could be checked.
    """
    if not _bears_evidence(schema):
        raise SettingsError(
            f"the schema {schema.__name__!r} has no field of type Evidence, so nothing in it could "
            "be checked; add one"
        )

    def ground(
        draft: BaseModel, article: Article, _reading: Analysis
    ) -> GroundingResult[Data | None]:
        problems: list[RejectedItem] = []
        value = _grounded(draft.model_dump(), schema, _Place(article, schema.__name__, problems))
        try:
            items = None if value is _MISSING else schema.model_validate(value)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(step) for step in first["loc"])
            problems.append(
                RejectedItem(section=where or schema.__name__, text="", reason=first["msg"])
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
    outcome = await run_pass(task, desk)
    if outcome.items is None:
        why = outcome.failure or "; ".join(f"{r.section}: {r.reason}" for r in outcome.rejected)
        raise ModelAnswerError(
            f"the answer of {desk.model.name!r} does not hold against the article: {why}; try a "
            "larger model with --model, or make the fields optional",
            usage=outcome.usage,
        )
    return Extracted[schema](data=outcome.items, rejected=outcome.rejected), outcome.usage  # type: ignore[valid-type]


@cache
def draft_model(schema: type[BaseModel]) -> type[BaseModel]:
    """Return the schema that a model fills in place of ``schema``: quotes for Evidence."""
    fields: dict[str, Any] = {}
    for name, info in schema.model_fields.items():
        lowered = info._copy() if hasattr(info, "_copy") else info  # noqa: SLF001 (no public copy)
        lowered.annotation = _lowered(info.annotation)
        fields[name] = (lowered.annotation, lowered)
    return create_model(f"{schema.__name__}Draft", __doc__=schema.__doc__, **fields)


def _lowered(annotation: Any) -> Any:
    if annotation is Evidence:
        return _Quote
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return draft_model(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if not arguments:
        return annotation
    if origin is Annotated:
        return Annotated[(_lowered(arguments[0]), *arguments[1:])]
    lowered = tuple(a if a is Ellipsis else _lowered(a) for a in arguments)
    if origin in {Union, types.UnionType}:
        return Union[lowered]  # noqa: UP007 (built from a tuple)
    if origin in {list, set, frozenset, tuple, dict, Sequence, Mapping}:
        return cast("Any", origin)[lowered]
    return annotation


def _bears_evidence(annotation: Any) -> bool:
    if annotation is Evidence:
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return any(_bears_evidence(info.annotation) for info in annotation.model_fields.values())
    return any(_bears_evidence(argument) for argument in get_args(annotation))


class _Place:
    """Where in a schema a value stands, for the reports of what does not hold."""

    def __init__(self, article: Article, path: str, problems: list[RejectedItem]) -> None:
        self.article = article
        self.path = path
        self.problems = problems

    def under(self, name: str) -> "_Place":
        return _Place(self.article, f"{self.path}.{name}", self.problems)


def _grounded(value: Any, annotation: Any, place: _Place) -> Any:
    """Put slices in the place of quotes; ``_MISSING`` where a needed one is not in the article."""
    if annotation is Evidence:
        return _slice(value, place)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _grounded_model(value, annotation, place)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _grounded(value, arguments[0], place)
    if origin in {Union, types.UnionType}:
        return _grounded_union(value, arguments, place)
    if origin is tuple and Ellipsis not in arguments and isinstance(value, list | tuple):
        typed = zip(value, arguments, strict=True)
        fixed = [_grounded(item, inner, place) for item, inner in typed]
        return _MISSING if _MISSING in fixed else fixed
    if origin in {list, set, frozenset, tuple, Sequence} and isinstance(value, list | tuple | set):
        inner = arguments[0]
        items = [_grounded(item, inner, place) for item in value]
        return [item for item in items if item is not _MISSING]
    if origin in {dict, Mapping} and isinstance(value, dict):
        pairs = {key: _grounded(item, arguments[1], place) for key, item in value.items()}
        return {key: item for key, item in pairs.items() if item is not _MISSING}
    return value


def _grounded_model(value: Any, annotation: type[BaseModel], place: _Place) -> Any:
    grounded = {}
    for name, info in annotation.model_fields.items():
        inner = _grounded(value[name], info.annotation, place.under(name))
        if inner is _MISSING:
            return _MISSING
        grounded[name] = inner
    return grounded


def _grounded_union(value: Any, arguments: tuple[Any, ...], place: _Place) -> Any:
    if value is None or (value == "" and type(None) in arguments):
        return None
    bearing = next((a for a in arguments if _bears_evidence(a)), None)
    if bearing is None:
        return value
    inner = _grounded(value, bearing, place)
    return None if inner is _MISSING and type(None) in arguments else inner


def _slice(quote: Any, place: _Place) -> Any:
    evidence = find_phrase(place.article, str(quote))
    if evidence is None:
        reason = "these words do not stand in the article"
        place.problems.append(RejectedItem(section=place.path, text=str(quote), reason=reason))
        return _MISSING
    return evidence
