"""Ids of a batch: digests of an article and of everything else that its brief depends on.

The same article, model, prompts and code give the same id, on every machine.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from briefer.batch.options import BatchOptions
from briefer.batch.rows import ID_LENGTH
from briefer.cache.cached_brief import brief_key, prompt_digest, recipe
from briefer.prompts import Prompts
from briefer.schema.article import Article
from briefer.settings import Settings


@dataclass(frozen=True)
class Recipe:
    """What all briefs of a batch depend on besides their articles.

    Attributes:
        model: full name of the model.
        settings: all settings; ``profile`` is that of the model.
        prompts: digest of the prompt files.
        near_duplicates: similarity from which an article is a copy of another one, or None.
    """

    model: str
    settings: Settings
    prompts: str
    near_duplicates: float | None = None

    @classmethod
    def of(cls, model: str, settings: Settings, options: BatchOptions) -> "Recipe":
        """Return the recipe of a batch; reads the prompt files."""
        digest = prompt_digest(Prompts(settings.prompt_dir), settings)
        return cls(model, settings, digest, options.near_duplicates)

    def article_id(self, article: Article) -> str:
        """Return the id of the brief of an article."""
        return brief_key(article, self.model, self.settings, self.prompts)[:ID_LENGTH]

    def source_id(self, source_key: str) -> str:
        """Return the id of an input that did not give an article."""
        return hashlib.sha256(f"{self.digest}\0{source_key}".encode()).hexdigest()[:ID_LENGTH]

    @cached_property
    def digest(self) -> str:
        """The digest of the recipe, with what decides whether a source is an article."""
        parts = recipe(self.model, self.settings, self.prompts)
        parts |= {
            "near_duplicates": self.near_duplicates,
            "article_language": self.settings.language,
            "force": self.settings.force,
            "limits": [self.settings.max_source_bytes, self.settings.max_article_characters],
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def content_digest(article: Article) -> str:
    """Return the digest of what an article says: equal for two copies at different addresses.

    The day of publication counts, because "today" is another day in each of them.
    """
    published = article.published and article.published.isoformat()[:10]
    parts = (" ".join((article.title or "").split()), published, article.language, article.text)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
