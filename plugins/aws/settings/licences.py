"""Licences."""

from scanner import setting


@setting("AWS::LicenseManager::LicenseConfiguration", key="arn", name="name", region="region", passing="used")
class LicenceRule:
    """How many licences there are, and how many are used; `limit` is None if nobody set one.

    Source: License Manager ListLicenseConfigurations (``LicenseCount``, ``ConsumedLicenses``).
    """

    arn: str
    name: str
    region: str
    limit: int | None
    used: int
