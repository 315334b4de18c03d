"""Conditional Access policies for tests, as Graph answers them.

Written from documentation: learn.microsoft.com/graph/api/conditionalaccesspolicy-get (v1.0), with every key.
"""

import copy
from typing import Any

from plugins.m365.answer import Answer
from plugins.m365.collectors.conditional_access import policy
from plugins.m365.endpoints import CA_POLICIES
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.exclusions import (
    Account,
    ExcludedAccount,
    ExcludedGroup,
    ExcludedMembers,
    ExcludedUser,
    Exempted,
)
from plugins.m365.settings.plans import Plan, Sku
from plugins.m365.settings.security_defaults import SecurityDefaults
from scanner import Reading

P1: Reading[Sku] = Reading(
    (
        Sku(
            id="s",
            name="SPE_E3",
            status="Enabled",
            consumed=10,
            enabled=25,
            warning=0,
            suspended=0,
            plans=(Plan(name="AAD_PREMIUM", status="Success"),),
        ),
    )
)
NO_P1: Reading[Sku] = Reading()
OFF = SecurityDefaults(enabled=False)
ON = SecurityDefaults(enabled=True)
BREAK_GLASS = "b0000000-0000-4000-8000-000000000001"
OTHER_USER = "b0000000-0000-4000-8000-000000000002"
GROUP = "c0000000-0000-4000-8000-000000000001"
DECLARED = ("kinkyu1@aozora.example",)
GLASS = Account(id=BREAK_GLASS, principal_name="Kinkyu1@aozora.example")
TARO = Account(id=OTHER_USER, principal_name="taro@aozora.example")

MFA_ALL: dict[str, Any] = {
    "id": "a0000000-0000-4000-8000-000000000001",
    "templateId": None,
    "displayName": "MFA for everybody",
    "createdDateTime": "2026-04-01T00:00:00Z",
    "modifiedDateTime": None,
    "state": "enabled",
    "conditions": {
        "userRiskLevels": [],
        "signInRiskLevels": [],
        "servicePrincipalRiskLevels": [],
        "insiderRiskLevels": None,
        "clientAppTypes": ["all"],
        "platforms": None,
        "locations": None,
        "devices": None,
        "clientApplications": None,
        "authenticationFlows": None,
        "users": {
            "includeUsers": ["All"],
            "excludeUsers": [],
            "includeGroups": [],
            "excludeGroups": [],
            "includeRoles": [],
            "excludeRoles": [],
            "includeGuestsOrExternalUsers": None,
            "excludeGuestsOrExternalUsers": None,
        },
        "applications": {
            "includeApplications": ["All"],
            "excludeApplications": [],
            "includeUserActions": [],
            "includeAuthenticationContextClassReferences": [],
            "applicationFilter": None,
        },
    },
    "grantControls": {
        "operator": "OR",
        "builtInControls": ["mfa"],
        "customAuthenticationFactors": [],
        "termsOfUse": [],
        "authenticationStrength@odata.context": "https://graph.microsoft.com/v1.0/$metadata#…",
        "authenticationStrength": None,
    },
    "sessionControls": None,
}
STRENGTH: dict[str, Any] = {
    "id": "00000000-0000-0000-0000-000000000004",
    "createdDateTime": "2021-12-01T00:00:00Z",
    "modifiedDateTime": "2021-12-01T00:00:00Z",
    "displayName": "Phishing-resistant MFA",
    "description": "",
    "policyType": "builtIn",
    "requirementsSatisfied": "mfa",
    "allowedCombinations": ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"],
    "combinationConfigurations": [],
}
LEGACY_BLOCK_CHANGES: dict[str, Any] = {
    "id": "a0000000-0000-4000-8000-000000000002",
    "displayName": "Legacy authentication is blocked",
    "conditions.clientAppTypes": ["exchangeActiveSync", "other"],
    "grantControls.builtInControls": ["block"],
}


def changed(raw: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The same answer with other values at dotted places."""
    made = copy.deepcopy(raw)
    for place, value in changes.items():
        *path, last = place.split(".")
        inner = made
        for key in path:
            inner = inner[key]
        inner[last] = copy.deepcopy(value)
    return made


def read(raw: dict[str, Any]) -> Policy:
    """The setting that the collector makes of an answer."""
    return policy(Answer(raw, CA_POLICIES))


def mfa(**changes: Any) -> Policy:
    """The policy that is as it should be, with other values at places written with two underscores."""
    return read(changed(MFA_ALL, {place.replace("__", "."): value for place, value in changes.items()}))


def legacy_block(**changes: Any) -> Policy:
    """A policy that blocks legacy clients, with changes."""
    places = {place.replace("__", "."): value for place, value in changes.items()}
    return read(changed(MFA_ALL, LEGACY_BLOCK_CHANGES | places))


def accounts(*found: Account) -> tuple[ExcludedAccount, ...]:
    """Excluded users that were looked up."""
    return tuple(ExcludedAccount(user=ExcludedUser(id=one.id), account=one) for one in found)


def members(*found: Account) -> tuple[ExcludedMembers, ...]:
    """The members of the excluded group."""
    return (ExcludedMembers(group=ExcludedGroup(id=GROUP), members=found),)


def exempted(
    looked_up: tuple[ExcludedAccount, ...] = (),
    groups: tuple[ExcludedMembers, ...] = (),
    declared: tuple[str, ...] | None = DECLARED,
) -> Exempted:
    """What is known about whom policies leave out."""
    return Exempted(accounts=looked_up, members=groups, declared=declared)
