"""The exit code: one table, one place."""

from dataclasses import replace

import pytest

from scanner.assessment import Assessment, ControlVerdict, Run, Status, TargetResult
from scanner.evidence import Evidence, TargetEvidence
from scanner.exit_code import exit_code, reading_code
from scanner.findings import Finding
from scanner.model import Gap, Outcome, Reading, Reason, Resource, Severity
from scanner.provider import Target
from scanner.text import Message
from scanner.verdict import Standing

RUN = Run(
    id="1",
    started_at="2026-11-20T00:00:00.000Z",
    finished_at="2026-11-20T00:01:00.000Z",
    version="0.1.0",
    plugins=(),
    checks=None,
)
NOTHING = Assessment(
    run=RUN,
    organisations=(),
    targets=(),
    findings=(),
    controls=(),
    checks=(),
    frameworks=(),
    unmapped=(),
)
CONTROL = ControlVerdict(
    organisation="aozora",
    framework="alpha-prime",
    edition="2024-03-25",
    case="i",
    id="ALPHA-T01",
    level="required",
    status=Status.MET,
    reasons=(),
    findings=(),
)
RESOURCE = Resource("target", "t")


def gap(reason):
    return Gap("line", RESOURCE, reason, Message.of("why"))


def unread(*reasons):
    """An assessment with these gaps."""
    target = TargetResult(
        id="t",
        provider="cloud",
        organisation="aozora",
        account="1",
        gaps=tuple(map(gap, reasons)),
        calls=(),
    )
    return replace(NOTHING, targets=(target,))


def with_control(**changes):
    return replace(NOTHING, controls=(CONTROL, replace(CONTROL, **changes)))


def with_unknown(code):
    """An assessment with a finding that could not be told, for a reason of the check's own."""
    finding = Finding(
        id="f",
        check="c",
        provider="cloud",
        organisation="aozora",
        target="t",
        account="1",
        resource=RESOURCE,
        outcome=Outcome.UNKNOWN,
        message=Message.of("why"),
        code=code,
        gap=None,
        severity=Severity.HIGH,
        observed=None,
        read_at="",
    )
    return replace(NOTHING, findings=(finding,))


def both(one, other):
    return replace(one, targets=(*one.targets, *other.targets), controls=(*one.controls, *other.controls))


NOT_MET = with_control(status=Status.NOT_MET)


@pytest.mark.parametrize(
    ("assessment", "code"),
    [
        (NOTHING, 0),
        (with_control(), 0),
        (with_control(status=Status.UNDETERMINED), 0),
        (with_control(status=Status.EVIDENCE_NEEDED), 0),
        (with_control(status=Status.EXCEPTED), 0),
        (NOT_MET, 3),
        (with_control(status=Status.NOT_MET, level="recommended"), 0),
        (with_control(status=Status.NOT_MET, level="information"), 0),
        (unread(Reason.DENIED), 4),
        (unread(Reason.DEADLINE), 4),
        (unread(Reason.UNRECORDED), 4),
        (unread(Reason.UNDECLARED), 0),
        (unread(Reason.DEFECT), 1),
        (with_unknown(Reason.MALFORMED), 4),
        (with_unknown(Reason.UNDECLARED), 0),
        (with_unknown(Reason.DEFECT), 1),
        (both(NOT_MET, unread(Reason.DENIED)), 4),
        (both(NOT_MET, unread(Reason.UNDECLARED)), 3),
        (both(NOT_MET, unread(Reason.DENIED, Reason.DEFECT)), 1),
    ],
)
def test_a_fault_wins_over_what_is_unread_and_that_over_what_is_not_met(assessment, code):
    assert exit_code(assessment) == code


@pytest.mark.parametrize(
    ("level", "code"), [("required", 3), ("recommended", 0), ("information", 0), ("not-applicable", 0)]
)
def test_strict_counts_required_controls_that_need_evidence(level, code):
    assert exit_code(with_control(status=Status.EVIDENCE_NEEDED, level=level), strict=True) == code


@pytest.mark.parametrize(
    ("assessment", "code"), [(NOT_MET, 0), (unread(Reason.DENIED), 0), (unread(Reason.DEFECT), 1)]
)
def test_zero_hides_what_was_found_but_never_a_fault_of_the_program(assessment, code):
    assert exit_code(assessment, zero=True) == code


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        ([], 0),
        ([Reason.UNDECLARED], 0),
        ([Reason.DENIED], 4),
        ([Reason.DENIED, Reason.DEFECT], 1),
    ],
)
def test_a_reading_by_itself_says_whether_everything_was_read(reasons, code):
    target = TargetEvidence(
        target=Target("t", "cloud", "aozora", None),
        account="1",
        readings={str: Reading(gaps=tuple(map(gap, reasons)))},
        read_at={},
    )
    assert reading_code(Evidence(run=RUN, organisations=(), frameworks=(), targets=(target,))) == code


def test_an_accepted_gap_does_not_ask_for_anything():
    target = TargetEvidence(
        target=Target("t", "cloud", "aozora", None),
        account="1",
        readings={str: Reading(gaps=(gap(Reason.DENIED),))},
        read_at={},
    )
    standing = {"aozora": Standing(accepted=frozenset({("t", gap(Reason.DENIED))}))}
    evidence = Evidence(run=RUN, organisations=(), frameworks=(), targets=(target,), standing=standing)
    assert reading_code(evidence) == 0
