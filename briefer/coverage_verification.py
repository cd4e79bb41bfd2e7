"""Check what a brief says about its own coverage: brief, article → what was changed.

A brief that hides how many quotations it leaves out, or what was not read, claims to be complete.
"""

from collections.abc import Iterator
from typing import Final

from briefer.analysis.annotations import Analysis
from briefer.assembly.coverage import coverage_of, limitation_notes
from briefer.assembly.sections import BriefSections
from briefer.schema.article import Article
from briefer.schema.brief import Brief
from briefer.verified_words import Problem, shown

_COMPUTED: Final = (
    "sentences", "quotations", "quotations_covered", "reporting_words", "reporting_words_covered",
    "attributions", "attributions_covered", "not_covered", "not_read",
)  # fmt: skip


def verify_coverage(
    brief: Brief, article: Article, analysis: Analysis
) -> Iterator[tuple[str, Problem]]:
    """Compute figures and notes again, and yield what is changed with its path.

    Args:
        brief: a brief that the same version made without a capable model.
        article: its article.
        analysis: the analysis of the article.
    """
    notes = limitation_notes(
        article, analysis, summary=brief.summary, language=brief.language, read_by_model=False
    )
    computed = coverage_of(
        article,
        analysis,
        sections=BriefSections(claimed_by=brief.claimed_by),
        notes=notes,
        profile=brief.provenance.profile,
    )
    for name in _COMPUTED:
        if getattr(brief.coverage, name) != getattr(computed, name):
            yield "coverage", Problem(f"{name!r} is not what the article and the claims give")
    for note in notes:
        if note not in brief.coverage.notes:
            yield "coverage", Problem(f"it leaves out “{note}”")
    for note in brief.coverage.notes:
        if note not in notes:  # only the making of a brief gives it, such as one about a model
            yield "coverage.notes", Problem(unknown=f"code cannot compute {shown(note)}")
