"""Answers written from documentation: learn.microsoft.com/graph/api/intune-mam-iosmanagedappprotection-list,
…/graph/api/intune-mam-androidmanagedappprotection-list.
"""

from dataclasses import replace

import pytest

from plugins.m365.checks.app_protection import everybody, kept_in
from plugins.m365.collectors.app_protection import app_protection
from plugins.m365.endpoints import ANDROID_APP_PROTECTION, IOS_APP_PROTECTION
from plugins.m365.failures import FailedError
from plugins.m365.settings.app_protection import AppProtection
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.licences import NO_PLAN, UNREAD
from tests.plugins.m365.replay import collected, page
from tests.plugins.m365.test_intune import ALL, GROUPS, INTUNE, NOBODY
from tests.plugins.m365.test_intune_collectors import target

IOS = AppProtection(
    id="i",
    name="iOS",
    platform="iOS",
    transfer="managedApps",
    clipboard="managedAppsWithPasteIn",
    save_as_blocked=True,
    storage=("oneDriveForBusiness", "sharePoint"),
    backup_blocked=True,
    wipe="P90D",
    reach=ALL,
)
NEWLY = replace(NOBODY, unknown=("#microsoft.graph.brandNewTarget",))
ANDROID = replace(IOS, id="a", platform="Android")


def kept(*policies, licences=INTUNE):
    return [type(one) for one in kept_in(policies, licences)]


def reached(*policies, licences=INTUNE):
    return [type(one) for one in everybody(policies, licences)]


def test_a_policy_that_keeps_data_in_passes():
    assert kept(IOS, ANDROID) == [Pass, Pass]


@pytest.mark.parametrize(
    "change",
    [
        {"transfer": "allApps"},
        {"clipboard": "allApps"},
        {"save_as_blocked": False},
        {"storage": ("oneDriveForBusiness", "localStorage")},
        {"backup_blocked": False},
        {"wipe": None},
        {"wipe": "PT0S"},
    ],
    ids=str,
)
def test_each_way_out_fails(change):
    assert kept(replace(IOS, **change)) == [Fail]


def test_ways_out_are_told_apart():
    verdicts = kept_in((replace(IOS, transfer="allApps", clipboard="allApps", wipe=None),), INTUNE)
    assert [one.part for one in verdicts] == ["transfer", "clipboard", "wipe"]


def test_a_policy_that_is_not_assigned_does_not_count():
    assert kept(replace(IOS, reach=NOBODY)) == kept() == kept(licences=NO_PLAN) == [Fail]


def test_a_policy_for_everybody_on_both_platforms_passes():
    assert reached(IOS, ANDROID) == [Pass, Pass]


def test_a_platform_without_a_policy_fails():
    assert reached(IOS) == [Pass, Fail]
    assert reached(IOS, replace(ANDROID, reach=NOBODY)) == [Pass, Fail]


@pytest.mark.parametrize("reach", [GROUPS, replace(ALL, excluded=True), replace(ALL, narrowed=True)])
def test_a_policy_for_some_is_unknown(reach):
    assert reached(replace(IOS, reach=reach), ANDROID) == [Unknown, Pass]


@pytest.mark.parametrize("licences", [NO_PLAN, UNREAD])
def test_without_the_plan_there_can_be_no_policy(licences):
    assert reached(licences=licences) == [Fail, Fail]


ROW = {
    "id": "i",
    "displayName": "iOS",
    "allowedOutboundDataTransferDestinations": "managedApps",
    "allowedOutboundClipboardSharingLevel": "managedAppsWithPasteIn",
    "saveAsBlocked": True,
    "allowedDataStorageLocations": ["oneDriveForBusiness", "sharePoint"],
    "dataBackupBlocked": True,
    "periodOfflineBeforeWipeIsEnforced": "P90D",
    "assignments": [target("allLicensedUsersAssignmentTarget")],
}


def read(ios, android):
    bodies = {
        f"GET {IOS_APP_PROTECTION.path}": page(ios),
        f"GET {ANDROID_APP_PROTECTION.path}": page(android),
    }
    return collected(app_protection, bodies, INTUNE)


def test_policies_are_read_for_both_platforms():
    users = replace(NOBODY, users=True)
    assert read([ROW], [ROW | {"id": "a"}]) == [
        replace(IOS, reach=users),
        replace(ANDROID, name="iOS", reach=users),
    ]


@pytest.mark.parametrize(
    "key", ["saveAsBlocked", "dataBackupBlocked", "allowedOutboundClipboardSharingLevel"]
)
def test_a_field_that_is_missing_is_malformed(key):
    with pytest.raises(FailedError, match=key):
        read([{name: found for name, found in ROW.items() if name != key}], [])


@pytest.mark.parametrize(
    "change",
    [
        {"transfer": "brandNew"},
        {"clipboard": "brandNew"},
        {"storage": ("sharePoint", "brandNew")},
        {"wipe": "soon"},
        {"reach": NEWLY},
    ],
    ids=str,
)
def test_a_value_that_no_page_lists_is_unknown(change):
    assert kept(replace(IOS, **change)) == [Unknown]


def test_where_a_copy_may_go_does_not_matter_if_it_may_go_anywhere():
    assert kept(replace(IOS, save_as_blocked=False, storage=("brandNew",))) == [Fail]
