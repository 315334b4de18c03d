"""Licence configurations: one list a region."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.licences import LicenceRule
from scanner import collector


@collector("license-manager:ListLicenseConfigurations")
def licence_rules(region: Region, aws: AwsConnection) -> Iterator[LicenceRule]:
    operation = "license-manager.ListLicenseConfigurations"
    for one in aws.items(operation, "LicenseConfigurations", region.name):
        yield LicenceRule(
            arn=one["LicenseConfigurationArn"],
            name=one["Name"],
            region=region.name,
            limit=one.get("LicenseCount"),
            used=one["ConsumedLicenses"],
        )
