"""Each operation is denied once: nothing unread becomes a pass, and the missing permission is named."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

import scanner
from plugins.aws import provider
from plugins.aws.demo import ENVIRONMENT, FOREIGN, OSAKA, TARGET, TOKYO, city
from plugins.aws.operations import READS, action_of
from scanner import Config, OrganisationConfig, Target
from scanner.assessment import Assessment, Status
from scanner.exit_code import exit_code
from scanner.frameworks import load_frameworks
from scanner.host import Host
from scanner.model import Outcome
from scanner.records import Declarations
from tests.plugins.aws.replay import Tape

HOST = Host(plugins=(), providers={"aws": provider}, renderers={}, mapping_files=(), problems=())
WITH_LOGIC = {
    control.id for framework in load_frameworks() for control in framework.controls if control.logic
}
"""Where a tree of signals decides, a finding may only explain: such a control may stay as it stood."""
NOWHERE = "http://127.0.0.1:9"
DENIABLE = sorted(READS | {"sts.GetCallerIdentity"})


class Recording:
    """The demo's account on tape, and its assessment when nothing is denied."""

    def __init__(self) -> None:
        self.tape = Tape()
        with city() as demo, self.tape:
            self.options, self.declared = demo.options, Declarations.of(demo.declarations)
            self.before = self.scan()
        self.operations = frozenset(self.tape.calls)

    def scan(self) -> Assessment:
        target = Target(TARGET, "aws", "aozora", self.options)
        city = OrganisationConfig(
            id="aozora", name="青空市", case="i", targets=(target,), declared=self.declared
        )
        return scanner.scan(Config(organisations=(city,), deadline=100), host=HOST)

    def again(self, deny: str | None = None, region: str | None = None) -> Assessment:
        """Scan from the tape; the endpoint is set so that requests are built as they were recorded."""
        with self.tape.replaying(deny, region), patch.dict("os.environ", {"AWS_ENDPOINT_URL": NOWHERE}):
            return self.scan()


@pytest.fixture(scope="session")
def recording() -> Iterator[Recording]:
    with patch.dict("os.environ", ENVIRONMENT), pytest.MonkeyPatch.context() as environment:
        for name in (*FOREIGN, "AWS_ENDPOINT_URL"):
            environment.delenv(name, raising=False)
        yield Recording()


def test_replayed_without_a_denial_it_is_the_same_assessment(recording):
    again = recording.again()
    assert outcomes(again) == outcomes(recording.before)
    assert {one.id: one.status for one in again.controls} == statuses(recording.before)


@pytest.mark.parametrize("operation", DENIABLE)
def test_a_denied_operation_never_makes_anything_better(recording, operation):
    if operation not in {name for name, _ in recording.operations}:
        pytest.skip("the made-up account gives no reason to call it")
    after = recording.again(operation)
    assert exit_code(after) == 4
    nothing_better(recording.before, after)
    named = {gap.permission for _, gap in after.gaps if gap.operation == operation}
    assert named == {action_of(operation)}
    undetermined(recording.before, after, action_of(operation))


def test_a_denial_in_one_region_leaves_the_other_judged(recording):
    after = recording.again("ec2.DescribeVpcs", OSAKA)
    nothing_better(recording.before, after)
    regions = {one.resource.region for one in after.findings if one.check == "aws.vpc.no-internet-gateway"}
    assert {TOKYO, OSAKA} <= regions


def nothing_better(before: Assessment, after: Assessment) -> None:
    good = {one.id for one in before.findings if one.outcome is Outcome.PASS}
    assert {one.id for one in after.findings if one.outcome is Outcome.PASS} <= good
    was = statuses(before)
    for one in after.controls:
        better = one.status in (Status.MET, Status.EXCEPTED, Status.COVERED, Status.NOT_APPLICABLE)
        assert not better or was[one.id] is one.status, one.id


def undetermined(before: Assessment, after: Assessment, permission: str) -> None:
    """What is unknown now names the permission, and leaves its controls undetermined (or not met)."""
    was = outcomes(before)
    lost = [
        one
        for one in after.findings
        if one.outcome is Outcome.UNKNOWN and was.get(one.id) is not Outcome.UNKNOWN
    ]
    for one in lost:
        assert permission in f"{one.message} {one.permission}", one.message
    ids, stood = {one.id for one in lost}, statuses(before)
    for control in after.controls:
        if ids & set(control.findings) and control.status is not Status.NOT_APPLICABLE:
            settled_elsewhere = control.id in WITH_LOGIC and control.status is stood[control.id]
            assert settled_elsewhere or control.status in (Status.UNDETERMINED, Status.NOT_MET), control.id


def outcomes(assessment: Assessment) -> dict[str, Outcome]:
    return {one.id: one.outcome for one in assessment.findings}


def statuses(assessment: Assessment) -> dict[str, Status]:
    return {one.id: one.status for one in assessment.controls}
