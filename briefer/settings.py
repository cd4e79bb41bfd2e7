"""Settings, from the caller, from environment variables, or from the config file.

The caller has priority over ``BRIEFER_MODEL`` in the environment, and that over ``model`` in the
file.
"""

from pathlib import Path
from typing import Annotated, Final, Literal

from platformdirs import user_cache_path, user_config_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from briefer.config_file import ConfigFileSource
from briefer.language_codes import LanguageCode

MAX_ARTICLE_CHARACTERS: Final = 1_000_000
"""The most that ``max_article_characters`` may be: the analysis of more takes too much memory."""

Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]
"""A time limit of up to a day."""


class Settings(BaseSettings):
    """All settings; each field can be set in the environment (``BRIEFER_<FIELD>``) or in the file.

    Attributes:
        model: name of the model (see ``briefer --help``); None chooses by the API keys that are
            set.
        profile: size class of the model; None takes it from the catalogue or the model's file, and
            remote models are capable.
        base_url: address of an OpenAI-compatible server; ``model`` is then its name on the server.
        api_key: key for ``base_url``, or for the hosted model instead of its SDK's own variable.
        model_dir: folder of the embedded models' weights.
        cache_dir: folder of the cached briefs.
        prompt_dir: folder of the user's own prompt files, which override the shipped ones.
        cache: whether to look up briefs in the cache and to store them there.
        server: whether the command line uses the embedded model that a server of this user has
            loaded.
        offline: fail on everything that needs a network beyond this machine.
        allow_private: also fetch from private and loopback addresses.
        force: also brief a source that does not look like an article, if it has any text.
        language: ISO 639-1 code of the article; None detects it.
        brief_language: ISO 639-1 code of the language to write the brief in; None takes the
            article's.
        verify: whether a capable model checks all lines and claims once more.
        fetch_timeout: seconds to fetch a page, including redirects.
        processing_timeout: seconds to read a page or a file, and seconds to analyse an article.
        max_source_bytes: maximum size of a source, in bytes.
        max_article_characters: maximum length of an article's text.
        connect_timeout: seconds to connect to the model's server.
        model_timeout: seconds for one answer of a model.
        transport_retries: how often to repeat a request after a timeout, 429 or 5xx.
        reasks: how often to ask a model again after an answer that does not fit the schema.
        telemetry: whether to report OpenTelemetry spans; None does if the ``OTEL_…`` variables say
            so.
        context_tokens: context window of the model in tokens; None asks the server, or assumes a
            size.
    """

    model_config = SettingsConfigDict(
        env_prefix="BRIEFER_", env_ignore_empty=True, frozen=True, extra="forbid"
    )

    model: str | None = None
    profile: Literal["small", "capable"] | None = None
    base_url: str | None = None
    api_key: SecretStr | None = None
    model_dir: Path = Field(default_factory=lambda: user_cache_path("briefer") / "models")
    cache_dir: Path = Field(default_factory=lambda: user_cache_path("briefer"))
    prompt_dir: Path = Field(default_factory=lambda: user_config_path("briefer") / "prompts")
    cache: bool = True
    server: bool = True
    offline: bool = False
    allow_private: bool = False
    force: bool = False
    language: LanguageCode | None = None
    brief_language: LanguageCode | None = None
    verify: bool = True
    fetch_timeout: Seconds = 30.0
    processing_timeout: Seconds = 120.0
    max_source_bytes: Annotated[int, Field(gt=0, le=1_000_000_000)] = 10_000_000
    max_article_characters: Annotated[int, Field(gt=0, le=MAX_ARTICLE_CHARACTERS)] = (
        MAX_ARTICLE_CHARACTERS
    )
    connect_timeout: Seconds = 10.0
    model_timeout: Seconds = 600.0
    transport_retries: Annotated[int, Field(ge=0, le=1_000)] = 3
    reasks: Annotated[int, Field(ge=0, le=1_000)] = 1
    telemetry: bool | None = None
    context_tokens: Annotated[int, Field(gt=0, le=1_000_000_000)] | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where values come from; the first source that has a value wins."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, ConfigFileSource(settings_cls)
