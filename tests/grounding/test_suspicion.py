"""The score of a line is what its findings add to it."""

import pytest

from briefer.grounding.findings import Finding
from briefer.grounding.suspicion import contributions, suspicion


def test_of_each_code_only_the_strongest_finding_adds_to_the_score() -> None:
    findings = [
        Finding("wrong_source", strength=0.5),
        Finding("wrong_source", strength=0.9),
        Finding("wrong_source", strength=0.9),
        Finding("number_replaced", strength=0.1),
        Finding("number_not_in_article", "hard"),
    ]
    added = contributions(findings)
    assert [bool(one) for one in added] == [False, True, False, False, False]
    assert sum(added) == pytest.approx(suspicion(findings))
