"""The cache entry of one brief: what it depends on, and whether a stored row can still be used."""

import logging

from pydantic import ValidationError

from briefer.analysis.parser import pipeline_name
from briefer.cache.code_digest import code_digest, package_versions
from briefer.cache.store import BriefCache, cache_key
from briefer.model.known_names import NO_MODEL
from briefer.model.protocol import Model
from briefer.model.spec import FilesSpec, parse_model_spec, resolve_model_name
from briefer.passes.orchestrator import prompts_for
from briefer.prompts import Prompts
from briefer.schema.article import Article
from briefer.schema.brief import SCHEMA_VERSION, Brief
from briefer.settings import Settings
from briefer.version import __version__

# Packages whose next version may analyse the same article differently. The parser's own pipeline
# is added, as it depends on the language.
_ANALYSIS_PACKAGES = ("dateparser", "rapidfuzz", "sentencex", "spacy")
_MAX_PROBLEM = 300  # characters of a validation error that the warning shows

_log = logging.getLogger("briefer")


class CachedBrief:
    """The cache entry of the brief of one article.

    Args:
        article: the article.
        model_name: full name of the model; None if this brief is neither looked up nor stored.
        settings: where the cache is, and the settings that change a brief; ``profile`` is that of
            the model.
        prompts: the prompt files.
    """

    def __init__(
        self, article: Article, model_name: str | None, settings: Settings, prompts: Prompts
    ) -> None:
        self._article = article
        self._cache = BriefCache(settings.cache_dir)
        self._key = None
        if model_name is not None:
            self._key = brief_key(article, model_name, settings, prompt_digest(prompts, settings))

    def get(self) -> Brief | None:
        """Return the stored brief, or None; log a warning if there is one that cannot be used."""
        row = self._cache.get(self._key) if self._key else None
        if row is None:
            return None
        try:
            brief = Brief.model_validate_json(row)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            field = ".".join(map(str, first["loc"])) or "the row"
            problem = f"{field}: {first['msg']}"[:_MAX_PROBLEM]
        else:
            if brief.article == self._article:
                return brief
            problem = "it belongs to another article"
        _log.warning(
            "the cached brief of this article in '%s' cannot be used (%s); making a new one",
            self._cache.path,
            problem,
        )
        return None

    def put(self, brief: Brief) -> None:
        """Store a brief, replacing the stored one."""
        if self._key:
            self._cache.put(self._key, brief.model_dump_json())


def prompt_digest(prompts: Prompts, settings: Settings) -> str:
    """Return the digest of the prompt files that a model of the settings' profile is asked with."""
    return prompts.digest(prompts_for(settings.profile))


def recipe(
    model_name: str, settings: Settings, prompts: str, *, language: str = "en"
) -> dict[str, object]:
    """Return what a brief depends on besides its article, as JSON values by name.

    Args:
        model_name: full name of the model.
        settings: the settings that change a brief; ``profile`` is that of the model.
        prompts: digest of the prompt files.
        language: that of the article, whose parser counts.
    """
    packages = filter(None, (*_ANALYSIS_PACKAGES, pipeline_name(language)))
    return {
        "model": model_name,
        "profile": settings.profile,
        "prompts": prompts,
        "language": settings.brief_language,
        "verify": settings.verify,
        "context": settings.context_tokens,
        "reasks": settings.reasks,
        "schema": SCHEMA_VERSION,
        "version": __version__,
        "code": code_digest(),
        "packages": package_versions(packages),
    }


def brief_key(article: Article, model_name: str, settings: Settings, prompts: str) -> str:
    """Return the digest of everything that the brief of an article depends on."""
    parts = recipe(model_name, settings, prompts, language=article.language)
    return cache_key({"article": article.model_dump(mode="json"), **parts})


def cacheable_name(model: str | Model | None, settings: Settings) -> str | None:
    """Return the model's full name, or None if its briefs are not cached.

    They are not with the cache off, for a model object, and for answers in files.
    """
    if not settings.cache or not (model is None or isinstance(model, str)):
        return None
    if settings.model == NO_MODEL:
        return NO_MODEL
    if isinstance(parse_model_spec(settings), FilesSpec):
        return None  # its name does not say which answers the files have
    return resolve_model_name(settings)
