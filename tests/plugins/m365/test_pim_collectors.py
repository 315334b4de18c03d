"""Answers written from documentation.

learn.microsoft.com/graph/api/rbacapplication-list-roleassignmentscheduleinstances,
…/graph/api/policyroot-list-rolemanagementpolicyassignments.
"""

import pytest

from plugins.m365.collectors.pim import instances, policies
from plugins.m365.endpoints import ROLE_INSTANCES, ROLE_POLICIES
from plugins.m365.failures import FailedError
from tests.plugins.m365.licences import P2
from tests.plugins.m365.replay import collected, page

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
INSTANCE = {
    "id": "lAPpYvVpN0KRkAEhdxReEAWz5Gtet_xOv8wxvTtTpfg-1",
    "principalId": "b0000000-0000-4000-8000-000000000010",
    "roleDefinitionId": GLOBAL_ADMINISTRATOR,
    "directoryScopeId": "/",
    "appScopeId": None,
    "startDateTime": None,
    "endDateTime": None,
    "assignmentType": "Assigned",
    "memberType": "Direct",
    "roleAssignmentOriginId": "lAPpYvVpN0KRkAEhdxReEAWz5Gtet_xOv8wxvTtTpfg-1",
    "roleAssignmentScheduleId": "lAPpYvVpN0KRkAEhdxReEAWz5Gtet_xOv8wxvTtTpfg-1",
}
EXPIRATION = {
    "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyExpirationRule",
    "id": "Expiration_EndUser_Assignment",
    "isExpirationRequired": True,
    "maximumDuration": "PT8H",
}
APPROVAL = {
    "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyApprovalRule",
    "id": "Approval_EndUser_Assignment",
    "setting": {"isApprovalRequired": False, "approvalMode": "SingleStage", "approvalStages": []},
}


def policy(*rules):
    return {
        "id": "DirectoryRole_1",
        "policyId": "DirectoryRole_1",
        "scopeId": "/",
        "scopeType": "DirectoryRole",
        "roleDefinitionId": GLOBAL_ADMINISTRATOR,
        "policy": {"id": "DirectoryRole_1", "rules": list(rules)},
    }


def read_policies(*rows):
    return collected(policies, {f"GET {ROLE_POLICIES.path}": page(rows)}, P2)


def test_an_instance_without_end_is_permanent():
    (found,) = collected(instances, {f"GET {ROLE_INSTANCES.path}": page([INSTANCE])}, P2)
    assert (found.kind, found.end) == ("Assigned", None)


def test_the_rule_on_approval_is_found_among_the_others():
    (found,) = read_policies(policy(EXPIRATION, APPROVAL))
    assert (found.role, found.approval) == (GLOBAL_ADMINISTRATOR, False)


def test_a_policy_without_that_rule_says_nothing_about_approval():
    assert [one.approval for one in read_policies(policy(EXPIRATION))] == [None]


def test_a_policy_that_was_not_expanded_is_malformed():
    with pytest.raises(FailedError, match="policy: missing"):
        read_policies({key: text for key, text in policy().items() if key != "policy"})
