"""The organization: any member may ask for it, but only its administrators for its policies."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from plugins.aws.settings.organization import (
    ControlPolicies,
    ControlPolicy,
    EnabledRegion,
    Organization,
)
from scanner import collector

NONE = frozenset({"AWSOrganizationsNotInUseException"})


@collector("organizations:DescribeOrganization")
def organization(account: Account, aws: AwsConnection) -> Organization:
    answer = aws.ask_unless(NONE, "organizations.DescribeOrganization")
    if answer is None:
        return Organization(account=account, id=None, management=None)
    found = answer["Organization"]
    return Organization(account=account, id=found["Id"], management=found["MasterAccountId"])


@collector("organizations:ListParents", "organizations:ListPoliciesForTarget", "organizations:DescribePolicy")
def control_policies(organization: Organization, aws: AwsConnection) -> ControlPolicies:
    path = tuple(_path(aws, organization.account.id)) if organization.id else ()
    found = tuple(policy for target in path for policy in _policies(aws, target))
    return ControlPolicies(organization=organization, policies=found)


def _path(aws: AwsConnection, child: str) -> Iterator[str]:
    """Give the account, then each unit above it, then the root."""
    yield child
    while not child.startswith("r-"):
        [parent] = aws.items("organizations.ListParents", "Parents", ChildId=child)
        child = parent["Id"]
        yield child


def _policies(aws: AwsConnection, target: str) -> Iterator[ControlPolicy]:
    found = aws.items(
        "organizations.ListPoliciesForTarget", "Policies", TargetId=target, Filter="SERVICE_CONTROL_POLICY"
    )
    for one in found:
        document = aws.once.ask("organizations.DescribePolicy", PolicyId=one["Id"])["Policy"]["Content"]
        yield ControlPolicy(id=one["Id"], name=one["Name"], target=target, document=document)


@collector("account:ListRegions")
def enabled_regions(aws: AwsConnection) -> Iterator[EnabledRegion]:
    states = ["ENABLED", "ENABLING", "ENABLED_BY_DEFAULT", "DISABLING"]
    for one in aws.items("account.ListRegions", "Regions", RegionOptStatusContains=states):
        yield EnabledRegion(name=one["RegionName"], status=one["RegionOptStatus"])
