"""Each operation is refused once: nothing unread becomes a pass, and the missing permission is named."""

from functools import cache

import pytest

import scanner
from plugins.m365 import demo, provider
from plugins.m365.collectors.named_locations import named_locations
from plugins.m365.endpoint import INVOKE
from plugins.m365.endpoints import APPLICATIONS, CA_POLICIES, DIRECTORY_AUDITS, ENDPOINTS, NAMED_LOCATIONS
from plugins.m365.endpoints_exchange import ADMIN_AUDIT, OWA_POLICIES
from scanner import Config, OrganisationConfig
from scanner.assessment import Status
from scanner.exit_code import exit_code
from scanner.frameworks import packaged
from scanner.host import Host
from scanner.model import Outcome, Reason
from scanner.plan import Plan
from scanner.records import Declarations
from scanner.testing import Fault, Reply, Script
from tests.plugins.m365.fuller import replies
from tests.plugins.m365.replay import OPERATIONS, TARGET, replaying

CITY = OrganisationConfig(
    id="aozora", name="青空市", case="i", targets=(TARGET,), declared=Declarations.of(demo.DECLARED)
)
FRAMEWORKS = tuple(path.name.removesuffix(".yaml") for path in packaged())
UNASKED = {NAMED_LOCATIONS.operation: named_locations}
"""What a collector reads that no check needs yet."""
LATER = {
    one.operation
    for one in (
        ADMIN_AUDIT,
        DIRECTORY_AUDITS,
        OWA_POLICIES,
    )
}
"""What stands ready for checks to come, and what is asked for where a change is traced."""
DENIABLE = sorted(set(OPERATIONS) - set(UNASKED) - LATER)
GOOD = (Outcome.PASS, Outcome.NOT_APPLICABLE)
OPEN = (Status.UNDETERMINED, Status.NOT_MET, Status.NOT_APPLICABLE)
BETTER = (Status.MET, Status.EXCEPTED, Status.COVERED, Status.NOT_APPLICABLE)


LIMITS = {
    "access_review_days": 90,
    "application_certificate_days": 365,
    "application_secret_days": 180,
    "critical_finding_days": 14,
    "global_administrators_max": 4,
    "global_administrators_min": 2,
    "log_retention_days": 365,
    "log_silence_days": 7,
    "secure_score_percent": 70,
    "service_incident_hours": 4,
    "unused_days": 90,
}


def assessed(denied="", *, faults=(), checks=None, frameworks=FRAMEWORKS, **options):
    played = replaying(denied, faults=faults, **{"script": Script(replies()), **options})
    host = Host(plugins=(), providers={"m365": played}, renderers={}, mapping_files=(), problems=())
    config = Config(organisations=(CITY,), deadline=60, limits=LIMITS, frameworks=frameworks)
    return scanner.scan(config, checks=checks, host=host)


@cache
def before():
    return assessed()


@cache
def called():
    played = []
    assessed(log=played)
    asked = {(request.method, request.path, request.body) for request in played}
    return {
        one.operation
        for one in ENDPOINTS
        if any(method == one.method and one.matches(path) and one.says(body) for method, path, body in asked)
    }


def outcomes(assessment):
    return {one.id: one.outcome for one in assessment.findings}


def statuses(assessment):
    return {(one.framework, one.id): one.status for one in assessment.controls}


def nothing_better(after):
    was, now = outcomes(before()), outcomes(after)
    assert {one for one, outcome in now.items() if outcome in GOOD and was.get(one) is not outcome} == set()
    stood, stands = statuses(before()), statuses(after)
    assert {one for one, status in stands.items() if status in BETTER and stood[one] is not status} == set()


def test_the_city_gives_findings_of_every_outcome():
    assert {one.outcome for one in before().findings} == set(Outcome)


def test_nothing_is_a_defect():
    assert [gap for _, gap in before().gaps if gap.reason is Reason.DEFECT] == []
    assert exit_code(before()) != 1


def test_the_tenant_gives_a_reason_to_call_every_operation():
    """If not: add an answer to `fuller`."""
    assert called() == set(DENIABLE)
    assert not set(UNASKED.values()) & set(Plan.of(provider).collectors)


@pytest.mark.parametrize("operation", DENIABLE)
def test_a_denied_operation_makes_nothing_better_and_is_named(operation):
    after = assessed(operation)
    nothing_better(after)
    assert exit_code(after) == 4
    holes = [gap for _, gap in after.gaps if gap.operation == operation]
    permissions = {one.permission for one in ENDPOINTS if one.operation == operation}
    assert holes
    assert {gap.permission for gap in holes} <= permissions
    assert all(any(one in str(gap.message) for one in permissions) for gap in holes)
    lost = {one.id for one in after.findings if one.gap in holes}
    assert {outcomes(after)[one] for one in lost} <= {Outcome.UNKNOWN}
    trees = {
        (framework.framework, control.id)
        for framework in after.frameworks
        for control in framework.controls
        if control.logic
    }
    for one in after.controls:
        key = one.framework, one.id
        settled_elsewhere = key in trees and one.status is statuses(before())[key]
        assert not lost & set(one.findings) or one.status in OPEN or settled_elsewhere, one.id


def test_where_everything_is_refused_every_check_is_unknown():
    refusal = Reply(403, {"error": {"code": "Authorization_RequestDenied", "message": "no"}})
    after = assessed(script=Script({}, missing=refusal))
    assert {one.check for one in after.findings} == {one.id for one in provider.checks}
    assert {(one.outcome, one.gap is None) for one in after.findings} == {(Outcome.UNKNOWN, False)}
    assert [gap for _, gap in after.gaps if gap.reason is Reason.DEFECT] == []


def test_a_list_that_is_refused_in_its_middle_makes_nothing_better():
    refusal = Fault(CA_POLICIES.path, Reply(403, {"error": {"code": "AccessDenied"}}), after=1)
    refused = assessed(faults=[refusal], page=2)
    nothing_better(refused)
    assert exit_code(refused) == 4


def test_a_malformed_row_hides_no_other_row():
    nothing = {"passwordCredentials": [], "keyCredentials": []}
    rows = [{"id": str(number), "displayName": f"app {number}", **nothing} for number in range(3)]
    del rows[1]["keyCredentials"]
    after = assessed(faults=[Fault(APPLICATIONS.path, Reply(200, {"value": rows}))])
    [malformed] = [gap for _, gap in after.gaps if gap.operation == APPLICATIONS.operation]
    assert "keyCredentials: missing" in str(malformed.message)
    found = {one.resource.name for one in after.findings if one.check == "m365.apps.credentials"}
    assert {"app 0", "app 2"} <= found


@pytest.mark.parametrize("after", [1, 4, 12, 30])
def test_cmdlets_that_are_refused_from_some_page_on_make_nothing_better(after):
    refusal = Reply(403, {"error": {"code": "Forbidden"}})
    path = INVOKE.format(tenant=demo.TENANT)
    refused = assessed(faults=[Fault(path, refusal, after=after, method="POST")], page=1)
    nothing_better(refused)
    assert exit_code(refused) == 4
    assert [gap for _, gap in refused.gaps if gap.reason is Reason.DEFECT] == []


def test_pages_of_any_size_give_the_same_findings():
    def plain(assessment):
        return {(one.id, one.outcome, one.message) for one in assessment.findings}

    assert plain(assessed(page=1)) == plain(before())
