"""Prompt: template and variables become text.

Prompts are whole jinja2 files under ``prompts/``. A user's file of the same name shadows the
shipped one, and may extend it as ``bundled/<name>``. What is inserted is never rendered again, so
an article cannot speak template.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)

from briefer.errors import SettingsError
from briefer.resources import data_path

SUFFIX = ".j2"


class Prompts:
    """The prompt files that one run uses.

    Attributes:
        own: folder of the user's prompt files; need not exist.
    """

    def __init__(self, own: Path) -> None:
        self.own = own
        bundled = FileSystemLoader(data_path("prompts"))
        loaders: list[BaseLoader] = [
            FileSystemLoader(own),
            bundled,
            PrefixLoader({"bundled": bundled}),
        ]
        self._environment = Environment(
            loader=ChoiceLoader(loaders),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 (a prompt is plain text; nothing renders it as HTML)
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, name: str, variables: Mapping[str, object]) -> str:
        """Render the prompt file ``name`` (``"brief/gist.j2"``).

        Raises:
            SettingsError: there is no such file, or it uses a variable that it is not given.
        """
        try:
            return self._environment.get_template(name).render(variables).strip()
        except TemplateNotFound as error:
            raise SettingsError(
                f"there is no prompt file {error.name!r}, neither in {str(self.own)!r} nor among "
                "the shipped ones; 'briefer prompts list' shows them"
            ) from error
        except TemplateError as error:
            raise SettingsError(
                f"the prompt file {name!r} cannot be rendered: {error}; prompts/README.md lists "
                "the variables that each file is given"
            ) from error

    def digest(self, names: Sequence[str]) -> str:
        """Return the sha256 over all prompt files in the folders of ``names``.

        Files that a prompt extends or includes lie beside it, so the folder is what counts.
        """
        digest = hashlib.sha256()
        folders = {name.rpartition("/")[0] for name in names}
        loader = self._environment.loader
        for name in sorted(self.names()):
            if loader is not None and name.rpartition("/")[0] in folders:
                source, _, _ = loader.get_source(self._environment, name)
                digest.update(f"{name}\0{source}\0".encode())
        return digest.hexdigest()

    def names(self) -> list[str]:
        """Return the names of all prompt files, the user's and the shipped ones."""
        found = self._environment.list_templates(filter_func=lambda name: name.endswith(SUFFIX))
        return [name for name in found if not name.startswith("bundled/")]

    def source(self, name: str) -> str:
        """Return the text of a prompt file as it lies on disk."""
        loader = self._environment.loader
        if loader is None or name not in self.names():
            raise SettingsError(
                f"there is no prompt file {name!r}; 'briefer prompts list' shows them"
            )
        return loader.get_source(self._environment, name)[0]
