"""Answers written from documentation: learn.microsoft.com/graph/api/application-list,
…/graph/api/serviceprincipal-list-approleassignedto.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.applications import credentials, no_escalation
from plugins.m365.collectors.applications import applications, graph_permissions
from plugins.m365.endpoints import APPLICATIONS, SERVICE_PRINCIPALS
from plugins.m365.failures import FailedError
from plugins.m365.settings.applications import Application, Credential, GraphPermission
from scanner import AsOf, Fail, Limits, NotApplicable, Pass, Unknown
from tests.plugins.m365.replay import collected, page

NOW = datetime(2026, 11, 21, tzinfo=UTC)
LIMITS = Limits.of({"application_secret_days": 180, "application_certificate_days": 365})
SECRET = Credential(id="k1", kind="secret", start=NOW - timedelta(days=10), end=NOW + timedelta(days=100))
APPLICATION = Application(id="a", name="Backup job", credentials=(SECRET,))
GRANTED = GraphPermission(id="g", principal="sp", principal_name="Backup job", permission="Group.Read.All")


def judged(*held):
    verdicts = credentials(replace(APPLICATION, credentials=held), AsOf(time=NOW), LIMITS)
    return [type(one) for one in verdicts]


def lasting(days, **changes):
    return replace(SECRET, end=SECRET.start + timedelta(days=days), **changes)


def test_short_lived_credentials_pass_together():
    assert judged(SECRET, lasting(365, id="k2", kind="certificate")) == [Pass]


@pytest.mark.parametrize(
    "credential", [lasting(190), lasting(730, kind="certificate"), replace(SECRET, end=None)]
)
def test_a_credential_that_lasts_too_long_fails(credential):
    assert judged(credential) == [Fail]


def test_each_credential_that_lasts_too_long_is_told_apart():
    held = (lasting(730), lasting(900, id="k2"))
    verdicts = credentials(replace(APPLICATION, credentials=held), AsOf(time=NOW), LIMITS)
    assert {one.part for one in verdicts} == {"k1", "k2"}


def test_a_credential_that_has_expired_opens_nothing():
    expired = replace(SECRET, start=NOW - timedelta(days=900), end=NOW - timedelta(days=1))
    assert judged(expired) == [NotApplicable]
    assert judged(expired, lasting(180, id="k2")) == [Pass]


def test_a_credential_without_a_start_is_unknown():
    assert judged(replace(SECRET, start=None)) == [Unknown]


def held(*permissions):
    return [type(one) for one in no_escalation(permissions)]


def test_permissions_that_only_read_pass():
    assert held(GRANTED) == held() == [Pass]


@pytest.mark.parametrize("name", ["RoleManagement.ReadWrite.Directory", "AppRoleAssignment.ReadWrite.All"])
def test_a_permission_to_hand_out_rights_fails(name):
    assert held(GRANTED, replace(GRANTED, permission=name)) == [Fail]


def test_a_permission_without_a_name_is_unknown():
    assert held(replace(GRANTED, permission=None)) == [Unknown]


SERVICE = {
    "id": "5b000000-0000-4000-8000-000000000001",
    "appRoles": [{"id": "5b567255-7703-4780-807c-7be8301ae99b", "value": "Group.Read.All"}],
}
ASSIGNED = {
    "id": "41W1zT6z1U-kJxf62svfp1HFE8pMZhxDun-ThPczmJE",
    "appRoleId": "5b567255-7703-4780-807c-7be8301ae99b",
    "principalDisplayName": "Backup job",
    "principalId": "cdb555e3-b33e-4fd5-a427-17fadacbdfa7",
    "principalType": "ServicePrincipal",
    "resourceDisplayName": "Microsoft Graph",
    "resourceId": SERVICE["id"],
}


def granted(*rows, services=(SERVICE,)):
    bodies = {
        f"GET {SERVICE_PRINCIPALS.path}": page(services),
        f"GET {SERVICE_PRINCIPALS.path}/{SERVICE['id']}/appRoleAssignedTo": page(rows),
    }
    return [one.permission for one in collected(graph_permissions, bodies)]


def test_permissions_are_named_by_graphs_own_list():
    unknown = ASSIGNED | {"id": "2", "appRoleId": "00000000-0000-0000-0000-000000000000"}
    assert granted(ASSIGNED, unknown) == ["Group.Read.All", None]


def test_a_tenant_without_microsoft_graph_is_malformed():
    with pytest.raises(FailedError, match="not among"):
        granted(services=())


def test_secrets_and_certificates_are_read_without_their_values():
    row = {
        "id": "a",
        "displayName": "Backup job",
        "passwordCredentials": [
            {
                "keyId": "k1",
                "hint": "abc",
                "startDateTime": "2026-04-01T00:00:00Z",
                "endDateTime": "2026-10-01T00:00:00Z",
            }
        ],
        "keyCredentials": [
            {
                "keyId": "k2",
                "type": "AsymmetricX509Cert",
                "startDateTime": None,
                "endDateTime": "2027-04-01T00:00:00Z",
            }
        ],
    }
    (found,) = collected(applications, {f"GET {APPLICATIONS.path}": page([row])})
    assert [(one.id, one.kind, one.start is None) for one in found.credentials] == [
        ("k1", "secret", False),
        ("k2", "certificate", True),
    ]
    with pytest.raises(FailedError, match="keyCredentials"):
        collected(applications, {f"GET {APPLICATIONS.path}": page([row | {"keyCredentials": None}])})
