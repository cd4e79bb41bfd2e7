from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from briefer.model.client.json_schema import simplify_schema, wire_form


class Part(BaseModel):
    title: str = Field(max_length=20, description="What it is called.")
    pattern: int | None = Field(default=None, ge=0)


class Whole(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: Annotated[list[Part], Field(min_length=1, max_length=8)]
    many: Annotated[list[str], Field(max_length=1000)]


def test_limits_go_and_fields_named_like_keywords_stay() -> None:
    assert simplify_schema(Part.model_json_schema()) == {
        "type": "object",
        "properties": {
            "title": {"type": "string", "description": "What it is called."},
            "pattern": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        },
        "required": ["title"],
        "additionalProperties": False,
    }


def test_a_server_that_counts_is_given_small_limits_only() -> None:
    schema = simplify_schema(Whole.model_json_schema(), counted=True)
    assert schema["properties"] == {
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "minItems": 1, "maxItems": 8},
        "many": {"type": "array", "items": {"type": "string"}},
    }
    assert '"maxLength": 20' in str(schema).replace("'", '"')


def test_the_wire_form_gives_an_instance_of_exactly_the_asked_class() -> None:
    form = wire_form(Whole)
    assert form.__name__ == "Whole"
    parsed = form.model_validate_json('{"parts": [{"title": "one"}], "many": []}')
    assert type(parsed.root) is Whole
    assert parsed.root == Whole(parts=[Part(title="one")], many=[])
