"""A brief by a model on your own server: llama.cpp, vLLM, Ollama, whatever speaks OpenAI's API.

For example ``ollama run qwen3:8b``, then ``python examples/local_server.py``. Other servers: name
the address, and the model unless the server has only one.
"""

import sys
from pathlib import Path

import briefer

ARTICLE = Path(__file__).resolve().parent / "articles" / "harbour.html"
OLLAMA = ("http://127.0.0.1:11434/v1", "qwen3:8b")


def main(base_url: str, model: str | None = None) -> None:
    """Print the summary, and what the model's answers cost."""
    settings = briefer.Settings(
        base_url=base_url,
        model=model,
        context_tokens=16_000,  # Ollama does not say how long a prompt may be
        model_timeout=1_800,  # seconds for one answer; a small machine needs minutes
        cache=False,
    )
    brief = briefer.brief(ARTICLE, settings=settings)
    for point in brief.summary:
        print(f"• {point.text}")
    made = brief.provenance
    print(f"{made.model}: {made.calls} calls, {made.input_tokens} + {made.output_tokens} tokens")
    for item in brief.coverage.rejected:
        print(f"rejected: {item.text}")


if __name__ == "__main__":
    main(*(sys.argv[1:] or OLLAMA))
