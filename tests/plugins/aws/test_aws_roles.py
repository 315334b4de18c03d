"""What accounts are in their organization: recognised where it is administered, and told in every report.

Answers by hand are written from documentation: Organizations API reference, ListDelegatedAdministrators and
ListDelegatedServicesForAccount; Control Tower API reference, ListLandingZones, GetLandingZone and
ListEnabledBaselines (targets as in the User Guide, "Examples for baseline API usage").
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from moto import mock_aws

import reports.console
import reports.html
import reports.json
from scanner.exit_code import exit_code
from scanner.language import Translator
from scanner.model import Outcome
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.office import OWN, Office, by_id, judged, scan
from tests.plugins.aws.recording import alone
from tests.plugins.aws.replay import Tape, moto_asked


@pytest.fixture
def office() -> Iterator[Office]:
    with alone(), mock_aws():
        yield Office()


@pytest.fixture
def tape(office: Office) -> Iterator[Tape]:
    """Control Tower, which moto doesn't have, answers by hand: there is no landing zone."""
    with moto_asked() as moto, Tape(moto) as tape:
        tape.answer("controltower.ListLandingZones", {"landingZones": []})
        yield tape


def test_the_management_account_and_delegated_administrators_are_recognised(office, tape):
    tape.answer(
        "organizations.ListDelegatedAdministrators", {"DelegatedAdministrators": [{"Id": office.welfare}]}
    )
    tape.answer(
        "organizations.ListDelegatedServicesForAccount",
        {"DelegatedServices": [{"ServicePrincipal": "guardduty.amazonaws.com"}]},
    )
    results = by_id(scan(organization=True))
    assert [str(one) for one in results[f"aozora-aws/{OWN}"].notes] == [
        "management account of the organization"
    ]
    assert [str(one) for one in results[f"aozora-aws/{office.welfare}"].notes] == [
        "delegated administrator: guardduty"
    ]


def test_the_accounts_of_control_tower_are_recognised(office, tape):
    """Source of the shape: Control Tower User Guide, "Landing zone schemas"."""
    arn = f"arn:aws:controltower:{TOKYO}:{OWN}:landingzone/1A2B3C4D5E6F7G8H"
    tape.answer("controltower.ListLandingZones", {"landingZones": [{"arn": arn}]})
    tape.answer("controltower.ListEnabledBaselines", {"enabledBaselines": []})
    manifest = {
        "centralizedLogging": {"accountId": office.taxes, "enabled": True},
        "securityRoles": {"accountId": office.welfare},
    }
    zone = {"version": "3.3", "manifest": manifest}
    tape.answer("controltower.GetLandingZone", {"landingZone": zone})
    results = by_id(scan(organization=True))
    assert "log archive account of Control Tower" in map(str, results[f"aozora-aws/{office.taxes}"].notes)
    assert "audit account of Control Tower" in map(str, results[f"aozora-aws/{office.welfare}"].notes)


@pytest.mark.parametrize("report", [reports.console, reports.html, reports.json])
def test_every_report_tells_what_an_account_is_and_that_it_could_not_be_read(office, tape, report):
    administrators = {"DelegatedAdministrators": [{"Id": office.taxes}]}
    tape.answer("organizations.ListDelegatedAdministrators", administrators)
    services = {"DelegatedServices": [{"ServicePrincipal": "config.amazonaws.com"}]}
    tape.answer("organizations.ListDelegatedServicesForAccount", services)
    arn = f"arn:aws:controltower:{TOKYO}:{OWN}:landingzone/1A2B3C4D5E6F7G8H"
    tape.answer("controltower.ListLandingZones", {"landingZones": [{"arn": arn}]})
    zone = {"version": "3.3", "manifest": {"securityRoles": {"accountId": office.welfare}}}
    tape.answer("controltower.GetLandingZone", {"landingZone": zone})
    tape.answer("controltower.ListEnabledBaselines", {"enabledBaselines": enrolled(office.website)})
    with tape.denying("sts.AssumeRole", key=office.welfare):
        assessment = scan(organization=True)
    report.render(assessment, out := BytesIO(), Translator("en"))
    page = " ".join(out.getvalue().decode().split())
    for said in (f"aozora-aws/{office.welfare}", "management account of the organization",
                 "delegated administrator: config", "audit account of Control Tower",
                 "enrolled in Control Tower (SUCCEEDED)"):  # fmt: skip
        assert said in page


def enrolled(account: str, status: str = "SUCCEEDED") -> list[dict[str, Any]]:
    """The baselines of a unit, of an account in it, and of the management account itself."""
    baseline = f"arn:aws:controltower:{TOKYO}::baseline/17BSJV3IGJ2QSGA2"
    arn, organization = f"arn:aws:controltower:{TOKYO}:{OWN}:enabledbaseline", f"arn:aws:organizations::{OWN}"
    common = {"baselineIdentifier": baseline, "statusSummary": {"status": status}}
    unit = {"arn": f"{arn}/UNIT", "targetIdentifier": f"{organization}:ou/o-aq21sw43de5/ou-abcd-11112222"}
    inside = {"arn": f"{arn}/INSIDE", "targetIdentifier": f"{organization}:account/o-aq21sw43de5/{account}"}
    own = {"arn": f"{arn}/OWN", "targetIdentifier": f"{organization}:account/o-aq21sw43de5/{OWN}"}
    return [common | unit, common | inside | {"parentIdentifier": unit["arn"]}, common | own]


def zone(tape: Tape) -> None:
    arn = f"arn:aws:controltower:{TOKYO}:{OWN}:landingzone/1A2B3C4D5E6F7G8H"
    tape.answer("controltower.ListLandingZones", {"landingZones": [{"arn": arn}]})
    tape.answer("controltower.GetLandingZone", {"landingZone": {"version": "3.3", "manifest": {}}})


@pytest.mark.parametrize("status", ["SUCCEEDED", "FAILED", "UNDER_CHANGE"])
def test_accounts_that_are_enrolled_are_told_with_their_state(office, tape, status):
    zone(tape)
    tape.answer("controltower.ListEnabledBaselines", {"enabledBaselines": enrolled(office.taxes, status)})
    results = by_id(scan(organization=True))
    assert [str(one) for one in results[f"aozora-aws/{office.taxes}"].notes] == [
        f"enrolled in Control Tower ({status})"
    ]
    assert "Control Tower" not in " ".join(map(str, results[f"aozora-aws/{OWN}"].notes))
    assert results[f"aozora-aws/{office.welfare}"].notes == ()


def test_enrolments_that_are_refused_are_a_gap(office, tape):
    zone(tape)
    with tape.denying("controltower.ListEnabledBaselines"):
        [(name, gap)] = scan(organization=True).gaps
    assert (name, gap.permission) == ("aozora-aws", "controltower:ListEnabledBaselines")


def test_no_landing_zone_is_told_for_the_region_that_was_asked(office, tape):
    [whole] = [one for one in scan(organization=True).targets if not one.parent]
    [note] = map(str, whole.notes)
    assert note.startswith(f"no landing zone of Control Tower answers in {TOKYO}")


@pytest.mark.parametrize(
    "operation", ["organizations.ListDelegatedAdministrators", "controltower.ListLandingZones"]
)
def test_a_role_that_can_not_be_told_is_a_gap_and_nothing_else(office, tape, operation):
    with tape.denying(operation):
        assessment = scan(organization=True)
    [(name, gap)] = assessment.gaps
    assert (name, gap.permission) == ("aozora-aws", operation.replace(".", ":"))
    assert judged(assessment)[f"aozora-aws/{office.taxes}"] == {Outcome.FAIL}
    assert exit_code(assessment) == 4
