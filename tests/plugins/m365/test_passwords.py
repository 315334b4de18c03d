"""Answers written from documentation: learn.microsoft.com/graph/api/authenticationmethodspolicy-get,
…/graph/api/group-list-settings.
"""

from dataclasses import replace

import pytest

from plugins.m365.checks.passwords import banned_list, methods_migrated, weak_methods
from plugins.m365.collectors.passwords import PASSWORD_RULES, authentication_methods, password_rules
from plugins.m365.endpoints import AUTHENTICATION_METHODS, GROUP_SETTINGS
from plugins.m365.failures import FailedError
from plugins.m365.settings.passwords import AuthenticationMethods, Method, PasswordRules
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.licences import NO_PLAN, P1, UNREAD
from tests.plugins.m365.replay import collected, page

OFF = tuple(Method(id=one, state="disabled") for one in ("Sms", "Voice", "Email"))
FIDO = Method(id="Fido2", state="enabled")
METHODS = AuthenticationMethods(migration="migrationComplete", methods=(*OFF, FIDO))
RULES = PasswordRules(custom_list="True", words=True)


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def methods(**changes):
    return outcomes(weak_methods(replace(METHODS, **changes)))


def rules(skus=P1, **changes):
    return outcomes(banned_list(replace(RULES, **changes), skus))


def test_weak_methods_that_are_off_pass():
    assert methods() == [Pass, Pass, Pass]


def test_a_weak_method_that_is_on_fails():
    assert methods(methods=(Method(id="Sms", state="enabled"), *OFF[1:])) == [Fail, Pass, Pass]


@pytest.mark.parametrize("changed", [OFF[1:], (Method(id="Sms", state="brandNew"), *OFF[1:])])
def test_a_weak_method_without_a_known_state_is_unknown(changed):
    assert methods(methods=changed) == [Unknown, Pass, Pass]


@pytest.mark.parametrize("state", ["preMigration", "migrationInProgress", None])
def test_while_older_settings_hold_nothing_is_surely_off(state):
    assert methods(migration=state) == [Unknown] * 3


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("migrationComplete", Pass),
        ("preMigration", Fail),
        ("migrationInProgress", Fail),
        ("new", Unknown),
        (None, Unknown),
    ],
)
def test_the_migration_has_to_be_complete(state, expected):
    assert outcomes(methods_migrated(replace(METHODS, migration=state))) == [expected]


def test_a_list_that_is_on_and_holds_words_passes():
    assert rules() == rules(custom_list="true") == [Pass]


@pytest.mark.parametrize(
    "change", [{"custom_list": "False"}, {"custom_list": None}, {"words": False}], ids=str
)
@pytest.mark.parametrize("skus", [P1, UNREAD, NO_PLAN])
def test_a_list_that_is_off_or_empty_fails(change, skus):
    assert rules(skus, **change) == [Fail]


def test_without_the_plan_the_list_cannot_be():
    (found,) = banned_list(replace(RULES, custom_list=None), NO_PLAN)
    assert "plan missing" in str(found.message)


def test_a_switch_that_says_something_else_is_unknown():
    assert rules(custom_list="Maybe") == [Unknown]


POLICY = {
    "id": "authenticationMethodsPolicy",
    "policyMigrationState": "migrationComplete",
    "authenticationMethodConfigurations": [
        {
            "@odata.type": "#microsoft.graph.smsAuthenticationMethodConfiguration",
            "id": "Sms",
            "state": "disabled",
        }
    ],
}
VALUES = [
    {"name": "BannedPasswordCheckOnPremisesMode", "value": "Audit"},
    {"name": "EnableBannedPasswordCheck", "value": "True"},
    {"name": "BannedPasswordList", "value": "aozora\tsorachan"},
]


def setting(values, template=PASSWORD_RULES):
    return {"id": "f0", "displayName": "Password Rule Settings", "templateId": template, "values": values}


def read_rules(*rows):
    (found,) = collected(password_rules, {f"GET {GROUP_SETTINGS.path}": page(rows)})
    return found


def test_methods_are_read_with_their_state():
    (found,) = collected(authentication_methods, {f"GET {AUTHENTICATION_METHODS.path}": POLICY})
    assert (found.migration, found.methods) == ("migrationComplete", (Method(id="Sms", state="disabled"),))


def test_the_setting_is_found_by_its_template():
    other = setting([], template="62375ab9-6b52-47ed-826b-58e47e0e304b")
    assert read_rules(other, setting(VALUES)) == RULES


def test_a_tenant_that_never_configured_it_has_no_list():
    assert read_rules() == PasswordRules(custom_list=None, words=False)


def test_a_value_that_is_missing_is_malformed_not_off():
    with pytest.raises(FailedError, match="EnableBannedPasswordCheck"):
        read_rules(setting(VALUES[2:]))
