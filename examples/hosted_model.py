"""A brief by a hosted model, without one if it cannot answer, and what the two find.

The key is where the provider's own SDK looks for it: ``OPENAI_API_KEY``, ``ANTHROPIC_API_KEY`` and
so on. The article is sent to the provider.
"""

import sys
from pathlib import Path

import briefer

ARTICLE = Path(__file__).resolve().parent / "articles" / "harbour.html"


def main(model: str) -> None:
    """Print the claims that the model found, and those that only the rules found."""
    try:
        brief = briefer.brief(ARTICLE, model=model)
    except briefer.ModelAuthError as error:
        sys.exit(f"{error}")
    except briefer.ModelUnavailableError as error:
        print(f"without a model: {error}")
        brief = briefer.brief(ARTICLE, model="none")
    for claim in brief.claimed_by:
        quote = claim.evidence[0].quote
        print(f"[{claim.found_by}] {claim.source.name}: “{quote}”")
    made = brief.provenance
    print(f"{made.lines_verified} lines and claims verified, {made.lines_refused} left out")


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "openai/gpt-5-mini")
