"""``briefer schema``: print the JSON Schema of a brief."""

import json

import click

from briefer.cli import options
from briefer.cli.console import hear_the_log
from briefer.cli.output import to_stdout


@click.command("schema")
@options.everywhere
def schema_command() -> None:
    """Print the JSON Schema of a brief."""
    from briefer.schema import Brief

    hear_the_log()
    to_stdout(json.dumps(Brief.model_json_schema(mode="serialization"), indent=2))
