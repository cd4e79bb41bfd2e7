"""``briefer schema``: print the JSON Schema of a brief."""

import click

from briefer.cli import options
from briefer.cli.console import configure_logging
from briefer.cli.output import to_stdout


@click.command("schema")
@options.common_options
def schema_command() -> None:
    """Print the JSON Schema of a brief."""
    import json

    from briefer.schema.brief import Brief

    configure_logging()
    to_stdout(json.dumps(Brief.model_json_schema(mode="serialization"), indent=2))
