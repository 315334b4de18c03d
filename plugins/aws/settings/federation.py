"""Roles that people take on, and who vouches for them."""

from plugins.aws.settings.account import Account
from scanner import Instant, setting


@setting("AWS::IAM::Role/session", key="arn", name="name")
class RoleSession:
    """How long a session of a role lasts at most, in seconds, and who may begin one.

    `trust` is the trust policy as JSON text. Source: IAM ListRoles, API type Role (``MaxSessionDuration``,
    ``AssumeRolePolicyDocument``).
    """

    account: Account
    arn: str
    name: str
    path: str
    seconds: int
    trust: str


@setting("AWS::IAM::SAMLProvider", key="arn", name="arn")
class SamlProvider:
    """A SAML identity provider; `ends` is ``ValidUntil`` of its metadata. Source: IAM ListSAMLProviders."""

    arn: str
    ends: Instant | None
