"""Each operation is refused once: nothing unread becomes a pass, and the missing permission is named."""

from functools import cache

import pytest

import scanner
from plugins.m365 import demo
from plugins.m365.endpoints import CA_POLICIES, ENDPOINTS
from scanner import Config, OrganisationConfig
from scanner.exit_code import exit_code
from scanner.host import Host
from scanner.model import Outcome, Reason
from scanner.records import Declarations
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import OPERATIONS, TARGET, replaying

CITY = OrganisationConfig(
    id="aozora", name="青空市", case="i", targets=(TARGET,), declared=Declarations.of(demo.DECLARED)
)


LIMITS = {
    "access_review_days": 90,
    "application_certificate_days": 365,
    "application_secret_days": 180,
    "global_administrators_max": 4,
    "global_administrators_min": 2,
    "secure_score_percent": 70,
    "service_incident_hours": 4,
    "unused_days": 90,
}


def assessed(denied="", **options):
    provider = replaying(denied, **options)
    host = Host(plugins=(), providers={"m365": provider}, renderers={}, mapping_files=(), problems=())
    return scanner.scan(Config(organisations=(CITY,), deadline=60, limits=LIMITS), host=host)


@cache
def before():
    return assessed()


@cache
def called():
    played = []
    assessed(log=played)
    paths = {request.path for request in played}
    return {one.operation for one in ENDPOINTS if any(one.matches(path) for path in paths)}


def passed(assessment):
    return {one.id for one in assessment.findings if one.outcome is Outcome.PASS}


def test_the_city_gives_findings_of_every_outcome():
    assert {one.outcome for one in before().findings} == set(Outcome)


def test_nothing_is_a_defect():
    assert [gap for _, gap in before().gaps if gap.reason is Reason.DEFECT] == []
    assert exit_code(before()) != 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_one_refused_operation_makes_no_pass(operation):
    if operation not in called():
        pytest.skip("the made-up tenant gives no reason to call it")
    refused = assessed(operation)
    assert passed(refused) <= passed(before())
    assert exit_code(refused) == 4
    named = {gap.permission for _, gap in refused.gaps if gap.operation == operation}
    assert named & {one.permission for one in ENDPOINTS if one.operation == operation}


def test_a_list_that_is_refused_in_its_middle_makes_no_pass():
    refusal = Fault(CA_POLICIES.path, Reply(403, {"error": {"code": "AccessDenied"}}), after=1)
    refused = assessed(faults=[refusal], page=2)
    assert passed(refused) <= passed(before())
    assert exit_code(refused) == 4


def test_pages_of_any_size_give_the_same_findings():
    def plain(assessment):
        return {(one.id, one.outcome, one.message) for one in assessment.findings}

    assert plain(assessed(page=1)) == plain(before())
