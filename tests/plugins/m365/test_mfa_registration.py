"""Answers written from documentation.

learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails.
"""

from dataclasses import replace

import pytest

from plugins.m365.checks.mfa_registration import registered
from plugins.m365.collectors.mfa_registration import registrations
from plugins.m365.endpoints import MFA_REGISTRATIONS
from plugins.m365.failures import FailedError
from plugins.m365.settings.mfa_registration import MfaRegistration
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.m365.replay import collected, page
from tests.plugins.m365.test_accounts import GUEST, TARO

READY = MfaRegistration(id=TARO.id, principal_name=TARO.principal_name, administrator=False, capable=True)
ROW = {
    "id": TARO.id,
    "userPrincipalName": TARO.principal_name,
    "isAdmin": False,
    "isMfaRegistered": True,
    "isMfaCapable": True,
    "methodsRegistered": ["microsoftAuthenticatorPush"],
    "userType": "member",
}


def outcomes(accounts, *found):
    return [type(one) for one in registered(accounts, found)]


def test_an_account_with_a_second_factor_passes():
    assert outcomes([TARO], READY) == [Pass]


@pytest.mark.parametrize("administrator", [True, False])
def test_an_account_without_one_fails(administrator):
    weak = replace(READY, capable=False, administrator=administrator)
    (verdict,) = registered([TARO], [weak])
    assert (type(verdict), "administrator" in str(verdict.message)) == (Fail, administrator)


@pytest.mark.parametrize("account", [replace(TARO, id="off", enabled=False), GUEST], ids=["off", "guest"])
def test_guests_and_accounts_that_are_off_are_not_asked(account):
    weak = replace(READY, id=account.id, capable=False)
    assert outcomes([account], weak) == [NotApplicable]
    assert outcomes([TARO, account], READY, weak) == [Pass]


def test_an_account_that_is_missing_from_the_report_is_unknown():
    assert outcomes([TARO, replace(TARO, id="new")], READY) == [Unknown]
    assert outcomes([TARO, replace(TARO, id="new")], replace(READY, capable=False)) == [Fail, Unknown]


def read(**changes):
    return collected(registrations, {f"GET {MFA_REGISTRATIONS.path}": page([ROW | changes])})


def test_the_report_is_read():
    assert read() == [READY]


def test_a_report_that_does_not_say_it_is_malformed():
    with pytest.raises(FailedError, match="isMfaCapable"):
        read(isMfaCapable=None)
