"""Settings that no cloud holds: the time of the scan, the profile's limits, what people declare.

The host gives them to every target. A declaration that is missing altogether is a gap
(*undeclared*); an empty list says "there is none".
"""

from collections.abc import Mapping

from scanner.settings import ALL, Instant, setting, value

DECLARED = "declared."


@setting("as-of", singleton=True, passing=ALL)
class AsOf:
    """The moment that ages and expiries are counted from: the start of the reading, in UTC."""

    time: Instant


@value
class Limit:
    """One threshold: its key, and its value in the unit that the key names (`…_days`)."""

    key: str
    value: int


@setting("limits", singleton=True)
class Limits:
    """The thresholds of the profile (`mappings/limits.yaml`)."""

    values: tuple[Limit, ...]

    def __getitem__(self, key: str) -> int:
        """The threshold of this key; raises `KeyError` for one that no profile knows."""
        return {limit.key: limit.value for limit in self.values}[key]

    @classmethod
    def of(cls, values: Mapping[str, int]) -> "Limits":
        """Build the limits from a plain mapping."""
        return cls(values=tuple(Limit(key=key, value=values[key]) for key in sorted(values)))


@setting("facts", singleton=True, passing=ALL)
class Facts:
    """The answers to the questions of `mappings/facts.yaml`: the keys of those answered yes, and no.

    A key in neither is one that nobody answered.
    """

    yes: tuple[str, ...]
    no: tuple[str, ...]

    @classmethod
    def of(cls, answers: Mapping[str, bool]) -> "Facts":
        """Build the facts from a plain mapping."""
        keys = sorted(answers)
        yes = tuple(key for key in keys if answers[key])
        return cls(yes=yes, no=tuple(key for key in keys if not answers[key]))


@setting("baseline", singleton=True, passing=ALL)
class Comparison:
    """The approved run that this reading was compared with: its id, when (RFC 3339, UTC), by which role."""

    run: str
    approved_at: str
    role: str


@setting("baseline/difference", key=("setting", "type", "id", "region", "part"), passing=ALL)
class Difference:
    """A setting that is not as in the approved run.

    `change` is added, removed or changed; `fields` say what, as ``path: before → after``. `explained` is the
    reason that a record gives; None if there is no such record.
    """

    setting: str
    type: str
    id: str
    name: str
    region: str
    part: str
    change: str
    fields: tuple[str, ...]
    explained: str | None


@setting("review", key=("notice", "revision"), passing=ALL)
class Reviewed:
    """A notice that somebody has looked at as it stood at `revision` (its last change), in which role."""

    notice: str
    revision: Instant
    role: str


@setting("declared.vpc_zones", key=("target", "vpc"))
class DeclaredZone:
    """Which network zone a VPC is: mynumber, lgwan, internet, management or dmz."""

    target: str
    vpc: str
    zone: str


@setting("declared.break_out_addresses", key="cidr")
class DeclaredAddress:
    """An address range, in CIDR form, from which the municipality goes out."""

    cidr: str


@setting("declared.break_glass_accounts", key="account")
class DeclaredBreakGlass:
    """An emergency account, by user principal name, object id or ARN."""

    account: str


@setting("declared.partner_tenants", key="tenant")
class DeclaredPartner:
    """A Microsoft Entra tenant that the municipality works with, by tenant id."""

    tenant: str


@setting("declared.partner_domains", key="domain")
class DeclaredDomain:
    """A domain of guests or shares that the municipality agreed to."""

    domain: str


@setting("declared.administrators", key="account")
class DeclaredAdministrator:
    """A registered holder of privileged rights, by user principal name, object id or ARN."""

    account: str


@setting("declared.partner_accounts", key="account")
class DeclaredAccount:
    """An AWS account, of 12 digits, that may share resources with the municipality."""

    account: str


@setting("declared.required_tags", key="tag")
class DeclaredTag:
    """The key of a tag that every resource in the cloud has to bear."""

    tag: str


@setting("declared.important_tags", key=("tag", "value"))
class DeclaredImportance:
    """A tag, by key and value, that marks a resource in the cloud as important."""

    tag: str
    value: str


@setting("declared.ended_keys", key="key")
class DeclaredEndedKey:
    """The key (ARN) of an ended system: whose, and where its material was made (AWS_KMS, EXTERNAL …)."""

    key: str
    system: str
    origin: str


@setting("declared.leavers", key="account")
class DeclaredLeaver:
    """The account of somebody who has left, by user principal name or object id."""

    account: str


@setting("declared.notice_addresses", key="address")
class DeclaredDesk:
    """The mail address of a desk that the notices of a cloud go to."""

    address: str


@setting("declared.mandatory_stacks", key=("target", "stack", "region"))
class DeclaredStack:
    """A CloudFormation stack that an account has to hold: its name (* and ? for anything) and region."""

    target: str
    stack: str
    region: str


@setting("declared.approved_applications", key="application")
class DeclaredApplication:
    """An application that may be used in the tenant, by its application (client) id."""

    application: str


@setting("declared.approved_software", key="software")
class DeclaredSoftware:
    """A program that terminals may have, by the name that it shows (* for anything)."""

    software: str


DECLARATIONS: tuple[type, ...] = (
    DeclaredZone,
    DeclaredAddress,
    DeclaredBreakGlass,
    DeclaredPartner,
    DeclaredDomain,
    DeclaredAdministrator,
    DeclaredAccount,
    DeclaredTag,
    DeclaredImportance,
    DeclaredEndedKey,
    DeclaredLeaver,
    DeclaredDesk,
    DeclaredStack,
    DeclaredApplication,
    DeclaredSoftware,
)
GIVEN: tuple[type, ...] = (AsOf, Limits, Facts, Comparison, Difference, Reviewed, *DECLARATIONS)
