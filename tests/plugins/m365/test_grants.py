"""What a municipality applies so that Tenken can read, and nothing else."""

import json
import re

import pytest
from hypothesis import given, strategies as st

from plugins.m365 import provider
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.grants import APP_ROLES, GRAPH, manifest, terraform
from scanner.granting import least_permissions, written_as

DECLARED = sorted({name for one in ENDPOINTS for name in one.permissions})
GUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
LOOKED_UP = r'\$\{data\.azuread_service_principal\.graph\.app_role_ids\["([^"]+)"\]\}'
some_permissions = st.lists(st.sampled_from(DECLARED), min_size=1, unique=True).map(sorted)


def resources(permissions):
    return json.loads(terraform(permissions))["resource"]


def looked_up(text):
    return re.fullmatch(LOOKED_UP, text)[1]


def test_every_declared_permission_has_an_app_role_id():
    assert set(DECLARED) <= set(APP_ROLES)
    assert all(re.fullmatch(GUID, one) for one in APP_ROLES.values())


def test_no_two_permissions_share_an_app_role_id():
    assert len(set(APP_ROLES.values())) == len(APP_ROLES)


def test_no_permission_that_can_be_granted_writes():
    assert all(re.search(r"\.Read\.", name) for name in APP_ROLES)


@given(some_permissions)
def test_a_manifest_asks_for_just_the_permissions_as_app_roles(permissions):
    (access,) = json.loads(manifest(permissions))["requiredResourceAccess"]
    assert access["resourceAppId"] == GRAPH
    assert {one["type"] for one in access["resourceAccess"]} == {"Role"}
    assert [one["id"] for one in access["resourceAccess"]] == [APP_ROLES[name] for name in permissions]


def test_a_manifest_is_for_the_own_tenant_and_holds_no_credential():
    app = json.loads(manifest(DECLARED))
    assert app["signInAudience"] == "AzureADMyOrg"
    assert set(app) == {"displayName", "signInAudience", "requiredResourceAccess"}


def test_a_permission_without_a_known_id_is_named():
    with pytest.raises(LookupError, match=r"the app role id of Calendars\.Read isn't known"):
        manifest([*DECLARED, "Calendars.Read"])


@given(some_permissions)
def test_terraform_asks_for_just_the_permissions(permissions):
    access = resources(permissions)["azuread_application"]["tenken"]["required_resource_access"]
    assert access["resource_app_id"] == GRAPH
    assert [looked_up(one["id"]) for one in access["resource_access"]] == permissions
    assert {one["type"] for one in access["resource_access"]} == {"Role"}


@given(some_permissions)
def test_terraform_grants_what_it_asks_for(permissions):
    assignments = resources(permissions)["azuread_app_role_assignment"]
    assert [looked_up(one["app_role_id"]) for one in assignments.values()] == permissions
    assert all(re.fullmatch(r"[A-Za-z_][\w-]*", name, re.ASCII) for name in assignments)


def test_terraform_makes_no_secret():
    assert set(resources(DECLARED)) == {
        "azuread_application",
        "azuread_service_principal",
        "azuread_app_role_assignment",
    }
    assert "password" not in terraform(DECLARED)


def test_the_formats_are_those_of_the_provider():
    assert set(provider.permission_formats) == {"manifest", "terraform"}
    for form in provider.permission_formats:
        assert json.loads(written_as(provider, form, least_permissions(provider)))
