"""Who may sign in, with what, and what they may do."""

from plugins.aws.settings.account import Account
from scanner import Instant, setting, value


@setting("AWS::IAM::AccountSummary", of="account", singleton=True)
class RootAccess:
    """How the root user can sign in. `password` is None where IAM does not say.

    Source: IAM GetAccountSummary (``AccountMFAEnabled``, ``AccountAccessKeysPresent``,
    ``AccountPasswordPresent``, each 0 or 1).
    """

    account: Account
    mfa: bool
    keys: bool
    password: bool | None


@value
class InlinePolicy:
    """A policy that stands inside a user, group or role, as JSON text."""

    name: str
    document: str


@setting("AWS::IAM::User", key="arn", name="name")
class User:
    """An IAM user with groups and policies. Source: IAM GetAccountAuthorizationDetails, UserDetail."""

    arn: str
    name: str
    groups: tuple[str, ...]
    attached: tuple[str, ...]
    inline: tuple[InlinePolicy, ...]


@setting("AWS::IAM::Group", key="arn", name="name")
class Group:
    """An IAM group. Source: IAM GetAccountAuthorizationDetails, GroupDetail."""

    arn: str
    name: str
    attached: tuple[str, ...]
    inline: tuple[InlinePolicy, ...]


@setting("AWS::IAM::Role", key="arn", name="name", passing="last_used")
class Role:
    """An IAM role, its trust policy as JSON text, and when it was last used (None: not in 400 days).

    Source: IAM GetAccountAuthorizationDetails, RoleDetail, RoleLastUsed.
    """

    arn: str
    name: str
    path: str
    created: Instant
    last_used: Instant | None
    trust: str
    attached: tuple[str, ...]
    inline: tuple[InlinePolicy, ...]


@setting("AWS::IAM::ManagedPolicy", key="arn", name="name")
class ManagedPolicy:
    """The version in force of a policy that is attached somewhere or is the account's own.

    Source: IAM GetAccountAuthorizationDetails, ManagedPolicyDetail (``IsDefaultVersion``).
    """

    arn: str
    name: str
    document: str


@value
class AccessKey:
    """One of the two access keys of a user; times are None where the report says N/A (never)."""

    number: int
    active: bool
    rotated: Instant | None
    last_used: Instant | None


@setting(
    "AWS::IAM::User/credentials",
    key="arn",
    name="name",
    passing=("password_last_used", "password_changed", "keys.last_used"),
)
class Credentials:
    """One row of the credential report; `password` is None where it does not apply (root).

    `password_last_used` is None if it was never used since IAM began to record that.
    Source: IAM user guide, "Generate credential reports for your AWS account".
    """

    arn: str
    name: str
    created: Instant
    password: bool | None
    password_last_used: Instant | None
    password_changed: Instant | None
    mfa: bool
    keys: tuple[AccessKey, ...]


@setting("AWS::IAM::User/privileges", of="user")
class Privileges:
    """What makes a user privileged (`grants`, none if it isn't), and how it can sign in.

    `unread` names attached policies whose text was not among those read; `malformed` those that
    are no policy document. `credentials` is None if the report does not know the user yet.
    """

    user: User
    grants: tuple[str, ...]
    unread: tuple[str, ...]
    malformed: tuple[str, ...]
    credentials: Credentials | None


@setting("AWS::IAM::AccountPasswordPolicy", of="account", singleton=True)
class PasswordPolicy:
    """The rule for console passwords; None throughout means that the account has none of its own.

    `reuse` is how many former passwords can't be used again, None for no limit. Source: IAM
    GetAccountPasswordPolicy, API type PasswordPolicy (error NoSuchEntity: none).
    """

    account: Account
    own: bool
    length: int | None
    reuse: int | None
    symbols: bool | None
    numbers: bool | None
    uppercase: bool | None
    lowercase: bool | None
