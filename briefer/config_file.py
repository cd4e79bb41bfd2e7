"""The user's config file: read it, check it, and change one key of it.

It is TOML with the names of the fields of `Settings` as keys, such as ``model = "none"``, and no
tables. Each error names the file, the key and what is allowed.
"""

import difflib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_config_path
from pydantic import TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource

from briefer.errors import SettingsError
from briefer.file_replacement import replacement_of

SECRET = "api_key"  # noqa: S105 (the name of a key, not a key)
_NOT_QUOTED = frozenset({SECRET, "base_url"})  # they may have a key or a password
_MAX_SHOWN = 60  # characters of a wrong value


def config_path() -> Path:
    """Return where the config file is looked for, whether it exists or not."""
    return user_config_path("briefer") / "config.toml"


class ConfigFileSource(InitSettingsSource):
    """The values of the config file, for pydantic-settings.

    Raises:
        SettingsError: the file cannot be read, or a key or a value is wrong.
    """

    def __init__(self, settings_class: type[BaseSettings]) -> None:
        path = config_path()
        values = read_values(path)
        for key, value in values.items():
            _check(settings_class, key, value, path=path)
            if settings_class.model_fields[key].annotation is Path:
                values[key] = Path(value).expanduser()
        super().__init__(settings_class, init_kwargs=values)


def read_values(path: Path) -> dict[str, Any]:
    """Return the keys and values of the file, unchecked; none if there is no file.

    Raises:
        SettingsError: it cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(_text(path))
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = "it is not UTF-8 text"
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = f"it is not valid TOML: {error}"
    raise SettingsError(f"cannot read the config file '{path}': {reason}. Correct it, or delete it")


def allowed_values(settings_class: type[BaseSettings], key: str) -> str:
    """Return in words what a key may be set to: "one of 'small', 'capable'"."""
    schema = _schema(settings_class, key)
    if "enum" in schema:
        return f"one of {', '.join(map(repr, schema['enum']))}"
    kind = schema["type"]
    if kind == "boolean":
        return "true or false"
    if kind in {"number", "integer"}:
        noun = "a whole number" if kind == "integer" else "a number"
        if "minimum" in schema:
            return f"{noun} from {schema['minimum']} to {schema['maximum']:,}"
        return f"{noun} above {schema['exclusiveMinimum']}, up to {schema['maximum']:,}"
    if "pattern" in schema:
        return "an ISO 639 code such as 'en'"
    return "the path of a folder" if schema.get("format") == "path" else "text"


def choices(settings_class: type[BaseSettings], key: str) -> tuple[str, ...]:
    """Return the values of a key that has only a few; empty for other keys, or an unknown one."""
    if key not in settings_class.model_fields:
        return ()
    schema = _schema(settings_class, key)
    if schema["type"] == "boolean":
        return ("true", "false")
    return tuple(schema.get("enum", ()))


def require_key(settings_class: type[BaseSettings], key: str) -> None:
    """Raise if there is no such key.

    Raises:
        SettingsError: there is none; it lists the keys.
    """
    if key not in settings_class.model_fields:
        raise SettingsError(f"there is no key '{key}'{_known_keys(settings_class, key)}")


def set_value(settings_class: type[BaseSettings], key: str, text: str) -> None:
    """Write a key and its value, as typed by the user, to the file; keep all other lines.

    Raises:
        SettingsError: the key or the value is wrong, or the file cannot be written.
    """
    require_key(settings_class, key)
    field = settings_class.model_fields[key]
    if field.annotation is Path:
        text = str(Path(text).expanduser().absolute())  # the file is read from any folder
    try:
        value = _adapter(settings_class, key).validate_python(text)
    except ValidationError as error:
        raise SettingsError(
            f"'{key}' cannot be {_shown(key, text)}. Allowed: {allowed_values(settings_class, key)}"
        ) from error
    plain = value if isinstance(value, bool | int | float) else text
    _rewrite(key, f"{key} = {json.dumps(plain, ensure_ascii=False)}", {key: plain})


def unset_value(key: str) -> bool:
    """Remove a key from the file, and return whether it was there.

    Raises:
        SettingsError: the file cannot be read or written.
    """
    if key not in read_values(config_path()):
        return False
    _rewrite(key, None, {})
    return True


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _schema(settings_class: type[BaseSettings], key: str) -> Mapping[str, Any]:
    """Return the JSON Schema of a key, without None."""
    schema: Mapping[str, Any] = settings_class.model_json_schema()["properties"][key]
    return next((one for one in schema.get("anyOf", ()) if one["type"] != "null"), schema)


def _adapter(settings_class: type[BaseSettings], key: str) -> TypeAdapter[Any]:
    field = settings_class.model_fields[key]
    return TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]  # a variable


def _check(settings_class: type[BaseSettings], key: str, value: object, *, path: Path) -> None:
    if key not in settings_class.model_fields:
        raise SettingsError(
            f"the config file '{path}' has the unknown key '{key}'"
            f"{_known_keys(settings_class, key)}. Remove it with 'briefer config unset {key}'"
        )
    try:
        _adapter(settings_class, key).validate_python(value)
    except ValidationError as error:
        raise SettingsError(
            f"in the config file '{path}', '{key}' cannot be {_shown(key, value)}. Allowed: "
            f"{allowed_values(settings_class, key)}. Change it with 'briefer config set {key} "
            f"VALUE', or remove it with 'briefer config unset {key}'"
        ) from error


def _known_keys(settings_class: type[BaseSettings], key: str) -> str:
    known = list(settings_class.model_fields)
    close = difflib.get_close_matches(key, known, n=1)
    suggestion = f" (did you mean '{close[0]}'?)" if close else ""
    return f"{suggestion}. The keys are {', '.join(known)}"


def _shown(key: str, value: object) -> str:
    if key in _NOT_QUOTED:
        return "this value"
    text = repr(value)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


def _rewrite(key: str, line: str | None, new: Mapping[str, object]) -> None:
    """Replace the line of a key, or add or remove it; the result is read back before it is kept."""
    path = config_path()
    expected = {name: value for name, value in read_values(path).items() if name != key}
    expected.update(new)
    pattern = re.compile(rf"""^[ \t]*(["']?){re.escape(key)}\1[ \t]*=.*(?:\n|\Z)""", re.MULTILINE)
    text = _text(path)
    if line is None:
        changed = pattern.sub("", text)
    elif pattern.search(text):
        changed = pattern.sub(lambda _: f"{line}\n", text)
    else:
        changed = f"{text}\n{line}\n" if text and not text.endswith("\n") else f"{text}{line}\n"
    try:
        kept = tomllib.loads(changed) == expected
    except tomllib.TOMLDecodeError:
        kept = False
    if not kept:  # a value of several lines, or a table
        raise SettingsError(f"cannot change '{key}' in '{path}'. Edit the file by hand")
    _write(path, changed)


def _write(path: Path, text: str) -> None:
    """Replace the file by a complete one that only its owner may read: it may have a key."""
    target = path.resolve()  # a link stays a link
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacement_of(target) as temporary:
            descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 (a descriptor)
                file.write(text)
    except OSError as error:
        raise SettingsError(
            f"cannot write the config file '{path}': {error.strerror}. Make its folder writable"
        ) from error
