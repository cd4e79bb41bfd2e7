"""Hooks of the documentation site: pages from outside ``docs/``, and links between all of them.

On GitHub, a page links to ``../SECURITY.md`` and ``../examples``; on the site these are the pages
``SECURITY.md`` and ``examples.md``. Whatever else a page links to is copied.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "evals/README.md", "prompts/README.md")
FOLDERS = {"examples": "examples.md", "examples/articles": "examples.md"}
EXAMPLES = "examples.md"
LANGUAGES = {".py": "python", ".j2": "jinja"}

_LINK = re.compile(r"(\]\()([^)\s:#]+)((?:#[^)]*)?\))")
_FENCE = re.compile(r"^```.*?^```\n?", re.MULTILINE | re.DOTALL)
_DIAGRAM = re.compile(r"^```mermaid\n.*?^```\n", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from outside ``docs/``, and the files that pages link to."""
    for name in PAGES:
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=text))
    for page in list(files.documentation_pages()):
        for target in _LINK.findall(_FENCE.sub("", page.content_string)):
            path = _in_repository(page.src_uri, target[1])
            name = _site_path(path)
            is_new = not name.endswith(".md") and files.get_file_from_path(name) is None
            if is_new and (ROOT / path).is_file():
                files.append(File.generated(config, name, abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links lead to the pages of the site, and show the examples on their page."""
    del config, files
    if page.file.src_uri == EXAMPLES:
        markdown += _examples()
    # A diagram needs a script from elsewhere; the table above it says the same.
    markdown = _DIAGRAM.sub("", markdown)

    def rewrite(link: re.Match[str]) -> str:
        path = _site_path(_in_repository(page.file.src_uri, link[2]))
        here = posixpath.dirname(page.file.src_uri)
        return f"{link[1]}{posixpath.relpath(path, here or '.')}{link[3]}"

    parts, last = [], 0
    for fence in _FENCE.finditer(markdown):
        parts += [_LINK.sub(rewrite, markdown[last : fence.start()]), fence[0]]
        last = fence.end()
    return "".join([*parts, _LINK.sub(rewrite, markdown[last:])])


def _in_repository(page: str, target: str) -> str:
    """Return the path in the repository that a link of a page leads to."""
    own = page if page in PAGES else f"docs/{page}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(own), target))


def _site_path(path: str) -> str:
    """Return the path on the site of a file or folder of the repository."""
    return FOLDERS.get(path, path.removeprefix("docs/"))


def _examples() -> str:
    """Return each script and prompt as a block of code."""
    parts = []
    for path in sorted((ROOT / "examples").rglob("*")):
        if path.suffix in LANGUAGES:
            code = path.read_text(encoding="utf-8")
            name = path.relative_to(ROOT / "examples")
            parts.append(f"\n## {name}\n\n````{LANGUAGES[path.suffix]}\n{code}````\n")
    return "".join(parts)
