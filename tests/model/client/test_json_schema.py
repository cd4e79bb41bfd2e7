from typing import Annotated

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefer.model.client.json_schema import simplify_schema, wire_form


class Part(BaseModel):
    title: str = Field(max_length=20, description="What it is called.")
    pattern: int | None = Field(default=None, ge=0)


class Whole(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: Annotated[list[Part], Field(min_length=1, max_length=8)]
    many: Annotated[list[str], Field(max_length=1000)]


def test_limits_are_removed_and_fields_named_like_keywords_stay() -> None:
    assert simplify_schema(Part.model_json_schema()) == {
        "type": "object",
        "properties": {
            "title": {"type": "string", "description": "What it is called."},
            "pattern": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        },
        "required": ["title"],
        "additionalProperties": False,
    }


def test_a_grammar_that_can_count_gets_only_small_limits() -> None:
    schema = simplify_schema(Whole.model_json_schema(), grammar_counts=True)
    assert schema["properties"] == {
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "minItems": 1, "maxItems": 8},
        "many": {"type": "array", "items": {"type": "string"}},
    }
    assert '"maxLength": 20' in str(schema).replace("'", '"')


def test_the_wire_form_parses_into_exactly_the_requested_class() -> None:
    form = wire_form(Whole)
    assert form.__name__ == "Whole"
    parsed = form.model_validate_json('{"parts": [{"title": "one"}], "many": []}')
    assert type(parsed.root) is Whole
    assert parsed.root == Whole(parts=[Part(title="one")], many=[])


class Remark(BaseModel):
    text: str


def test_a_lone_surrogate_is_rejected_in_parsed_data_too() -> None:
    with pytest.raises(ValidationError, match="surrogates not allowed"):
        wire_form(Remark).model_validate({"text": "Cal\ud800ais"})
