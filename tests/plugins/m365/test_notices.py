from dataclasses import replace

import pytest

from plugins.m365.checks.notices import security, technical
from plugins.m365.settings.organization import Organization
from scanner import Fail, Pass

CITY = Organization(
    id="11111111-2222-4333-8444-555555555555",
    name="Aozora City",
    country="JP",
    technical_mails=("joho@aozora.example",),
    security_mails=("csirt@aozora.example",),
)


@pytest.mark.parametrize("judge", [technical, security])
def test_a_tenant_with_an_address_passes(judge):
    assert [type(one) for one in judge(CITY)] == [Pass]


@pytest.mark.parametrize("mails", [(), ("",), (" ",)])
def test_a_tenant_without_an_address_fails(mails):
    assert [type(one) for one in technical(replace(CITY, technical_mails=mails))] == [Fail]
    assert [type(one) for one in security(replace(CITY, security_mails=mails))] == [Fail]


def test_one_address_does_not_stand_for_the_other():
    assert [type(one) for one in security(replace(CITY, security_mails=()))] == [Fail]
