"""What may be used is what was declared: applications in the tenant, programs on terminals."""

from dataclasses import replace

import pytest

from plugins.m365.checks.approved import MICROSOFT, applications, software
from plugins.m365.collectors.applications import enterprise_applications
from plugins.m365.collectors.intune import detected_apps
from plugins.m365.endpoints import DETECTED_APPS, SERVICE_PRINCIPALS
from plugins.m365.failures import FailedError
from plugins.m365.settings.applications import DetectedApp, EnterpriseApplication
from plugins.m365.settings.intune import Device
from scanner import (
    DeclaredApplication,
    DeclaredSoftware,
    Fail,
    Gap,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.replay import collected

ID = "ab000000-0000-4000-8000-000000000001"
APP = EnterpriseApplication(
    id="57000000-0000-4000-8000-000000000001",
    name="予定調整",
    app_id=ID,
    kind="Application",
    enabled=True,
    owner="c0ffee00-0000-4000-8000-000000000001",
)
PROGRAM = DetectedApp(id="0001", name="一太郎 2026", version="26.0.1", devices=3)
PC = Device(
    id="1",
    name="PC",
    directory_id="80fe8ff8-2624-418e-9591-41f0491218f9",
    system="Windows",
    version=None,
    compliance="compliant",
    encrypted=True,
    seen="2026",
)
INTUNE = skus("INTUNE_A")
NOTHING = Reading((), (Gap("declared", Resource("t", "t"), Reason.UNDECLARED, Message.of("nothing")),))
NONE = Reading(())


def approved(*ids):
    return Reading(tuple(DeclaredApplication(application=one) for one in ids))


def listed(*names):
    return Reading(tuple(DeclaredSoftware(software=one) for one in names))


def outcomes(verdicts):
    return [type(one) for one in verdicts]


@pytest.mark.parametrize(
    ("changed", "declared", "expected"),
    [
        ({}, approved(ID.upper()), Pass),
        ({}, NONE, Fail),
        ({}, NOTHING, Unknown),
        ({"owner": MICROSOFT}, NOTHING, Pass),
        ({"enabled": False}, NONE, Pass),
        ({"kind": "ManagedIdentity"}, NONE, Pass),
        ({"kind": "Legacy"}, NONE, Fail),
        ({"kind": "brandNewKind"}, NONE, Unknown),
        ({"owner": None}, NONE, Fail),
        ({"name": "Microsoft Teams"}, NONE, Fail),  # the name says nothing: anybody can choose it
    ],
)
def test_which_applications_may_be_used(changed, declared, expected):
    assert outcomes(applications([replace(APP, **changed)], declared)) == [expected]


def test_each_application_that_nobody_declared_is_named():
    other = replace(APP, id="2", app_id="ab000000-0000-4000-8000-000000000002")
    assert outcomes(applications([APP, other], NONE)) == [Fail, Fail]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (listed("一太郎 2026"), Pass),
        (listed("一太郎 *"), Pass),
        (listed("*"), Pass),
        (listed("一太郎"), Fail),
        (listed("一太郎 [0-9]*"), Fail),  # only * stands for anything
        (NONE, Fail),
        (NOTHING, Unknown),
    ],
)
def test_which_programs_terminals_may_have(declared, expected):
    assert outcomes(software([PROGRAM], [PC], declared, INTUNE)) == [expected]


def test_a_name_in_other_letters_is_the_same_program():
    assert outcomes(software([replace(PROGRAM, name="7-ZIP")], [PC], listed("7-zip"), INTUNE)) == [Pass]


def test_versions_of_one_program_are_one_finding():
    (found,) = software([PROGRAM, replace(PROGRAM, id="2", version="25", devices=5)], [PC], NONE, INTUNE)
    assert isinstance(found, Fail)
    assert dict(found.message.params)["count"] == 5


@pytest.mark.parametrize(
    ("devices", "licences", "expected"),
    [([PC], INTUNE, Unknown), ([], INTUNE, NotApplicable), ([], NO_PLAN, Fail), ([], UNREAD, NotApplicable)],
)
def test_where_no_program_is_told(devices, licences, expected):
    assert outcomes(software([], devices, NONE, licences)) == [expected]


# Written from documentation: learn.microsoft.com/graph/api/serviceprincipal-list,
# …/graph/api/intune-devices-detectedapp-list.
ROW = {
    "id": APP.id,
    "displayName": "予定調整",
    "appId": ID.upper(),
    "servicePrincipalType": "Application",
    "accountEnabled": True,
    "appOwnerOrganizationId": "C0FFEE00-0000-4000-8000-000000000001",
}
FOUND = {"id": "0001", "displayName": "一太郎 2026", "version": "26.0.1", "deviceCount": 3}


def test_applications_are_read():
    assert collected(enterprise_applications, {f"GET {SERVICE_PRINCIPALS.path}": {"value": [ROW]}}) == [APP]


@pytest.mark.parametrize("key", sorted(set(ROW) - {"appOwnerOrganizationId"}))
def test_an_application_without_one_of_its_fields_is_malformed(key):
    short = {name: one for name, one in ROW.items() if name != key}
    with pytest.raises(FailedError):
        collected(enterprise_applications, {f"GET {SERVICE_PRINCIPALS.path}": {"value": [short]}})


def test_programs_are_read():
    assert collected(detected_apps, {f"GET {DETECTED_APPS.path}": {"value": [FOUND]}}, INTUNE) == [PROGRAM]
