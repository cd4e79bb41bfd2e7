from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.findings import Finding
from briefer.grounding.registry import CHECKS
from briefer.grounding.suspicion import (
    FLOOR,
    LineWeights,
    contributions,
    refuses,
    shipped_weights,
    strengths,
    suspicion,
)
from briefer.schema.vocabulary import FindingCode

codes = st.sampled_from(sorted(shipped_weights().weights))
soft_findings = st.builds(lambda code, strength: Finding(code, strength=strength), codes,
                          st.floats(0, 1))  # fmt: skip


def test_every_weight_belongs_to_a_code_of_a_check() -> None:
    found = {code for check in CHECKS for code in check.codes}
    assert set(shipped_weights().weights) <= found <= set(get_args(FindingCode))


def test_no_weight_is_negative() -> None:
    assert all(weight >= 0 for weight in shipped_weights().weights.values())


def test_the_strict_threshold_is_lower() -> None:
    assert 0 < shipped_weights().strict_threshold < shipped_weights().threshold


def test_each_code_belongs_to_one_check() -> None:
    for one, other in combinations(CHECKS, 2):
        assert not set(one.codes) & set(other.codes)


def test_without_findings_there_is_no_suspicion() -> None:
    assert suspicion([]) == 0
    assert not refuses([])
    assert not refuses([], strict=True)


def test_of_each_code_the_strongest_finding_counts_as_far_as_it_is_above_the_floor() -> None:
    found = [
        Finding("wrong_actor", strength=0.3),
        Finding("wrong_actor", strength=0.7),
        Finding("lost_hedge", strength=FLOOR),
        Finding("cut_off", "hard"),
    ]
    assert strengths(found) == {"wrong_actor": pytest.approx(0.5)}
    weights = LineWeights({"wrong_actor": 2.0}, threshold=2, strict_threshold=1)
    assert suspicion(found, weights) == pytest.approx(1.0)


def test_a_code_without_a_weight_counts_nothing() -> None:
    weights = LineWeights({}, threshold=2, strict_threshold=1)
    assert suspicion([Finding("wrong_actor")], weights) == 0


def test_a_hard_finding_refuses_a_line_alone() -> None:
    assert refuses([Finding("cut_off", "hard")])


def test_a_suspicion_between_the_thresholds_refuses_only_a_strict_line() -> None:
    weights = shipped_weights()
    wanted = (weights.threshold + weights.strict_threshold) / 2
    finding = Finding(
        "number_replaced", strength=FLOOR + wanted / weights.weights["number_replaced"]
    )
    assert not refuses([finding])
    assert refuses([finding], strict=True)


@given(st.lists(soft_findings, max_size=5), soft_findings)
def test_another_finding_never_lowers_the_score(found: list[Finding], more: Finding) -> None:
    assert suspicion([*found, more]) >= suspicion(found)


@given(st.lists(soft_findings, max_size=4), codes, st.floats(0, 1), st.floats(0, 1))
def test_a_stronger_finding_never_lowers_the_score(
    found: list[Finding], code: FindingCode, one: float, other: float
) -> None:
    weaker, stronger = sorted((one, other))
    low = suspicion([*found, Finding(code, strength=weaker)])
    assert suspicion([*found, Finding(code, strength=stronger)]) >= low


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
