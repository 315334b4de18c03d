"""Sessions of roles, and SAML providers: a list each."""

from collections.abc import Iterator
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.collectors.iam import policy_text
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from plugins.aws.settings.federation import RoleSession, SamlProvider
from scanner import collector


@collector("iam:ListRoles")
def role_sessions(account: Account, aws: AwsConnection) -> Iterator[RoleSession]:
    return map(partial(_session, account), aws.items("iam.ListRoles", "Roles", size=1000))


def _session(account: Account, one: Answer) -> RoleSession:
    return RoleSession(
        account=account,
        arn=one["Arn"],
        name=one["RoleName"],
        path=one["Path"],
        seconds=one["MaxSessionDuration"],
        trust=policy_text(one["AssumeRolePolicyDocument"]),
    )


@collector("iam:ListSAMLProviders")
def saml_providers(aws: AwsConnection) -> Iterator[SamlProvider]:
    return map(_provider, aws.ask("iam.ListSAMLProviders")["SAMLProviderList"])


def _provider(one: Answer) -> SamlProvider:
    return SamlProvider(arn=one["Arn"], ends=one.get("ValidUntil"))
