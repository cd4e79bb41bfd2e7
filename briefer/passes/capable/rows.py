"""Rows: a draft item that a model writes in one string, with bars between its values.

``"2|14|said|the alarms|had worked"`` is a row with five values. It takes a third of the tokens of
a JSON object with five names, and a model's answer consists mostly of such items.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, get_origin

from pydantic import BaseModel, BeforeValidator, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

SEPARATOR = "|"


def _number(value: object) -> object:
    """Return the first number of what a model wrote ("[4]", "4-5"); 0 if there is none."""
    if not isinstance(value, str):
        return value
    found = re.search(r"\d+", value)
    return int(found[0]) if found else 0


Number = Annotated[int, BeforeValidator(_number)]
"""A number, however the model writes it."""


def kind_of(kinds: Iterable[str], *, otherwise: str | None) -> BeforeValidator:
    """Return a validator that reads one of ``kinds`` in any case, and anything else as one."""
    known = frozenset(kinds)

    def read(value: object) -> object:
        word = "_".join(str(value).casefold().split())
        return word if word in known else otherwise

    return BeforeValidator(read)


class Row(BaseModel):
    """Base of draft items that are rows: the fields are the values, in their order.

    Values that are missing at the end keep their defaults. The last field gets all values that are
    left if it is a list. An object with the names of the fields is accepted as well.

    Attributes:
        LAYOUT: the names of the values, as the schema describes them to the model.
    """

    LAYOUT: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _split(cls, data: Any) -> Any:  # noqa: ANN401 (whatever the model wrote)
        if not isinstance(data, str):
            return data
        values: list[Any] = [value.strip() for value in data.split(SEPARATOR)]
        names = list(cls.model_fields)
        if get_origin(cls.model_fields[names[-1]].annotation) is list:
            values[len(names) - 1 :] = [list(filter(None, values[len(names) - 1 :]))]
        given = zip(names, values, strict=False)
        return {name: value for name, value in given if value not in ("", [])}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe a row as a string with its layout."""
        del schema, handler
        return {"type": "string", "description": cls.LAYOUT}
