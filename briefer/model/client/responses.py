"""Read what the SDKs' replies have in common: the text, the cost, a refusal."""

from briefer.usage import Usage

# Where SDKs put their counts: prompt, answer, and what came from the cache. OpenAI's names first;
# Anthropic counts cached prompt tokens apart from the others.
_PROMPT = ("usage.prompt_tokens", "usage.input_tokens", "usage_metadata.prompt_token_count")
_ANSWER = (
    "usage.completion_tokens",
    "usage.output_tokens",
    "usage_metadata.candidates_token_count",
)
_CACHED = (
    "usage.prompt_tokens_details.cached_tokens",
    "usage_metadata.cached_content_token_count",
)
_CACHED_APART = ("usage.cache_read_input_tokens",)


def cost(completion: object, *, seconds: float, reask: bool) -> Usage:
    """Return what one reply cost; counts that its server does not tell are zero."""
    apart = _number(completion, _CACHED_APART)
    return Usage(
        calls=1,
        reasks=int(reask),
        input_tokens=_number(completion, _PROMPT) + apart,
        cached_tokens=_number(completion, _CACHED) + apart,
        output_tokens=_number(completion, _ANSWER),
        seconds=seconds,
    )


def text_of(completion: object) -> str:
    """Return the text of the answer: its content, or the arguments of its tool call.

    Halves of characters in it (lone surrogates), which no encoding can write, become "?".
    """
    return encodable(_text_of(completion))


def encodable(text: str) -> str:
    """Return a text with "?" in the place of lone surrogates."""
    return text.encode(errors="replace").decode()


def _text_of(completion: object) -> str:
    message = _first(completion, "choices.message")
    content = _first(message, "content") if message is not None else _first(completion, "content")
    if isinstance(content, str) and content:
        return content
    arguments = _first(message, "tool_calls.function.arguments")
    text = _first(content, "text")
    return next((found for found in (arguments, text) if isinstance(found, str)), "")


def refusal_of(completion: object) -> str | None:
    """Return why the model refused to answer, or None when it did not."""
    said = _first(completion, "choices.message.refusal")
    if isinstance(said, str) and said:
        return said
    if _first(completion, "choices.finish_reason") == "content_filter":
        return "the provider's content filter stopped the answer"
    return None


def _number(completion: object, paths: tuple[str, ...]) -> int:
    found = (_first(completion, path) for path in paths)
    return next((value for value in found if isinstance(value, int)), 0)


def _first(value: object, path: str) -> object:
    """Follow attribute names from ``value``, taking the first element of each list."""
    for name in path.split("."):
        step = value[0] if isinstance(value, list) and value else value
        value = getattr(step, name, None)
    return value
