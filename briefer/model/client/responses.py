"""Read a reply of any provider's SDK: text, cost, a refusal, what is wrong with the answer."""

from pydantic import ValidationError

from briefer.usage import Usage

# Where the SDKs put their token counts, OpenAI's names first. Anthropic does not include cached
# tokens in its count of prompt tokens.
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
_CACHED_SEPARATELY = ("usage.cache_read_input_tokens",)
_MAX_PROBLEMS = 5
_MOST = 1_000_000_000  # tokens of one reply; a server that reports more is wrong


def cost(completion: object, *, seconds: float, reask: bool) -> Usage:
    """Return the cost of one reply; counts that the server does not report are zero."""
    separate = _number(completion, _CACHED_SEPARATELY)
    return Usage(
        calls=1,
        reasks=int(reask),
        input_tokens=_number(completion, _PROMPT) + separate,
        cached_tokens=_number(completion, _CACHED) + separate,
        output_tokens=_number(completion, _ANSWER),
        seconds=seconds,
    )


def text_of(completion: object) -> str:
    """Return the text of the answer: its content, or the arguments of its tool call.

    Lone surrogates (halves of characters, which cannot be encoded) become "?".
    """
    return encodable(_text_of(completion))


def encodable(text: str) -> str:
    """Return ``text`` with "?" instead of lone surrogates."""
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
    """Return why the model refused to answer, or None if it did not refuse."""
    refusal = _first(completion, "choices.message.refusal")
    if isinstance(refusal, str) and refusal:
        return refusal
    if _first(completion, "choices.finish_reason") == "content_filter":
        return "the provider's content filter stopped the answer"
    return None


def problem_of(error: Exception) -> str:
    """Return short sentences for the model that say why its answer is invalid."""
    if not isinstance(error, ValidationError):
        return f"{' '.join(str(error).split())[:300]}."
    problems = [
        f"{'.'.join(str(step) for step in detail['loc']) or 'the answer'}: {detail['msg']}."
        for detail in error.errors(include_url=False, include_input=False)[:_MAX_PROBLEMS]
    ]
    return " ".join(problems)


def _number(completion: object, paths: tuple[str, ...]) -> int:
    found = (_first(completion, path) for path in paths)
    return next((value for value in found if isinstance(value, int) and 0 <= value <= _MOST), 0)


def _first(value: object, path: str) -> object:
    """Follow attribute names from ``value``, taking the first element of each list."""
    for name in path.split("."):
        owner = value[0] if isinstance(value, list) and value else value
        value = getattr(owner, name, None)
    return value
