import pytest

from plugins.m365.collectors.conditional_access import policies
from plugins.m365.collectors.exclusions import accounts, members
from plugins.m365.collectors.named_locations import named_locations
from plugins.m365.collectors.organization import organization
from plugins.m365.collectors.plans import skus
from plugins.m365.collectors.roles import assignments, roles
from plugins.m365.collectors.security_defaults import security_defaults
from plugins.m365.derived.exempted import exempted
from plugins.m365.derived.roles import held_roles
from plugins.m365.endpoints import (
    CA_POLICIES,
    NAMED_LOCATIONS,
    ORGANIZATION,
    ROLE_ASSIGNMENTS,
    ROLE_DEFINITIONS,
    SECURITY_DEFAULTS,
    SKUS,
)
from plugins.m365.failures import FailedError
from plugins.m365.rules.plans import ENTRA_P1, ENTRA_P2, is_missing
from plugins.m365.settings.conditional_access import Frequency, Guests, Policy, Session
from plugins.m365.settings.exclusions import ExcludedAccount, ExcludedGroup, ExcludedUser
from scanner import DeclaredBreakGlass, Gap, Message, Reading, Reason, Resource
from scanner.testing import Fault, Reply
from tests.plugins.m365.ca import GROUP, MFA_ALL, changed, read
from tests.plugins.m365.replay import collected, page, player, run

GONE = Reply(404, {"error": {"code": "Request_ResourceNotFound", "message": "…"}})
USER = ExcludedUser(id="u1")


def get(endpoint):
    return "GET " + endpoint.path


def test_policies_bring_the_ids_they_leave_out():
    raw = changed(
        MFA_ALL,
        {
            "conditions.users.excludeUsers": ["u1", "GuestsOrExternalUsers"],
            "conditions.users.excludeGroups": ["g1"],
        },
    )
    found = collected(policies, {get(CA_POLICIES): page([raw])})
    assert [type(one) for one in found] == [Policy, ExcludedUser, ExcludedGroup]


def test_every_condition_is_kept():
    raw = changed(
        MFA_ALL,
        {
            "conditions.users.excludeGuestsOrExternalUsers": {
                "guestOrExternalUserTypes": "internalGuest,serviceProvider",
                "externalTenants": {
                    "@odata.type": "#microsoft.graph.conditionalAccessEnumeratedExternalTenants",
                    "membershipKind": "enumerated",
                    "members": ["t1"],
                },
            },
            "conditions.platforms": {"includePlatforms": ["all"], "excludePlatforms": ["iOS"]},
            "conditions.locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]},
            "conditions.devices": {"deviceFilter": {"mode": "include", "rule": "x"}},
            "conditions.insiderRiskLevels": "minor, elevated",
            "conditions.authenticationFlows": {"transferMethods": "deviceCodeFlow,authenticationTransfer"},
            "conditions.clientApplications": {"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]},
        },
    )
    found = read(raw)
    assert found.unrecognised == ()
    assert found.conditions.users is not None
    assert found.conditions.users.exclude_guests == Guests(
        kinds=("internalGuest", "serviceProvider"), membership="enumerated", tenants=("t1",)
    )
    assert found.conditions.flows == ("deviceCodeFlow", "authenticationTransfer")
    assert found.conditions.insider_risks == ("minor", "elevated")
    assert found.conditions.locations is not None
    assert found.conditions.locations.exclude == ("AllTrusted",)


def test_session_controls_that_are_off_are_not_there():
    control = {
        "applicationEnforcedRestrictions": {"isEnabled": False},
        "cloudAppSecurity": {"isEnabled": False, "cloudAppSecurityType": "blockDownloads"},
        "persistentBrowser": {"isEnabled": True, "mode": "never"},
        "signInFrequency": {
            "isEnabled": True,
            "value": None,
            "type": None,
            "frequencyInterval": "everyTime",
            "authenticationType": "primaryAndSecondaryAuthentication",
        },
        "secureSignInSession": {"isEnabled": True},
        "disableResilienceDefaults": None,
    }
    assert read(changed(MFA_ALL, {"sessionControls": control})).session == Session(
        app_enforced=False,
        cloud_app_security=None,
        sign_in_frequency=Frequency(
            amount=None,
            unit=None,
            interval="everyTime",
            authentication="primaryAndSecondaryAuthentication",
        ),
        persistent_browser="never",
        token_protection=True,
        resilience_off=False,
    )


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("state", "enabledForSomeone"),
        ("conditions.clientAppTypes", ["browser", "brandNewClient"]),
        ("conditions.authenticationFlows", {"transferMethods": "deviceCodeFlow,telepathy"}),
        ("conditions.users", None),
        ("conditions.users.includeAgents", ["All"]),
        ("grantControls.operator", None),
        ("grantControls.operator", "XOR"),
        ("sessionControls", {"globalSecureAccessFilteringProfile": {"isEnabled": True}}),
        ("conditions.times", {"includedRanges": ["x"]}),
    ],
)
def test_what_no_page_lists_is_kept_as_unrecognised(place, value):
    assert read(changed(MFA_ALL, {place: value})).unrecognised


def test_keys_without_a_value_and_annotations_are_no_news():
    raw = changed(MFA_ALL, {"conditions.times": None, "newThing": [], "x@context": "y"})
    assert read(raw).unrecognised == ()


@pytest.mark.parametrize("place", ["id", "displayName", "state", "conditions", "conditions.clientAppTypes"])
def test_a_policy_without_a_required_part_is_malformed(place):
    with pytest.raises(FailedError) as caught:
        read(changed(MFA_ALL, {place: None}))
    assert caught.value.failure.reason is Reason.MALFORMED


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("conditions.users.excludeUsers", "u1"),
        ("conditions.users.excludeUsers", [1]),
        ("createdDateTime", "yesterday"),
        ("createdDateTime", "2026-01-01T00:00:00"),
        ("displayName", 5),
    ],
)
def test_a_field_of_another_type_is_malformed(place, value):
    with pytest.raises(FailedError):
        read(changed(MFA_ALL, {place: value}))


def test_an_excluded_account_is_looked_up():
    answer = {"id": "u1", "userPrincipalName": "kinkyu1@aozora.example"}
    (found,) = collected(accounts, {"GET /v1.0/users/u1": answer}, USER)
    assert found.account.principal_name == "kinkyu1@aozora.example"


def test_an_excluded_account_that_was_deleted_is_nobody():
    (found,) = run(player({}, faults=[Fault("/v1.0/users/u1", GONE)]), lambda graph: accounts(USER, graph))
    assert found.account is None


def test_an_excluded_account_that_may_not_be_read_is_a_gap():
    refused = player({}, faults=[Fault("/v1.0/users/u1", Reply(403, {}))])
    with pytest.raises(FailedError) as caught:
        run(refused, lambda graph: accounts(USER, graph))
    assert caught.value.failure.permission == "User.Read.All"


def test_members_of_a_group_are_those_who_can_sign_in():
    rows = [
        {"@odata.type": "#microsoft.graph.user", "id": "u1", "userPrincipalName": "a@aozora.example"},
        {"@odata.type": "#microsoft.graph.group", "id": "g2"},
        {"@odata.type": "#microsoft.graph.device", "id": "d1"},
        {"@odata.type": "#microsoft.graph.user", "id": "u2", "userPrincipalName": None},
    ]
    path = f"/v1.0/groups/{GROUP}/transitiveMembers"
    (found,) = collected(members, {f"GET {path}": page(rows)}, ExcludedGroup(id=GROUP))
    assert [one.id for one in found.members] == ["u1", "u2"]
    gone = player({}, faults=[Fault(path, GONE)])
    (empty,) = run(gone, lambda graph: members(ExcludedGroup(id=GROUP), graph))
    assert empty.members == ()


def test_security_defaults_are_read():
    answer = {"id": "00000000-0000-0000-0000-000000000005", "isEnabled": True}
    assert collected(security_defaults, {get(SECURITY_DEFAULTS): answer})[0].enabled


def test_named_locations_of_every_kind_are_read():
    # Written from documentation: List namedLocations, learn.microsoft.com/graph/api (v1.0).
    rows = [
        {
            "@odata.type": "#microsoft.graph.ipNamedLocation",
            "id": "1",
            "displayName": "LGWAN",
            "isTrusted": True,
            "ipRanges": [{"@odata.type": "#microsoft.graph.iPv4CidrRange", "cidrAddress": "192.0.2.0/24"}],
        },
        {
            "@odata.type": "#microsoft.graph.countryNamedLocation",
            "id": "2",
            "displayName": "Japan",
            "countriesAndRegions": ["JP"],
            "countryLookupMethod": "clientIpAddress",
            "includeUnknownCountriesAndRegions": False,
        },
    ]
    one, two = collected(named_locations, {get(NAMED_LOCATIONS): page(rows)})
    assert (one.kind, one.trusted, one.ranges) == ("ipNamedLocation", True, ("192.0.2.0/24",))
    assert (two.kind, two.trusted, two.countries) == ("countryNamedLocation", None, ("JP",))


def test_the_organization_is_read():
    row = {
        "id": "t",
        "displayName": "青空市",
        "countryLetterCode": "JP",
        "technicalNotificationMails": ["joho@aozora.example"],
        "securityComplianceNotificationMails": [],
    }
    (found,) = collected(organization, {get(ORGANIZATION): page([row])})
    assert found.technical_mails == ("joho@aozora.example",)


def test_roles_and_who_holds_them_are_read_and_joined():
    # Written from documentation: learn.microsoft.com/graph/api/rbacapplication-list-roleassignments (v1.0).
    role = {"id": "r1", "templateId": "r1", "displayName": "Global Administrator", "isBuiltIn": True}
    user = {"@odata.type": "#microsoft.graph.user", "id": "u1", "userPrincipalName": "a@aozora.example"}
    held = {"roleDefinitionId": "r1", "directoryScopeId": "/"}
    rows = [
        {"id": "a1", "principalId": "u1", "principal": user, **held},
        {"id": "a2", "principalId": "u2", "principal": None, **held},
    ]
    definitions = collected(roles, {get(ROLE_DEFINITIONS): page([role])})
    found = collected(assignments, {get(ROLE_ASSIGNMENTS): page(rows)})
    one, two = held_roles(definitions, found)
    assert (one.kind, one.template, one.name) == ("user", "r1", "Global Administrator")
    assert (two.kind, two.assignment.principal) == ("", "u2")
    (orphan,) = held_roles([], found[:1])
    assert (orphan.role, orphan.template, orphan.name) == (None, "r1", "r1")


def sku(status, *plans):
    return {
        "skuId": f"id-{status}",
        "skuPartNumber": "SPE_E3",
        "capabilityStatus": status,
        "consumedUnits": 5,
        "prepaidUnits": {"enabled": 10, "suspended": 0, "warning": 0, "lockedOut": 0},
        "servicePlans": [
            {"servicePlanId": "p", "servicePlanName": name, "provisioningStatus": given, "appliesTo": "User"}
            for name, given in plans
        ],
    }


def licences(*rows):
    # Written from documentation: learn.microsoft.com/graph/api/subscribedsku-list (v1.0).
    return Reading(tuple(collected(skus, {get(SKUS): page(rows)})))


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([sku("Enabled", ("AAD_PREMIUM", "Success"))], False),
        ([sku("Warning", ("AAD_PREMIUM_P2", "Success"))], False),
        ([sku("Suspended", ("AAD_PREMIUM", "Success"))], True),
        ([sku("Enabled", ("AAD_PREMIUM", "Disabled"))], True),
        ([sku("Enabled", ("SHAREPOINTSTANDARD", "Success"))], True),
        ([], True),
    ],
)
def test_a_plan_is_missing_if_no_licence_in_force_brings_it(rows, missing):
    assert is_missing(ENTRA_P1, licences(*rows)) is missing


def test_p1_does_not_bring_p2():
    assert is_missing(ENTRA_P2, licences(sku("Enabled", ("AAD_PREMIUM", "Success"))))


def test_a_plan_is_never_missing_while_licences_are_unread():
    unread = Gap("sku", Resource("t", "t"), Reason.DENIED, Message.of("refused"))
    assert not is_missing(ENTRA_P1, Reading((), (unread,)))


def test_what_policies_leave_out_is_gathered_with_its_gaps():
    unread = Gap("declared", Resource("t", "t"), Reason.UNDECLARED, Message.of("nothing"))
    account = ExcludedAccount(user=USER, account=None)
    known = exempted(Reading((account,)), Reading(), Reading((DeclaredBreakGlass(account="a"),)))
    assert (known.accounts, known.declared) == ((account,), ("a",))
    assert exempted(Reading(), Reading(), Reading((), (unread,))).declared is None
