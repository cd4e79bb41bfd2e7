import json

from briefer.schema.brief import Brief
from tests.cli.conftest import Briefer


def test_the_schema_is_that_of_a_brief(briefer: Briefer) -> None:
    ran = briefer("schema")
    assert ran.code == 0
    schema = json.loads(ran.out)
    assert schema["title"] == "Brief"
    assert set(schema["properties"]) == set(Brief.model_fields)
    assert schema["additionalProperties"] is False
