"""The brief as JSON: the whole brief as data, which parses back to an equal one."""

from briefer.schema.brief import Brief


def json_text(brief: Brief) -> str:
    """Return the brief as indented JSON."""
    return brief.model_dump_json(indent=2)
