"""Whatever is taken away from a policy that proves something, it never proves more."""

from hypothesis import given, settings, strategies as st

from plugins.m365.checks.app_restrictions import restricted_sessions
from plugins.m365.checks.legacy_authentication import legacy_clients_are_blocked
from plugins.m365.checks.mfa_administrators import multi_factor, phishing_resistant
from plugins.m365.checks.mfa_everybody import mfa_for_everybody
from plugins.m365.rules.role_templates import GLOBAL_ADMINISTRATOR
from plugins.m365.settings.roles import HeldRole, Holder, Role, RoleAssignment
from scanner import Pass
from tests.plugins.m365.ca import GROUP, MFA_ALL, OFF, OTHER_USER, P1, STRENGTH, changed, exempted, read

ROLE = Role(
    id=GLOBAL_ADMINISTRATOR, template=GLOBAL_ADMINISTRATOR, name="Global Administrator", built_in=True
)
HELD = HeldRole(
    assignment=RoleAssignment(
        id="a",
        role=ROLE.id,
        scope="/",
        principal="p",
        holder=Holder(id="p", kind="user", principal_name=None),
    ),
    role=ROLE,
)
STRONG = changed(
    MFA_ALL,
    {
        "grantControls.builtInControls": [],
        "grantControls.authenticationStrength": STRENGTH,
        "sessionControls": {"applicationEnforcedRestrictions": {"isEnabled": True}},
    },
)
WEAKER = [
    {"state": "disabled"},
    {"state": "enabledForReportingButNotEnforced"},
    {"conditions.users.excludeUsers": [OTHER_USER]},
    {"conditions.users.excludeUsers": ["GuestsOrExternalUsers"]},
    {"conditions.users.excludeGroups": [GROUP]},
    {"conditions.users.excludeRoles": [GLOBAL_ADMINISTRATOR]},
    {"conditions.users.excludeGuestsOrExternalUsers": {"guestOrExternalUserTypes": "internalGuest"}},
    {"conditions.users.includeUsers": ["None"]},
    {"conditions.applications.excludeApplications": ["Office365"]},
    {"conditions.applications.includeApplications": ["None"]},
    {"conditions.applications.applicationFilter": {"mode": "include", "rule": "x"}},
    {"conditions.clientAppTypes": ["easSupported"]},
    {"conditions.platforms": {"includePlatforms": ["windows"]}},
    {"conditions.locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}},
    {"conditions.devices": {"deviceFilter": {"mode": "exclude", "rule": "x"}}},
    {"conditions.userRiskLevels": ["high"]},
    {"conditions.signInRiskLevels": ["high"]},
    {"conditions.authenticationFlows": {"transferMethods": "deviceCodeFlow"}},
    {"conditions.clientApplications": {"includeServicePrincipals": ["ServicePrincipalsInMyTenant"]}},
]
CONTROLS = [
    {"grantControls": None, "sessionControls": None},
    {"grantControls.builtInControls": ["compliantDevice"], "sessionControls": None},
    {"grantControls.termsOfUse": ["t"], "sessionControls": None},
]


def passes(*policies):
    known = exempted()
    verdicts = {
        "all": mfa_for_everybody(policies, known, OFF, P1),
        "legacy": legacy_clients_are_blocked(policies, known, OFF, P1),
        "admin": multi_factor(policies, [HELD], known, OFF, P1),
        "resistant": phishing_resistant(policies, [HELD], known, P1),
        "sessions": restricted_sessions(policies, known, P1),
    }
    return {name for name, found in verdicts.items() if any(isinstance(one, Pass) for one in found)}


def test_the_strong_policy_proves_everything():
    assert passes(read(STRONG)) == {"all", "legacy", "admin", "resistant", "sessions"}


@given(st.sampled_from(WEAKER + CONTROLS))
def test_each_way_to_weaken_it_proves_nothing(change):
    assert passes(read(changed(STRONG, change))) == set()


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(WEAKER), min_size=1, max_size=4), st.lists(st.sampled_from(WEAKER), min_size=1)
)
def test_weak_policies_prove_nothing_together_either(one, two):
    first, second = STRONG, STRONG | {"id": "2"}
    for change in one:
        first = changed(first, change)
    for change in two:
        second = changed(second, change)
    assert passes(read(first), read(second)) == set()
