"""A pandas data frame of claims: who said how much, how often with a hedge, and where it stands.

Name articles on the command line to have the claims of all of them in one table
(``pip install pandas``).
"""

import sys
from pathlib import Path

import pandas as pd

import briefer

ARTICLE = Path(__file__).resolve().parent / "articles" / "harbour.html"


def claims_of(brief: briefer.Brief) -> pd.DataFrame:
    """Return a row for each claim of a brief."""
    return pd.DataFrame(
        {
            "article": brief.article.title,
            "source": claim.source.name,
            "kind": claim.source.kind,
            "claim": claim.content,
            "quoted": claim.quote_kind != "indirect",
            "hedge": claim.hedge.quote if claim.hedge else None,
            "start": claim.evidence[0].start,
            "end": claim.evidence[0].end,
        }
        for claim in brief.claimed_by
    )


def main(sources: list[str]) -> None:
    """Print a summary by source, and write all claims to claims.csv."""
    briefs = [briefer.brief(source, model="none") for source in sources or [str(ARTICLE)]]
    claims = pd.concat([claims_of(brief) for brief in briefs], ignore_index=True)
    by_source = claims.groupby("source").agg(
        claims=("claim", "size"), quoted=("quoted", "sum"), hedged=("hedge", "count")
    )
    print(by_source.sort_values("claims", ascending=False).to_string())
    claims.to_csv("claims.csv", index=False)


if __name__ == "__main__":
    main(sys.argv[1:])
