"""Load prompt files and render them with variables.

Prompts are whole jinja2 files under ``prompts/``. A user's file of the same name overrides the
shipped one, and may extend it as ``bundled/<name>``. Inserted text is never rendered again, so an
article cannot inject template code.
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
    """The user's prompt files and the shipped ones.

    Attributes:
        own: folder of the user's prompt files; it need not exist.
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
            SettingsError: there is no such file, or it uses an unknown variable.
        """
        try:
            return self._environment.get_template(name).render(variables).strip()
        except TemplateNotFound as error:
            raise SettingsError(
                f"there is no prompt file {error.name!r}, neither in {str(self.own)!r} nor among "
                "the shipped ones; 'briefer prompts list' shows all prompt files"
            ) from error
        except TemplateError as error:
            raise SettingsError(
                f"the prompt file {name!r} cannot be rendered: {error}; prompts/README.md lists "
                "the variables of each file"
            ) from error

    def digest(self, names: Sequence[str]) -> str:
        """Return the sha256 over all prompt files in the folders of ``names``.

        The whole folder counts, because a prompt may extend or include files next to it.
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
        """Return the names of all prompt files, the user's own and the shipped ones."""
        found = self._environment.list_templates(filter_func=lambda name: name.endswith(SUFFIX))
        return [name for name in found if not name.startswith("bundled/")]

    def source(self, name: str) -> str:
        """Return the text of a prompt file, without rendering it.

        Raises:
            SettingsError: there is no such file.
        """
        loader = self._environment.loader
        if loader is None or name not in self.names():
            raise SettingsError(
                f"there is no prompt file {name!r}; 'briefer prompts list' shows all prompt files"
            )
        return loader.get_source(self._environment, name)[0]
