"""Lower a schema to what every server's grammar can take, with the limits left to pydantic."""

from functools import lru_cache
from typing import Generic, Self, cast

from pydantic import BaseModel, JsonValue, RootModel, create_model, model_validator

from briefer.model.protocol import Answer

# Keywords that decide the shape of an answer, and those that tell the model what to write. All
# others are checked by pydantic after the answer came: many servers refuse them, or drop the
# whole grammar in silence when a limit makes it too large.
_KEPT = frozenset(
    {"$ref", "additionalProperties", "anyOf", "const", "description", "enum", "items", "required"}
    | {"type"}
)
_NAMED = frozenset({"$defs", "properties"})

# The largest limits that a counting grammar is asked to hold. Larger ones times nesting make
# grammars that llama.cpp refuses to parse.
_COUNTABLE = {"minItems": 32, "maxItems": 32, "maxLength": 400}


def simplify_schema(schema: dict[str, JsonValue], *, counted: bool = False) -> dict[str, JsonValue]:
    """Return ``schema`` without the keywords that only pydantic should check.

    Args:
        schema: a JSON Schema as pydantic writes it.
        counted: keep small limits of items and characters, for a server that is known to count.
            They stop a small model from writing a list or a string without end.
    """
    result: dict[str, JsonValue] = {}
    for keyword, value in schema.items():
        if keyword in _NAMED:
            named = cast("dict[str, JsonValue]", value)
            result[keyword] = {
                name: _lowered_value(part, counted=counted) for name, part in named.items()
            }
        elif keyword == "oneOf":
            result["anyOf"] = _lowered_value(value, counted=counted)
        elif keyword in {"const", "enum", "required"}:
            result[keyword] = value
        elif keyword in _KEPT or (counted and _is_countable(keyword, value)):
            result[keyword] = _lowered_value(value, counted=counted)
    if "properties" in result:
        result.setdefault("additionalProperties", False)
    return result


def _lowered_value(value: JsonValue, *, counted: bool) -> JsonValue:
    if isinstance(value, dict):
        return simplify_schema(value, counted=counted)
    if isinstance(value, list):
        return [_lowered_value(part, counted=counted) for part in value]
    return value


def _is_countable(keyword: str, value: JsonValue) -> bool:
    return isinstance(value, int) and value <= _COUNTABLE.get(keyword, -1)


class WireForm(RootModel[Answer], Generic[Answer]):
    """An answer as instructor sees it: validated as itself, described by its lowered schema.

    ``root`` is an instance of exactly the asked class, whose limits and validators all ran.
    """

    @model_validator(mode="after")
    def _can_be_written(self) -> Self:
        """Refuse lone surrogates, which no brief can hold; some SDKs let them through."""
        self.model_dump_json()  # its error is a ValueError
        return self

    @classmethod
    def model_json_schema(cls, *_args: object, **_options: object) -> dict[str, JsonValue]:
        """Return the lowered schema of the answer (instructor passes no arguments)."""
        return _titled(cls, counted=False)


class CountedWireForm(WireForm[Answer], Generic[Answer]):
    """A wire form that keeps small limits."""

    @classmethod
    def model_json_schema(cls, *_args: object, **_options: object) -> dict[str, JsonValue]:
        """Return the lowered schema of the answer, small limits included."""
        return _titled(cls, counted=True)


def _titled(wire: type[RootModel[Answer]], *, counted: bool) -> dict[str, JsonValue]:
    asked = cast("type[BaseModel]", wire.model_fields["root"].annotation)
    # instructor names a tool by the title of its schema
    return {"title": asked.__name__, **simplify_schema(asked.model_json_schema(), counted=counted)}


@lru_cache(maxsize=64)  # bounded: callers may make a class for each article
def wire_form(answer: type[Answer], *, counted: bool = False) -> type[WireForm[Answer]]:
    """Return the class to hand to instructor in place of ``answer``, under the same name."""
    base = CountedWireForm[answer] if counted else WireForm[answer]  # type: ignore[valid-type]
    return create_model(answer.__name__, __base__=base)
