"""What a municipality applies so that Tenken can read, and nothing else."""

import json
import re

import pytest
from hypothesis import given, strategies as st

from plugins.m365 import provider
from plugins.m365.endpoint import GLOBAL_READER, is_action
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.grants import APP_ROLES, GRAPH, OTHERS, manifest, terraform
from scanner.granting import least_permissions, written_as

DECLARED = sorted({name for one in ENDPOINTS for name in one.permissions})
GUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
LOOKED_UP = r'\$\{data\.azuread_service_principal\.\w+\.app_role_ids\["([^"]+)"\]\}'
some_permissions = st.lists(st.sampled_from(DECLARED), min_size=1, unique=True).map(sorted)


def resources(permissions):
    return json.loads(terraform(permissions))["resource"]


def looked_up(text):
    return re.fullmatch(LOOKED_UP, text)[1]


def test_every_declared_permission_has_an_app_role_id():
    assert set(roles(DECLARED)) <= {*APP_ROLES, *OTHERS}
    assert all(re.fullmatch(GUID, one) for one in APP_ROLES.values())


def test_no_two_permissions_share_an_app_role_id():
    assert len(set(APP_ROLES.values())) == len(APP_ROLES)


def test_no_permission_that_can_be_granted_writes():
    assert all(re.search(r"\.Read\.", name) for name in APP_ROLES)
    assert all(name.endswith("/read") for name in DECLARED if is_action(name))


def roles(permissions):
    return [name for name in permissions if name != GLOBAL_READER and not is_action(name)]


@given(some_permissions)
def test_a_manifest_asks_for_just_the_permissions_as_app_roles(permissions):
    access = json.loads(manifest(permissions))["requiredResourceAccess"]
    found = {one["resourceAppId"]: one["resourceAccess"] for one in access}
    ids = [one["id"] for app in found.values() for one in app]
    known = {name: (GRAPH, one) for name, one in APP_ROLES.items()} | OTHERS
    assert sorted(ids) == sorted(known[name][1] for name in roles(permissions))
    assert all({"id": known[name][1], "type": "Role"} in found[known[name][0]] for name in roles(permissions))


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
    asked = [one for resource in access for one in resource["resource_access"]]
    assert sorted(looked_up(one["id"]) for one in asked) == sorted(roles(permissions))
    assert {one["type"] for one in asked} <= {"Role"}


@given(some_permissions)
def test_terraform_grants_what_it_asks_for(permissions):
    assignments = resources(permissions)["azuread_app_role_assignment"]
    assert sorted(looked_up(one["app_role_id"]) for one in assignments.values()) == sorted(roles(permissions))
    assert all(re.fullmatch(r"[A-Za-z_][\w-]*", name, re.ASCII) for name in assignments)
    assert ("azuread_directory_role_assignment" in resources(permissions)) is (GLOBAL_READER in permissions)


def test_terraform_makes_no_secret():
    assert set(resources(DECLARED)) == {
        "azuread_application",
        "azuread_service_principal",
        "azuread_app_role_assignment",
        "azuread_directory_role",
        "azuread_directory_role_assignment",
    }
    assert "password" not in terraform(DECLARED)


def test_the_formats_are_those_of_the_provider():
    assert set(provider.permission_formats) == {"manifest", "terraform"}
    for form in provider.permission_formats:
        assert json.loads(written_as(provider, form, least_permissions(provider)))
