"""How a brief was made: the model, its prompts, what it cost, and what it verified."""

import time
from datetime import UTC, datetime

from briefer.model.protocol import Model
from briefer.schema.coverage import Provenance
from briefer.usage import LineCounts, Usage
from briefer.version import __version__

NOTHING_USED = Usage()
NOTHING_VERIFIED = LineCounts()


def provenance_of(
    model: Model | str,
    *,
    started: float,
    prompts: str = "",
    usage: Usage = NOTHING_USED,
    counts: LineCounts = NOTHING_VERIFIED,
) -> Provenance:
    """Return the provenance of a brief that is ready now.

    Args:
        model: the model, or the name of a way to make briefs without one.
        started: when the work began, by ``time.monotonic``.
        prompts: digest of the prompt files.
        usage: calls and tokens.
        counts: what verification did.
    """
    return Provenance(
        model=model if isinstance(model, str) else model.name,
        profile=None if isinstance(model, str) else model.profile.size,
        prompt_digest=prompts,
        version=__version__,
        created=datetime.now(UTC),
        calls=usage.calls,
        reasks=usage.reasks,
        lines_verified=counts.verified,
        lines_corrected=counts.corrected,
        lines_refused=counts.refused,
        input_tokens=usage.input_tokens,
        cached_tokens=usage.cached_tokens,
        output_tokens=usage.output_tokens,
        seconds=round(time.monotonic() - started, 3),
    )
