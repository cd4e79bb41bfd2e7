"""Brief the sample article without a model, by rules alone, in about a second."""

from pathlib import Path

import briefer

ARTICLE = Path(__file__).resolve().parent / "articles" / "harbour.html"

brief = briefer.brief(ARTICLE, model="none")

print(brief.headline.text)
for claim in brief.claimed_by:
    print(f"- {claim.source.name}: {claim.content}")
    for evidence in claim.evidence:
        # Every quote is a slice of the article.
        assert brief.article.text[evidence.start : evidence.end] == evidence.quote

Path("brief.html").write_text(briefer.render(brief, "html"), encoding="utf-8")
