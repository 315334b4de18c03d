"""Beside the approved baseline: the unexplained fails, the explained passes, the unread is unknown."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from scanner import Comparison, Difference, Fail, Pass, Severity, Verdict, check, unexplained
from scanner.assessing import Judge
from scanner.baseline import Baseline, compared
from scanner.changes import Change
from scanner.model import Outcome, Reason
from scanner.plan import Plan
from scanner.records import Declarations, given_for
from scanner.yamlfile import Refused
from tests.scanner.store.worlds import CITY, DENIED, encrypted, replace, run_of
from tests.scanner.test_inventory import EACH_BUCKET, buckets
from tests.scanner.world import collector_of_encryption, provider


@check("cloud.drift", severity=Severity.HIGH, partial="universal")
def no_drift(comparison: Comparison, differences: Sequence[Difference]) -> Iterator[Verdict]:
    """Nothing drifts.

    Reason.

    ## Remediation
    Remedy.
    """
    yield from unexplained(comparison, differences)


PLAN = Plan.of(provider(buckets, collector_of_encryption, EACH_BUCKET, encrypted, no_drift))
JUDGE = Judge(plans={"cloud": PLAN}, frameworks=(), standing={})
CHANGE = Change(setting="bucket/*", reason="更改のため。", role="情報政策課長", date="2026-11-20")


def judged(before, after, changes=(), approved_at="2026-11-19T15:30:00.000Z"):
    baseline = Baseline(
        evidence=run_of(1, **before)[0], approved_at=approved_at, role="情報政策課長", reason="x"
    )
    evidence = compared(run_of(2, **after)[0], {CITY.id: baseline}, {CITY.id: changes}, {})
    return [one for one in JUDGE.findings(evidence) if one.check == "cloud.drift"]


def outcomes(found):
    return sorted(one.outcome for one in found)


def test_as_approved_passes():
    assert outcomes(judged({"a": "AES"}, {"a": "AES"})) == [Outcome.PASS]


def test_an_unexplained_difference_fails_and_says_what():
    (found,) = judged({"a": "AES"}, {"a": None})
    assert (found.outcome, found.resource.id) == (Outcome.FAIL, "a")
    assert 'algorithm: "AES" → null' in str(found.message)


def test_an_explained_difference_passes_with_the_reason():
    (found,) = judged({"a": "AES"}, {"a": None}, [CHANGE])
    assert found.outcome is Outcome.PASS
    assert "更改のため。" in str(found.message)


@pytest.mark.parametrize(
    "change",
    [
        replace(CHANGE, setting="trail"),
        replace(CHANGE, resource="z*"),
        replace(CHANGE, target="another"),
        replace(CHANGE, date="2026-11-01"),
    ],
)
def test_a_record_of_something_else_or_of_before_explains_nothing(change):
    assert outcomes(judged({"a": "AES"}, {"a": None}, [change])) == [Outcome.FAIL]


def test_what_is_unread_now_is_unknown_and_fails_stand_beside_it():
    assert outcomes(judged({"a": "AES"}, {"gaps": (DENIED,)})) == [Outcome.UNKNOWN]
    found = judged({"a": "AES", "b": "AES"}, {"a": None, "gaps": (DENIED,)})
    assert outcomes(found) == [Outcome.FAIL, Outcome.UNKNOWN]


def test_what_was_unread_when_it_was_approved_is_unknown():
    (found,) = judged({"gaps": (DENIED,)}, {"a": "AES"})
    assert (found.outcome, found.code) == (Outcome.UNKNOWN, Reason.UNRECORDED)


def test_without_a_baseline_it_is_undeclared_with_the_command_to_run():
    evidence = run_of(1, a="AES")[0]
    given = given_for("t1", Declarations(), {}, datetime(2026, 11, 20, tzinfo=UTC))
    target = replace(evidence.targets[0], readings={**given, **evidence.targets[0].readings})
    found = [
        one for one in JUDGE.findings(replace(evidence, targets=(target,))) if one.check == "cloud.drift"
    ]
    assert [one.code for one in found] == [Reason.UNDECLARED]
    assert "tenken baseline approve" in str(found[0].message)


def test_a_target_that_is_new_since_the_approval_is_not_compared():
    evidence = run_of(2, target="t2", a="AES")[0]
    baseline = Baseline(
        evidence=run_of(1, a="AES")[0], approved_at="2026-11-20T00:00:00Z", role="x", reason="x"
    )
    assert compared(evidence, {CITY.id: baseline}, {}, {}).targets == evidence.targets


def test_a_record_that_would_explain_everything_is_refused():
    with pytest.raises(Refused):
        replace(CHANGE, setting="*")


def test_the_rule_tells_differences_apart():
    comparison = Comparison(run="r", approved_at="x", role="x")
    one = Difference(
        setting="s",
        type="t",
        id="i",
        name="n",
        region="r",
        part="",
        change="added",
        fields=(),
        explained=None,
    )
    found = list(unexplained(comparison, [one, replace(one, part="2", explained="because")]))
    assert [type(verdict) for verdict in found] == [Fail, Pass]
