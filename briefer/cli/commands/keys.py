"""``briefer keys``: make the key that ``--sign`` signs briefs with."""

from pathlib import Path

import click

from briefer.cli import options
from briefer.cli.console import configure_logging
from briefer.cli.output import to_stdout


@click.group("keys")
@options.common_options
def keys_group() -> None:
    """Make keys to sign briefs with."""


@keys_group.command("new")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@options.common_options
def new_command(*, path: Path) -> None:
    """Make a key pair: FILE to sign with, and FILE.pub to give away.

    Whoever has FILE can sign in your name: only you can read it, and nothing protects it from a
    copy. An existing file is never overwritten.
    """
    from briefer.signing import new_key

    configure_logging()
    public = new_key(path)
    to_stdout(
        f"{path}: the private key. Sign with 'briefer -f json --sign {path} SOURCE'\n"
        f"{public}: the public key. Others verify with "
        f"'briefer check --verify-key {public.name} BRIEF.json'"
    )
