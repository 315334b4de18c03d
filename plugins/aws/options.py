"""How an account, or many of them, are reached."""

import re
from dataclasses import dataclass, fields
from typing import Literal

from plugins.aws.source import check_source

REGION = re.compile(r"[a-z]+(-[a-z]+)+-[0-9]+")
ROLE = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[\x21-\x7e]+")
ROLE_NAME = re.compile(r"([\x21-\x7e]{1,510}/)?[\w+=,.@-]{1,64}", re.ASCII)
"""A role's name, with its path before it if it has one. Source: IAM CreateRole."""
EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)
"""Source: STS AssumeRole, ``ExternalId``."""
ACCOUNT = re.compile(r"[0-9]{12}", re.ASCII)
UNIT = re.compile(r"r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}", re.ASCII)
"""A root or an organizational unit. Source: Organizations ListAccountsForParent, ``ParentId``."""


@dataclass(frozen=True, kw_only=True)
class AwsOptions:
    """How to reach one account, or many from one.

    `profile` is a profile of the AWS configuration; without it the SDK's own chain decides
    (environment, AWS_PROFILE, container, instance). `role_arn` is assumed from there, with
    `external_id` if the role asks for one. `regions` are read instead of all enabled ones.

    With `accounts` (12 digits each) all these are read, with `organization: true` all accounts of the
    organization, as its management account or a delegated administrator lists them: below
    `organizational_units` alone (ids), only `include`, never `exclude` (ids, or names with * and ?). In
    each the role `role_name` is assumed from where the lines above lead to, with the same `external_id`.

    With `source: config-aggregator` these accounts are read from the AWS Config aggregator of the name
    `aggregator`, which stands where the lines above lead to, in `aggregator_region` (else the first of
    `regions`). What Config doesn't hold stays unread with `fallback: gap`; with `fallback: api` the
    account itself is asked.
    """

    profile: str | None = None
    role_arn: str | None = None
    external_id: str | None = None
    regions: tuple[str, ...] | None = None
    accounts: tuple[str, ...] | None = None
    organization: bool = False
    organizational_units: tuple[str, ...] | None = None
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    role_name: str = "TenkenReader"
    source: Literal["api", "config-aggregator"] = "api"
    aggregator: str | None = None
    aggregator_region: str | None = None
    fallback: Literal["gap", "api"] = "gap"

    def __post_init__(self) -> None:
        """Refuse what AWS would never accept; raises `ValueError`."""
        for region in (*(self.regions or ()), *filter(None, [self.aggregator_region])):
            if not REGION.fullmatch(region):
                raise ValueError(f"'{region}' is no region; for example ap-northeast-1")
        if self.role_arn is not None and not ROLE.fullmatch(self.role_arn):
            raise ValueError(
                "role_arn is no ARN of a role; for example arn:aws:iam::111122223333:role/tenken"
            )
        if self.external_id is not None and not EXTERNAL_ID.fullmatch(self.external_id):
            raise ValueError("external_id holds 2 to 1224 letters, digits or characters of _+=,.@:/-")
        self._check_members()
        check_source(self)

    def _check_members(self) -> None:
        if not ROLE_NAME.fullmatch(self.role_name):
            raise ValueError(
                "role_name is no name of a role; for example TenkenReader or security/TenkenReader"
            )
        for account in self.accounts or ():
            if not ACCOUNT.fullmatch(account):
                raise ValueError(f"'{account}' is no account; write its 12 digits in quotation marks")
        for unit in self.organizational_units or ():
            if not UNIT.fullmatch(unit):
                raise ValueError(f"'{unit}' is no unit; for example ou-abcd-11112222, or r-abcd for the root")
        self._check_together()

    def _check_together(self) -> None:
        if self.accounts is not None and self.organization:
            raise ValueError(
                "write accounts or organization: true, not both; include chooses among the latter"
            )
        if self.accounts is not None and not self.accounts:
            raise ValueError("accounts is empty; name them, or take the line out")
        alone = not self.organization and self.accounts is None
        defaults = {one.name: one.default for one in fields(self)}
        for name in ("organizational_units", "include", "exclude", "role_name"):
            lone = alone or (not self.organization and name in {"organizational_units", "include"})
            if lone and getattr(self, name) != defaults[name]:
                needed = (
                    "organization: true"
                    if name in {"organizational_units", "include"}
                    else ("accounts or organization: true")
                )
                raise ValueError(f"{name} is of use with {needed} alone")

    @property
    def many(self) -> bool:
        """True if the lines stand for several accounts."""
        return self.organization or self.accounts is not None
