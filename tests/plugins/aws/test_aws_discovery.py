"""The accounts behind a target: found in moto's organization, each read or told of, never missing.

Answers by hand are written from documentation: Organizations API reference, ListAccounts (type Account);
Control Tower API reference, ListLandingZones.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

import scanner
from plugins.aws.discovery import expand
from plugins.aws.options import AwsOptions
from scanner import Calls, Config, Gap, Message, OrganisationConfig, Reason, Target
from scanner.exit_code import exit_code
from scanner.model import Outcome
from tests.plugins.aws.conftest import OSAKA
from tests.plugins.aws.office import OWN, Office, by_id, judged, scan, target
from tests.plugins.aws.recording import DEADLINE, HOST, alone
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


def found(**options: Any) -> list[Target | Message | Gap]:
    return list(expand(target(**options), Calls()))


def ids(**options: Any) -> set[str]:
    return {one.id.removeprefix("aozora-aws/") for one in found(**options) if isinstance(one, Target)}


def test_a_target_without_such_lines_stands_for_itself():
    assert found() == [target()]


def test_every_account_of_the_organization_is_read_and_named(office, tape):
    assessment = scan(organization=True)
    accounts = {OWN, office.taxes, office.welfare, office.website}
    results = by_id(assessment)
    assert set(results) == {"aozora-aws"} | {f"aozora-aws/{account}" for account in accounts}
    assert {one.account for one in results.values() if one.parent} == accounts
    assert results[f"aozora-aws/{office.taxes}"].name == "taxes"
    assert assessment.gaps == ()
    assert judged(assessment)[f"aozora-aws/{office.taxes}"] == {Outcome.FAIL}
    assert judged(assessment)["aozora-aws"] == set()


def test_the_calls_that_find_the_accounts_are_counted(office, tape):
    whole = by_id(scan(organization=True))["aozora-aws"]
    assert {call.operation: call.count for call in whole.calls}["organizations.ListAccounts"] == 1


def test_an_account_whose_role_is_refused_is_listed_as_a_gap(office, tape):
    with tape.denying("sts.AssumeRole", key=office.welfare):
        assessment = scan(organization=True)
    refused = f"aozora-aws/{office.welfare}"
    assert judged(assessment)[refused] == {Outcome.UNKNOWN}
    assert {(name, gap.reason, gap.permission) for name, gap in assessment.gaps} == {
        (refused, Reason.DENIED, "sts:AssumeRole")
    }
    assert judged(assessment)[f"aozora-aws/{office.taxes}"] == {Outcome.FAIL}
    assert exit_code(assessment) == 4


@pytest.mark.parametrize("region", [None, OSAKA])
def test_what_one_account_refuses_takes_nothing_from_the_others(office, tape, region):
    with tape.denying("ec2.DescribeVolumes", region, key=office.welfare):
        assessment = scan(organization=True)
    here = f"aozora-aws/{office.welfare}"
    assert {name for name, _ in assessment.gaps} == {here}
    assert judged(assessment)[here] == ({Outcome.UNKNOWN, Outcome.FAIL} if region else {Outcome.UNKNOWN})
    assert judged(assessment)[f"aozora-aws/{office.taxes}"] == {Outcome.FAIL}


@pytest.mark.parametrize("operation", ["organizations.ListAccounts", "organizations.DescribeOrganization"])
def test_a_list_that_is_refused_is_unknown_and_not_empty(office, tape, operation):
    with tape.denying(operation):
        assessment = scan(organization=True)
    assert set(by_id(assessment)) == {"aozora-aws"}
    assert {one.outcome for one in assessment.findings} == {Outcome.UNKNOWN}
    assert {gap.permission for _, gap in assessment.gaps} == {operation.replace(".", ":")}
    assert exit_code(assessment) == 4


def test_units_below_that_are_refused_leave_the_accounts_that_were_found(office, tape):
    with tape.denying("organizations.ListOrganizationalUnitsForParent"):
        assessment = scan(organization=True, organizational_units=(office.unit,))
    assert judged(assessment) == {
        "aozora-aws": {Outcome.UNKNOWN},
        f"aozora-aws/{office.welfare}": {Outcome.FAIL},
    }


def test_suspended_accounts_are_listed_with_the_reason(office, tape):
    accounts = [{"Id": office.taxes, "Name": "taxes", "State": "SUSPENDED"}]
    tape.answer("organizations.ListAccounts", {"Accounts": accounts})
    [(name, gap)] = (assessment := scan(organization=True)).gaps
    assert (name, gap.reason) == (f"aozora-aws/{office.taxes}", Reason.DISABLED)
    assert "SUSPENDED" in str(gap.message)
    assert exit_code(assessment) == 4


def test_the_older_field_for_the_state_is_understood(office, tape):
    tape.answer("organizations.ListAccounts", {"Accounts": [{"Id": office.taxes, "Status": "SUSPENDED"}]})
    assert [gap.reason for _, gap in scan(organization=True).gaps] == [Reason.DISABLED]


def test_units_include_and_exclude_choose_among_the_accounts(office, tape):
    assert ids(organization=True, organizational_units=(office.unit,)) == {office.taxes, office.welfare}
    assert ids(organization=True, organizational_units=(office.below, office.unit)) == {
        office.taxes,
        office.welfare,
    }
    assert ids(organization=True, include=("we*",)) == {office.welfare, office.website}
    assert ids(organization=True, include=("we*",), exclude=(office.website,)) == {office.welfare}


def test_what_is_left_out_is_told(office, tape):
    [whole] = [one for one in scan(organization=True, exclude=("taxes",)).targets if not one.parent]
    assert f"left out by 'exclude' or 'include': {office.taxes}" in map(str, whole.notes)


def test_an_included_account_that_is_not_there_is_a_gap(office, tape):
    [gap] = [one for one in found(organization=True, include=("taxes", "library")) if isinstance(one, Gap)]
    assert gap.reason is Reason.MALFORMED
    assert "library" in str(gap.message)


def test_a_choice_that_leaves_nothing_is_not_empty(office, tape):
    assessment = scan(organization=True, exclude=("*", OWN))
    assert {one.outcome for one in assessment.findings} == {Outcome.UNKNOWN}
    assert exit_code(assessment) == 4


def test_a_list_of_accounts_is_read_without_an_organization(office, tape):
    with tape.denying("organizations.ListAccounts"):
        results = by_id(scan(accounts=(office.taxes, office.welfare), role_name="tenken/Reader"))
    assert set(results) == {"aozora-aws", f"aozora-aws/{office.taxes}", f"aozora-aws/{office.welfare}"}
    assert results[f"aozora-aws/{office.taxes}"].account == office.taxes


def test_an_account_outside_of_an_organization_is_told_so(tape, office):
    tape.fail("organizations.DescribeOrganization", "AWSOrganizationsNotInUseException")
    assessment = scan(organization=True)
    assert {gap.reason for _, gap in assessment.gaps} == {Reason.UNSUPPORTED}
    assert {one.outcome for one in assessment.findings} == {Outcome.UNKNOWN}


@pytest.mark.parametrize(
    "wrong",
    [
        {"accounts": ("111122223333",), "organization": True},
        {"accounts": ()},
        {"accounts": ("1111",)},
        {"role_name": "Reader"},
        {"exclude": ("111122223333",)},
        {"accounts": ("111122223333",), "include": ("111122223333",)},
        {"organization": True, "organizational_units": ("systems",)},
        {"organization": True, "role_name": "a b"},
    ],
)
def test_lines_that_lead_nowhere_are_refused(wrong):
    with pytest.raises(ValueError, match=r".+"):
        AwsOptions(**wrong)


def test_policies_of_the_organization_are_asked_for_once_and_where_it_is_administered(office, tape):
    assessment = scanner.scan(
        Config(
            organisations=(
                OrganisationConfig(
                    id="aozora", name="青空市", case="i", targets=(target(organization=True),)
                ),
            ),
            deadline=DEADLINE,
        ),
        ("aws.region.restricted",),
        host=HOST,
    )
    asked = [key for key in tape.asked if key[0].startswith("organizations.")]
    assert len(asked) == len(set(asked))
    assert "organizations.DescribePolicy" in {key[0] for key in asked}
    assert "organizations.DescribePolicy" not in {
        call.operation for one in assessment.targets if one.parent for call in one.calls
    }
