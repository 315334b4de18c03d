"""An organization in moto, and its scan."""

from typing import Any

import boto3
import botocore.loaders
import botocore.session

import scanner
from plugins.aws.options import AwsOptions
from scanner import Config, OrganisationConfig, Target
from scanner.assessment import Assessment, TargetResult
from scanner.model import Outcome
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.recording import DEADLINE, HOST

OWN = "123456789012"
LOADER = botocore.loaders.create_loader()
CHECKS = ("aws.ebs.volume-encryption", "aws.cloudtrail.all-regions")


class Office:
    """An organization in moto: the management account, and three accounts in two units."""

    def __init__(self) -> None:
        self.client = boto3.client("organizations", "us-east-1")
        self.client.create_organization(FeatureSet="ALL")
        self.root = self.client.list_roots()["Roots"][0]["Id"]
        self.unit = self._unit(self.root, "systems")
        self.below = self._unit(self.unit, "taxes")
        self.taxes, self.welfare, self.website = (
            self._account(name, parent)
            for name, parent in (("taxes", self.below), ("welfare", self.unit), ("website", self.root))
        )

    def _unit(self, parent: str, name: str) -> str:
        made = self.client.create_organizational_unit(ParentId=parent, Name=name)
        return str(made["OrganizationalUnit"]["Id"])

    def _account(self, name: str, parent: str) -> str:
        made = self.client.create_account(Email=f"{name}@aozora.example", AccountName=name)
        account = str(made["CreateAccountStatus"]["AccountId"])
        if parent != self.root:
            self.client.move_account(AccountId=account, SourceParentId=self.root, DestinationParentId=parent)
        inside = lent(account)
        for region in (TOKYO, OSAKA):
            inside.client("ec2", region).create_volume(AvailabilityZone=f"{region}a", Size=8, Encrypted=False)
        return account


def lent(account: str) -> boto3.Session:
    role = f"arn:aws:iam::{account}:role/builder"
    found = boto3.client("sts", TOKYO).assume_role(RoleArn=role, RoleSessionName="builder")["Credentials"]
    core = botocore.session.Session()
    core.register_component("data_loader", LOADER)  # service models are read once, not for each session
    keys = (found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"])
    return boto3.Session(*keys, botocore_session=core)


def target(**options: Any) -> Target:
    return Target("aozora-aws", "aws", "aozora", AwsOptions(regions=(TOKYO, OSAKA), **options))


def scan(**options: Any) -> Assessment:
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=(target(**options),))
    return scanner.scan(Config(organisations=(city,), deadline=DEADLINE), CHECKS, host=HOST)


def by_id(assessment: Assessment) -> dict[str, TargetResult]:
    return {one.id: one for one in assessment.targets}


def judged(assessment: Assessment) -> dict[str, set[Outcome]]:
    checked = [one for one in assessment.findings if one.check == CHECKS[0]]
    return {name: {one.outcome for one in checked if one.target == name} for name in by_id(assessment)}
