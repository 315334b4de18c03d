"""The organization that the account belongs to, and the limits it sets."""

from plugins.aws.settings.account import Account
from scanner import setting, value


@setting("AWS::Organizations::Organization", of="account", singleton=True)
class Organization:
    """The organization's id and its management account (12 digits); None for an account of its own.

    Source: Organizations DescribeOrganization (AWSOrganizationsNotInUseException: none).
    """

    account: Account
    id: str | None
    management: str | None


@value
class ControlPolicy:
    """A service control policy as JSON text, and what it is attached to: the account, a unit or the root.

    Source: Organizations ListPoliciesForTarget, DescribePolicy.
    """

    id: str
    name: str
    target: str
    document: str


@setting("AWS::Organizations::Policy/service-control", of="organization", singleton=True)
class ControlPolicies:
    """All service control policies on the account's path up to the root.

    A policy that is attached elsewhere does not hold here and is not among them. Source:
    Organizations ListParents, ListPoliciesForTarget.
    """

    organization: Organization
    policies: tuple[ControlPolicy, ...]


@setting("AWS::Account::EnabledRegion", key="name", name="name", region="name", nonempty=True)
class EnabledRegion:
    """A region that the account may use, read or not.

    `status` is ENABLED or ENABLING (somebody opted in), or ENABLED_BY_DEFAULT. Source: Account
    Management ListRegions.
    """

    name: str
    status: str


@value
class ResourceCount:
    """How many resources of a type there are. Source: Config GetDiscoveredResourceCounts."""

    type: str
    count: int


@setting("AWS::Account::EnabledRegion/resources", of="region", passing=("counts", "tagged"))
class ResourcesElsewhere:
    """What is known of in a region outside Japan.

    `recorded`: a recorder of one's own records every type there, so that nothing is missing in
    `counts`; those of AWS services record for themselves, others some types only. `tagged` are the ARNs of
    what bears tags, or bore some once; asked for only where not everything is recorded. Source: Config
    DescribeConfigurationRecorders (``recordingGroup``, ``servicePrincipal``), GetDiscoveredResourceCounts;
    Resource Groups Tagging API GetResources.
    """

    region: EnabledRegion
    recorded: bool
    counts: tuple[ResourceCount, ...]
    tagged: tuple[str, ...]
