from dataclasses import replace

import pytest

from plugins.m365.checks.notices import security, technical
from plugins.m365.settings.organization import Organization
from scanner import DeclaredDesk, Fail, Pass, Reading, Reason, Unknown

CITY = Organization(
    id="11111111-2222-4333-8444-555555555555",
    name="Aozora City",
    country="JP",
    technical_mails=("joho@aozora.example",),
    security_mails=("csirt@aozora.example",),
)
DESKS = Reading((DeclaredDesk(address="Joho@aozora.example"), DeclaredDesk(address="csirt@aozora.example")))
NO_DESK = Reading(())
UNDECLARED = Reading((), gaps=("undeclared",))


def outcomes(verdicts):
    return [type(one) for one in verdicts]


@pytest.mark.parametrize("judge", [technical, security])
def test_notices_that_go_to_the_registered_desk_pass(judge):
    assert outcomes(judge(CITY, DESKS)) == [Pass]


@pytest.mark.parametrize("desks", [DESKS, NO_DESK, UNDECLARED], ids=["declared", "none", "undeclared"])
@pytest.mark.parametrize("mails", [(), ("",), (" ",)])
def test_a_tenant_without_an_address_fails_whatever_is_declared(mails, desks):
    assert outcomes(technical(replace(CITY, technical_mails=mails), desks)) == [Fail]
    assert outcomes(security(replace(CITY, security_mails=mails), desks)) == [Fail]


def test_one_address_does_not_stand_for_the_other():
    assert outcomes(security(replace(CITY, security_mails=()), DESKS)) == [Fail]


def test_an_address_that_is_no_registered_desk_fails_also_beside_one_that_is():
    former = "itaku@partner.example"
    for mails in [(former,), ("joho@aozora.example", former)]:
        [verdict] = technical(replace(CITY, technical_mails=mails), DESKS)
        assert isinstance(verdict, Fail)
        assert dict(verdict.message.params) == {"addresses": former}


def test_that_there_is_no_desk_makes_every_address_a_stranger():
    assert outcomes(technical(CITY, NO_DESK)) == [Fail]


@pytest.mark.parametrize("judge", [technical, security])
def test_an_address_of_which_nobody_says_whether_it_is_the_desk_is_unknown(judge):
    [verdict] = judge(CITY, UNDECLARED)
    assert isinstance(verdict, Unknown)
    assert verdict.reason is Reason.UNDECLARED
