"""Show what has been found so far while a brief is made, without a model."""

import asyncio
from pathlib import Path

import briefer

ARTICLE = Path(__file__).resolve().parent / "articles" / "harbour.html"


async def main() -> None:
    """Print a line for each event."""
    async for event in briefer.stream(ARTICLE, model="none"):
        match event:
            case briefer.ArticleLoaded(article=article):
                print(f"article: {article.title}")
            case briefer.ArticleAnalysed(attributions=attributions):
                print(f"analysis: {attributions} statements with a source")
            case briefer.ProgressEvent(step=step, state="began"):
                print(f"{step} …")
            case briefer.BriefReady(brief=brief):
                print(f"brief: {brief.headline.text}")


asyncio.run(main())
