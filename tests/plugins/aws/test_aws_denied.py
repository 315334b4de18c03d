"""Each operation is denied once: nothing unread becomes a pass, and the missing permission is named."""

from collections import Counter

import pytest

from plugins.aws.demo import OSAKA, TOKYO
from plugins.aws.operations import ANNOUNCING, READS, action_of
from scanner.assessment import Assessment, Status
from scanner.exit_code import exit_code
from scanner.findings import Finding
from scanner.model import Outcome
from tests.plugins.aws.recording import Recording, alone, recorded

SIGN_IN = "sts.GetCallerIdentity"
DENIABLE = sorted((READS | {SIGN_IN}) - ANNOUNCING)
GOOD = (Outcome.PASS, Outcome.NOT_APPLICABLE)
BETTER = (Status.MET, Status.EXCEPTED, Status.COVERED, Status.NOT_APPLICABLE)
OPEN = (Status.UNDETERMINED, Status.NOT_MET)


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    with alone():  # no longer than the making: what follows in this process has its own surroundings
        return recorded(tmp_path_factory.getbasetemp())


def test_the_account_gives_a_reason_to_call_every_operation(recording):
    """If not: add something to `fuller`, or an answer by hand to `fuller_answers`."""
    assert set(DENIABLE) - recording.called == set()


def test_everything_in_the_account_can_be_read(recording):
    assert recording.before.gaps == ()
    assert {one.outcome for one in recording.before.findings} == set(Outcome)


def test_scanned_twice_it_is_the_same_assessment(recording):
    again = recording.scan()
    assert outcomes(again) == outcomes(recording.before)
    assert statuses(again) == statuses(recording.before)


@pytest.mark.parametrize("operation", DENIABLE)
def test_a_denied_operation_makes_nothing_better_and_is_named(recording, operation):
    after, permission = recording.denied(operation), action_of(operation)
    assert exit_code(after) == 4
    nothing_better(recording.before, after)
    assert {gap.permission for _, gap in after.gaps if gap.operation == operation} == {permission}
    assert {gap.operation for _, gap in after.gaps} == {operation}
    told(recording.before, after, permission)
    assert said(recording.before) != said(after)
    undetermined(recording.before, after, permission)


@pytest.mark.parametrize("operation", DENIABLE)
def test_an_operation_denied_in_one_region_alone_makes_nothing_better(recording, operation):
    """In a region beside Tokyo, where it is called in several; what was read elsewhere is still judged."""
    regions = {region for name, region in recording.tape.calls if name == operation}
    region = min(regions - {TOKYO} or regions)
    after, permission = recording.denied(operation, region), action_of(operation)
    assert exit_code(after) == 4
    nothing_better(recording.before, after)
    assert {(gap.permission, gap.operation) for _, gap in after.gaps} == {(permission, operation)}
    told_or_less(recording.before, after, permission)
    undetermined(recording.before, after, permission)


def test_a_denial_in_one_region_leaves_the_other_judged(recording):
    after = recording.denied("ec2.DescribeVolumes", OSAKA)
    nothing_better(recording.before, after)
    was, now = (
        {one.id: (one.resource.region, one.outcome) for one in assessment.findings if volume(one)}
        for assessment in (recording.before, after)
    )
    here = {name: found for name, found in was.items() if found[0] == TOKYO}
    assert here
    assert here.items() <= now.items()
    assert {found for found in now.values() if found[0] == OSAKA} == {(OSAKA, Outcome.UNKNOWN)}


@pytest.mark.parametrize(
    ("check", "reads"),
    [
        (
            "aws.cloudtrail.all-regions",
            ["cloudtrail.DescribeTrails", "cloudtrail.GetTrailStatus", "cloudtrail.GetEventSelectors"],
        ),
        (
            "aws.s3.policy-not-public",
            ["s3.ListBuckets", "s3.GetBucketLocation", "s3.GetBucketPolicyStatus"],
        ),
    ],
)
def test_a_scan_of_one_check_makes_only_the_calls_that_it_needs(recording, check, reads):
    assessment = recording.scan([check])
    made = {call.operation for target in assessment.targets for call in target.calls}
    assert made - {SIGN_IN, "ec2.DescribeRegions"} == set(reads)
    assert {one.check for one in assessment.findings} == {check}


def test_nothing_is_asked_twice_however_many_collectors_need_it(recording):
    before = len(recording.tape.asked)
    recording.scan()
    asked = Counter(recording.tape.asked[before:])
    assert len(asked) > 200
    assert {key for key, times in asked.items() if times > 1} == set()


def volume(finding: Finding) -> bool:
    return finding.check == "aws.ebs.volume-encryption"


def nothing_better(before: Assessment, after: Assessment) -> None:
    was, now = outcomes(before), outcomes(after)
    assert {one for one, outcome in now.items() if outcome in GOOD and was.get(one) is not outcome} == set()
    stood, stands = statuses(before), statuses(after)
    assert {one for one, status in stands.items() if status in BETTER and stood[one] is not status} == set()


def told(before: Assessment, after: Assessment, permission: str) -> None:
    """Each check that says something else than before says that it lacks the permission."""
    changed = {check for check, *_ in said(before) ^ said(after)}
    assert changed == {one.check for one in after.findings if unknown_for(one, permission)}


def told_or_less(before: Assessment, after: Assessment, permission: str) -> None:
    """Each check that says something new says that it lacks the permission; a proof elsewhere may do."""
    new = {check for check, *_ in said(after) - said(before)}
    assert new == {one.check for one in after.findings if unknown_for(one, permission)}


def undetermined(before: Assessment, after: Assessment, permission: str) -> None:
    """What is unknown leaves its controls undetermined or not met; a tree of signals may do without it."""
    lost = {one.id for one in after.findings if unknown_for(one, permission)}
    stood = statuses(before)
    with_logic = {
        (framework.framework, control.id)
        for framework in after.frameworks
        for control in framework.controls
        if control.logic
    }
    for one in after.controls:
        if lost & set(one.findings) and one.status is not Status.NOT_APPLICABLE:
            key = one.framework, one.id
            settled_elsewhere = key in with_logic and one.status is stood[key]
            assert one.status in OPEN or settled_elsewhere, one.id


def outcomes(assessment: Assessment) -> dict[str, Outcome]:
    return {one.id: one.outcome for one in assessment.findings}


def said(assessment: Assessment) -> set[tuple[str, str, Outcome, str]]:
    return {(one.check, one.id, one.outcome, str(one.message)) for one in assessment.findings}


def unknown_for(finding: Finding, permission: str) -> bool:
    return finding.outcome is Outcome.UNKNOWN and permission in f"{finding.message} {finding.permission}"


def statuses(assessment: Assessment) -> dict[tuple[str, str], Status]:
    return {(one.framework, one.id): one.status for one in assessment.controls}
