"""Licences, and sensitive data.

Answers are written from documentation: License Manager ListLicenseConfigurations, Macie
GetMacieSession, GetAutomatedDiscoveryConfiguration and ListFindings.
"""

from dataclasses import replace

import pytest
from botocore.exceptions import ClientError

from plugins.aws.checks.licences import within_limit
from plugins.aws.checks.macie import discovery, findings
from plugins.aws.collectors import macie
from plugins.aws.settings.account import Region
from plugins.aws.settings.licences import LicenceRule
from plugins.aws.settings.macie import SensitiveData
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

RULE = LicenceRule(arn="arn:l", name="oracle", region=TOKYO, limit=10, used=10)
REGION = Region(name=TOKYO)
GOOD = SensitiveData(region=REGION, status="ENABLED", discovery="ENABLED", findings=0)
OFF = replace(GOOD, status=None, discovery=None)


@pytest.mark.parametrize(
    ("limit", "used", "expected"), [(10, 10, Pass), (10, 11, Fail), (None, 0, Unknown), (0, 1, Fail)]
)
def test_licences_stay_within_their_number(limit, used, expected):
    [verdict] = within_limit(replace(RULE, limit=limit, used=used))
    assert type(verdict) is expected


@pytest.mark.parametrize(
    ("more", "search", "found"),
    [
        ({}, Pass, Pass),
        ({"findings": 3}, Pass, Unknown),
        ({"discovery": "DISABLED"}, Fail, Unknown),
        ({"status": "PAUSED"}, Fail, Unknown),
        ({"status": None, "discovery": None}, Fail, NotApplicable),
        ({"status": "DREAMING"}, Unknown, Unknown),
        ({"discovery": "DREAMING"}, Unknown, Unknown),
    ],
)
def test_sensitive_data_are_looked_for(more, search, found):
    assert [type(one) for one in discovery(replace(GOOD, **more))] == [search]
    assert [type(one) for one in findings(replace(GOOD, **more))] == [found]


def test_licences_are_read(tape, sign_in):
    one = {"LicenseConfigurationArn": "arn:l", "Name": "oracle", "LicenseCount": 10, "ConsumedLicenses": 10}
    answers = {"license-manager.ListLicenseConfigurations": {"LicenseConfigurations": [one]}}
    assert read(LicenceRule, answered(tape, sign_in, answers)) == [RULE]


def test_macie_is_read(tape, sign_in):
    answers = {
        "macie2.GetMacieSession": {"status": "ENABLED"},
        "macie2.GetAutomatedDiscoveryConfiguration": {"status": "ENABLED"},
        "macie2.ListFindings": {"findingIds": ["a", "b"]},
    }
    assert read(SensitiveData, answered(tape, sign_in, answers)) == [replace(GOOD, findings=2)]


def test_a_refusal_is_no_absence(tape, sign_in):
    aws = answered(tape, sign_in, {})
    tape.fail("macie2.GetMacieSession", "AccessDeniedException", status=403)
    with pytest.raises(ClientError):
        read(SensitiveData, aws)


def test_macie_that_is_not_enabled_says_so_in_its_refusal(tape, sign_in, monkeypatch):
    aws = answered(tape, sign_in, {})
    tape.fail("macie2.GetMacieSession", "AccessDeniedException", status=403)
    monkeypatch.setattr(macie, "OFF", "no")  # the text of the tape's refusals
    assert read(SensitiveData, aws) == [OFF]
