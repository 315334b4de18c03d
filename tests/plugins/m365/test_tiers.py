"""Three tiers of rights: what each opens, what it leaves undetermined, and the manifest that grants it."""

import json

import pytest

from plugins.m365 import provider
from plugins.m365.endpoint import GLOBAL_READER
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.grants import EXCHANGE, GRAPH, SHAREPOINT, manifest, terraform
from plugins.m365.hosts import TEAMS_AUDIENCE
from plugins.m365.scopes import AZURE_SCOPE, DEFENDER, SCOPES
from plugins.m365.tiers import BESIDE_GRAPH, delegated, everything, graph_only, reads
from scanner.granting import least_permissions, tier_of

NEEDED = least_permissions(provider)


def access(tier):
    kept = tuple(name for name in NEEDED if name in tier_of(provider, tier, NEEDED, ()).granted)
    app = json.loads(manifest(kept, tier))
    return {one["resourceAppId"]: one["resourceAccess"] for one in app["requiredResourceAccess"]}


def test_the_first_tier_reads_graph_alone():
    assert set(access("T0")) == {GRAPH}
    assert {one["type"] for one in access("T0")[GRAPH]} == {"Role"}
    assert not [name for name in BESIDE_GRAPH if graph_only(name)]


def test_the_second_tier_is_a_person_whose_app_has_no_permission_of_its_own():
    found = access("T1")
    assert set(found) == {GRAPH, EXCHANGE, SHAREPOINT, DEFENDER, TEAMS_AUDIENCE, AZURE_SCOPE[0]}
    assert {one["type"] for some in found.values() for one in some} == {"Scope"}
    assert {GRAPH, EXCHANGE, TEAMS_AUDIENCE} <= set(found)
    ids = [one["id"] for one in found[GRAPH]]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(SCOPES.values())


def test_a_person_signs_in_to_a_public_client():
    assert json.loads(manifest(("User.Read.All",), "T1"))["isFallbackPublicClient"] is True
    app = json.loads(terraform(("User.Read.All", GLOBAL_READER), "T1"))["resource"]
    assert set(app) == {"azuread_application"}
    assert app["azuread_application"]["tenken"]["fallback_public_client_enabled"] is True


def test_actions_of_azure_roles_are_nothing_that_an_app_of_graph_can_have():
    action = "microsoft.aadiam/diagnosticSettings/read"
    assert graph_only(action) == ""
    assert delegated(action) == everything(action) == action
    assert AZURE_SCOPE[0] not in access("T2")
    assert access("T1")[AZURE_SCOPE[0]] == [{"id": AZURE_SCOPE[1], "type": "Scope"}]


def test_the_third_tier_opens_everything():
    assert {name: everything(name) for name in NEEDED} == {name: name for name in NEEDED}
    assert {GRAPH, EXCHANGE} <= set(access("T2"))
    assert {one["type"] for some in access("T2").values() for one in some} == {"Role"}


def test_a_permission_that_only_apps_have_is_closed_to_persons():
    assert delegated("SensitivityLabels.Read.All") == ""
    assert delegated("LicenseAssignment.Read.All") == "Directory.Read.All (delegated)"
    assert delegated("Policy.Read.All") == "Policy.Read.All (delegated)"
    assert delegated("Exchange.ManageAsApp") == "Exchange.Manage (delegated)"


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_every_permission_says_what_it_reads(name):
    assert reads(name)


def test_what_is_not_documented_is_marked():
    assert "exchange Get-TransportConfig*" in reads(GLOBAL_READER)
    undocumented = {one.host for one in ENDPOINTS if not one.documented}
    assert undocumented == {"exchange", "compliance", "sharepoint", "teams"}
