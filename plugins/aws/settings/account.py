"""The account and its regions."""

from scanner import setting


@setting("AWS::Account", key="id", singleton=True)
class Account:
    """The account that answered, by its 12 digits, and the target's name in the configuration.

    Source: STS GetCallerIdentity.
    """

    id: str
    target: str


@setting("AWS::Region", key="name", name="name", region="name", nonempty=True)
class Region:
    """A region that is read: a configured one, or one that is enabled for the account.

    Source: EC2 DescribeRegions, ``RegionName``.
    """

    name: str
